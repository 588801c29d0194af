// The tables of the PostgreSQL store: the same columns as in SQLite.
import { indexes } from "../sql/indexes.js";
import type { Migration } from "../sql/migrate.js";

const tables = `
create table jobs (
  seq bigint generated always as identity primary key,
  id text not null unique,
  process_id text not null,
  owner text not null,
  status text not null,
  attempt integer not null,
  revision bigint not null default 0,
  progress double precision not null,
  message text,
  created_ms bigint not null,
  updated_ms bigint not null,
  started_ms bigint,
  finished_ms bigint,
  expires_ms bigint,
  is_pinned smallint not null default 0,
  is_sync smallint not null,
  priority integer not null default 0,
  rank bigint not null,
  lease_until_ms bigint not null default 0,
  worker text,
  place text,
  idempotency_key text,
  digest text,
  state text not null,
  execute text not null
);
${indexes}create index jobs_in_order on jobs (priority desc, rank, seq) where status = 'accepted';
create table events (
  seq bigint generated always as identity primary key,
  job_id text not null,
  attempt integer not null,
  at_ms bigint not null,
  status text not null,
  progress double precision not null,
  message text
);
create index events_by_job on events (job_id, seq);
create table ranks (priority integer primary key, rank bigint not null);
create table traces (id text primary key, reason text not null, at_ms bigint not null);
create index traces_by_time on traces (at_ms);
create view job_counts as select status, count(*) as total from jobs group by status;
create function record_event() returns trigger language plpgsql as $$ begin
  insert into events (job_id, attempt, at_ms, status, progress, message)
    values (new.id, new.attempt, new.updated_ms, new.status, new.progress, new.message);
  return null;
end $$;
create function forget_events() returns trigger language plpgsql as $$ begin
  delete from events where job_id = old.id;
  return null;
end $$;
create trigger job_added after insert on jobs for each row execute function record_event();
create trigger job_changed after update on jobs for each row
  when (new.status <> old.status or new.progress <> old.progress or new.message is distinct from old.message) execute function record_event();
create trigger job_removed after delete on jobs for each row execute function forget_events();
`;

// Version 3: whose removed jobs were, and the tokens of callers.
const third = `
alter table traces add column owner text;
create table tokens (
  id text primary key,
  secret_sha256 text not null,
  owner text not null,
  role text not null,
  created_ms bigint not null,
  expires_ms bigint
);
`;

// Version 4: what servers sign by.
const fourth = `
create table secrets (
  name text primary key,
  secret text not null
);
`;

/** Counted as in SQLite: the first that PostgreSQL has is the second. */
export const migrations: readonly Migration[] = [
  { version: 2, script: tables },
  { version: 3, script: third },
  { version: 4, script: fourth },
];
