// Control groups: finds what this host offers (v1, v2, or both at once) in the mount table, makes one group per sandbox with its limits,
// counts, freezes and ends it. Only groups below an own subtree are ever touched. Joining a group can block the caller for milliseconds in the
// kernel and is done asynchronously; all else takes microseconds, and is not.
import { closeSync, mkdirSync, openSync, rmdirSync, write, writeFileSync } from "node:fs";
import { access, constants, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Limits } from "@terrarium/sdk";
import { lookAt } from "./children.js";
import { type Counters, type Meter, makeMeter, numberOf, readText } from "./counters.js";

const writeAsync = promisify(write);

export type Controller = "memory" | "pids" | "cpu" | "cpuacct" | "freezer";

/** Where groups are made: per v1 controller a folder, and the folder and controllers of v2 (in hybrid mode maybe none, freeze and kill work still). */
export interface Subtree {
  readonly v1: Readonly<Partial<Record<Controller, string>>>;
  readonly v2?: { readonly dir: string; readonly controllers: ReadonlySet<string> };
}

export interface CgroupHost {
  /** /proc/self/mountinfo */
  readonly mountinfo: string;
  /** /proc/self/cgroup */
  readonly membership: string;
  readonly isRoot: boolean;
  /** Of the own subtree. */
  readonly name: string;
}

const v1Controllers: readonly Controller[] = ["memory", "pids", "cpu", "cpuacct", "freezer"];

/** The paths at which an own subtree may be tried. Root takes the top of the hierarchy, everybody else what the own group delegates. */
export function findSubtree(host: CgroupHost): Subtree {
  const v1: Partial<Record<Controller, string>> = {};
  let v2: string | undefined;
  const groups = host.membership.split("\n").map((line) => line.split(":"));
  const place = (mountPoint: string, root: string, own: string | undefined) => {
    if (host.isRoot) return join(mountPoint, host.name);
    // A mount may show only a part of the hierarchy; the own path counts from the whole.
    const path = own ?? "/";
    const relative = root !== "/" && path.startsWith(root) ? path.slice(root.length) : path;
    return join(mountPoint, relative, host.name);
  };
  for (const line of host.mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const fields = before.split(" ");
    const [root = "/", mountPoint = ""] = [fields[3], fields[4]];
    const [type, , options = ""] = after.split(" ");
    if (type === "cgroup2") v2 ??= place(mountPoint, root, groups.find((group) => group[0] === "0")?.[2]);
    if (type !== "cgroup") continue;
    for (const controller of v1Controllers) {
      if (!options.split(",").includes(controller)) continue;
      v1[controller] ??= place(mountPoint, root, groups.find((group) => group[1]?.split(",").includes(controller))?.[2]);
    }
  }
  return { v1, ...(v2 === undefined ? {} : { v2: { dir: v2, controllers: new Set<string>() } }) };
}

