// The neighbours of the jobs room with somebody who watches them: the store, the engine, the fetcher and the files. They do what they did.
import type { Engine } from "../core/engine.js";
import type { JobStore } from "../core/job.js";
import type { Fetcher, FileStore } from "../core/staging.js";
import type { JobWatcher } from "./job-watcher.js";
import type { Metrics } from "./metrics.js";

/** Tells of each job that is added, claimed, taken over or changed. */
export function watchJobs(store: JobStore, watcher: JobWatcher): JobStore {
  return {
    ...store,
    async add(job, ...rest) {
      watcher.adding(job);
      try {
        const kept = await store.add(job, ...rest);
        // With a key that is known, the store has another job.
        watcher.added(job, kept.id === job.id);
        return kept;
      } catch (error) {
        watcher.added(job, false);
        throw error;
      }
    },
    async claim(...rules) {
      const job = await store.claim(...rules);
      if (job !== undefined) watcher.claimed(job);
      return job;
    },
    async takeOver(id, ...rest) {
      const isOurs = await store.takeOver(id, ...rest);
      const job = isOurs ? await store.get(id) : undefined;
      if (job !== undefined) watcher.adopted(job);
      return isOurs;
    },
    async change(id, from, attempt, change) {
      watcher.changing(id, change);
      const job = await store.change(id, from, attempt, change);
      if (job !== undefined) watcher.changed(job, change);
      return job;
    },
  };
}

/** Tells of each sandbox that is made, started, ended, collected from and removed. */
export function watchEngine(engine: Engine, watcher: JobWatcher): Engine {
  return {
    ...engine,
    async create(bundle) {
      const beganMs = performance.now();
      const handle = await engine.create(bundle);
      watcher.made(handle, performance.now() - beganMs);
      return handle;
    },
    async start(handle) {
      await watcher.during(handle, "start", () => engine.start(handle));
      watcher.started(handle);
    },
    async wait(handle, listen) {
      const exit = await engine.wait(handle, listen);
      watcher.exited(handle, exit);
      return exit;
    },
    collect: (handle, names, into) => watcher.during(handle, "collect", () => engine.collect(handle, names, into)),
    async remove(handle) {
      await engine.remove(handle);
      watcher.removed(handle);
    },
  };
}

/** Counts what is fetched. */
export function watchFetcher(fetcher: Fetcher, metrics: Pick<Metrics, "fetched">): Fetcher {
  return {
    ...fetcher,
    async fetch(...what) {
      try {
        const stored = await fetcher.fetch(...what);
        metrics.fetched("ok", stored.byteLength);
        return stored;
      } catch (error) {
        metrics.fetched("failed", 0);
        throw error;
      }
    },
  };
}

/** Counts what is published. */
export function watchFiles<T extends FileStore>(files: T, metrics: Pick<Metrics, "published">): T {
  return {
    ...files,
    async adopt(jobId, index, path, facts) {
      const stored = await files.adopt(jobId, index, path, facts);
      metrics.published(stored.byteLength);
      return stored;
    },
  } satisfies FileStore as T;
}
