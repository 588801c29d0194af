// Keeps jobs in a PostgreSQL database that several servers may share. Durable as the database is (fsync, synchronous_commit). Leases are counted by the
// clock of the database, so the clocks of the servers need not agree. What is done is left to stores/sql; here its statements are run, one after the other.
import { isFinal, type Job, type JobChange, type Store } from "../../core/job.js";
import { isPromisedChange, isPromisedJob } from "../sql/promise.js";
import { type Known, makeRepository } from "../sql/repository.js";
import { type Statement, type Steps, sql } from "../sql/statement.js";
import { makeTokenStore } from "../sql/token-rows.js";
import { type ConnectionParts, type Connections, type Haste, openConnections } from "./connections.js";
import { prepareDatabase } from "./prepare.js";
import { isUnreachable } from "./trouble.js";
import { makeWakeUp, type WakeUp } from "./wake-up.js";

export interface PostgresParts extends ConnectionParts {
  /** Wall time in milliseconds, for what jobs say of themselves. */
  readonly now: () => number;
  /** Counts leases instead of the clock of the database; for tests. */
  readonly leaseClock?: () => number;
}

const databaseClock: Statement = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Others write too: nothing is believed but the database. */
const nothingKnown: Known = { find: () => undefined, add: () => undefined, change: () => undefined, forget: () => undefined };

/** The address without its password. */
export function publicAddress(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/?]*):[^@/?]*@/i, "$1@").replace(/([?&]password=)[^&]*/gi, "$1...");
}

function makeRunner(connections: Connections) {
  return async <T>(steps: Steps<T>, haste: Haste): Promise<T> => {
    let step = steps.next([]);
    while (step.done !== true) step = steps.next(await connections.query(step.value, haste));
    return step.value;
  };
}

/** Jobs that were promised to nobody and came through this server; a few too few do no harm. */
function makeUnpromised() {
  const ids = new Set<string>();
  return {
    has: (id: string) => ids.has(id),
    add(id: string): void {
      if (ids.size >= mostUnpromised) ids.clear();
      ids.add(id);
    },
    delete: (id: string) => void ids.delete(id),
  };
}
const mostUnpromised = 10_000;

/** What other servers act on, or wait for: an intent for the one that runs the job, and each of its states but the first. */
function isHeardElsewhere({ isDismissing, isPausing, isResuming, status }: JobChange): boolean {
  return isDismissing === true || isPausing !== undefined || isResuming !== undefined || (status !== undefined && status !== "accepted");
}

/** How long the database may be away before a change that somebody relies on is given up: what runs is to outlive that. */
const patienceMs = 10 * 60_000;
const longestPauseMs = 2_000;

/** Says everything of `job` what `change` says. */
function isDone(job: Job, change: JobChange): boolean {
  const now: Readonly<Record<string, unknown>> = { ...job };
  return Object.entries(change).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
}

interface PatientParts {
  readonly isClosed: () => boolean;
  readonly read: (id: string) => Promise<Job | undefined>;
}

/**
 * Tries a change again until the database is back. The one that was cut off may have been done: then nothing can be changed again, but all is as it was to be.
 */
async function patiently(
  { isClosed, read }: PatientParts,
  change: () => Promise<Job | undefined>,
  isOurs: (job: Job) => boolean,
  id: string,
): Promise<Job | undefined> {
  const untilMs = performance.now() + patienceMs;
  for (let pauseMs = 100, isInDoubt = false; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      const done = await change();
      if (done !== undefined || !isInDoubt) return done;
      const job = await read(id);
      return job !== undefined && isOurs(job) ? job : undefined;
    } catch (error) {
      if (!isUnreachable(error) || isClosed() || performance.now() > untilMs) throw error;
      isInDoubt = true;
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
  }
}

function makeStore(parts: PostgresParts, connections: Connections, wakeUp: WakeUp): Store {
  const { now, leaseClock } = parts;
  const clock = leaseClock === undefined ? () => databaseClock : () => sql`${leaseClock()}::bigint`;
  const rows = makeRepository({ now, clock, skipLocked: sql`for update skip locked`, inOrder: sql`` }, nothingKnown);
  const run = makeRunner(connections);
  const unpromised = makeUnpromised();
  const read = <T>(steps: Steps<T>): Promise<T> => run(steps, "late");
  let isClosed = false;
  const patient: PatientParts = { isClosed: () => isClosed, read: async (id) => (await read(rows.read(id)))?.job };
  return {
    async add(job, key) {
      const isPromised = isPromisedJob(job, key);
      if (!isPromised) unpromised.add(job.id);
      const kept = await run(rows.add(job, key), isPromised ? "promised" : "late");
      if (kept.id === job.id) wakeUp.tellWork();
      return kept;
    },
    keyed: (owner, key) => read(rows.keyed(owner, key)),
    get: patient.read,
    list: (filter) => read(rows.list(filter)),
    count: () => read(rows.count()),
    async change(id, from, attempt, change) {
      const isPromised = isPromisedChange(change) && !unpromised.has(id);
      const once = (): Promise<Job | undefined> => run(rows.change(id, from, attempt, change), isPromised ? "promised" : "late");
      const isWaitedFor = change.status !== undefined || isPromisedChange(change);
      const isOurs = (job: Job): boolean => job.attempt === attempt && isDone(job, change);
      const job = await (isWaitedFor ? patiently(patient, once, isOurs, id) : once());
      if (job === undefined) return undefined;
      if (isFinal(job.status)) unpromised.delete(id);
      if (change.status === "accepted") wakeUp.tellWork();
      if (isHeardElsewhere(change)) wakeUp.tellLeft(id);
      return job;
    },
    async claim(worker, leaseMs, rules) {
      const job = await run(rows.claim(worker, leaseMs, rules), "late");
      if (job !== undefined) wakeUp.tellLeft(job.id);
      return job;
    },
    release: (worker) => run(rows.release(worker), "late"),
    takeOver: (id, attempt, worker, leaseMs) => run(rows.takeOver(id, attempt, worker, leaseMs), "late"),
    renew: (id, attempt, worker, leaseMs) => run(rows.renew(id, attempt, worker, leaseMs), "late"),
    holder: (id) => read(rows.holder(id)),
    ahead: (id) => read(rows.ahead(id)),
    backlog: () => read(rows.backlog()),
    running: () => read(rows.running()),
    changed: wakeUp.onWork,
    left: wakeUp.onLeft,
    events: (id, afterSeq) => read(rows.events(id, afterSeq)),
    ended: (processId, most) => read(rows.ended(processId, most)),
    remove: (id, reason) => run(rows.remove(id, reason), "promised"),
    traceOf: (id) => read(rows.traceOf(id)),
    tokens: makeTokenStore({ read: (steps) => read(steps()), write: (steps) => run(steps(), "promised") }),
    async close() {
      isClosed = true;
      await wakeUp.close();
      await connections.close();
    },
  };
}

/**
 * Makes or upgrades the tables, and gives the store. Throws internal with a sentence for the administrator if the database cannot be reached or used,
 * unsupported if a newer server made its tables.
 */
export async function openPostgresStore(parts: PostgresParts): Promise<Store> {
  await prepareDatabase(parts, publicAddress(parts.url));
  const connections = openConnections(parts);
  return makeStore(parts, connections, makeWakeUp(parts, connections));
}
