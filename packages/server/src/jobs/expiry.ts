// The end of a job's record: a pinned one stays, and one whose time is over is removed with all its files. How long that time is stands in retention.ts.
import { rm } from "node:fs/promises";
import { filesOf, type Job, type JobChange, type JobStatus, type JobStore, type RemovalReason, transitions } from "../core/job.js";
import { isTransient } from "../core/job-change.js";
import { logPath, uploadsOf } from "./finish-job.js";
import type { JobLimits, JobsParts } from "./parts.js";
import { retentionOf } from "./retention.js";

const everyStatus = Object.keys(transitions) as JobStatus[];

/**
 * Keeps a job whatever its time, or not any longer: then it has its full time again, counted from now. Undefined: there is no such job.
 * Idempotent; permitted in every state.
 */
export async function pin(id: string, isPinned: boolean, parts: Pick<JobsParts, "store" | "now" | "limits">): Promise<Job | undefined> {
  for (;;) {
    const job = await parts.store.get(id);
    if (job === undefined || (job.isPinned ?? false) === isPinned) return job;
    const isOver = !isPinned && job.expiresMs !== undefined;
    const expiresMs = parts.now() + retentionOf(job, parts.limits);
    const change: JobChange = { isPinned, ...(isOver ? { expiresMs: Math.max(job.expiresMs ?? 0, expiresMs) } : {}) };
    const changed = await parts.store.change(id, everyStatus, job.attempt, change);
    if (changed !== undefined) return changed;
  }
}

const batch = 200;

interface Expiring {
  readonly store: JobStore;
  readonly limits: Pick<JobLimits, "retentionMs">;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

/** A page of the finished jobs whose time is over. Those that an older version ended have no time of their own: what holds for all holds for them. */
async function somePast({ store, now, limits }: Expiring, offset: number): Promise<readonly Job[]> {
  // Only finished jobs have these times; without their states it is the index of the time that finds them.
  const over = await store.list({ expiredAtMs: now(), offset, limit: batch });
  if (over.length > 0 || offset > 0) return over;
  const old = await store.list({ finishedBeforeMs: now() - limits.retentionMs, limit: batch });
  return old.filter((job) => job.expiresMs === undefined && job.isPinned !== true);
}

/** All finished jobs whose time is over, as far as they are not removed meanwhile. */
export async function* expired(parts: Expiring): AsyncGenerator<Job> {
  for (let offset = 0; ; offset += batch) {
    const jobs = await somePast(parts, offset);
    yield* jobs;
    if (jobs.length < batch) return;
  }
}

/** Removes a finished job, and then its files; false if there was none. With a reason, who asks for it later is told that. */
export async function forget(job: Job, parts: Pick<JobsParts, "store" | "files" | "logsDir">, reason?: RemovalReason): Promise<boolean> {
  if (!(await parts.store.remove(job.id, reason))) return false;
  for (const { key } of filesOf(job.results)) await parts.files.remove(key);
  for (const key of uploadsOf(job.execute)) await parts.files.remove(key);
  await rm(logPath(parts.logsDir, job.id), { force: true });
  return true;
}

type Sweeping = Expiring & Pick<JobsParts, "files" | "logsDir" | "log">;

/** Forgets all jobs whose time is over. What cannot be removed of one is left for the next sweep, and told to the operator. */
export async function expire(parts: Sweeping): Promise<void> {
  for (;;) {
    const over = await somePast(parts, 0);
    let gone = 0;
    for (const job of over)
      await forget(job, parts, isTransient(job.execute) ? undefined : "expired").then(
        (isGone) => (gone += isGone ? 1 : 0),
        (error: unknown) => parts.log.warn({ err: error, job: job.id }, "the files of a job whose time is over were not all removed"),
      );
    // A full disk, a storage that is away: it would be asked for the same ones again at once.
    if (over.length < batch || gone === 0) return;
  }
}
