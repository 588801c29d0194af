// The queue and what runs: takes jobs in, gives places away, renews leases, pauses, resumes and ends.
// Nothing is polled: a job that arrives and a place that gets free both look for work. Which job may begin begin.ts says, which is next the store.

import type { Job, Waiting } from "../core/job.js";
import type { QueueControl } from "../core/queue-view.js";
import { makeAdmission, type Refusal } from "./admission.js";
import type { Adopted } from "./adopt-jobs.js";
import { claim, forgetBegunElsewhere, type Obstacle, obstacleOf, whyWaiting } from "./begin.js";
import { makeDeadlines } from "./deadlines.js";
import { makeEngineStates } from "./engine-states.js";
import { lostSentence, type RunParts, within } from "./finish-job.js";
import { agree, goOnNext, inTurn, pauseRun, resumeRun } from "./pausing.js";
import { startingPolicy } from "./queue-bounds.js";
import { makeControl } from "./queue-control.js";
import { readMode } from "./queue-mode.js";
import { attend, engineOf, type QueueParts, type QueueState, track } from "./queue-state.js";
import { dismissal, handOver, makeRun, overtaken, type Run } from "./run.js";
import { continueJob, runJob } from "./run-job.js";
import { makeSlots, noSlot } from "./slots.js";
import { endIfPausedTooLong, limitTotal, limitWait, makeOverdue, passed } from "./time-limits.js";
import { type Entering, enteringOf, makeWaitingList } from "./waiting-list.js";

export interface Queue {
  /** An estimate of when a place may be free. */
  readonly retryAfterS: number;
  readonly control: QueueControl;
  /** Keeps a place in the queue for a job that is about to be committed; or says why there is none. Ended by `enter` or `leave`. */
  admit(job: Job): Refusal | undefined;
  /** A job that the store has as accepted. */
  enter(job: Entering): void;
  /** The job does not wait: it has ended, or was never committed. */
  leave(id: string): void;
  isWaiting(id: string): boolean;
  /** Has a run of it a place here, or is paused here. */
  isHere(id: string): boolean;
  /** Does a run of it go on here, or is still tidied up. */
  isAttended(id: string): boolean;
  /** It waits no more, by what another server did. */
  left(id: string): void;
  /** Ends waiting jobs of servers that are dead, when their time is over. */
  endOverdue(): Promise<void>;
  /** Why an accepted job does not run yet. */
  whyWaiting(job: Job): Promise<Waiting>;
  obstacleOf(job: Job): Promise<Obstacle | undefined>;
  /** Goes on with a job in the sandbox that a former server started it in. */
  adopt(what: Adopted): void;
  /** Ends the run of a job whose dismissal is written, if there is one here; resolves when its end is written too. */
  stop(id: string): Promise<void> | undefined;
  pause(job: Job): Promise<Job>;
  resume(job: Job): Promise<Job>;
  /** Ends all runs but those that are `left` to the next server; `settle` is asked first to write what becomes of each job. */
  close(settle: (job: Job) => Promise<void>, isLeft: (run: Run) => boolean): Promise<void>;
}

const retry = { firstMs: 1_000, mostMs: 30_000 } as const;

/** Looks for work as long as there are places. Called whenever there may be more of either. */
export function pump(state: QueueState): void {
  state.isBlocked = false;
  state.isMore = true;
  if (state.isFilling || state.isClosed) return;
  state.isFilling = true;
  track(
    state,
    fill(state)
      .catch((error: unknown) => state.parts.log.error({ err: error }, "no place could be given away"))
      .finally(() => {
        state.isFilling = false;
        // What changed after the last look.
        if (state.isMore) pump(state);
      }),
  );
}

/** One place at a time: the limits of processes and owners are counted before each, also where a resume asks for one. */
async function fill(state: QueueState): Promise<void> {
  while (state.isMore && !state.isClosed) {
    state.isMore = false;
    while (!state.isClosed && (await inTurn(state, async () => (await goOnNext(state)) || (await beginNext(state)))));
  }
}

