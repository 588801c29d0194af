// The writable folders of a sandbox under one quota of bytes and inodes: a memory file system for small quotas, a file system in a sparse
// image for larger ones. Where nothing can be mounted the sandbox brings a sized memory file system of its own, and a descriptor is kept of it.
import { chownSync, mkdirSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { open, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { runCommand } from "./command.js";
import type { Mounts } from "./mounts.js";

/** Up to this quota the folders live in memory (charged to the job); above it on disk. */
export const memoryQuotaBytes = 64 * 1024 * 1024;

export interface Scratch {
  readonly out: string;
  readonly work: string;
  /** What is used up now. */
  fullness(): Promise<("disk" | "inodes")[]>;
  /** Idempotent; nothing may use it any more. */
  remove(): Promise<void>;
}

export interface ScratchPlace {
  /** An empty folder's path to mount on; its parent exists and can be searched by every uid. */
  readonly mountPoint: string;
  /** Path of the image, for quotas above 64 MB. */
  readonly image: string;
  readonly uid: number;
  readonly mounts: Mounts;
}

/** Is the file system at `path` used up, all but three per cent (at most 16 MiB): ext4 keeps a little for itself when it says "full". */
export async function fullnessOf(path: string): Promise<("disk" | "inodes")[]> {
  const { blocks, bavail, bsize, files, ffree } = statfsSync(path);
  const isDiskFull = blocks > 0 && bavail * bsize < Math.min(16 * 1024 * 1024, (blocks * bsize * 3) / 100);
  const isInodesFull = files > 0 && ffree === 0;
  return [...(isDiskFull ? (["disk"] as const) : []), ...(isInodesFull ? (["inodes"] as const) : [])];
}

async function mountMemory(place: ScratchPlace, limits: Limits): Promise<void> {
  // The three folders of the file system itself (top, out, work) are not the job's.
  const options = `size=${limits.diskBytes},nr_inodes=${limits.inodes + 3},mode=0755,nosuid,nodev`;
  await place.mounts.mountMemory(place.mountPoint, options);
}

/** A sparse file with an ext4 file system of so many bytes and inodes. */
export async function makeImage(path: string, limits: Limits): Promise<void> {
  // ext4 needs room of its own for its tables: a few per mille and the inodes (256 bytes each).
  const inodes = Math.max(64, limits.inodes + 16);
  const bytes = Math.ceil((limits.diskBytes * 1.02 + inodes * 256 + 4 * 1024 * 1024) / 4096) * 4096;
  const file = await open(path, "wx", 0o600);
  await file.truncate(bytes).finally(() => file.close());
  const features = "^has_journal,^resize_inode,^dir_index,^huge_file,extent,uninit_bg,sparse_super2,^metadata_csum";
  const options = "lazy_itable_init=1,nodiscard,num_backup_sb=0";
  const words = ["-q", "-F", "-t", "ext4", "-b", "4096", "-m", "0", "-O", features, "-E", options, "-N", String(inodes), path];
  await runCommand("mkfs.ext4", words);
}

async function mountImage(place: ScratchPlace, limits: Limits): Promise<void> {
  await makeImage(place.image, limits);
  await runCommand("mount", ["-t", "ext4", "-o", "loop,nosuid,nodev,noatime,noinit_itable", place.image, place.mountPoint]);
  // mkfs makes it for repairs, which a single-use file system never sees.
  await rmdir(join(place.mountPoint, "lost+found"));
}

export async function unmount(mountPoint: string): Promise<void> {
  await runCommand("umount", [mountPoint]).catch(() => runCommand("umount", ["-l", mountPoint]));
}

/** Synchronously, in file systems that are in memory or new: a round through the thread pool costs more. */
function makeFolders(folders: readonly string[], uid: number): void {
  for (const folder of folders) {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, uid, uid);
  }
}

/** Makes the file system and the two folders, owned by the place's uid. Fails without a trace. */
export async function makeScratch(place: ScratchPlace, limits: Limits): Promise<Scratch> {
  const [out, work] = [join(place.mountPoint, "out"), join(place.mountPoint, "work")];
  const inMemory = limits.diskBytes <= memoryQuotaBytes;
  let isMounted = false;
  let isRemoved = false;
  const remove = async () => {
    if (isRemoved) return;
    isRemoved = true;
    if (isMounted) await (inMemory ? place.mounts.unmount(place.mountPoint) : unmount(place.mountPoint));
    if (!inMemory) rmSync(place.image, { force: true });
    rmdirSync(place.mountPoint);
  };
  mkdirSync(place.mountPoint, { mode: 0o755 });
  try {
    await (inMemory ? mountMemory : mountImage)(place, limits);
    isMounted = true;
    makeFolders([out, work], place.uid);
  } catch (error) {
    await remove().catch(() => {});
    throw error;
  }
  return { out, work, fullness: () => fullnessOf(place.mountPoint), remove };
}

/** Folders without a quota, for root that may neither mount nor look into a sandbox (a container): the file size limit remains. */
export async function makePlainScratch(place: Pick<ScratchPlace, "mountPoint" | "uid">): Promise<Scratch> {
  const [out, work] = [join(place.mountPoint, "out"), join(place.mountPoint, "work")];
  mkdirSync(place.mountPoint, { mode: 0o711 });
  makeFolders([out, work], place.uid);
  // A tree that a job made may be deeper than any path name: rm(1) descends by descriptors.
  return { out, work, fullness: async () => [], remove: () => runCommand("rm", ["-rf", "--one-file-system", place.mountPoint]) };
}
