// Where the outputs of a sandbox lie when it has ended, and their way out of it.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Collected } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { collectOutputs } from "./collect.js";
import type { Live } from "./exit.js";

interface Held {
  isEnded(): boolean;
  /** As `holdInside` gave it. */
  work(): FileHandle | undefined;
}

/** Holds the descriptor of the memory file system that the launcher made inside; it stays usable when the sandbox is gone. */
export async function holdInside(live: Live): Promise<FileHandle | undefined> {
  if (live.resources.scratch) return undefined;
  const inside = live.launched.runner ?? (await live.tree.init());
  if (!inside) return undefined;
  const path = `/proc/${inside.pid}/root/job/work`;
  return open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) => {
    // One that only describes a process may be over already; it has nothing to collect.
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

async function collectFrom(live: Live, watched: Held, names: readonly string[], into: string): Promise<Collected[]> {
  if (!watched.isEnded()) throw fault("engine-failed", "The outputs cannot be collected: the job has not ended.");
  const path = live.resources.scratch?.out ?? `/proc/self/fd/${watched.work()?.fd ?? -1}/.out`;
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw fault("process-failed", "The process removed its output folder.", undefined, error);
  });
  const { host, plan } = live;
  const { outputBytes, diskBytes } = plan.limits;
  const limits = { maximumBytes: outputBytes, maximumTotalBytes: Math.max(outputBytes, diskBytes) };
  try {
    return await collectOutputs({ folder, into, bundleDir: plan.dir, bundlesDir: host.bundlesDir, owner: host.owner, ...limits }, names);
  } finally {
    await folder.close();
  }
}

/** Collects once the sandbox has ended. `idle` waits for copies that are being made still, maybe for a server that is gone: they hold the folder. */
export function makeCollector(live: Live, held: Held) {
  const copying = new Set<Promise<unknown>>();
  return {
    /** Errors as of `collectOutputs`. */
    async collect(names: readonly string[], into: string): Promise<Collected[]> {
      const copied = collectFrom(live, held, names, into);
      copying.add(copied);
      return copied.finally(() => copying.delete(copied));
    },
    idle: () => Promise.allSettled(copying),
  };
}
