// Finds what runs in no server any more while this one lives: another server of the same store died, or a write of this one was lost. Looks now and then,
// because nobody tells. What this server left itself when it died is left to recover.ts, and waiting jobs to the queue: a claim finds them.
import type { Job } from "../core/job.js";
import { live } from "./finish-job.js";
import type { JobsParts } from "./parts.js";

export interface LostParts extends JobsParts {
  /** Does this server run the job: then a lease that is over says only that it was held up. */
  readonly isHere: (id: string) => boolean;
  /** Writes that a job begins again, or has failed where that cannot help. */
  readonly putBack: (job: Job) => Promise<Job | undefined>;
  /** A job waits again, or has ended. */
  readonly settled: (job: Job) => void;
}

/** Puts back what has no living server. */
export async function putBackLost({ store, worker, limits, log, isHere, putBack, settled }: LostParts): Promise<void> {
  // Free for nobody in particular: whose lease is over.
  for (const job of await store.list({ status: live, freeFor: "" })) {
    if (isHere(job.id) || !(await store.takeOver(job.id, job.attempt, worker, limits.leaseMs))) continue;
    log.warn({ job: job.id, attempt: job.attempt }, "the server that ran this job is gone");
    const now = await putBack(job);
    if (now !== undefined) settled(now);
  }
}
