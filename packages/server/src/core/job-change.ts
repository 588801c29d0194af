// The one place that decides whether a change of a job is lawful; every store applies it under its own lock or transaction.
import type { Execute } from "./execute.js";
import { isFinal, type Job, type JobChange, type JobStatus, transitions } from "./job.js";

const accounts = ["usage", "limitsHit", "exit", "ranMs"];
const keeping = ["isPinned", "expiresMs"];

/**
 * The job as `change` makes it; undefined if the job is not in `from`, not at `attempt`, or the law of states forbids it.
 * A final job takes nothing but its usage, and that once: the accounts arrive when the sandbox is gone, after the answer; and how long it is kept.
 */
export function changeJob(job: Job, from: readonly JobStatus[], attempt: number, change: JobChange, nowMs: number): Job | undefined {
  if (!from.includes(job.status) || job.attempt !== attempt) return undefined;
  if (change.status !== undefined && !transitions[job.status].includes(change.status)) return undefined;
  // The intent was told to a client: nothing that comes later may end the job otherwise.
  if (job.isDismissing === true && change.status !== undefined && change.status !== "dismissed") return undefined;
  if (isFinal(job.status)) {
    const keys = Object.keys(change);
    const isLawful = keys.every((key) => keeping.includes(key) || (accounts.includes(key) && job.usage === undefined));
    return isLawful ? { ...job, ...change } : undefined;
  }
  return { ...job, ...change, updatedMs: nowMs };
}

/**
 * A job that was promised to nobody: its one client waits for the answer on an open connection, and nothing of it can be asked for later.
 * A store may commit it late.
 */
export function isTransient(execute: Execute): boolean {
  return execute.mode === "sync" && !execute.store && execute.outputs.every((output) => output.transmission === "value");
}