/** What nobody tells: that memory is there again, that a lease is over, that a store that failed works. Ever more seldom while nothing comes of it. */
function tryLater(state: QueueState): void {
  if (!state.isBlocked || state.retry !== undefined || state.isClosed || state.waiting.size === 0) return;
  state.retry = setTimeout(
    () => {
      delete state.retry;
      pump(state);
    },
    Math.min(retry.mostMs, retry.firstMs * 2 ** state.tries),
  ).unref();
  state.tries += 1;
}

async function beginNext(state: QueueState): Promise<boolean> {
  const claimed = await claim(state);
  if (claimed === undefined) {
    tryLater(state);
    return false;
  }
  const { job, slot } = claimed;
  state.tries = 0;
  state.waiting.claim(job.id);
  const run = makeRun(job, slot);
  state.runs.set(job.id, run);
  limitTotal(state, job);
  attend(state, job.id, runToEnd(state, run));
  return true;
}

function runPartsOf(state: QueueState, run: Run): RunParts {
  const release = (): void => run.slot.release();
  const ended = (): void => {
    if (state.runs.get(run.job.id) === run) state.runs.delete(run.job.id);
    release();
  };
  return { ...state.parts, policy: state.policy, engines: state.engines, release, ended };
}

function adopt(state: QueueState, { job, sandbox, process, bytesIn }: Adopted): void {
  const run = makeRun(job, job.status === "paused" ? noSlot : state.slots.occupy(job.execute.mode === "sync"));
  if (job.startedMs !== undefined) run.startedMs = job.startedMs;
  if (bytesIn !== undefined) run.bytesIn = bytesIn;
  state.runs.set(job.id, run);
  limitTotal(state, job);
  attend(
    state,
    job.id,
    continueJob(run, sandbox, process, runPartsOf(state, run)).then(() => reenter(state, job)),
  );
  run.turn = agree(state, run, job);
  if (job.isResuming !== true) return;
  state.resuming.push(run);
  // When all are adopted: before that, nobody knows how many run.
  setImmediate(() => pump(state));
}

async function runToEnd(state: QueueState, run: Run): Promise<void> {
  const { parts } = state;
  const { job } = run;
  const begunMs = performance.now();
  await runJob(job, run, runPartsOf(state, run));
  state.averageMs = 0.8 * state.averageMs + 0.2 * Math.max(1, performance.now() - begunMs);
  const process = parts.catalogue.get(job.processId);
  // After the answer: what is made ahead must not stand in its way. An engine that is down would only be asked in vain.
  if (process !== undefined && state.engines.trouble(engineOf(process, parts)) === undefined)
    setImmediate(() => parts.sandboxes.refill(process));
  await reenter(state, job);
}

/** Between two looks into a store that fails. */
const lookAgainMs = 1_000;

/**
 * A lost sandbox, or a claim that the store lost (a failed commit), leaves the job accepted and nobody waiting for it. A job that was promised to nobody
 * may be lost as a whole: then its client is told.
 */
