// What a store does, as statements: one code for SQLite and PostgreSQL. It runs nothing: each operation is a generator of statements, which SQLite answers at
// once and PostgreSQL later. Theory of operation: a change reads the job, applies the law of states, and writes if the revision is still the one that was
// read; else it begins again. So no operation needs more than single statements to be right, whoever writes beside it. Events are written by a trigger.
import { fault } from "../../core/errors.js";
import {
  type ClaimRules,
  type EndedJob,
  type IdempotencyKey,
  type Job,
  type JobChange,
  type JobEvent,
  type JobFilter,
  type JobStatus,
  type RemovalReason,
  type Share,
  type Trace,
  traceMs,
} from "../../core/job.js";
import { changeJob } from "../../core/job-change.js";
import { say } from "../../core/sentence.js";
import { listStatement } from "./filter.js";
import { changeable, changed, columns, type Kept, keptOf } from "./row.js";
import { joined, listed, type Row, type Statement, type Steps, sql, type Value } from "./statement.js";

/** What the databases do not have in common. */
export interface Dialect {
  /** Wall time of this server in milliseconds. */
  readonly now: () => number;
  /** The time by which leases are counted, in milliseconds, as an expression. */
  readonly clock: () => Statement;
  /** Behind the choice of a row that is then claimed. */
  readonly skipLocked: Statement;
  /** Behind the name of the table: the index by which those that wait are found in their order, where the database must be told. */
  readonly inOrder: Statement;
}

/** Jobs that were read or written lately. What it says of one is believed where nobody else writes, or where the revision is checked. */
export interface Known {
  find(id: string): Kept | undefined;
  /** `length` is that of all its text. */
  add(kept: Kept, length: number): void;
  /** Of a job that it may know; `length` is that of what was written. */
  change(kept: Kept, length: number): void;
  forget(id: string): void;
}

const lengthOf = (values: Readonly<Record<string, unknown>>): number =>
  String(values["state"] ?? "").length + String(values["execute"] ?? "").length;
const raw = (text: string): Statement => ({ text, values: [] });
const all = raw(columns);
const unfinished = sql`status in ('accepted', 'running', 'paused')`;

function exceptions(rules: ClaimRules): Statement {
  const { exceptProcessIds = [], exceptOwners = [], onlySync } = rules;
  return joined(
    [
      ...(exceptProcessIds.length === 0 ? [] : [sql` and process_id not in (${listed(exceptProcessIds)})`]),
      ...(exceptOwners.length === 0 ? [] : [sql` and owner not in (${listed(exceptOwners)})`]),
      ...(onlySync === true ? [sql` and is_sync = 1`] : []),
    ],
    "",
  );
}

function valuesOf(job: Job, key: IdempotencyKey | undefined): Readonly<Record<string, Value>> {
  return {
    id: job.id,
    process_id: job.processId,
    owner: job.owner,
    ...changeable(job),
    created_ms: job.createdMs,
    execute: JSON.stringify(job.execute),
    priority: job.priority ?? 0,
    place: job.place ?? null,
    is_sync: job.execute.mode === "sync" ? 1 : 0,
    idempotency_key: key?.key ?? null,
    digest: key?.digest ?? null,
  };
}

function insertion({ priority = 0, owner }: Job, values: Readonly<Record<string, Value>>): Statement {
  // In turn: behind the last of this owner, or what was claimed last.
  const rank = sql`(select coalesce(max(known.rank), 0) + 1 from (
    select rank from ranks where priority = ${priority}
    union all select max(rank) from jobs where status = 'accepted' and owner = ${owner} and priority = ${priority}) as known)`;
  return sql`insert into jobs (${raw(Object.keys(values).join(", "))}, rank) values (${listed(Object.values(values))}, ${rank})
    on conflict do nothing returning revision`;
}

function shareOf(row: Row): Share {
  return { owner: String(row["owner"]), processId: String(row["process_id"]), count: Number(row["total"]) };
}

function eventOf(row: Row): JobEvent {
  const message = row["message"];
  return {
    seq: Number(row["seq"]),
    atMs: Number(row["at_ms"]),
    attempt: Number(row["attempt"]),
    status: row["status"] as JobStatus,
    progress: Number(row["progress"]),
    ...(message === null ? {} : { message: String(message) }),
  };
}

function endedOf(row: Row): EndedJob {
  const started = row["started_ms"];
  return {
    status: row["status"] as EndedJob["status"],
    createdMs: Number(row["created_ms"]),
    ...(started === null ? {} : { startedMs: Number(started) }),
    finishedMs: Number(row["finished_ms"]),
  };
}

