// The newest jobs as they were written last: a job is changed half a dozen times within a second, and need not be read again each time.

import type { Known } from "../sql/repository.js";
import type { Kept } from "../sql/row.js";

/** So many, if they are small. */
const mostKnown = 256;
const largestKnown = 64 * 1024;

/** For a database that nobody else writes to. What is rolled back is to be forgotten. */
export function makeKnown(): Known & { forgetAll(): void } {
  const jobs = new Map<string, Kept>();
  return {
    find: (id) => jobs.get(id),
    add(kept, length) {
      if (length > largestKnown) return;
      jobs.set(kept.job.id, kept);
      const [oldest] = jobs.size > mostKnown ? jobs.keys() : [];
      if (oldest !== undefined) jobs.delete(oldest);
    },
    change(kept, length) {
      const { id } = kept.job;
      if (!jobs.has(id)) return;
      if (length > largestKnown) jobs.delete(id);
      else jobs.set(id, kept);
    },
    forget: (id) => void jobs.delete(id),
    forgetAll: () => jobs.clear(),
  };
}
