// The limits of a job's time that the queue keeps: of its wait for its turn, and of all from accepted to ended. Staging keeps its own, the engine that of running.
//
// Theory of operation. Within one server only the monotonic clock counts. What a job has behind it when a server first sees it, it can only be told by
// the wall clock; a clock that was set back counts as no time.
import type { Fault } from "../core/errors.js";
import { isFinal, type Job } from "../core/job.js";
import { say } from "../core/sentence.js";
import type { Deadline } from "./deadlines.js";
import { live, type Run, removeUploads } from "./finish-job.js";
import { spanText } from "./limit-words.js";
import { timesOf } from "./queue-policy.js";
import type { QueueState } from "./queue-state.js";
import { endOf } from "./retention.js";

type Timed = Pick<Job, "id" | "processId" | "createdMs" | "updatedMs" | "startedMs">;

/** Since when a job waits: a job that was begun before waits since it came back. */
const sinceMs = ({ createdMs, updatedMs, startedMs }: Timed): number => (startedMs === undefined ? createdMs : updatedMs);

/** So much a job has at least when a server begins to know it: what passed while there was none is not to end all that wait at once. */
const leastMs = 60_000;

function leftOf(state: QueueState, job: Timed): { readonly waitMs: number; readonly totalMs: number } {
  const { waitMs, totalMs } = timesOf(state.policy, job.processId);
  const nowMs = state.parts.now();
  const left = (limitMs: number, fromMs: number): number => Math.max(Math.min(limitMs, leastMs), limitMs - Math.max(0, nowMs - fromMs));
  return { waitMs: left(waitMs, sinceMs(job)), totalMs: left(totalMs, job.createdMs) };
}

/** Begins to count the time that this job waits. */
export function limitWait(state: QueueState, job: Timed): void {
  const { waitMs, totalMs } = leftOf(state, job);
  state.deadlines.wait(job.id, waitMs, totalMs);
}

/** The job has its turn: it is ended, whatever it does, when its whole time is over. */
export function limitTotal(state: QueueState, job: Timed): void {
  state.deadlines.begin(job.id, leftOf(state, job).totalMs);
}

function faultOf(state: QueueState, processId: string, which: Deadline): Fault {
  const { waitMs, totalMs } = timesOf(state.policy, processId);
  const told =
    which === "wait"
      ? say("The job waited {span} for its turn, the longest that this server allows, and was given up.", { span: spanText(waitMs) })
      : say("The job had not ended {span} after it was accepted, the longest that this server allows, and was ended.", {
          span: spanText(totalMs),
        });
  return { code: "limit-exceeded", ...told };
}

async function giveUpWaiting(state: QueueState, id: string, which: Deadline): Promise<void> {
  const { store, finished, files } = state.parts;
  const job = await store.get(id);
  if (job === undefined || isFinal(job.status) || !state.waiting.has(id)) return;
  const error = faultOf(state, job.processId, which);
  const failed = await store.change(id, ["accepted"], job.attempt, { status: "failed", ...endOf(job, state.parts), error });
  // It was claimed in this moment.
  if (failed === undefined) return;
  state.waiting.leave(id);
  finished(failed);
  await removeUploads(failed, files);
}

/** Ends a run with this fault, in whatever state; false: it had ended. */
export async function endRun(state: QueueState, run: Run, error: Fault): Promise<boolean> {
  const { store, finished } = state.parts;
  const failed = await store.change(run.job.id, live, run.attempt, { status: "failed", ...endOf(run.job, state.parts), error });
  if (failed === undefined) return false;
  finished(failed);
  run.abort.abort();
  return true;
}

const againMs = 10_000;

async function endInTime(state: QueueState, id: string, which: Deadline): Promise<void> {
  const run = state.runs.get(id);
  if (run === undefined) return giveUpWaiting(state, id, which);
  const isEnded = await endRun(state, run, faultOf(state, run.job.processId, "total"));
  // It was claimed in this moment, and is not written to run yet.
  if (!isEnded && state.runs.has(id)) state.deadlines.begin(id, againMs);
}

/** The time of a job has passed. */
export function passed(state: QueueState, id: string, which: Deadline): void {
  void endInTime(state, id, which).catch((error: unknown) => {
    state.parts.log.error({ err: error, job: id }, "a job whose time is over was not ended; it is tried again");
    state.deadlines.wait(id, againMs, againMs);
  });
}

/** Ends a run that has been paused for longer than the administrator allows. */
export async function endIfPausedTooLong(state: QueueState, run: Run): Promise<void> {
  const { now, limits } = state.parts;
  if (run.pausedMs === undefined || now() - run.pausedMs < limits.pausedMs) return;
  await endRun(state, run, {
    code: "limit-exceeded",
    ...say("The job was paused for more than {time}, the longest that this server allows, and was ended.", {
      time: spanText(limits.pausedMs),
    }),
  });
}
