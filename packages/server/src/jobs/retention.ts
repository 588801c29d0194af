// How long a job and its results are kept after its end, and what its end writes of that.
import type { Job } from "../core/job.js";
import { isTransient } from "../core/job-change.js";
import type { JobLimits } from "./parts.js";

type Times = Pick<JobLimits, "retentionMs" | "transientMs" | "processRetentionMs" | "ownerRetentionMs">;

/** For how long the job is kept after its end: the shorter of what holds for its process and for its owner, else what holds for all. */
export function retentionOf({ processId, owner, execute }: Job, limits: Times): number {
  if (isTransient(execute)) return limits.transientMs;
  const { processRetentionMs: byProcess = {}, ownerRetentionMs: byOwner = {} } = limits;
  const own = [
    ...(Object.hasOwn(byProcess, processId) ? [byProcess[processId]] : []),
    ...(Object.hasOwn(byOwner, owner) ? [byOwner[owner]] : []),
  ].filter((ms) => ms !== undefined);
  return own.length === 0 ? limits.retentionMs : Math.min(...own);
}

/** What the end of a job writes of its times. */
export function endOf(job: Job, { now, limits }: { readonly now: () => number; readonly limits: Times }) {
  const finishedMs = now();
  return { finishedMs, expiresMs: finishedMs + retentionOf(job, limits) };
}
