// A job store that tells of jobs with a subscriber: before one is committed, and after each change of it. All else is the store's own.
import type { Job, JobStore } from "../core/job.js";

export interface Watcher {
  /** A job is about to be accepted; when this has resolved its subscriber will be told of its end, whatever crashes. */
  expect(job: Job): Promise<void>;
  /** There is no such job after all. */
  unexpect(id: string): Promise<void>;
  /** A job is now so. */
  changed(job: Job): void;
}

/** The same store, watched. */
export function watchStore(store: JobStore, watcher: Watcher): JobStore {
  return {
    ...store,
    async add(job, key) {
      const isWatched = job.execute.subscriber !== undefined;
      if (isWatched) await watcher.expect(job);
      const kept = await store.add(job, key);
      if (isWatched && kept.id !== job.id) await watcher.unexpect(job.id);
      return kept;
    },
    async change(id, from, attempt, change) {
      const job = await store.change(id, from, attempt, change);
      // What a finished job used is written later; that is nothing to tell.
      const isTold = change.status !== undefined || change.progress !== undefined || change.message !== undefined;
      if (isTold && job?.execute.subscriber !== undefined) watcher.changed(job);
      return job;
    },
  };
}
