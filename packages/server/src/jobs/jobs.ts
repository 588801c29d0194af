// Performs operations: the only place where a job changes state. Here it is wired; accept.ts takes jobs in, queue.ts says what runs when,
// run-job.ts how, adopt-jobs.ts and recover.ts what happens after a crash, operations.ts what is answered. It knows no protocol and no engine, only their interfaces.
import { toServiceError } from "../core/errors.js";
import { isFinal, type Job, type JobStore } from "../core/job.js";
import { isTransient } from "../core/job-change.js";
import type { Service } from "../core/operation.js";
import type { QueueControl } from "../core/queue-view.js";
import { makeAdministrate } from "./administrate.js";
import { adoptJobs } from "./adopt-jobs.js";
import { expire, forget } from "./expiry.js";
import { makeFeed } from "./feed.js";
import { makeLostJobs } from "./lost-jobs.js";
import { closeAccounts } from "./open-accounts.js";
import { makeOperations } from "./operations.js";
import type { JobsParts } from "./parts.js";
import { doAsked } from "./pausing-elsewhere.js";
import { makePool, type PoolFigures } from "./pool.js";
import { makeQueue, type Queue } from "./queue.js";
import { putBack, recoverJobs, sweepBundles, sweepFiles } from "./recover.js";
import { beginAgain } from "./retries.js";
import type { Run } from "./run.js";
import { failAtClose, makeWaiters, type Waiters } from "./waiters.js";
import { enteringOf } from "./waiting-list.js";

export interface Jobs extends Service {
  /** Call once, before the first request: takes over what a dead server left. */
  recover(): Promise<void>;
  readonly queue: QueueControl;
  /** Sandboxes that wait for jobs, by process. */
  pool(): ReadonlyMap<string, PoolFigures>;
  /** The catalogue has changed: what waits for jobs of other code is ended. */
  refreshPool(): void;
  /**
   * Ends all streams of events, answers all who wait, and ends what runs; asynchronous jobs go back to the queue for the next start. With "hand over"
   * those that an engine can leave running, or paused, go on for the next server to adopt. The store and the engine stay the caller's to close, or to leave.
   */
  close(how?: "end" | "hand over"): Promise<void>;
}

const tickMs = 60_000;

/** The jobs room, wired. Timers run until `close`. */
export function makeJobs(given: JobsParts): Jobs {
  const watching = makeFeed(given);
  const parts = { ...given, store: watching.store };
  const waiters = makeWaiters();
  const transients = makeTransients(parts);
  const { engine, bundlesDir, pool: limits, poolHost: host, log, now } = parts;
  const sandboxes = makePool({ engine, bundlesDir, limits, log, now, ...(host === undefined ? {} : { host }) });
  const gate = makeGate(parts.store);
  const queue = makeQueue({
    ...parts,
    store: gate.store,
    sandboxes,
    finished(job) {
      transients.ended(job);
      waiters.finished(job);
    },
  });
  watching.begin(queue);
  const administrate = makeAdministrate({ ...parts, queue: queue.control, sandboxes: sandboxes.figures });
  const operations = makeOperations({ ...parts, queue, waiters, watching, administrate });

  async function tick(): Promise<void> {
    sandboxes.trim();
    await transients.forget();
    await expire(parts);
  }
  const quietly = (work: Promise<void>, what: string): void => void work.catch((error: unknown) => parts.log.error({ err: error }, what));
  const timer = setInterval(() => quietly(tick(), "old jobs were not removed"), tickMs).unref();
  let sweeping: Promise<void> = Promise.resolve();
  const others = withOthers(parts, queue, waiters);

  return {
    perform: (operation, caller) => operations.perform(operation, caller),
    queue: queue.control,
    pool: () => sandboxes.figures(),
    async recover() {
      await parts.store.release(parts.worker);
      const adopted = await adoptJobs(parts);
      await closeAccounts(parts);
      await sweepBundles(parts, new Set(adopted.map(({ sandbox }) => sandbox.bundle.id)));
      const waiting = await recoverJobs(parts, new Set(adopted.map(({ job }) => job.id)));
      for (const one of adopted) queue.adopt(one);
      await parts.engine.sweep?.();
      // The sweep reads much and hurries for nobody.
      sweeping = sweepFiles(parts).then(() => expire(parts));
      quietly(sweeping, "what a dead server left was not swept");
      for (const job of waiting) queue.enter(job);
      sandboxes.keep(parts.catalogue.list());
      others.begin();
      gate.open();
    },
    refreshPool: () => sandboxes.keep(parts.catalogue.list()),
    async close(how = "end") {
      clearInterval(timer);
      watching.close();
      others.close();
      waiters.close();
      const mayLeave = how === "hand over" && parts.engine.leave !== undefined;
      const isLeft = (run: Run): boolean => mayLeave && run.isStarted && run.job.execute.mode === "async";
      await queue.close((job) => putBackAtClose(job, parts, waiters.finished), isLeft);
      await sandboxes.close();
      await sweeping.catch(() => undefined);
    },
  };
}

