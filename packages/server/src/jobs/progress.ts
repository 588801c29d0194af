// Progress of one job on its way to the store: a runner may report as often as it likes, the store is written at a bounded rate and in order.
import type { JobChange } from "../core/job.js";

export interface Progress {
  report(percent: unknown, message: unknown): void;
  /** Nothing is written after this. */
  stop(): void;
}

const intervalMs = 100;
/** Of the time that it is heard for: each change is kept as long as the job, and a job may talk for days. */
const share = 1 / 1_000;

/**
 * `write` gets at most one change per 100 ms, and of a long job one per thousandth of its time: some thousands in all. It is the newest; percent is a whole
 * number from 0 to 99 that never falls.
 */
export function makeProgress(write: (change: JobChange) => void): Progress {
  const begunMs = performance.now();
  let highest = 0;
  let next: JobChange | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function flush(): void {
    timer = undefined;
    if (next === undefined || isStopped) return;
    write(next);
    next = undefined;
    timer = setTimeout(flush, Math.max(intervalMs, (performance.now() - begunMs) * share));
  }

  return {
    report(percent, message) {
      if (isStopped) return;
      if (typeof percent === "number" && Number.isFinite(percent))
        highest = Math.max(highest, Math.min(99, Math.max(0, Math.floor(percent))));
      next = { ...next, progress: highest, ...(typeof message === "string" ? { message: message.slice(0, 1000) } : {}) };
      if (timer === undefined) flush();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
