// Which writes must be on the disk before they resolve: everything a client is told, and where a job is about to run, so that the next server finds it.
// What may come later: claims, leases, progress, and jobs that were promised to nobody (isTransient). Lost by a crash, those are done again.
import type { IdempotencyKey, Job, JobChange } from "../../core/job.js";
import { isTransient } from "../../core/job-change.js";

export function isPromisedJob(job: Job, key?: IdempotencyKey): boolean {
  return key !== undefined || !isTransient(job.execute);
}

/** Of a job that was promised to somebody. */
export function isPromisedChange(change: JobChange): boolean {
  const { isDismissing, isResuming, handle, isPinned } = change;
  if (isDismissing === true || isResuming === true || handle !== undefined || isPinned !== undefined) return true;
  // What was used is booked once; the sandbox that knows it is removed after this.
  if (change.usage !== undefined) return true;
  if (change.status === undefined) return false;
  return change.status !== "running" || change.startedMs === undefined;
}
