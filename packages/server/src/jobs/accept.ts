// Accepting an Execute: checked, given its place in the queue, made durable - and, if it is synchronous, waited for.
import { randomBytes } from "node:crypto";
import { fault, ServiceError } from "../core/errors.js";
import type { Execute } from "../core/execute.js";
import type { Job } from "../core/job.js";
import { isTransient } from "../core/job-change.js";
import type { Caller } from "../core/operation.js";
import { uploadsOf } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import type { Queue } from "./queue.js";
import { validateExecute } from "./validate.js";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** 16 random bytes in lower-case base32 (RFC 4648, no padding). */
export function makeJobId(): string {
  let bits = "";
  for (const byte of randomBytes(16)) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** Those who wait for the end of a job. */
export function makeWaiters() {
  const waiters = new Map<string, (job: Job) => void>();
  return {
    finished: (job: Job): void => {
      waiters.get(job.id)?.(job);
      waiters.delete(job.id);
    },
    wait: (id: string): Promise<Job> => new Promise((resolve) => waiters.set(id, resolve)),
    drop: (id: string): void => void waiters.delete(id),
  };
}

/** What the operations on jobs are made of. */
export interface OperationParts extends JobsParts {
  readonly queue: Queue;
  readonly waiters: ReturnType<typeof makeWaiters>;
}

/** Accepts an Execute, and for a synchronous one waits for its end. */
export function makeExecute(
  parts: OperationParts,
  end: (id: string) => Promise<Job | undefined>,
): (execute: Execute, caller: Caller) => Promise<Job> {
  const { store, queue, catalogue, waiters, limits, now } = parts;

  const busy = (why: string): ServiceError =>
    new ServiceError([{ code: "busy", message: `${why} Please try again in ${queue.retryAfterS} s.` }], { retryAfterS: queue.retryAfterS });

  function accept(execute: Execute, caller: Caller): Job {
    const process = catalogue.get(execute.processId);
    if (process === undefined)
      throw fault("no-such-process", `This server offers no process ${JSON.stringify(execute.processId.slice(0, 100))}.`, "identifier");
    validateExecute(execute, process.description, limits.inputBytes);
    const nowMs = now();
    return {
      id: makeJobId(),
      processId: execute.processId,
      processVersion: process.description.version,
      execute,
      status: "accepted",
      progress: 0,
      attempt: 0,
      owner: caller.owner,
      createdMs: nowMs,
      updatedMs: nowMs,
    };
  }

  /** The end of a synchronous job, whichever comes first: its own, the client's going away, or too long a wait for its turn. */
  async function waitForEnd(id: string, ended: Promise<Job>, caller: Caller): Promise<Job> {
    let isTooLate = false;
    const timer = setTimeout(() => {
      // Running by then: it may take the time that its process is given.
      if (!queue.isWaiting(id)) return;
      isTooLate = true;
      void end(id);
    }, limits.syncWaitMs);
    const leave = (): void => void end(id);
    caller.signal?.addEventListener("abort", leave, { once: true });
    if (caller.signal?.aborted === true) leave();
    try {
      const job = await ended;
      if (isTooLate && job.status === "dismissed") throw busy("The server is busy, and the request has waited too long for its turn.");
      return job;
    } finally {
      clearTimeout(timer);
      caller.signal?.removeEventListener("abort", leave);
    }
  }

  return async (execute: Execute, caller: Caller): Promise<Job> => {
    const job = accept(execute, caller);
    if (!queue.admit(job.id)) throw busy(`The queue of this server is full (${limits.waiting} jobs wait).`);
    const ended = execute.mode === "sync" ? waiters.wait(job.id) : undefined;
    try {
      // Accepted means that nothing is lost, the inputs included.
      if (!isTransient(execute)) await parts.files.secure(uploadsOf(execute));
      await store.add(job);
    } catch (error) {
      queue.leave(job.id);
      waiters.drop(job.id);
      throw error;
    }
    queue.enter(job.id);
    return ended === undefined ? job : waitForEnd(job.id, ended, caller);
  };
}
