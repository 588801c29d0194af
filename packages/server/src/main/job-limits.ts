// What the configuration says of jobs, in the words of the jobs room.

import type { Config } from "../config/config.js";
import { defaultLimits, type JobLimits } from "../jobs/parts.js";

export function jobLimits({ limits, queue, storage, store, processes }: Config): JobLimits {
  const byProcess = Object.entries(processes.overrides).flatMap(([id, { retentionMs }]) =>
    retentionMs === undefined ? [] : [[id, retentionMs] as const],
  );
  return {
    ...defaultLimits,
    leaseMs: store.postgres?.leaseMs ?? defaultLimits.leaseMs,
    running: limits.running + queue.syncOnly,
    waiting: limits.waiting,
    inputBytes: limits.inputBytes,
    syncWaitMs: limits.syncWaitMs,
    pausedMs: limits.pausedMs,
    retentionMs: limits.retentionMs,
    processRetentionMs: Object.fromEntries(byProcess),
    ownerRetentionMs: storage.ownerRetentionMs,
    mayPin: storage.mayPin,
  };
}
