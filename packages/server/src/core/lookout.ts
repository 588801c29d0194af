// A look into a sandbox, made of its log and its counters: answered when there is more log, when it has ended, or when the time is over.
import type { Look } from "./engine.js";
import type { LogRing } from "./log-ring.js";

export interface LookoutParts {
  readonly ring: LogRing;
  /** Has it ended, and is all that it printed in the ring. */
  readonly isOver: () => boolean;
  readonly exited: Promise<unknown>;
  readonly used: () => Pick<Look, "cpuMs" | "memoryBytes" | "memoryPeakBytes">;
}

/** Where nobody counts. */
export const unknownUse = { cpuMs: -1, memoryBytes: -1, memoryPeakBytes: -1 } as const;

const longestMs = 10_000;

/** As Engine.look. */
export async function lookOut({ ring, isOver, exited, used }: LookoutParts, from: number, waitMs: number): Promise<Look> {
  const untilMs = performance.now() + Math.min(longestMs, Math.max(0, waitMs));
  for (;;) {
    const log = ring.since(from, isOver());
    const leftMs = untilMs - performance.now();
    if (log.to > log.from || isOver() || leftMs <= 0) {
      // A second look tells whether that was the last part.
      const isLast = isOver() && ring.since(log.to, true).to === log.to;
      return { log, ...(isOver() ? unknownUse : used()), isOver: isLast };
    }
    await Promise.race([ring.more(leftMs), exited]);
  }
}
