// Pausing and resuming what runs. Pausing gives the place back and keeps the sandbox; resuming waits for a place.
//
// Theory of operation. The intent is written first, the sandbox follows: what a client was told stays true through a crash. The two are done one after
// the other for each run (its `turn`), so the sandbox is always in the state that was written last. The end of a job may come in between at any
// point: it is a compare-and-set like all else, and whoever comes second is told so.
import { fault } from "../core/errors.js";
import { isFinal, type Job } from "../core/job.js";
import { mayGoOn } from "./begin.js";
import { boundsRunning } from "./queue-policy.js";
import type { QueueState } from "./queue-state.js";
import type { Run } from "./run.js";
import { noSlot, type Slot } from "./slots.js";

/** Does it when all that was to be done before has ended, well or not. */
export function inTurn<T>(of: { turn: Promise<void> }, work: () => Promise<T>): Promise<T> {
  const done = of.turn.then(work);
  of.turn = done.then(
    () => undefined,
    () => undefined,
  );
  return done;
}

/** Why this job can be neither paused nor resumed now. */
export function refusal(job: Job | undefined, otherwise: string): Error {
  if (job === undefined || isFinal(job.status)) return fault("conflict", "The job has ended.", "jobId");
  if (job.isDismissing === true) return fault("conflict", "The job is being dismissed.", "jobId");
  if (job.status === "accepted")
    return fault("conflict", "The job waits for its turn; only a job that runs can be paused. It can be dismissed.", "jobId");
  return fault("conflict", otherwise, "jobId");
}

export const unprepared = "The job does not run yet, it is being prepared; please try again in a moment.";

/** Pauses a running job; a paused one stays so. Throws conflict where there is nothing to pause, engine-failed if the engine cannot. */
export async function pauseRun(state: QueueState, job: Job): Promise<Job> {
  const run = state.runs.get(job.id);
  if (run === undefined) throw refusal(job, unprepared);
  return inTurn(run, () => pause(state, run));
}

async function pause(state: QueueState, run: Run): Promise<Job> {
  const { store, engine, now } = state.parts;
  const { id } = run.job;
  const job = await store.get(id);
  if (job?.status === "paused") return stayPaused(state, run, job);
  if (run.sandbox === undefined || !run.isStarted) throw refusal(job, unprepared);
  const intent = {
    status: "paused",
    pausedMs: now(),
    message: "Paused.",
    ...(job?.isPausing === true ? { isPausing: false } : {}),
  } as const;
  const paused = await store.change(id, ["running"], run.attempt, intent);
  if (paused === undefined) throw refusal(await store.get(id), unprepared);
  try {
    await engine.pause(run.sandbox.handle);
  } catch (error) {
    const back = await store.change(id, ["paused"], run.attempt, { status: "running", message: "Pausing failed; the job runs on." });
    if (back === undefined) throw refusal(await store.get(id), unprepared);
    throw fault("engine-failed", "The job could not be paused; it runs on.", "jobId", error);
  }
  run.slot.release();
  run.slot = noSlot;
  run.pausedFromMs = performance.now();
  return (await store.get(id)) ?? paused;
}

/** A resume that waits for its place is taken back. */
async function stayPaused(state: QueueState, run: Run, job: Job): Promise<Job> {
  if (job.isResuming !== true) return job;
  const stays = await state.parts.store.change(job.id, ["paused"], run.attempt, { isResuming: false, message: "Paused." });
  const at = state.resuming.indexOf(run);
  if (at !== -1) state.resuming.splice(at, 1);
  return stays ?? job;
}

/** Lets a paused job go on now if there is a place, else as soon as there is one. Throws conflict if the job is not paused. */
export async function resumeRun(state: QueueState, job: Job): Promise<Job> {
  const run = state.runs.get(job.id);
  if (run === undefined) throw refusal(job, "The job is not paused.");
  const asked = await inTurn(run, () => askToResume(state, run));
  if (asked.status !== "paused") return asked;
  // Until nothing of it is under way: a place may be on its way to a resume that was taken back meanwhile, and comes to this one then.
  let turn: Promise<void>;
  do {
    await inTurn(state, () => goOnNext(state));
    turn = run.turn;
    await turn;
    // A job that has ended just now gives its place back in this moment.
    await new Promise(setImmediate);
    await inTurn(state, () => goOnNext(state));
  } while (turn !== run.turn);
  return (await state.parts.store.get(job.id)) ?? asked;
}

