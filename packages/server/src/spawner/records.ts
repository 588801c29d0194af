// What a dead spawner left behind is found by its records, never by guessing: each sandbox has one small file that names its children
// (with start times), groups, mount and image. Written before the world is touched, deleted after it is clean again.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { membersOf, removeGroups } from "./cgroups.js";
import { bootId, type Child, isDead, signalChild } from "./children.js";
import { runCommand } from "./command.js";
import { unmount } from "./scratch.js";
import { isShortage } from "./shortage.js";

export interface SandboxRecord {
  readonly id: string;
  readonly bootId: string;
  readonly groups: readonly string[];
  readonly mountPoint?: string;
  readonly image: string;
  readonly launcher?: Child;
  /** First child of the sandbox's pid namespace. */
  readonly init?: Child;
}

/** Names of records of leases begin so; they are swept where leases are made (leases.ts). */
export const leasePrefix = "lease-";

export interface Records {
  write(record: SandboxRecord): Promise<void>;
  erase(id: string): Promise<void>;
}

/** Written synchronously, like all that is small and local: a round through the thread pool costs more than the write. */
export function makeRecords(dir: string): Records {
  return {
    async write(record) {
      const path = join(dir, `${record.id}.json`);
      try {
        writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        // A full disk keeps the name without the text.
        rmSync(`${path}.new`, { force: true });
        throw error;
      }
    },
    async erase(id) {
      rmSync(join(dir, `${id}.json`), { force: true });
    },
  };
}

/**
 * Resolves when `isDone` says so, asked again after 1, 2, 4 ... 64 ms; false after `timeoutMs`. For what the kernel has no event. Where the host has no
 * room at the moment, it is not done.
 */
export async function settled(isDone: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const endMs = performance.now() + timeoutMs;
  const ask = async () => {
    try {
      return await isDone();
    } catch (error) {
      if (isShortage(error)) return false;
      throw error;
    }
  };
  for (let waitMs = 1; !(await ask()); waitMs = Math.min(64, waitMs * 2)) {
    if (performance.now() > endMs) return false;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return true;
}

/** Ends and removes all groups in the own subtree's folders: there is no living sandbox yet, and nobody else has a group there. */
export async function sweepGroups(bases: readonly string[], warn: (message: string) => void): Promise<void> {
  for (const base of bases) {
    const entries = await readdir(base, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isDirectory())) {
      await endLeftovers({ id: entry.name, groups: [join(base, entry.name)] }).catch((error: Error) => warn(error.message));
    }
  }
}

async function endLeftovers(record: Pick<SandboxRecord, "id" | "groups" | "init" | "launcher">): Promise<void> {
  const children = [record.init, record.launcher].filter((child) => child !== undefined);
  for (const dir of record.groups) await writeFile(join(dir, "cgroup.kill"), "1", { flag: "r+" }).catch(() => {});
  for (const dir of record.groups) await writeFile(join(dir, "freezer.state"), "THAWED", { flag: "r+" }).catch(() => {});
  const isEmpty = async () => {
    for (const child of children) signalChild(child, "SIGKILL");
    const members = membersOf(record.groups);
    for (const pid of members) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It died in between.
      }
    }
    return members.length === 0 && children.every(isDead);
  };
  if (!(await settled(isEmpty, 10_000))) throw new Error(`children of the former sandbox ${record.id} do not end`);
  await settled(() => removeGroups(record.groups), 2000);
}

async function sweepOne(record: SandboxRecord, currentBoot: string): Promise<void> {
  if (record.bootId === currentBoot) await endLeftovers(record);
  if (record.mountPoint !== undefined) {
    const mounts = await readFile("/proc/self/mountinfo", "latin1");
    if (mounts.includes(` ${record.mountPoint} `)) await unmount(record.mountPoint);
    await runCommand("rm", ["-rf", "--one-file-system", record.mountPoint]);
  }
  await rm(record.image, { force: true });
}

/**
 * What a record says. After a power cut it may be empty: nothing that it named lives any more, the groups are swept without it, and the image lies
 * beside the records under its name.
 */
export function recordIn(text: string, path: string): SandboxRecord {
  try {
    return JSON.parse(text) as SandboxRecord;
  } catch {
    const id = basename(path, ".json");
    return { id, bootId: "", groups: [], image: join(dirname(dirname(path)), "images", `${id}.img`) };
  }
}

/** Ends and removes what the records in `dir` name. What cannot be removed is told to `warn` and its record stays. */
export async function sweep(dir: string, warn: (message: string) => void): Promise<number> {
  const currentBoot = bootId();
  let swept = 0;
  for (const name of (await readdir(dir)).filter((one) => !one.startsWith(leasePrefix))) {
    const path = join(dir, name);
    try {
      if (name.endsWith(".json")) await sweepOne(recordIn(await readFile(path, "utf8"), path), currentBoot);
      await rm(path, { force: true });
      swept++;
    } catch (error) {
      warn(`A leftover of a former run could not be removed: ${(error as Error).message}`);
    }
  }
  return swept;
}