/** The jobs themselves. */
function makeJobRows({ now, clock }: Dialect, known: Known) {
  function* read(id: string): Steps<Kept | undefined> {
    const [row] = yield sql`select ${all} from jobs where id = ${id}`;
    if (row === undefined) return undefined;
    const kept = keptOf(row);
    known.add(kept, lengthOf(row));
    return kept;
  }

  function* keyed(owner: string, { key, digest }: IdempotencyKey): Steps<Job | undefined> {
    const [row] = yield sql`select digest, ${all} from jobs where owner = ${owner} and idempotency_key = ${key}`;
    if (row === undefined) return undefined;
    if (row["digest"] === digest) return keptOf(row).job;
    throw fault("key-reused", "This idempotency key was used for another request; use a new one.", "idempotencyKey");
  }

  return {
    read,
    keyed,
    *add(job: Job, key?: IdempotencyKey): Steps<Job> {
      const values = valuesOf(job, key);
      for (let tries = 0; tries < 3; tries += 1) {
        const [row] = yield insertion(job, values);
        if (row !== undefined) {
          known.add({ job, revision: Number(row["revision"]) }, lengthOf(values));
          return job;
        }
        const before = key === undefined ? undefined : yield* keyed(job.owner, key);
        if (before !== undefined) return before;
        if ((yield* read(job.id)) !== undefined) break;
        // What stood in the way was removed in between.
      }
      throw fault("conflict", say("There is a job {id} already.", { id: job.id }));
    },
    *list(filter: JobFilter): Steps<Job[]> {
      return (yield listStatement(filter, clock(), now())).map((row) => keptOf(row).job);
    },
    *change(id: string, from: readonly JobStatus[], attempt: number, change: JobChange): Steps<Job | undefined> {
      for (;;) {
        const believed = known.find(id);
        const before = believed ?? (yield* read(id));
        const after = before && changeJob(before.job, from, attempt, change, now());
        if (before !== undefined && after !== undefined) {
          const revision = before.revision + 1;
          const values = { ...changed(before.job, after, change), revision };
          const written = Object.entries(values).map(([name, value]) => sql`${raw(name)} = ${value}`);
          // Who held it holds it no more, and cannot renew.
          const lease = after.status === "accepted" && before.job.status !== "accepted" ? sql`, lease_until_ms = 0, worker = null` : sql``;
          const rows =
            yield sql`update jobs set ${joined(written, ", ")}${lease} where id = ${id} and revision = ${before.revision} returning revision`;
          if (rows.length === 1) {
            known.change({ job: after, revision }, lengthOf(values));
            return after;
          }
        } else if (believed === undefined) return undefined;
        known.forget(id);
      }
    },
    *remove(id: string, reason?: RemovalReason): Steps<boolean> {
      const pinned = reason === "expired" ? sql` and is_pinned = 0` : sql``;
      const one = sql`id = ${id} and not ${unfinished}${pinned}`;
      // The trace first: whoever is cut off in between leaves one of a job that is still there, and nobody asks for that.
      if (reason !== undefined) {
        yield sql`insert into traces (id, reason, at_ms, owner)
          select id, cast(${reason} as text), cast(${now()} as bigint), owner from jobs where ${one}
          on conflict (id) do update set reason = excluded.reason, at_ms = excluded.at_ms, owner = excluded.owner`;
        yield sql`delete from traces where at_ms <= ${now() - traceMs}`;
      }
      const rows = yield sql`delete from jobs where ${one} returning id`;
      if (rows.length === 0) return false;
      known.forget(id);
      return true;
    },
  };
}

