// When a job begins again: only where a sandbox or an engine failed it, and so often as the administrator allows. A failure of its own code is final.
import { deploymentFor } from "../core/catalogue.js";
import type { DeployedProcess, Exit } from "../core/engine.js";
import { toServiceError } from "../core/errors.js";
import type { Job } from "../core/job.js";
import { atLast, type RunParts } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import { defaultPolicy, processPolicy } from "./queue-policy.js";
import { engineOf } from "./queue-state.js";
import { isEnding, type Run } from "./run.js";

/** Writes that a job of which nothing runs any more waits for its turn again; undefined: someone else has ended it, or is about to. */
export async function beginAgain(job: Job, message: string, { store }: Pick<JobsParts, "store">): Promise<Job | undefined> {
  // The law of states knows no way from paused to accepted: what was paused is gone, so for an instant it runs.
  await store.change(job.id, ["paused"], job.attempt, { status: "running" });
  return store.change(job.id, ["running"], job.attempt, { status: "accepted", progress: 0, isResuming: false, message });
}

/** How often this job may still be begun. What failed before anything of it ran was no attempt of its own. */
export function attemptsLeft(
  { processId, attempt, excused = 0 }: Job,
  { policy = defaultPolicy, limits }: Pick<JobsParts, "policy" | "limits">,
): number {
  const { retries = policy.retries ?? limits.attempts - 1 } = processPolicy(policy, processId);
  return Math.max(0, retries + 1 - (attempt - excused));
}

/** A host that never has room is not short for a moment. */
const mostExcused = 1_000;

/** Begun again by no fault of its own: a synchronous client that has waited too long is told instead. */
function mayWaitOn({ execute, createdMs, excused = 0 }: Job, { limits, now }: RunParts): boolean {
  return excused < mostExcused && (execute.mode !== "sync" || now() - createdMs < limits.syncWaitMs);
}

/**
 * Did this run fail to get a sandbox because its engine has no room, or is down: then it begins again when that is over, and has lost no attempt.
 * A synchronous client is told of an engine that is down, and can ask again itself.
 */
export async function isOfEngine(run: Run, error: unknown, parts: RunParts): Promise<boolean> {
  const process = await deploymentFor(run.job, parts.catalogue);
  if (!run.isLaunching || process === undefined || isEnding(run)) return false;
  const { code, message } = toServiceError(error);
  const engine = engineOf(process, parts);
  if (code === "busy") parts.engines.isShort(engine, message);
  else if (code !== "engine-failed" || run.job.execute.mode === "sync" || !(await parts.engines.isDown(engine))) return false;
  if (!mayWaitOn(run.job, parts)) return false;
  run.again = { message: "There was no sandbox for it; the job begins again.", isExcused: true, pauseMs: pauseOf(run.job, engine, parts) };
  return true;
}

/**
 * Could what the server keeps not be reached, before anything of the job ran: then it begins again when that is there, and has lost no attempt. A
 * synchronous client is told, and can ask again itself. What the engine fails is left to isOfEngine.
 */
export function isOfStore(run: Run, error: unknown, parts: RunParts): boolean {
  if (run.isStarted || run.isLaunching || isEnding(run) || run.job.execute.mode === "sync") return false;
  if (toServiceError(error).code !== "busy" || !mayWaitOn(run.job, parts)) return false;
  const pauseMs = growing(run.job);
  run.again = { message: "What the server keeps could not be reached; the job begins again.", isExcused: true, pauseMs };
  return true;
}

/** Less than a lease. */
const longestPauseMs = 10_000;

const growing = ({ excused = 0 }: Job): number => Math.min(longestPauseMs, 100 * 2 ** excused);

/** No job of an engine in trouble is claimed; but a former deployment may run by another engine than what is offered now, by which claims judge. */
function pauseOf(job: Job, engine: string, { catalogue, ...parts }: RunParts): number {
  const offered = catalogue.get(job.processId);
  return offered !== undefined && engineOf(offered, parts) === engine ? 0 : growing(job);
}

/** Was the sandbox lost, which is no fault of the job: then it begins again, as long as it has attempts left. A synchronous client is told instead. */
export async function isLost(exit: Exit, process: DeployedProcess, run: Run, parts: RunParts): Promise<boolean> {
  if (exit.reason !== "lost" || run.job.execute.mode === "sync" || attemptsLeft(run.job, parts) === 0 || isEnding(run)) return false;
  // It may be lost with all others of its engine: then it is not begun in vain.
  await parts.engines.isDown(engineOf(process, parts));
  run.again = { message: "What it ran in was lost; the job begins again.", isExcused: false, pauseMs: 0 };
  return true;
}

/** Writes that a run which failed by no fault of its own waits for its turn again. */
export async function beginAgainIfDue({ again, job }: Run, parts: JobsParts): Promise<void> {
  if (again === undefined) return;
  const { store, log } = parts;
  const excused = (job.excused ?? 0) + 1;
  const write = async (): Promise<void> => {
    if (again.isExcused && (await store.change(job.id, ["running"], job.attempt, { excused })) === undefined) return;
    await beginAgain(job, again.message, parts);
  };
  if (again.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, again.pauseMs));
  await atLast(write, (error) => log.error({ err: error, job: job.id }, "that a job begins again could not be written"));
}

/** Leaves a job that was claimed for somebody else to claim. */
export async function giveBack(job: Job, { store, worker }: JobsParts): Promise<void> {
  await store.change(job.id, ["accepted"], job.attempt, { excused: (job.excused ?? 0) + 1 });
  await store.renew(job.id, job.attempt, worker, 0);
}
