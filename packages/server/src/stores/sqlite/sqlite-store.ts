// Keeps jobs in one SQLite file, opened by one server. Durable: WAL with synchronous=FULL, so that what was accepted survives a power cut.
// Which writes must be on the disk before they resolve: everything a client is told, and where a job is about to run, so that the next server finds
// it. What may come later: claims, leases, progress, and jobs that were promised to nobody (isTransient). Lost by a crash, those are done again.
import Database from "libsql";
import { fault } from "../../core/errors.js";
import type { Execute } from "../../core/execute.js";
import { isFinal, type Job, type JobChange, type JobFilter, type JobStatus, type JobStore } from "../../core/job.js";
import { changeJob, isTransient } from "../../core/job-change.js";
import { makeGroupCommit } from "./group-commit.js";
import { lockFile, prepareFile } from "./schema.js";

interface Row {
  readonly status: JobStatus;
  readonly attempt: number;
  readonly state: string;
  readonly execute: string;
}

type State = Omit<Job, "execute" | "status" | "attempt">;

function jobOf(row: Row): Job {
  const state = JSON.parse(row.state) as State;
  return { ...state, execute: JSON.parse(row.execute) as Execute, status: row.status, attempt: row.attempt };
}

function stateOf(job: Job): string {
  const { execute: _execute, status: _status, attempt: _attempt, ...state } = job;
  return JSON.stringify(state);
}

const columns = "status, attempt, state, execute";

/** A job is changed half a dozen times within a second: so many of the newest, if they are small, need not be read again. */
const mostKnown = 256;
const largestKnown = 64 * 1024;

/** The newest jobs as they were written last. Nobody else writes to the file; what is rolled back is to be forgotten. */
function makeKnown() {
  const jobs = new Map<string, Job>();
  return {
    find: (id: string) => jobs.get(id),
    /** `length` is that of all its text. */
    add(job: Job, length: number): void {
      if (length > largestKnown) return;
      jobs.set(job.id, job);
      const [oldest] = jobs.size > mostKnown ? jobs.keys() : [];
      if (oldest !== undefined) jobs.delete(oldest);
    },
    /** `length` is that of what has changed. */
    change(job: Job, length: number): void {
      if (!jobs.has(job.id)) return;
      if (length > largestKnown) jobs.delete(job.id);
      else jobs.set(job.id, job);
    },
    forget: (id: string) => void jobs.delete(id),
    forgetAll: () => jobs.clear(),
  };
}

const createdMs = "json_extract(state, '$.createdMs')";
const ranMs = "coalesce(finished_ms, ?) - json_extract(state, '$.startedMs')";

function listQuery(filter: JobFilter, nowMs: number): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const where: string[] = [];
  const values: (string | number)[] = [];
  if (filter.status !== undefined) {
    where.push(`status in (${filter.status.map(() => "?").join(", ") || "null"})`);
    values.push(...filter.status);
  }
  if (filter.owner !== undefined) {
    where.push("owner = ?");
    values.push(filter.owner);
  }
  if (filter.finishedBeforeMs !== undefined) {
    where.push("finished_ms < ?");
    values.push(filter.finishedBeforeMs);
  }
  if (filter.processIds !== undefined) {
    where.push(`json_extract(state, '$.processId') in (${filter.processIds.map(() => "?").join(", ") || "null"})`);
    values.push(...filter.processIds);
  }
  const bound = (expression: string, sign: "<=" | ">=", ...bounds: (number | undefined)[]): void => {
    const known = bounds.filter((one) => one !== undefined);
    if (known.length < bounds.length) return;
    where.push(`${expression} ${sign} ?`);
    values.push(...known);
  };
  bound(createdMs, ">=", filter.createdFromMs);
  bound(createdMs, "<=", filter.createdToMs);
  bound(ranMs, ">=", nowMs, filter.ranAtLeastMs);
  bound(ranMs, "<=", nowMs, filter.ranAtMostMs);
  values.push(filter.limit ?? -1, filter.offset ?? 0);
  const order = filter.newestFirst === true ? "seq desc" : "seq";
  return {
    sql: `select ${columns} from jobs ${where.length > 0 ? `where ${where.join(" and ")}` : ""} order by ${order} limit ? offset ?`,
    values,
  };
}

/** Is this a change that a client is told of, or that the next server must know of to find what runs, so that it must not be lost? */
function isPromise(change: JobChange, job: Job | undefined): boolean {
  if (job === undefined || isTransient(job.execute)) return false;
  if (change.isDismissing === true || change.isResuming === true || change.handle !== undefined) return true;
  if (change.status === undefined) return false;
  return change.status !== "running" || change.startedMs === undefined;
}

function statements(db: Database.Database) {
  return {
    insert: db.prepare("insert into jobs (id, status, attempt, owner, finished_ms, state, execute) values (?, ?, ?, ?, ?, ?, ?)"),
    get: db.prepare(`select ${columns} from jobs where id = ?`),
    update: db.prepare("update jobs set status = ?, finished_ms = ?, state = ? where id = ? and status = ? and attempt = ?"),
    next: db.prepare("select id from jobs where status = 'accepted' and lease_until_ms <= ? order by seq limit 1"),
    claim: db.prepare("update jobs set attempt = ?, worker = ?, lease_until_ms = ?, state = ? where id = ? and attempt = ?"),
    takeOver: db.prepare(
      "update jobs set worker = ?, lease_until_ms = ? where id = ? and attempt = ? and status in ('running', 'paused') and lease_until_ms <= ?",
    ),
    renew: db.prepare("update jobs set lease_until_ms = ? where id = ? and attempt = ? and finished_ms is null"),
    unlease: db.prepare("update jobs set lease_until_ms = 0 where id = ?"),
    remove: db.prepare("delete from jobs where id = ?"),
    count: db.prepare("select status, count(*) as total from jobs group by status"),
    event: db.prepare("insert into events (job_id, attempt, at_ms, status, progress, message) values (?, ?, ?, ?, ?, ?)"),
    removeEvents: db.prepare("delete from events where job_id = ?"),
  };
}