async function reenter(state: QueueState, job: Job): Promise<void> {
  const { store, finished, now, log } = state.parts;
  const { id } = job;
  for (;;) {
    try {
      const found = await store.get(id);
      // It was claimed once more, and what holds of that run is not this one's affair.
      if (state.runs.has(id)) return;
      if (found?.status === "accepted") return enter(state, enteringOf(found));
      state.deadlines.drop(id);
      if (found === undefined) finished({ ...job, status: "failed", error: { code: "busy", message: lostSentence }, finishedMs: now() });
      return;
    } catch (error) {
      if (state.isClosed) return;
      log.warn({ err: error, job: id }, "what became of a job cannot be read; it is tried again");
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }
}

function enter(state: QueueState, job: Entering): void {
  state.waiting.enter(job.id, job);
  if (state.waiting.has(job.id)) limitWait(state, job);
  pump(state);
}

async function renewAll(state: QueueState): Promise<void> {
  const { store, log, limits, worker } = state.parts;
  await forgetBegunElsewhere(state).catch(() => undefined);
  for (const [id, run] of state.runs) {
    await endIfPausedTooLong(state, run).catch((error: unknown) =>
      log.error({ err: error, job: id }, "a job that was paused for too long was not ended"),
    );
    const isOurs = await store.renew(id, run.attempt, worker, limits.leaseMs).catch(() => true);
    if (!isOurs) run.abort.abort(overtaken);
  }
}

function makeState(parts: QueueParts): QueueState {
  const { policy, bounds } = startingPolicy(parts);
  const { running: all } = parts.limits;
  const state: QueueState = {
    ...{ parts, policy, bounds },
    slots: makeSlots({ all, syncOnly: Math.min(policy.syncOnly, all - 1) }, () => pump(state)),
    waiting: makeWaitingList(),
    runs: new Map(),
    working: new Set(),
    attended: new Map(),
    resuming: [],
    engines: makeEngineStates({ probe: (engine) => parts.engine.probe(engine), onUp: () => pump(state), log: parts.log }),
    deadlines: makeDeadlines((id, which) => passed(state, id, which)),
    mode: parts.queueFile === undefined ? { mode: "open" } : readMode(parts.queueFile, parts.log),
    ...{ turn: Promise.resolve(), isFilling: false, isMore: false, isBlocked: false, isClosed: false, averageMs: 1_000, tries: 0 },
  };
  return state;
}

/** So long the end of a run is not put off by a store that fails; the next server finds the job as it is then. */
const settleMs = 5_000;

async function close(state: QueueState, settle: (job: Job) => Promise<void>, isLeft: (run: Run) => boolean): Promise<void> {
  state.isClosed = true;
  clearTimeout(state.retry);
  state.deadlines.close();
  state.engines.close();
  const end = async (run: Run): Promise<void> => {
    if (isLeft(run)) return run.abort.abort(handOver);
    const settled = settle(run.job).catch((error: unknown) =>
      state.parts.log.error({ err: error, job: run.job.id }, "a job was not put back at the end of its server"),
    );
    await within(settled, settleMs);
    run.abort.abort(overtaken);
  };
  await Promise.all([...state.runs.values()].map(end));
  while (state.working.size > 0) await Promise.all(state.working);
}

/** The queue of this server. `close` must be called: it holds a timer for the leases. */
export function makeQueue(parts: QueueParts): Queue {
  const state = makeState(parts);
  const renewal = setInterval(() => void renewAll(state), Math.max(1, parts.limits.leaseMs / 3)).unref();
  const stopListening = parts.store.changed?.(() => pump(state));
  return {
    get retryAfterS() {
      return Math.min(60, Math.max(1, Math.ceil((state.averageMs * (state.waiting.size + 1)) / parts.limits.running / 1000)));
    },
    control: makeControl(state, () => pump(state)),
    admit: makeAdmission(state),
    enter: (job) => enter(state, job),
    leave(id) {
      state.waiting.leave(id);
      state.deadlines.drop(id);
    },
    isWaiting: (id) => state.waiting.has(id),
    isHere: (id) => state.runs.has(id),
    isAttended: (id) => state.attended.has(id),
    left(id) {
      if (state.runs.has(id)) return;
      state.waiting.claim(id);
      state.deadlines.drop(id);
    },
    endOverdue: makeOverdue(state),
    whyWaiting: (job) => whyWaiting(state, job),
    obstacleOf: (job) => obstacleOf(state, job),
    stop(id) {
      const run = state.runs.get(id);
      run?.abort.abort(dismissal);
      return run?.over;
    },
    pause: (job) => pauseRun(state, job),
    resume: (job) => resumeRun(state, job),
    adopt: (what) => adopt(state, what),
    async close(settle, isLeft) {
      clearInterval(renewal);
      stopListening?.();
      await close(state, settle, isLeft);
    },
  };
}