/** Jobs that nobody can ask for again, as long as they are kept. */
function makeTransients(parts: JobsParts) {
  // Identifiers only: a job may hold megabytes of results, and there are many in ten minutes.
  const all: { readonly id: string; readonly dueMs: number }[] = [];
  return {
    ended({ id, execute }: Job): void {
      if (isTransient(execute)) all.push({ id, dueMs: parts.now() + parts.limits.transientMs });
    },
    async forget(): Promise<void> {
      while ((all[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= parts.now()) {
        const over = all.shift();
        const job = over && (await parts.store.get(over.id));
        if (job !== undefined) await forget(job, parts);
      }
    },
  };
}

/** The store, of which the queue hears of others' work only when what a dead server left is in order: its folders are swept, and what runs is known. */
function makeGate(store: JobStore): { readonly store: JobStore; open(): void } {
  const { changed } = store;
  if (changed === undefined) return { store, open: () => undefined };
  const listeners = new Set<() => void>();
  let isOpen = false;
  return {
    store: {
      ...store,
      changed(listener) {
        listeners.add(listener);
        const stop = changed(() => isOpen && listener());
        return () => {
          listeners.delete(listener);
          stop();
        };
      },
    },
    open() {
      isOpen = true;
      for (const tell of listeners) tell();
    },
  };
}

/** What other servers of the store do to jobs that this one knows, and what nobody runs any more. */
function withOthers(parts: JobsParts, queue: Queue, waiters: Waiters) {
  const { store, limits, log } = parts;
  let timer: NodeJS.Timeout | undefined;

  async function left(id: string): Promise<void> {
    const isWaiting = queue.isWaiting(id);
    if (!isWaiting) queue.left(id);
    if (!isWaiting && !queue.isHere(id) && !waiters.has(id)) return;
    const job = await store.get(id);
    // What was claimed may be given back, and waits on then.
    if (job?.status !== "accepted") queue.left(id);
    if (job !== undefined) await changed(job);
  }

  async function changed(job: Job): Promise<void> {
    const { id, status } = job;
    if (job.isDismissing === true || status === "dismissed") void queue.stop(id);
    else if (queue.isHere(id)) await doAsked(job, { store, queue });
    if (isFinal(status)) waiters.finished(job);
  }

  const settled = (job: Job): void => {
    if (job.status !== "accepted") waiters.finished(job);
    else if (store.left === undefined) queue.enter(enteringOf(job));
  };
  const look = makeLostJobs({ ...parts, isHere: queue.isAttended, putBack: (job) => putBack(job, parts), settled });
  const lookAround = async (): Promise<void> => {
    await look();
    if (store.left === undefined) return;
    // What was not told, or was lost on the way.
    for (const id of waiters.ids()) {
      const job = queue.isAttended(id) ? undefined : await store.get(id);
      // What waits still does so here too, and keeps its deadline.
      if (job === undefined || job.status === "accepted") continue;
      queue.left(id);
      await changed(job);
    }
    await queue.endOverdue();
  };
  const stop = store.left?.((id) => {
    left(id).catch((error: unknown) => log.warn({ err: error, job: id }, "what another server did to a job was not heard"));
  });
  return {
    begin(): void {
      timer = setInterval(() => {
        lookAround().catch((error: unknown) => {
          // That the store is away is told by itself.
          if (toServiceError(error).code !== "busy") log.warn({ err: error }, "jobs of dead servers were not looked for");
        });
      }, limits.leaseMs / 2).unref();
    },
    close(): void {
      clearInterval(timer);
      stop?.();
    },
  };
}

/** At shutdown an asynchronous job goes back to the queue; a client that waits on its connection is told to come again. */
async function putBackAtClose(claimed: Job, parts: JobsParts, finished: (job: Job) => void): Promise<void> {
  if (claimed.execute.mode === "async") {
    await beginAgain(claimed, "The server was stopped; the job begins again.", parts);
    return;
  }
  const job = await failAtClose(claimed.id, parts);
  if (job !== undefined) finished(job);
}