async function askToResume(state: QueueState, run: Run): Promise<Job> {
  const { store } = state.parts;
  const { id } = run.job;
  const job = await store.get(id);
  if (job?.status === "running" && job.isDismissing !== true) return job;
  if (job?.status === "paused" && job.isResuming === true && state.resuming.includes(run)) return job;
  const asked = await store.change(id, ["paused"], run.attempt, { isResuming: true, message: "Goes on as soon as a place is free." });
  if (asked === undefined) throw refusal(await store.get(id), "The job is not paused.");
  state.resuming.push(run);
  return asked;
}

/** Gives a place to the first paused run that waits for one and may have it; false: there is none. One place at a time: call it in the turn of the queue. */
export async function goOnNext(state: QueueState): Promise<boolean> {
  for (const run of [...state.resuming]) {
    const at = state.resuming.indexOf(run);
    // A place is on its way to it already: it was paused and resumed once more meanwhile.
    if (at !== -1 && run.slot !== noSlot) state.resuming.splice(at, 1);
    if (at === -1 || run.slot !== noSlot) continue;
    const isSync = run.job.execute.mode === "sync";
    if (state.slots.freeFor(isSync) === 0 || (boundsRunning(state.policy) && !(await mayGoOn(state, run.job)))) continue;
    const now = state.resuming.indexOf(run);
    const slot = now === -1 ? undefined : state.slots.take(isSync);
    if (slot === undefined) continue;
    state.resuming.splice(now, 1);
    goOn(state, run, slot);
    return true;
  }
  return false;
}

function goOn(state: QueueState, run: Run, slot: Slot): void {
  // From now on it counts among those that run, whenever its turn is.
  run.slot = slot;
  void inTurn(run, () => goOnNow(state, run, slot)).catch((error: unknown) => {
    state.parts.log.warn({ err: error, job: run.job.id }, "that a paused job goes on could not be written; it is tried again");
    setTimeout(() => {
      if (state.runs.get(run.job.id) === run) state.resuming.push(run);
      // Whoever hears that it is free gives it to this job again.
      giveUpSlot(run, slot);
    }, againMs).unref();
  });
}

/** How long a place is kept for a paused job while the store fails. */
const againMs = 1_000;

function giveUpSlot(run: Run, slot: Slot): void {
  if (run.slot === slot) run.slot = noSlot;
  slot.release();
}

async function goOnNow(state: QueueState, run: Run, slot: Slot): Promise<void> {
  const { store, engine, log } = state.parts;
  const { id } = run.job;
  const job = await store.get(id);
  // Dismissed, ended, or paused again while it waited for the place.
  const isWanted = job?.isResuming === true && job.isDismissing !== true && run.sandbox !== undefined && state.runs.get(id) === run;
  const change = { status: "running", isResuming: false, message: "Resumed." } as const;
  if (!isWanted || (await store.change(id, ["paused"], run.attempt, change)) === undefined) return giveUpSlot(run, slot);
  delete run.pausedFromMs;
  try {
    if (run.sandbox !== undefined) await engine.resume(run.sandbox.handle);
  } catch (error) {
    log.error({ err: error, job: id }, "a paused job could not go on");
    run.abort.abort();
  }
  // Its end gave back the place that it had then.
  if (state.runs.get(id) !== run) slot.release();
}

/** Makes the sandbox of an adopted job do what was written: the server may have died between the two. */
export async function agree(state: QueueState, run: Run, job: Job): Promise<void> {
  const { engine, log, now } = state.parts;
  if (run.sandbox === undefined) return;
  if (job.status === "paused" && job.pausedMs !== undefined) run.pausedFromMs = performance.now() - Math.max(0, now() - job.pausedMs);
  const { handle } = run.sandbox;
  await (job.status === "paused" ? engine.pause(handle) : engine.resume(handle)).catch((error: unknown) =>
    log.error({ err: error, job: job.id }, "an adopted job could not be paused or resumed"),
  );
}
