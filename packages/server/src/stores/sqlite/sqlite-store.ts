// Keeps jobs in one SQLite file, opened by one server. Durable: WAL with synchronous=FULL, so that what was accepted survives a power cut.
// What is done is left to stores/sql; here its statements are run, all of one turn of the event loop in one transaction.
import type Database from "libsql";
import type { Store } from "../../core/job.js";
import { isPromisedChange, isPromisedJob } from "../sql/promise.js";
import { type Known, makeRepository, type Repository } from "../sql/repository.js";
import { type Row, type Steps, sql } from "../sql/statement.js";
import { makeTokenStore } from "../sql/token-rows.js";
import { makeGroupCommit } from "./group-commit.js";
import { makeKnown } from "./known.js";
import { lockFile, openFile } from "./open-file.js";

/** Filters make many texts; beyond so many, the oldest is made ready again when it is needed. */
const mostReady = 200;

/** Runs steps to their end, in the transaction that is open. */
function makeRunner(db: Database.Database): <T>(steps: Steps<T>) => T {
  const ready = new Map<string, Database.Statement>();

  function statement(text: string): Database.Statement {
    const known = ready.get(text);
    if (known !== undefined) return known;
    const made = db.prepare(text);
    ready.set(text, made);
    const [oldest] = ready.size > mostReady ? ready.keys() : [];
    if (oldest !== undefined) ready.delete(oldest);
    return made;
  }

  return (steps) => {
    let step = steps.next([]);
    while (step.done !== true) {
      const { text, values } = step.value;
      step = steps.next(statement(text).all(...values) as Row[]);
    }
    return step.value;
  };
}

/** How long a locked file is waited for: by a request, and by what is written of jobs that run, which are to outlive that. */
const requestMs = 5_000;
const runMs = 10 * 60_000;

/** Puts all into the one file, so that it can be copied by itself. */
function tidy(db: Database.Database): void {
  try {
    db.exec("pragma wal_checkpoint(truncate)");
  } catch {
    // Locked, or the disk is full: the next start does it.
  }
}

/** Of so many jobs that were claimed last the attempt is remembered: more than run at one time. */
const mostTold = 1_000;

/**
 * Claims are told before they are committed. Where that was undone (a full disk) the run that was told goes on for a while, and must not meet another one of
 * the same attempt: a number that was told is not given again.
 */
function makeClaiming({ claim }: Pick<Repository, "claim">, known: Known): Repository["claim"] {
  const told = new Map<string, number>();
  return function* claimAnew(worker, leaseMs, rules) {
    const job = yield* claim(worker, leaseMs, rules);
    if (job === undefined) return undefined;
    const attempt = Math.max(job.attempt, (told.get(job.id) ?? 0) + 1);
    told.delete(job.id);
    told.set(job.id, attempt);
    const [oldest] = told.size > mostTold ? told.keys() : [];
    if (oldest !== undefined) told.delete(oldest);
    if (attempt === job.attempt) return job;
    yield sql`update jobs set attempt = ${attempt} where id = ${job.id}`;
    known.forget(job.id);
    return { ...job, attempt };
  };
}

const always = (): boolean => true;
const never = (): boolean => false;

/**
 * Opens or makes the file. `now` is wall time in milliseconds; `lateMs` (500) bounds how long an unpromised write may wait for its commit.
 * Throws conflict if another server has the file, unsupported if a newer server wrote it, internal if it is damaged or cannot be had.
 */
export function makeSqliteStore(parts: { readonly file: string; readonly now: () => number; readonly lateMs?: number }): Store {
  const lock = lockFile(parts.file);
  let db: Database.Database;
  try {
    db = openFile(parts.file);
  } catch (error) {
    lock.release();
    throw error;
  }
  const run = makeRunner(db);
  const known = makeKnown();
  const rows = makeRepository(
    { now: parts.now, clock: () => sql`${parts.now()}`, skipLocked: sql``, inOrder: sql`indexed by jobs_in_order` },
    known,
  );
  const claim = makeClaiming(rows, known);
  const group = makeGroupCommit(db, { lateMs: parts.lateMs ?? 500, rolledBack: known.forgetAll });
  const write = <T>(steps: () => Steps<T>, isDurable: (result: T) => boolean, patienceMs = requestMs): Promise<T> =>
    group.write(() => run(steps()), isDurable, patienceMs);
  const read = <T>(steps: () => Steps<T>): Promise<T> => group.read(() => run(steps()));

  return {
    add: (job, key) =>
      write(
        () => rows.add(job, key),
        () => isPromisedJob(job, key),
      ),
    keyed: (owner, key) => read(() => rows.keyed(owner, key)),
    get: (id) => group.read(() => (known.find(id) ?? run(rows.read(id)))?.job),
    list: (filter) => read(() => rows.list(filter)),
    count: () => read(() => rows.count()),
    change: (id, from, attempt, change) =>
      write(
        () => rows.change(id, from, attempt, change),
        (job) => job !== undefined && isPromisedJob(job) && isPromisedChange(change),
        change.status === undefined && !isPromisedChange(change) ? requestMs : runMs,
      ),
    claim: (worker, leaseMs, rules) => write(() => claim(worker, leaseMs, rules), never),
    release: (worker) => write(() => rows.release(worker), never),
    takeOver: (id, attempt, worker, leaseMs) => write(() => rows.takeOver(id, attempt, worker, leaseMs), never),
    renew: (id, attempt, worker, leaseMs) => write(() => rows.renew(id, attempt, worker, leaseMs), never),
    holder: (id) => read(() => rows.holder(id)),
    ahead: (id) => read(() => rows.ahead(id)),
    backlog: () => read(() => rows.backlog()),
    running: () => read(() => rows.running()),
    events: (id, afterSeq) => read(() => rows.events(id, afterSeq)),
    ended: (processId, most) => read(() => rows.ended(processId, most)),
    remove: (id, reason) => write(() => rows.remove(id, reason), always),
    traceOf: (id) => read(() => rows.traceOf(id)),
    tokens: makeTokenStore({ read, write: (steps) => write(steps, always) }),
    async close() {
      if (!db.open) return;
      group.close();
      tidy(db);
      db.close();
      lock.release();
    },
  };
}
