// Looks at the file systems that the server writes to, and says when they are too full, or not writable, for new work. Running jobs and readers
// never ask: the reserve is what they go on with. The look is one statfs and one new time for each folder, kept for a moment.
import { statfs, utimes } from "node:fs/promises";
import { type Fault, ServiceError } from "../../core/errors.js";
import type { DiskGuard, DiskSpace } from "../../core/staging.js";

export interface DiskGuardParts {
  /** Folders that the server owns and writes to. */
  readonly folders: readonly string[];
  /** Below this many free bytes, or free inodes, nothing new is taken in. 0: no reserve. */
  readonly reserveBytes: number;
  readonly reserveInodes: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** Told once when intake stops, and once when it begins again. */
  readonly warn: (facts: object, message: string) => void;
}

const freshMs = 500;
const retryAfterS = 60;

async function look(folder: string): Promise<DiskSpace> {
  const [facts, isWritable] = await Promise.all([
    statfs(folder),
    // A file system that has stopped itself after an error still says that it may be written to; only a write tells.
    utimes(folder, new Date(), new Date()).then(
      () => true,
      () => false,
    ),
  ]);
  const { bavail, blocks, bsize, ffree, files } = facts;
  // File systems without a table of inodes, such as btrfs, say that they have none.
  const inodes = files === 0 ? { freeInodes: -1, totalInodes: -1 } : { freeInodes: ffree, totalInodes: files };
  return { folder, isWritable, freeBytes: bavail * bsize, totalBytes: blocks * bsize, ...inodes };
}

/** What keeps the server from taking in new work; undefined: nothing. */
function problemOf(space: DiskSpace, { reserveBytes, reserveInodes }: DiskGuardParts): Fault | undefined {
  if (!space.isWritable) return { code: "busy", message: "The server cannot write to its disk at the moment; please try again later." };
  const isShort = space.freeBytes < reserveBytes || (space.freeInodes >= 0 && space.freeInodes < reserveInodes);
  if (!isShort) return undefined;
  return { code: "storage-full", message: "The server is short of disk space and takes no new work; please try again later." };
}

/** A guard over these folders; a folder that cannot be looked at counts as one that is not writable. */
export function makeDiskGuard(parts: DiskGuardParts): DiskGuard {
  let seen: { readonly atMs: number; readonly spaces: Promise<readonly DiskSpace[]> } | undefined;
  let isClosed = false;

  function lookAgain(): Promise<readonly DiskSpace[]> {
    const nowMs = parts.now();
    if (seen !== undefined && nowMs - seen.atMs < freshMs) return seen.spaces;
    const unseen = (folder: string): DiskSpace => ({
      ...{ folder, isWritable: false, freeBytes: 0, totalBytes: 0, freeInodes: -1, totalInodes: -1 },
    });
    const spaces = Promise.all(parts.folders.map((folder) => look(folder).catch(() => unseen(folder))));
    seen = { atMs: nowMs, spaces };
    return spaces;
  }

  return {
    look: lookAgain,
    async admit() {
      const spaces = await lookAgain();
      const problem = spaces.map((space) => problemOf(space, parts)).find((one) => one !== undefined);
      if ((problem !== undefined) !== isClosed) {
        isClosed = problem !== undefined;
        parts.warn(
          { spaces },
          isClosed ? "the disk is too full or not writable: no new work is taken in" : "the disk has room again: new work is taken in",
        );
      }
      if (problem !== undefined) throw new ServiceError([problem], { retryAfterS });
    },
  };
}