async function makeDir(path: string): Promise<boolean> {
  try {
    // Not recursive: below a kernel file system that would try for ever.
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await access(join(path, "cgroup.procs"), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Switches controllers on for the children of `dir`; where that needs an empty group, the own children go to a leaf first. */
async function enable(dir: string, pids: readonly number[]): Promise<Set<string>> {
  const parent = dirname(dir);
  const on = new Set<string>();
  const available = (await readFile(join(parent, "cgroup.controllers"), "latin1").catch(() => "")).trim().split(" ");
  let isMoved = false;
  for (const controller of ["memory", "pids", "cpu"].filter((name) => available.includes(name))) {
    const write = async () => {
      await writeFile(join(parent, "cgroup.subtree_control"), `+${controller}`);
      await writeFile(join(dir, "cgroup.subtree_control"), `+${controller}`);
      on.add(controller);
    };
    try {
      await write();
    } catch {
      if (isMoved) continue;
      isMoved = true;
      const leaf = `${dir}-server`;
      try {
        await mkdir(leaf).catch(() => {});
        for (const pid of pids) await writeFile(join(leaf, "cgroup.procs"), String(pid));
        await write();
      } catch {
        // Others live in the group, or it is not delegated: limits cannot be had, and the caller says so.
      }
    }
  }
  return on;
}

/** Makes the subtree and keeps of it only what can really be used. `pids` are the server's own children that may have to move to a leaf. */
export async function prepareSubtree(found: Subtree, pids: readonly number[]): Promise<Subtree> {
  const v1: Partial<Record<Controller, string>> = {};
  let v2: Subtree["v2"];
  if (found.v2 && (await makeDir(found.v2.dir))) v2 = { dir: found.v2.dir, controllers: await enable(found.v2.dir, pids) };
  // What v2 does for every group (freeze, count, kill) needs no v1 hierarchy beside it.
  for (const controller of v1Controllers.filter((name) => !v2 || (name !== "freezer" && name !== "cpuacct"))) {
    const dir = found.v1[controller];
    if (dir !== undefined && (await makeDir(dir))) v1[controller] = dir;
  }
  return { v1, ...(v2 ? { v2 } : {}) };
}

/** Which limits the subtree enforces. */
export function enforcedBy(subtree: Subtree): ("memory" | "cpu" | "pids")[] {
  const names = ["memory", "cpu", "pids"] as const;
  return names.filter((name) => subtree.v1[name] !== undefined || subtree.v2?.controllers.has(name));
}

/** The subtree's folders, each once. */
export function basesOf(subtree: Subtree): string[] {
  return [...new Set([...Object.values(subtree.v1), ...(subtree.v2 ? [subtree.v2.dir] : [])])];
}

/** The group of one sandbox in all hierarchies. */
export interface Cgroup {
  readonly dirs: readonly string[];
  /** Can it be frozen as a whole. */
  readonly freezes: boolean;
  join(pid: number): Promise<void>;
  freeze(isFrozen: boolean): Promise<void>;
  /** Has the last of it stopped. */
  isFrozen(): boolean;
  /** Ends all in it; false: this host has no such file, each child must be killed on its own. */
  killAll(): Promise<boolean>;
  members(): number[];
  /** What waits gets hardly any of the processor: code that is loaded already could use it up without a job. */
  hush(): void;
  /** Ends the hush, for a job or for dying. */
  wake(): void;
  /** The job begins: counters count from here. */
  begin(): void;
  counters(): Counters;
  /** What is used now. */
  use: Meter["now"];
  /** Idempotent. False while anything lives in it, and for a moment after the last child has died. */
  remove(): boolean;
}

/** The files and values that hold the limits. bubblewrap's own two children are not the job's. */
export function limitFiles(subtree: Subtree, id: string, limits: Limits): [path: string, value: string, isOptional: boolean][] {
  const quotaUs = Math.max(1000, Math.round(limits.cpus * 100_000));
  const pids = limits.pids + 2;
  const files: [string, string, boolean][] = [];
  const { v1, v2 } = subtree;
  if (v1.memory !== undefined) {
    files.push([join(v1.memory, id, "memory.limit_in_bytes"), String(limits.memoryBytes), false]);
    files.push([join(v1.memory, id, "memory.memsw.limit_in_bytes"), String(limits.memoryBytes), true]);
  } else if (v2?.controllers.has("memory")) {
    files.push([join(v2.dir, id, "memory.max"), String(limits.memoryBytes), false]);
    files.push([join(v2.dir, id, "memory.swap.max"), "0", true]);
    files.push([join(v2.dir, id, "memory.oom.group"), "1", true]);
  }
  if (v1.pids !== undefined) files.push([join(v1.pids, id, "pids.max"), String(pids), false]);
  else if (v2?.controllers.has("pids")) files.push([join(v2.dir, id, "pids.max"), String(pids), false]);
  if (v1.cpu !== undefined) {
    files.push([join(v1.cpu, id, "cpu.cfs_period_us"), "100000", false]);
    files.push([join(v1.cpu, id, "cpu.cfs_quota_us"), String(quotaUs), false]);
  } else if (v2?.controllers.has("cpu")) files.push([join(v2.dir, id, "cpu.max"), `${quotaUs} 100000`, false]);
  return files;
}

/** Removes empty groups; those that are not there are fine. False: one is still in use. */
export function removeGroups(dirs: readonly string[]): boolean {
  let areGone = true;
  for (const dir of dirs) {
    try {
      rmdirSync(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") areGone = false;
    }
  }
  return areGone;
}

/** Throws where the host has no room to look. */
export function membersOf(dirs: readonly string[]): number[] {
  const lists = dirs.map((dir) => lookAt(join(dir, "cgroup.procs")) ?? "");
  return [...new Set(lists.flatMap((text) => text.split("\n").filter(Boolean).map(Number)))];
}

/** A share of a core for what waits; waiting needs none. */
const waitingCpus = 0.02;

/** Makes the group of one sandbox and writes its limits. Fails without a trace. */
export function makeCgroup(subtree: Subtree, id: string, limits: Limits): Cgroup {
  const dirs = basesOf(subtree).map((base) => join(base, id));
  const v2 = subtree.v2 ? join(subtree.v2.dir, id) : undefined;
  const freezer = subtree.v1.freezer === undefined ? undefined : join(subtree.v1.freezer, id);
  try {
    for (const dir of dirs) mkdirSync(dir);
    for (const [path, value, isOptional] of limitFiles(subtree, id, limits)) {
      try {
        writeFileSync(path, value, { flag: "r+" });
      } catch (error) {
        if (!isOptional) throw error;
      }
    }
  } catch (error) {
    removeGroups(dirs);
    throw error;
  }
  const meter = makeMeter(subtree, id);
  const least = limitFiles(subtree, id, { ...limits, cpus: Math.min(limits.cpus, waitingCpus) });
  const full = limitFiles(subtree, id, limits);
  let isHushed = false;
  const setQuota = (files: typeof full) => {
    for (const [path, value] of files) if (/\/cpu\.(cfs_quota_us|max)$/.test(path)) writeFileSync(path, value, { flag: "r+" });
  };
  return {
    dirs,
    freezes: v2 !== undefined || freezer !== undefined,
    async join(pid) {
      for (const dir of dirs) {
        const file = openSync(join(dir, "cgroup.procs"), "r+");
        await writeAsync(file, String(pid)).finally(() => closeSync(file));
      }
    },
    async freeze(isFrozen) {
      if (v2 !== undefined) writeFileSync(join(v2, "cgroup.freeze"), isFrozen ? "1" : "0", { flag: "r+" });
      else if (freezer !== undefined) writeFileSync(join(freezer, "freezer.state"), isFrozen ? "FROZEN" : "THAWED", { flag: "r+" });
    },
    isFrozen() {
      if (v2 !== undefined) return numberOf(readText(join(v2, "cgroup.events")), "frozen") === 1;
      return freezer !== undefined && readText(join(freezer, "freezer.state")).trim() === "FROZEN";
    },
    async killAll() {
      if (v2 === undefined) return false;
      try {
        writeFileSync(join(v2, "cgroup.kill"), "1", { flag: "r+" });
        return true;
      } catch {
        return false;
      }
    },
    // All that live in one hierarchy's group live in the others' too; the first is the first that is joined.
    members: () => membersOf(dirs.slice(0, 1)),
    hush() {
      isHushed = true;
      setQuota(least);
    },
    wake() {
      if (isHushed) setQuota(full);
      isHushed = false;
    },
    begin: meter.begin,
    counters: meter.read,
    use: meter.now,
    remove() {
      meter.close();
      return removeGroups(dirs);
    },
  };
}
