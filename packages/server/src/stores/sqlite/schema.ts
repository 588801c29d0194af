// The tables of the SQLite store, and how older files get them.
import { indexes } from "../sql/indexes.js";
import type { Migration } from "../sql/migrate.js";

// How tables of version 1 came to be; files of it are still met.
const first = `
create table jobs (
  seq integer primary key autoincrement,
  id text not null unique,
  status text not null,
  attempt integer not null,
  owner text not null,
  finished_ms integer,
  lease_until_ms integer not null default 0,
  worker text,
  state text not null,
  execute text not null
);
create index jobs_by_status on jobs (status, seq);
create index jobs_by_finish on jobs (finished_ms) where finished_ms is not null;
create table events (
  seq integer primary key autoincrement,
  job_id text not null,
  attempt integer not null,
  at_ms integer not null,
  status text not null,
  progress integer not null,
  message text
);
create index events_by_job on events (job_id, seq);
`;

const inColumns = ["processId", "owner", "id", "progress", "message", "createdMs", "updatedMs", "startedMs", "finishedMs"];

// Version 2: what is searched stands in columns; order by priority and rank, idempotency keys, expiry, traces of removed jobs. Jobs are counted as they
// change: one server writes, so no other waits for the count.
const second = `
alter table jobs rename to old_jobs;
drop index jobs_by_status;
drop index jobs_by_finish;
create table jobs (
  seq integer primary key autoincrement,
  id text not null unique,
  process_id text not null,
  owner text not null,
  status text not null,
  attempt integer not null,
  revision integer not null default 0,
  progress real not null,
  message text,
  created_ms integer not null,
  updated_ms integer not null,
  started_ms integer,
  finished_ms integer,
  expires_ms integer,
  is_pinned integer not null default 0,
  is_sync integer not null,
  priority integer not null default 0,
  rank integer not null,
  lease_until_ms integer not null default 0,
  worker text,
  place text,
  idempotency_key text,
  digest text,
  state text not null,
  execute text not null
);
insert into jobs (seq, id, process_id, owner, status, attempt, progress, message, created_ms, updated_ms, started_ms, finished_ms, is_sync, rank, worker, state, execute)
  select seq, id, json_extract(state, '$.processId'), owner, status, attempt, json_extract(state, '$.progress'), json_extract(state, '$.message'),
    json_extract(state, '$.createdMs'), json_extract(state, '$.updatedMs'), json_extract(state, '$.startedMs'), finished_ms,
    json_extract(execute, '$.mode') = 'sync', row_number() over (partition by owner order by seq), worker,
    json_remove(state, ${inColumns.map((name) => `'$.${name}'`).join(", ")}), execute
  from old_jobs;
drop table old_jobs;
${indexes}create index jobs_in_order on jobs (priority desc, rank, seq, lease_until_ms, created_ms, place, owner, process_id, is_sync) where status = 'accepted';
create table ranks (priority integer primary key, rank integer not null);
create table traces (id text primary key, reason text not null, at_ms integer not null) without rowid;
create index traces_by_time on traces (at_ms);
create table job_counts (status text primary key, total integer not null) without rowid;
insert into job_counts (status, total) select status, count(*) from jobs group by status;
create trigger job_counted after insert on jobs begin
  insert into job_counts (status, total) values (new.status, 1) on conflict (status) do update set total = total + 1;
end;
create trigger job_moved after update of status on jobs when new.status <> old.status begin
  update job_counts set total = total - 1 where status = old.status;
  insert into job_counts (status, total) values (new.status, 1) on conflict (status) do update set total = total + 1;
end;
create trigger job_uncounted after delete on jobs begin
  update job_counts set total = total - 1 where status = old.status;
end;
create trigger job_added after insert on jobs begin
  insert into events (job_id, attempt, at_ms, status, progress, message)
    values (new.id, new.attempt, new.updated_ms, new.status, new.progress, new.message);
end;
create trigger job_changed after update of status, progress, message on jobs
  when new.status <> old.status or new.progress <> old.progress or new.message is not old.message begin
  insert into events (job_id, attempt, at_ms, status, progress, message)
    values (new.id, new.attempt, new.updated_ms, new.status, new.progress, new.message);
end;
create trigger job_removed after delete on jobs begin
  delete from events where job_id = old.id;
end;
`;

// Version 3: whose removed jobs were, and the tokens of callers.
const third = `
alter table traces add column owner text;
create table tokens (
  id text primary key,
  secret_sha256 text not null,
  owner text not null,
  role text not null,
  created_ms integer not null,
  expires_ms integer
);
`;

// Version 4: what servers sign by.
const fourth = `
create table secrets (
  name text primary key,
  secret text not null
);
`;

/** Grows with every change of the tables; a server opens older files (and upgrades them) but never newer ones. */
export const migrations: readonly Migration[] = [
  { version: 1, script: first },
  { version: 2, script: second },
  { version: 3, script: third },
  { version: 4, script: fourth },
];
