// Dismissing many jobs at once, by what an administrator asks for: those that have not ended, each as a dismissal of its own.
import type { Dismissal, DismissalFilter } from "../core/administration.js";
import type { Job, JobStore } from "../core/job.js";
import { unfinished } from "./finish-job.js";

export interface DismissManyParts {
  readonly store: Pick<JobStore, "list">;
  /** Ends one job that has not ended; undefined if it had. */
  readonly end: (id: string) => Promise<Job | undefined>;
}

/** Of one call; who has more calls again. */
const mostJobs = 10_000;
const atOnce = 8;
const mostShown = 100;

/** The jobs that fit as they are now; the oldest first. */
async function find({ status = unfinished, processIds, owner, createdToMs }: DismissalFilter, { store }: DismissManyParts): Promise<Job[]> {
  return store.list({
    status: status.filter((one) => unfinished.includes(one)),
    ...(processIds === undefined ? {} : { processIds }),
    ...(owner === undefined ? {} : { owner }),
    ...(createdToMs === undefined ? {} : { createdToMs }),
    limit: mostJobs,
  });
}

/** Counts them, and dismisses them unless it is a dry run. Never rejects for a single job. */
export async function dismissMany(filter: DismissalFilter, isDryRun: boolean, parts: DismissManyParts): Promise<Dismissal> {
  const all = await find(filter, parts);
  let [dismissed, failed, next] = [0, 0, 0];
  async function work(): Promise<void> {
    for (let job = all[next++]; job !== undefined; job = all[next++]) {
      try {
        if ((await parts.end(job.id)) !== undefined) dismissed += 1;
      } catch {
        failed += 1;
      }
    }
  }
  if (!isDryRun) await Promise.all(Array.from({ length: atOnce }, work));
  const jobs = all.slice(0, mostShown).map(({ id, processId, owner, status, createdMs }) => ({ id, processId, owner, status, createdMs }));
  return { filter, isDryRun, found: all.length, jobs, dismissed, failed };
}
