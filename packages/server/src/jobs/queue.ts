// The queue and what runs: claims jobs while there are places, renews their leases, pauses, resumes and ends them.
// Nothing is polled: a job that arrives and a place that gets free both look for work. The store decides which job is next.

import type { Job } from "../core/job.js";
import type { Adopted } from "./adopt-jobs.js";
import { dismissal, handOver, makeRun, type Run } from "./finish-job.js";
import { agree, endIfPausedTooLong, goOn, pauseRun, resumeRun } from "./pausing.js";
import type { QueueParts, QueueState } from "./queue-state.js";
import { continueJob, runJob } from "./run-job.js";
import { makeSlots, noSlot, type Slot } from "./slots.js";

export interface Queue {
  /** An estimate of when a place may be free. */
  readonly retryAfterS: number;
  /** Keeps a place in the queue for a job that is about to be committed; false: the queue is full. Ended by `enter` or `leave`. */
  admit(id: string): boolean;
  /** A job that the store has as accepted. */
  enter(id: string): void;
  /** The job does not wait: it has ended, or was never committed. */
  leave(id: string): void;
  isWaiting(id: string): boolean;
  /** Goes on with a job in the sandbox that a former server started it in. */
  adopt(what: Adopted): void;
  /** Ends the run of a job whose dismissal is written, if there is one here; resolves when its end is written too. */
  stop(id: string): Promise<void> | undefined;
  pause(job: Job): Promise<Job>;
  resume(job: Job): Promise<Job>;
  /** Ends all runs but those that are `left` to the next server; `settle` is asked first to write what becomes of each job. */
  close(settle: (job: Job) => Promise<void>, isLeft: (run: Run) => boolean): Promise<void>;
}

const retryMs = 1_000;

/** Looks for work as long as there are places. Called whenever there may be more of either. */
export function pump(state: QueueState): void {
  while (!state.isClosed && (state.resuming.length > 0 || (!state.isBlocked && state.waiting.size > state.claiming))) {
    const slot = state.slots.take();
    if (slot === undefined) return;
    const paused = state.resuming.shift();
    if (paused !== undefined) {
      goOn(state, paused, slot);
      continue;
    }
    state.claiming += 1;
    const work = claimAndRun(state, slot);
    state.working.add(work);
    void work.finally(() => state.working.delete(work));
  }
}

async function claim(state: QueueState): Promise<Job | undefined> {
  const { store, worker, limits, log } = state.parts;
  let job: Job | undefined;
  try {
    job = await store.claim(worker, limits.leaseMs);
  } catch (error) {
    log.error({ err: error }, "no job could be claimed");
  }
  state.claiming -= 1;
  if (job === undefined && state.waiting.size > 0) {
    state.isBlocked = true;
    setTimeout(() => {
      state.isBlocked = false;
      pump(state);
    }, retryMs).unref();
  }
  return job;
}

function releaseOf(state: QueueState, run: Run): () => void {
  return () => {
    state.runs.delete(run.job.id);
    run.slot.release();
  };
}

function adopt(state: QueueState, { job, sandbox, process, bytesIn }: Adopted): void {
  const run = makeRun(job, job.status === "paused" ? noSlot : state.slots.occupy());
  if (job.startedMs !== undefined) run.startedMs = job.startedMs;
  if (bytesIn !== undefined) run.bytesIn = bytesIn;
  state.runs.set(job.id, run);
  const work = continueJob(run, sandbox, process, { ...state.parts, release: releaseOf(state, run) }).then(() => reenter(state, job.id));
  state.working.add(work);
  void work.finally(() => state.working.delete(work));
  run.turn = agree(state, run, job);
  if (job.isResuming !== true) return;
  state.resuming.push(run);
  pump(state);
}

async function claimAndRun(state: QueueState, slot: Slot): Promise<void> {
  const { parts } = state;
  const job = await claim(state);
  if (job === undefined || state.isClosed) {
    slot.release();
    return;
  }
  if (!state.waiting.delete(job.id) && state.entering.has(job.id)) state.early.add(job.id);
  const run = makeRun(job, slot);
  state.runs.set(job.id, run);
  const begunMs = parts.now();
  await runJob(job, run, { ...parts, release: releaseOf(state, run) });
  state.averageMs = 0.8 * state.averageMs + 0.2 * Math.max(1, parts.now() - begunMs);
  const process = parts.catalogue.get(job.processId);
  // After the answer: what is made ahead must not stand in its way.
  if (process !== undefined) setImmediate(() => parts.sandboxes.refill(process));
  await reenter(state, job.id);
}

/** A lost sandbox, or a claim that the store lost (a failed commit), leaves the job accepted and nobody waiting for it. */
async function reenter(state: QueueState, id: string): Promise<void> {
  const now = await state.parts.store.get(id).catch(() => undefined);
  if (now?.status === "accepted") enter(state, id);
}

function enter(state: QueueState, id: string): void {
  state.entering.delete(id);
  if (!state.early.delete(id)) state.waiting.add(id);
  state.isBlocked = false;
  pump(state);
}

async function renewAll(state: QueueState): Promise<void> {
  for (const [id, run] of state.runs) {
    await endIfPausedTooLong(state, run).catch((error: unknown) =>
      state.parts.log.error({ err: error, job: id }, "a job that was paused for too long was not ended"),
    );
    const isOurs = await state.parts.store.renew(id, run.attempt, state.parts.worker, state.parts.limits.leaseMs).catch(() => true);
    if (!isOurs) run.abort.abort();
  }
}

function makeState(parts: QueueParts): QueueState {
  const state: QueueState = {
    parts,
    slots: makeSlots(parts.limits.running, () => pump(state)),
    waiting: new Set(),
    entering: new Set(),
    early: new Set(),
    runs: new Map(),
    working: new Set(),
    resuming: [],
    claiming: 0,
    isBlocked: false,
    isClosed: false,
    averageMs: 1_000,
  };
  return state;
}

/** The queue of this server. `close` must be called: it holds a timer for the leases. */
export function makeQueue(parts: QueueParts): Queue {
  const state = makeState(parts);
  const { limits } = parts;
  const renewal = setInterval(() => void renewAll(state), Math.max(1, limits.leaseMs / 3)).unref();
  const length = (): number => state.waiting.size + state.entering.size;
  return {
    get retryAfterS() {
      return Math.min(60, Math.max(1, Math.ceil((state.averageMs * (length() + 1)) / limits.running / 1000)));
    },
    admit(id) {
      // A free place is not waited for, and a job that is being claimed has its place already.
      if (length() >= limits.waiting + state.slots.free + state.claiming) return false;
      state.entering.add(id);
      return true;
    },
    enter: (id) => enter(state, id),
    leave(id) {
      state.waiting.delete(id);
      state.entering.delete(id);
      state.early.delete(id);
    },
    isWaiting: (id) => state.waiting.has(id),
    stop(id) {
      const run = state.runs.get(id);
      run?.abort.abort(dismissal);
      return run?.over;
    },
    pause: (job) => pauseRun(state, job),
    resume: (job) => resumeRun(state, job, () => pump(state)),
    adopt: (what) => adopt(state, what),
    async close(settle, isLeft) {
      state.isClosed = true;
      clearInterval(renewal);
      for (const run of [...state.runs.values()]) {
        if (isLeft(run)) {
          run.abort.abort(handOver);
          continue;
        }
        await settle(run.job);
        run.abort.abort();
      }
      while (state.working.size > 0) await Promise.all(state.working);
    },
  };
}
