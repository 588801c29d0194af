// Clients that wait on an open connection for the end of a job: to the end (synchronous), or for a while (asynchronous).
import { type Fault, ServiceError } from "../core/errors.js";
import type { Job, JobStore } from "../core/job.js";
import type { Caller } from "../core/operation.js";
import { say, together, words } from "../core/sentence.js";
import type { Refusal } from "./admission.js";
import { lostSentence, unfinished, within } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import type { Queue } from "./queue.js";
import { endOf } from "./retention.js";

/** After so many milliseconds a job that has not begun is one that has to queue. */
const turnMs = 100;

/** One who waits for a job. */
export interface Waiter {
  readonly ended: Promise<Job>;
  /** It waits no more. */
  drop(): void;
}

export interface Waiters {
  finished(job: Job): void;
  wait(id: string): Waiter;
  /** All that somebody waits for. */
  ids(): readonly string[];
  /** Does anybody wait for this job. */
  has(id: string): boolean;
  /** Calls `listener` when the server ends, or at once if it does, until the function that is returned is called. */
  onClose(listener: () => void): () => void;
  /** The server ends: nobody waits any longer. */
  close(): void;
  readonly isClosed: boolean;
}

export function makeWaiters(): Waiters {
  const waiters = new Map<string, Set<(job: Job) => void>>();
  const listeners = new Set<() => void>();
  let isClosed = false;
  return {
    finished(job) {
      for (const tell of waiters.get(job.id) ?? []) tell(job);
      waiters.delete(job.id);
    },
    wait(id) {
      const own = waiters.get(id) ?? new Set();
      waiters.set(id, own);
      let drop = (): void => undefined;
      const ended = new Promise<Job>((resolve) => {
        own.add(resolve);
        drop = () => {
          own.delete(resolve);
          if (own.size === 0 && waiters.get(id) === own) waiters.delete(id);
        };
      });
      return { ended, drop };
    },
    ids: () => [...waiters.keys()],
    has: (id) => waiters.has(id),
    onClose(listener) {
      if (isClosed) listener();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      isClosed = true;
      for (const tell of listeners) tell();
      listeners.clear();
    },
    get isClosed() {
      return isClosed;
    },
  };
}

/** The error that tells a client when to come again. */
export function comeAgain({ code, ...why }: Refusal, { retryAfterS }: Pick<Queue, "retryAfterS">): ServiceError {
  return new ServiceError([{ code, ...say("{why} Please try again in {retryAfterS} s.", { why, retryAfterS }) }], { retryAfterS });
}

/** Why a request has waited too long: for others, or for its owner's own jobs. */
async function tooLate(job: Job, queue: Queue): Promise<ServiceError> {
  const obstacle = await queue.obstacleOf(job);
  const why = obstacle === undefined ? [] : [obstacle.sentence];
  return obstacle?.isOwners === true
    ? comeAgain({ code: "too-many-jobs", ...together("The request has waited too long for its turn.", ...why) }, queue)
    : comeAgain({ code: "busy", ...together("The server is busy, and the request has waited too long for its turn.", ...why) }, queue);
}

export interface EndParts extends Pick<JobsParts, "store" | "limits" | "now" | "log"> {
  readonly queue: Queue;
  readonly waiters: Pick<Waiters, "onClose">;
  readonly end: (id: string) => Promise<Job | undefined>;
}

export const closingFault: Fault = { code: "busy", message: "The server is shutting down; please try again." };

/** Writes that the server ends before this synchronous job has; undefined: it had ended. */
export async function failAtClose(
  id: string,
  { store, limits, now }: Pick<EndParts, "store" | "limits" | "now">,
): Promise<Job | undefined> {
  const job = await store.get(id);
  return job && store.change(id, unfinished, job.attempt, { status: "failed", ...endOf(job, { limits, now }), error: closingFault });
}

/** So long a client is kept waiting by a store that fails when the server ends. */
const closeMs = 5_000;

/** A client that waits on its connection is told when the server ends: its job, wherever it is by then, ends too. */
async function toldAtClose(id: string, parts: EndParts): Promise<Job> {
  const told = failAtClose(id, parts).catch((error: unknown) => {
    parts.log.warn({ err: error, job: id }, "a synchronous job could not be ended with its server");
    return undefined;
  });
  const ended = await within(told, closeMs);
  if (ended === undefined) throw new ServiceError([closingFault]);
  return ended;
}

/** Between two tries to end a job, while the store fails. */
const again = { firstMs: 100, mostMs: 10_000 } as const;

/** Ends a job, as soon as the store permits it; false: the store has lost it. */
async function endAtLast(id: string, isOver: () => boolean, { end, store, log }: EndParts): Promise<boolean> {
  for (let pauseMs: number = again.firstMs; !isOver(); pauseMs = Math.min(again.mostMs, 2 * pauseMs)) {
    try {
      return (await end(id)) !== undefined || (await store.get(id)) !== undefined;
    } catch (error) {
      log.warn({ err: error, job: id }, "a job that nobody waits for any more could not be ended; it is tried again");
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
  }
  return true;
}

/** The end of a synchronous job, whichever comes first: its own, the client's going away, or too long a wait for its turn. */
export async function waitForEnd(id: string, ended: Promise<Job>, caller: Caller, parts: EndParts): Promise<Job> {
  const { queue, limits, waiters } = parts;
  let isTooLate = false;
  let isOver = false;
  let [tellEnd, tellError] = [(_job: Job): void => undefined, (_error: unknown): void => undefined];
  const told = new Promise<Job>((resolve, reject) => {
    [tellEnd, tellError] = [resolve, reject];
  });
  const leave = (): void =>
    void endAtLast(id, () => isOver, parts).then(
      (isKept) => isKept || tellError(comeAgain({ code: "busy", ...words(lostSentence) }, queue)),
    );
  const timer = setTimeout(() => {
    // Running by then: it may take the time that its process is given.
    if (!queue.isWaiting(id)) return;
    isTooLate = true;
    leave();
  }, limits.syncWaitMs);
  caller.signal?.addEventListener("abort", leave, { once: true });
  if (caller.signal?.aborted === true) leave();
  const stop = waiters.onClose(() => void toldAtClose(id, parts).then(tellEnd, tellError));
  try {
    const job = await Promise.race([ended, told]);
    if (isTooLate && job.status === "dismissed") throw await tooLate(job, queue);
    return job;
  } finally {
    isOver = true;
    stop();
    clearTimeout(timer);
    caller.signal?.removeEventListener("abort", leave);
  }
}

export interface WhileParts {
  readonly queue: Queue;
  readonly waiters: Pick<Waiters, "onClose">;
  readonly store: Pick<JobStore, "get">;
}

/** The job when it has ended, or as it is after `waitMs`, once it is seen to wait for its turn, or when the server ends. */
export async function waitAWhile(job: Job, waiter: Waiter, waitMs: number, { queue, store, waiters }: WhileParts): Promise<Job> {
  const timers: ReturnType<typeof setTimeout>[] = [];
  let stop = (): void => undefined;
  const late = new Promise<undefined>((resolve) => {
    stop = waiters.onClose(() => resolve(undefined));
    timers.push(setTimeout(() => resolve(undefined), waitMs));
    // A job that has to queue will not end soon.
    timers.push(setTimeout(() => queue.isWaiting(job.id) && resolve(undefined), Math.min(waitMs, turnMs)));
  });
  const now = await Promise.race([waiter.ended, late]);
  for (const timer of timers) clearTimeout(timer);
  stop();
  waiter.drop();
  return now ?? (await store.get(job.id)) ?? job;
}
