// Small file systems of a test's own, as root: they run full, run out of inodes, and fail as a broken disk does.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { basename, join } from "node:path";
import { settled } from "../../packages/server/src/spawner/records.js";

export interface Disk {
  /** Where it is mounted: an empty folder that a data directory can be. */
  readonly dir: string;
  /** Takes all space but so many bytes. */
  fill(leftBytes: number): void;
  /** Takes all inodes but so many. */
  fillInodes(left: number): void;
  /** Gives back what `fill` and `fillInodes` have taken. */
  free(): void;
  remove(): Promise<void>;
}

export interface BreakingDisk extends Disk {
  /** As the kernel does after an error of the device: nothing can be written any more. */
  fail(): void;
}

const filler = "filler";

function makeFillers(dir: string): Pick<Disk, "fill" | "fillInodes" | "free"> {
  const folder = join(dir, "store", filler);
  return {
    fill(leftBytes) {
      mkdirSync(folder, { recursive: true });
      const left = () => {
        const { bavail, bsize } = statfsSync(dir);
        return bavail * bsize - leftBytes;
      };
      // The server writes meanwhile: what was free a moment ago may be taken.
      for (let n = 0; left() > 0 && n < 20; n++)
        spawnSync("fallocate", ["--length", String(left()), join(folder, `space-${n}`)], { stdio: "ignore" });
    },
    fillInodes(left) {
      mkdirSync(folder, { recursive: true });
      for (let n = 0; statfsSync(dir).ffree > left; n++) writeFileSync(join(folder, `inode-${n}`), "");
    },
    free: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function unmount(dir: string): Promise<void> {
  const isDone = () => {
    try {
      execFileSync("umount", [dir], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  if (!(await settled(isDone, 20_000))) execFileSync("umount", ["-l", dir]);
}

/** In memory: quick, and its inodes are counted. */
export async function makeMemoryDisk({ bytes, inodes }: { readonly bytes: number; readonly inodes: number }): Promise<Disk> {
  const dir = await mkdtemp("/var/tmp/terrarium-faults-disk-");
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes},nr_inodes=${inodes},mode=0755`, "faults", dir]);
  return {
    dir,
    ...makeFillers(dir),
    async remove() {
      await unmount(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** An ext4 in a file, mounted so that an error makes it read-only. */
export async function makeBreakingDisk(bytes: number): Promise<BreakingDisk> {
  const folder = await mkdtemp("/var/tmp/terrarium-faults-disk-");
  chmodSync(folder, 0o711);
  const [image, dir] = [join(folder, "image"), join(folder, "mounted")];
  execFileSync("truncate", ["--size", String(bytes), image]);
  execFileSync("mkfs.ext4", ["-q", "-F", image]);
  mkdirSync(dir);
  execFileSync("mount", ["-o", "loop,errors=remount-ro", image, dir]);
  return {
    dir,
    ...makeFillers(dir),
    fail() {
      const device = basename(execFileSync("findmnt", ["--noheadings", "--output", "SOURCE", dir], { encoding: "utf8" }).trim());
      writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, "a fault of the suite\n");
    },
    async remove() {
      await unmount(dir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
