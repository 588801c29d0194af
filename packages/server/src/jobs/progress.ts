// Progress of one job on its way to the store: a runner may report as often as it likes, the store is written at a bounded rate and in order.
import type { JobChange } from "../core/job.js";

export interface Progress {
  report(percent: unknown, message: unknown): void;
  /** Nothing is written after this. */
  stop(): void;
}

const intervalMs = 100;

/** `write` gets at most one change per 100 ms, the newest; percent is a whole number from 0 to 99 that never falls. */
export function makeProgress(write: (change: JobChange) => void): Progress {
  let highest = 0;
  let next: JobChange | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function flush(): void {
    timer = undefined;
    if (next === undefined || isStopped) return;
    write(next);
    next = undefined;
    timer = setTimeout(flush, intervalMs);
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
