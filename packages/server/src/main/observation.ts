// Wires what the server tells of itself: metrics, spans, lines of the log, and whether it is ready. The jobs room is given neighbours that are watched,
// and knows nothing of it.
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { makeReaders } from "../config/readers.js";
import type { Catalogue } from "../core/catalogue.js";
import type { JobStore } from "../core/job.js";
import type { QueueControl } from "../core/queue-view.js";
import type { DiskGuard } from "../core/staging.js";
import type { RequestWatcher } from "../core/telemetry.js";
import type { Probes } from "../http/probes.js";
import type { Jobs } from "../jobs/jobs.js";
import type { Figures } from "../telemetry/figures.js";
import { type JobWatcher, makeJobWatcher } from "../telemetry/job-watcher.js";
import { type Metrics, makeMetrics } from "../telemetry/metrics.js";
import { makeRequestWatcher } from "../telemetry/request-watcher.js";
import type { EngineInUse } from "./engine.js";
import { makeHealth } from "./health.js";
import type { Recovery } from "./recovery.js";

export interface ObservationParts {
  readonly config: Pick<Config, "metrics">;
  readonly catalogue: Catalogue;
  readonly version: string;
  readonly log: Logger;
}

/** What is looked at when somebody asks. */
export interface Looked {
  readonly store: Pick<JobStore, "change" | "count">;
  readonly jobs: Pick<Jobs, "pool">;
  readonly queue: Pick<QueueControl, "show">;
  readonly disk: DiskGuard;
  readonly engine: EngineInUse;
  readonly recovery: Pick<Recovery, "isOver">;
}

export interface Observation {
  readonly metrics: Metrics;
  readonly jobs: JobWatcher;
  readonly requests: RequestWatcher;
  /** Once there is something to look at. */
  probes(looked: Looked): Probes;
}

export function makeObservation({ config, catalogue, version, log }: ObservationParts): Observation {
  let looked: Looked | undefined;
  const metrics = makeMetrics({
    isPublished: (id) => catalogue.get(id) !== undefined,
    figures() {
      if (looked === undefined) throw new Error("there is nothing to look at yet");
      return figuresOf(looked);
    },
    version,
    now: Date.now,
  });
  return {
    metrics,
    jobs: makeJobWatcher({ metrics, log }),
    requests: makeRequestWatcher({ metrics, log }),
    probes(what) {
      looked = what;
      const { store, queue, disk, engine, recovery } = what;
      return {
        ready: makeHealth({ store, queue, disk, engine: engine.engine, gone: engine.gone, isRecovered: recovery.isOver }),
        ...(config.metrics.enabled ? { metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text() }) } : {}),
        mayRead: makeReaders(config.metrics.allow),
      };
    },
  };
}

async function figuresOf({ store, jobs, queue, disk }: Looked): Promise<Figures> {
  const [count, { oldestMs, places }, spaces] = await Promise.all([store.count(), queue.show(), disk.look()]);
  const fullest = [...spaces].sort((a, b) => a.freeBytes - b.freeBytes)[0];
  return {
    jobs: count,
    ...(oldestMs === undefined ? {} : { oldestMs }),
    slots: { total: places.all, taken: places.taken },
    pool: jobs.pool(),
    disk: { freeBytes: fullest?.freeBytes ?? 0, sizeBytes: fullest?.totalBytes ?? 0 },
  };
}
