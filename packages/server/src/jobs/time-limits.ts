// The limits of a job's time that the queue keeps: of its wait for its turn, and of all from accepted to ended. Staging keeps its own, the engine that of running.
//
// Theory of operation. Within one server only the monotonic clock counts. What a job has behind it when a server first sees it, it can only be told by
// the wall clock; a clock that was set back counts as no time. Where several servers share a store, the one that took a job in keeps its time; when that one is
// dead any other ends the job, somewhat later: a server that lives is always first.
import type { Fault } from "../core/errors.js";
import { isFinal, type Job } from "../core/job.js";
import { say } from "../core/sentence.js";
import type { Deadline } from "./deadlines.js";
import { live, removeUploads } from "./finish-job.js";
import { spanText } from "./limit-words.js";
import { timesOf } from "./queue-policy.js";
import type { QueueState } from "./queue-state.js";
import { endOf } from "./retention.js";
import type { Run } from "./run.js";

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
  const job = await state.parts.store.get(id);
  if (job === undefined || isFinal(job.status)) return state.waiting.leave(id);
  if (state.waiting.has(id)) await giveUp(state, job, which);
}

async function giveUp(state: QueueState, job: Job, which: Deadline): Promise<void> {
  const { store, finished, files } = state.parts;
  const { id } = job;
  const error = faultOf(state, job.processId, which);
  const failed = await store.change(id, ["accepted"], job.attempt, { status: "failed", ...endOf(job, state.parts), error });
  // It was claimed in this moment.
  if (failed === undefined) return;
  state.waiting.leave(id);
  finished(failed);
  await removeUploads(failed, files);
}

/** So many are looked at together; the next look finds more. */
const glance = 100;

/** Which of its times is over by more than its own server would allow. */
function overdue(state: QueueState, job: Job): Deadline | undefined {
  const { waitMs, totalMs } = timesOf(state.policy, job.processId);
  const nowMs = state.parts.now();
  const isOver = (limitMs: number, fromMs: number): boolean => nowMs - fromMs > limitMs + Math.min(limitMs, leastMs);
  if (isOver(totalMs, job.createdMs)) return "total";
  return isOver(waitMs, sinceMs(job)) ? "wait" : undefined;
}

/** Ends waiting jobs whose time is over and whose server is not there to do it. To be called now and then where several servers share the store. */
export function makeOverdue(state: QueueState): () => Promise<void> {
  const begunMs = performance.now();
  const { store, catalogue, now } = state.parts;
  const shortestOf = (processId: string): number => {
    const { waitMs, totalMs } = timesOf(state.policy, processId);
    return Math.min(waitMs, totalMs);
  };
  return async () => {
    const ids = catalogue.list().map(({ description: { id } }) => id);
    for (const shortestMs of new Set(ids.map(shortestOf))) {
      // What passed while there was no server at all is not to end all that wait at once.
      if (performance.now() - begunMs < Math.min(shortestMs, leastMs)) continue;
      const processIds = ids.filter((id) => shortestOf(id) === shortestMs);
      const old = await store.list({ status: ["accepted"], freeFor: "", processIds, createdToMs: now() - shortestMs, limit: glance });
      for (const job of old.filter(({ id }) => !state.waiting.has(id))) {
        const which = overdue(state, job);
        if (which !== undefined) await giveUp(state, job, which);
      }
    }
  };
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
  const { limits } = state.parts;
  if (run.pausedFromMs === undefined || performance.now() - run.pausedFromMs < limits.pausedMs) return;
  await endRun(state, run, {
    code: "limit-exceeded",
    ...say("The job was paused for more than {time}, the longest that this server allows, and was ended.", {
      time: spanText(limits.pausedMs),
    }),
  });
}
