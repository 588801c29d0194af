// Removes code of former versions that was made ready to run: not what is offered, and not what a job may still run. The sources of versions are left to
// versions.ts: from them any version that is kept is made ready again.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

export interface UnusedCodeParts {
  /** Where code lies as process-HASH, with what it said of itself in process-HASH.json. */
  readonly runtimeDir: string;
  /** Monotonic time in milliseconds. */
  readonly nowMs: () => number;
}

export interface InUse {
  /** Hashes of what is offered. */
  readonly hashes: ReadonlySet<string>;
  /** Identifiers of the jobs that run or are paused: each with the code that was offered when it began. */
  readonly jobs: ReadonlySet<string>;
}

/** When code was first seen not to be offered, and the jobs of that time that have not ended yet. */
interface Idle {
  readonly sinceMs: number;
  readonly jobs: readonly string[];
}

/** What describes itself or waits for jobs in these minutes was begun before. */
const graceMs = 3_600_000;

/**
 * A function that removes what is not needed, and gives the hashes of it. Call it now and then, and never while something is deployed: code is removed by
 * a later look than the one that first misses it.
 */
export function makeUnusedCode({ runtimeDir, nowMs }: UnusedCodeParts): (inUse: InUse) => Promise<readonly string[]> {
  let idle: ReadonlyMap<string, Idle> = new Map();
  return async ({ hashes, jobs }) => {
    const found = (await readdir(runtimeDir)).flatMap((name) => /^process-([0-9a-f]+)(?:\.json)?$/.exec(name)?.[1] ?? []);
    const before = idle;
    const next = new Map<string, Idle>();
    const removed: string[] = [];
    for (const hash of new Set(found)) {
      if (hashes.has(hash)) continue;
      const { sinceMs, jobs: those } = before.get(hash) ?? { sinceMs: nowMs(), jobs: [...jobs] };
      const left = those.filter((id) => jobs.has(id));
      if (left.length > 0 || nowMs() - sinceMs < graceMs) {
        next.set(hash, { sinceMs, jobs: left });
        continue;
      }
      // What it said goes first: without its code it would be believed.
      for (const name of [`process-${hash}.json`, `process-${hash}`]) await rm(join(runtimeDir, name), { recursive: true, force: true });
      removed.push(hash);
    }
    idle = next;
    return removed;
  };
}