/** Reads and writes of the tables, each within the transaction that is open. */
function makeRows(db: Database.Database, now: () => number) {
  const sql = statements(db);
  const known = makeKnown();

  function find(id: string): Job | undefined {
    const job = known.find(id);
    if (job !== undefined) return job;
    const row = sql.get.get(id) as Row | undefined;
    return row === undefined ? undefined : jobOf(row);
  }

  function record(job: Job): void {
    sql.event.run(job.id, job.attempt, job.updatedMs, job.status, job.progress, job.message ?? null);
  }

  return {
    find,
    forgetAll: known.forgetAll,
    insert(job: Job): void {
      const [state, execute] = [stateOf(job), JSON.stringify(job.execute)];
      sql.insert.run(job.id, job.status, job.attempt, job.owner, job.finishedMs ?? null, state, execute);
      known.add(job, state.length + execute.length);
      record(job);
    },
    list(filter: JobFilter): Job[] {
      const query = listQuery(filter, now());
      return (db.prepare(query.sql).all(...query.values) as Row[]).map(jobOf);
    },
    count(): Record<JobStatus, number> {
      const counts: Record<JobStatus, number> = { accepted: 0, running: 0, paused: 0, successful: 0, failed: 0, dismissed: 0 };
      for (const row of sql.count.all() as { status: JobStatus; total: number }[]) counts[row.status] = row.total;
      return counts;
    },
    change(id: string, from: readonly JobStatus[], attempt: number, change: JobChange): Job | undefined {
      const before = find(id);
      const after = before && changeJob(before, from, attempt, change, now());
      if (before === undefined || after === undefined) return undefined;
      const state = stateOf(after);
      const { changes } = sql.update.run(after.status, after.finishedMs ?? null, state, id, before.status, attempt);
      if (changes !== 1) return undefined;
      known.change(after, state.length);
      if (after.status === "accepted") sql.unlease.run(id);
      if (change.status !== undefined || change.progress !== undefined || change.message !== undefined) record(after);
      return after;
    },
    claim(worker: string, leaseMs: number): Job | undefined {
      const nowMs = now();
      const next = sql.next.get(nowMs) as { readonly id: string } | undefined;
      const before = next && find(next.id);
      if (before === undefined) return undefined;
      const job: Job = { ...before, attempt: before.attempt + 1, updatedMs: nowMs };
      const state = stateOf(job);
      sql.claim.run(job.attempt, worker, nowMs + leaseMs, state, job.id, before.attempt);
      known.change(job, state.length);
      return job;
    },
    takeOver(id: string, attempt: number, worker: string, leaseMs: number): boolean {
      const nowMs = now();
      return sql.takeOver.run(worker, nowMs + leaseMs, id, attempt, nowMs).changes === 1;
    },
    renew: (id: string, attempt: number, leaseMs: number): boolean => sql.renew.run(now() + leaseMs, id, attempt).changes === 1,
    remove(id: string): boolean {
      const job = find(id);
      if (job === undefined || !isFinal(job.status)) return false;
      known.forget(id);
      sql.remove.run(id);
      sql.removeEvents.run(id);
      return true;
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_CONSTRAINT");
}

const always = (): boolean => true;
const never = (): boolean => false;

/**
 * Opens or makes the file. `now` is wall time in milliseconds; `lateMs` (500) bounds how long an unpromised write may wait for its commit.
 * Throws conflict if another server has the file, unsupported if a newer server wrote it.
 */
export function makeSqliteStore(parts: { readonly file: string; readonly now: () => number; readonly lateMs?: number }): JobStore {
  const lock = lockFile(parts.file);
  const db = new Database(parts.file);
  try {
    prepareFile(db, parts.file);
  } catch (error) {
    db.close();
    lock.release();
    throw error;
  }
  const rows = makeRows(db, parts.now);
  const group = makeGroupCommit(db, { lateMs: parts.lateMs ?? 500, rolledBack: rows.forgetAll });

  return {
    async add(job) {
      try {
        await group.write(
          () => rows.insert(job),
          () => !isTransient(job.execute),
        );
      } catch (error) {
        throw isTaken(error) ? fault("conflict", `There is a job ${job.id} already.`) : error;
      }
    },
    get: (id) => group.read(() => rows.find(id)),
    list: (filter) => group.read(() => rows.list(filter)),
    count: () => group.read(() => rows.count()),
    change: (id, from, attempt, change) =>
      group.write(
        () => rows.change(id, from, attempt, change),
        (job) => isPromise(change, job),
      ),
    claim: (worker, leaseMs) => group.write(() => rows.claim(worker, leaseMs), never),
    takeOver: (id, attempt, worker, leaseMs) => group.write(() => rows.takeOver(id, attempt, worker, leaseMs), never),
    renew: (id, attempt, leaseMs) => group.write(() => rows.renew(id, attempt, leaseMs), never),
    remove: (id) => group.write(() => rows.remove(id), always),
    async close() {
      if (!db.open) return;
      group.close();
      db.close();
      lock.release();
    },
  };
}
