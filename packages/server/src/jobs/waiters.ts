// Clients that wait on an open connection for the end of a job: to the end (synchronous), or for a while (asynchronous).
import { ServiceError } from "../core/errors.js";
import type { Job, JobStore } from "../core/job.js";
import type { Caller } from "../core/operation.js";
import { say, together, words } from "../core/sentence.js";
import type { Refusal } from "./admission.js";
import { lostSentence } from "./finish-job.js";
import type { JobLimits, Log } from "./parts.js";
import type { Queue } from "./queue.js";

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
}

export function makeWaiters(): Waiters {
  const waiters = new Map<string, Set<(job: Job) => void>>();
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

export interface EndParts {
  readonly queue: Queue;
  readonly store: Pick<JobStore, "get">;
  readonly end: (id: string) => Promise<Job | undefined>;
  readonly limits: Pick<JobLimits, "syncWaitMs">;
  readonly log: Log;
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
  const { queue, limits } = parts;
  let isTooLate = false;
  let isOver = false;
  let tellLost: (error: Error) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    tellLost = reject;
  });
  const leave = (): void =>
    void endAtLast(id, () => isOver, parts).then(
      (isKept) => isKept || tellLost(comeAgain({ code: "busy", ...words(lostSentence) }, queue)),
    );
  const timer = setTimeout(() => {
    // Running by then: it may take the time that its process is given.
    if (!queue.isWaiting(id)) return;
    isTooLate = true;
    leave();
  }, limits.syncWaitMs);
  caller.signal?.addEventListener("abort", leave, { once: true });
  if (caller.signal?.aborted === true) leave();
  try {
    const job = await Promise.race([ended, lost]);
    if (isTooLate && job.status === "dismissed") throw await tooLate(job, queue);
    return job;
  } finally {
    isOver = true;
    clearTimeout(timer);
    caller.signal?.removeEventListener("abort", leave);
  }
}

export interface WhileParts {
  readonly queue: Queue;
  readonly store: Pick<JobStore, "get">;
}

/** The job when it has ended, or as it is after `waitMs`, or once it is seen to wait for its turn. */
export async function waitAWhile(job: Job, waiter: Waiter, waitMs: number, { queue, store }: WhileParts): Promise<Job> {
  const timers: ReturnType<typeof setTimeout>[] = [];
  const late = new Promise<undefined>((resolve) => {
    timers.push(setTimeout(() => resolve(undefined), waitMs));
    // A job that has to queue will not end soon.
    timers.push(setTimeout(() => queue.isWaiting(job.id) && resolve(undefined), Math.min(waitMs, turnMs)));
  });
  const now = await Promise.race([waiter.ended, late]);
  for (const timer of timers) clearTimeout(timer);
  waiter.drop();
  return now ?? (await store.get(job.id)) ?? job;
}
