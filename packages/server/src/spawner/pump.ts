// Reads the pipes of a sandbox at a bounded rate, so that a job that floods its output costs the spawner neither memory nor the time
// that other sandboxes need: past the rate the pipe is left full and the job waits.
import type { Readable } from "node:stream";

const windowMs = 100;
/** 40 MB per second: the largest result takes less than half a second. */
const windowBytes = 4 * 1024 * 1024;

export interface Pump {
  /** No more waiting: the writers are dead, only the rest is in the pipes. */
  hurry(): void;
}

export function makePump(pipes: readonly (readonly [Readable, (bytes: Buffer) => void])[]): Pump {
  let left = windowBytes;
  let endMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let isHurried = false;
  const goOn = () => {
    clearTimeout(timer);
    timer = undefined;
    left = windowBytes;
    for (const [pipe] of pipes) pipe.resume();
  };
  for (const [pipe, take] of pipes) {
    pipe.on("data", (bytes: Buffer) => {
      take(bytes);
      const nowMs = performance.now();
      if (nowMs >= endMs) {
        endMs = nowMs + windowMs;
        left = windowBytes;
      }
      left -= bytes.length;
      if (left > 0 || isHurried || timer) return;
      for (const [each] of pipes) each.pause();
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
