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

/**
 * A function that puts back what has no living server. Call it every half of a lease. A job must be without a lease twice in a row: after an outage of the
 * store all leases are over, and whoever lives renews its own in a third of that time.
 */
export function makeLostJobs({ store, worker, limits, log, isHere, putBack, settled }: LostParts): () => Promise<void> {
  let seen: ReadonlySet<string> = new Set();
  const nameOf = ({ id, attempt }: Job): string => `${id} ${attempt}`;
  return async () => {
    const before = seen;
    seen = new Set();
    // Free for nobody in particular: whose lease is over.
    const free = (await store.list({ status: live, freeFor: "" })).filter(({ id }) => !isHere(id));
    seen = new Set(free.map(nameOf));
    for (const job of free) {
      if (!before.has(nameOf(job)) || !(await store.takeOver(job.id, job.attempt, worker, limits.leaseMs))) continue;
      log.warn({ job: job.id, attempt: job.attempt }, "the server that ran this job is gone");
      const now = await putBack(job);
      if (now !== undefined) settled(now);
    }
  };
}
