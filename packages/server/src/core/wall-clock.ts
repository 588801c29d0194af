// Wall time of a job on the monotonic clock; it stands still while the job is paused.

export interface WallClock {
  go(): void;
  hold(): void;
  stop(): void;
  ranMs(): number;
}

const longestTimerMs = 2 ** 31 - 1;

/** Calls `passed` once when the clock has run for `limitMs`. */
export function makeWallClock(limitMs: number, passed: () => void): WallClock {
  let ranMs = 0;
  let sinceMs: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const total = () => ranMs + (sinceMs === undefined ? 0 : performance.now() - sinceMs);
  const hold = () => {
    ranMs = total();
    sinceMs = undefined;
    clearTimeout(timer);
  };
  const arm = () => {
    const leftMs = limitMs - total();
    timer = leftMs <= 0 ? setTimeout(passed, 0) : setTimeout(() => arm(), Math.min(leftMs, longestTimerMs));
  };
  return {
    go() {
      if (sinceMs !== undefined || isStopped) return;
      sinceMs = performance.now();
      arm();
    },
    hold,
    stop() {
      hold();
      isStopped = true;
    },
    ranMs: total,
  };
}