/** Who may run what. */
function makeLeaseRows({ now, clock, skipLocked, inOrder }: Dialect, known: Known) {
  return {
    *claim(worker: string, leaseMs: number, rules: ClaimRules = {}): Steps<Job | undefined> {
      const next = sql`select id from jobs ${inOrder} where status = 'accepted' and lease_until_ms <= ${clock()} and (place is null or place = ${worker})${exceptions(rules)}
        order by priority desc, rank, seq limit 1 ${skipLocked}`;
      const [row] = yield sql`update jobs set attempt = attempt + 1, revision = revision + 1, updated_ms = ${now()}, worker = ${worker},
        lease_until_ms = ${clock()} + ${leaseMs} where id = (${next}) returning priority, rank, ${all}`;
      if (row === undefined) return undefined;
      yield sql`insert into ranks (priority, rank) values (${Number(row["priority"])}, ${Number(row["rank"])})
        on conflict (priority) do update set rank = excluded.rank`;
      const kept = keptOf(row);
      known.add(kept, lengthOf(row));
      return kept.job;
    },
    *release(worker: string): Steps<void> {
      yield sql`update jobs set lease_until_ms = 0, worker = null where worker = ${worker} and status = 'accepted' returning id`;
    },
    *takeOver(id: string, attempt: number, worker: string, leaseMs: number): Steps<boolean> {
      const rows = yield sql`update jobs set worker = ${worker}, lease_until_ms = ${clock()} + ${leaseMs}
        where id = ${id} and attempt = ${attempt} and status in ('running', 'paused')
          and (lease_until_ms <= ${clock()} or worker = ${worker}) returning id`;
      return rows.length === 1;
    },
    *holder(id: string): Steps<string | undefined> {
      const [row] = yield sql`select worker from jobs where id = ${id}`;
      const worker = row?.["worker"];
      return typeof worker === "string" ? worker : undefined;
    },
    *renew(id: string, attempt: number, worker: string, leaseMs: number): Steps<boolean> {
      const rows = yield sql`update jobs set lease_until_ms = ${clock()} + ${leaseMs}
        where id = ${id} and attempt = ${attempt} and worker = ${worker} and ${unfinished} returning id`;
      return rows.length === 1;
    },
  };
}

/** What is told of many jobs, or of one in time. */
function makeSums({ now, clock, inOrder }: Dialect) {
  return {
    *count(): Steps<Record<JobStatus, number>> {
      const counts: Record<JobStatus, number> = { accepted: 0, running: 0, paused: 0, successful: 0, failed: 0, dismissed: 0 };
      for (const row of yield sql`select status, total from job_counts`) counts[row["status"] as JobStatus] = Number(row["total"]);
      return counts;
    },
    *ahead(id: string): Steps<number | undefined> {
      const [row] =
        yield sql`select (select count(*) from jobs as other ${inOrder} where other.status = 'accepted' and other.lease_until_ms <= ${clock()}
          and (other.priority > own.priority or (other.priority = own.priority
            and (other.rank < own.rank or (other.rank = own.rank and other.seq < own.seq))))) as total
        from jobs as own where own.id = ${id} and own.status = 'accepted' and own.lease_until_ms <= ${clock()}`;
      return row === undefined ? undefined : Number(row["total"]);
    },
    *backlog(): Steps<{ waiting: number; oldestMs?: number }> {
      const [row] = yield sql`select count(*) as total, min(created_ms) as oldest_ms from jobs ${inOrder}
        where status = 'accepted' and lease_until_ms <= ${clock()}`;
      const oldest = row?.["oldest_ms"] ?? null;
      return { waiting: Number(row?.["total"] ?? 0), ...(oldest === null ? {} : { oldestMs: Number(oldest) }) };
    },
    *running(): Steps<Share[]> {
      const rows = yield sql`select owner, process_id, count(*) as total from (
          select owner, process_id from jobs where status = 'running'
          union all select owner, process_id from jobs ${inOrder} where status = 'accepted' and lease_until_ms > ${clock()}) as held
        group by owner, process_id`;
      return rows.map(shareOf);
    },
    *events(id: string, afterSeq = 0): Steps<JobEvent[]> {
      const rows =
        yield sql`select seq, at_ms, attempt, status, progress, message from events where job_id = ${id} and seq > ${afterSeq} order by seq`;
      return rows.map(eventOf);
    },
    *ended(processId: string, most: number): Steps<EndedJob[]> {
      const rows = yield sql`select status, created_ms, started_ms, finished_ms from jobs
        where process_id = ${processId} and finished_ms is not null order by seq desc limit ${most}`;
      return rows.map(endedOf);
    },
    *traceOf(id: string): Steps<Trace | undefined> {
      const [row] = yield sql`select reason, at_ms, owner from traces where id = ${id} and at_ms > ${now() - traceMs}`;
      if (row === undefined) return undefined;
      const owner = row["owner"];
      return { reason: row["reason"] as RemovalReason, atMs: Number(row["at_ms"]), ...(typeof owner === "string" ? { owner } : {}) };
    },
  };
}

export type Repository = ReturnType<typeof makeRepository>;

export function makeRepository(dialect: Dialect, known: Known) {
  return { ...makeJobRows(dialect, known), ...makeLeaseRows(dialect, known), ...makeSums(dialect) };
}
