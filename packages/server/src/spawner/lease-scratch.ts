// The writable folders of a leased sandbox, mounted where the daemon sees them: in the mount namespace of the server and not in the spawner's own,
// which is closed to everybody else. An anchor, a child that does nothing in that namespace, lets the spawner come and go there.
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:fs";
import { chown, type FileHandle, mkdir, open, rm, rmdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { runCommand } from "./command.js";
import { inFolder } from "./descend.js";
import { fullnessOf, makeImage, memoryQuotaBytes } from "./scratch.js";

export interface Anchor {
  readonly pid: number;
  /** It has died; its pid may be anybody's. */
  isGone(): boolean;
  /** Runs a command there. */
  run(command: "mount" | "umount" | "rm", words: readonly string[]): Promise<void>;
  close(): void;
}

/** The mount namespace of the server, or undefined without the right to enter it. */
export async function holdServerMounts(): Promise<FileHandle | undefined> {
  return open(`/proc/${process.ppid}/ns/mnt`, constants.O_RDONLY).catch(() => undefined);
}

/**
 * Enters a mount namespace and stays there until closed, or until the spawner ends and with it the anchor's input. Root runs programs there: it must
 * be held since the server was root. One that was taken over can enter a namespace of its own making, in which every program is what it likes.
 */
export async function dropAnchor(mounts: FileHandle | undefined): Promise<Anchor> {
  if (mounts === undefined) throw new Error("the server's mount namespace cannot be entered");
  const child: ChildProcess = spawn("nsenter", ["--mount=/proc/self/fd/3", "sh", "-c", "echo; exec cat >/dev/null"], {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    stdio: ["pipe", "pipe", "ignore", mounts.fd],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("error", reject);
    child.once("close", () => reject(new Error("the server's mount namespace cannot be entered")));
  });
  child.stdin?.on("error", () => {});
  const anchored = child.pid ?? 0;
  return {
    pid: anchored,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
    run: (command, words) => runCommand("nsenter", [`--mount=/proc/${anchored}/ns/mnt`, command, ...words]),
    close: () => child.stdin?.destroy(),
  };
}

/** In the spawner's own namespace. */
export function stayHere(): Anchor {
  return { pid: process.pid, isGone: () => false, run: runCommand, close: () => {} };
}

export interface LeaseScratch {
  /** Of the file system; it and not the path is what outputs are taken from. */
  readonly folder: FileHandle;
  fullness(): Promise<("disk" | "inodes")[]>;
  usedBytes(): Promise<number>;
  /** Not idempotent. */
  remove(): Promise<void>;
}

/** A lazy unmount is for what a daemon still holds: the mount is then gone for everybody else. */
export async function unmountThere(anchor: Anchor, mountPoint: string): Promise<void> {
  await anchor.run("umount", [mountPoint]).catch(() => anchor.run("umount", ["-l", mountPoint]));
}

export interface LeasePlace {
  readonly mountPoint: string;
  readonly image: string;
  readonly uid: number;
}

async function mountThere(anchor: Anchor, place: LeasePlace, limits: Limits): Promise<void> {
  if (limits.diskBytes <= memoryQuotaBytes) {
    const options = `size=${limits.diskBytes},nr_inodes=${limits.inodes + 3},mode=0755,nosuid,nodev`;
    return anchor.run("mount", ["-t", "tmpfs", "-o", options, "terrarium", place.mountPoint]);
  }
  await makeImage(place.image, limits);
  return anchor.run("mount", ["-t", "ext4", "-o", "loop,nosuid,nodev,noatime,noinit_itable", place.image, place.mountPoint]);
}

/** Makes the file system with the folders out and work. Fails without a trace. `anchorOf`: one that lives. */
export async function makeLeaseScratch(anchorOf: () => Promise<Anchor>, place: LeasePlace, limits: Limits): Promise<LeaseScratch> {
  let isMounted = false;
  let folder: FileHandle | undefined;
  const remove = async () => {
    await folder?.close();
    if (isMounted) await unmountThere(await anchorOf(), place.mountPoint);
    await rm(place.image, { force: true });
    await rmdir(place.mountPoint);
  };
  await mkdir(place.mountPoint, { mode: 0o755 });
  try {
    const anchor = await anchorOf();
    await mountThere(anchor, place, limits);
    isMounted = true;
    const flags = constants.O_RDONLY | constants.O_DIRECTORY;
    folder = await open(`/proc/${anchor.pid}/root${place.mountPoint}`, flags);
    await rmdir(inFolder(folder, "lost+found")).catch(() => {});
    for (const name of ["out", "work"]) {
      await mkdir(inFolder(folder, name), { mode: 0o700 });
      await chown(inFolder(folder, name), place.uid, place.uid);
    }
    const top = join(`/proc/self/fd/${folder.fd}`, ".");
    const used = async () => {
      const { blocks, bfree, bsize } = await statfs(top);
      return (blocks - bfree) * bsize;
    };
    const emptyBytes = await used();
    return { folder, fullness: () => fullnessOf(top), usedBytes: async () => Math.max(0, (await used()) - emptyBytes), remove };
  } catch (error) {
    await remove().catch(() => {});
    throw error;
  }
}
