// Pausing and resuming what runs. Pausing gives the place back and keeps the sandbox; resuming waits for a place.
// The intent is written first, the sandbox follows: what a client was told stays true through a crash.
import { fault } from "../core/errors.js";
import type { Job } from "../core/job.js";
import { live, type Run } from "./finish-job.js";
import type { QueueState } from "./queue-state.js";
import type { Slot } from "./slots.js";

/** Pauses a running job; a paused one stays so. Throws conflict where there is nothing to pause, engine-failed if the engine cannot. */
export async function pauseRun(state: QueueState, job: Job): Promise<Job> {
  const { store, engine } = state.parts;
  const run = state.runs.get(job.id);
  if (job.status === "paused") return job;
  if (run?.sandbox === undefined || !run.isStarted)
    throw fault("conflict", "The job does not run at this moment, so it cannot be paused.", "jobId");
  const paused = await store.change(job.id, ["running"], run.attempt, { status: "paused", message: "Paused." });
  if (paused === undefined) throw fault("conflict", "The job has ended in the meantime.", "jobId");
  try {
    await engine.pause(run.sandbox.handle);
  } catch (error) {
    await store.change(job.id, ["paused"], run.attempt, { status: "running", message: "Pausing failed; the job runs on." });
    throw fault("engine-failed", "The job could not be paused; it runs on.", "jobId", error);
  }
  run.slot.release();
  return paused;
}

/** Lets a paused job go on now if there is a place, else as soon as there is one. Throws conflict if the job is not paused. */
export async function resumeRun(state: QueueState, job: Job): Promise<Job> {
  const run = state.runs.get(job.id);
  if (job.status === "running" || run?.isResuming === true) return job;
  if (job.status !== "paused" || run === undefined) throw fault("conflict", "The job is not paused.", "jobId");
  run.isResuming = true;
  const slot = state.resuming.length === 0 ? state.slots.take() : undefined;
  if (slot !== undefined) return (await goOn(state, run, slot)) ?? job;
  state.resuming.push((free) => void goOn(state, run, free));
  const told = await state.parts.store.change(job.id, live, run.attempt, { message: "Goes on as soon as a place is free." });
  return told ?? job;
}

async function goOn(state: QueueState, run: Run, slot: Slot): Promise<Job | undefined> {
  const { store, engine, log } = state.parts;
  const { id } = run.job;
  const job = await store.change(id, ["paused"], run.attempt, { status: "running", message: "Resumed." }).catch(() => undefined);
  run.isResuming = false;
  // Dismissed, or ended, while it waited for the place.
  if (job === undefined || run.sandbox === undefined || !state.runs.has(id)) {
    slot.release();
    return job;
  }
  run.slot = slot;
  try {
    await engine.resume(run.sandbox.handle);
  } catch (error) {
    log.error({ err: error, job: id }, "a paused job could not go on");
    run.abort.abort();
  }
  return job;
}
