// Reads what a sandbox says at a bounded rate, so that a job that floods its output costs its reader neither memory nor the time
// that other sandboxes need: past the rate the pipe is left full and the job waits.

const windowMs = 100;
/** 40 MB per second: the largest result takes less than half a second. */
const windowBytes = 4 * 1024 * 1024;

/** A pipe or a socket, as far as it is read here. */
export interface Flow {
  on(event: "data", take: (bytes: Uint8Array) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

export interface Pump {
  /** No more waiting: the writers are dead, only the rest is in the pipes. */
  hurry(): void;
}

/** Begins to read; the rate is that of all flows together. */
export function makePump(flows: readonly (readonly [Flow, (bytes: Uint8Array) => void])[]): Pump {
  let left = windowBytes;
  let endMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let isHurried = false;
  const goOn = () => {
    clearTimeout(timer);
    timer = undefined;
    left = windowBytes;
    for (const [flow] of flows) flow.resume();
  };
  for (const [flow, take] of flows) {
    flow.on("data", (bytes) => {
      take(bytes);
      const nowMs = performance.now();
      if (nowMs >= endMs) {
        endMs = nowMs + windowMs;
        left = windowBytes;
      }
      left -= bytes.length;
      if (left > 0 || isHurried || timer) return;
      for (const [each] of flows) each.pause();
      timer = setTimeout(goOn, Math.max(1, endMs - nowMs));
    });
  }
  return {
    hurry() {
      isHurried = true;
      goOn();
    },
  };
}
