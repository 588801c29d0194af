// The control group above a leased sandbox's own: another daemon makes and removes groups below it, in every hierarchy; here they are counted,
// ended and removed. Limits are the daemon's to set.
import { readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { membersOf } from "./cgroups.js";
import { settled } from "./records.js";

/** A mounted hierarchy whose top is the host's: only there does the daemon's idea of a path hold. */
export interface Hierarchy {
  readonly dir: string;
  /** "v2", or the controllers of v1. */
  readonly controllers: "v2" | readonly string[];
}

export function hierarchies(mountinfo: string): Hierarchy[] {
  const found = new Map<string, Hierarchy>();
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const [, , device = "", root, dir = ""] = before.split(" ");
    const [type, , options = ""] = after.split(" ");
    if ((type !== "cgroup" && type !== "cgroup2") || root !== "/" || found.has(device)) continue;
    found.set(device, { dir, controllers: type === "cgroup2" ? "v2" : options.split(",") });
  }
  return [...found.values()];
}

function readText(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function numberIn(path: string, key?: string): number | undefined {
  const text = readText(path);
  const found = key === undefined ? /^(\d+)$/m.exec(text) : new RegExp(`^${key} (\\d+)$`, "m").exec(text);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "r+" });
  } catch {
    // It is gone, or this hierarchy has no such file.
  }
}

/** `dir` and all folders below it, the deepest first. */
function foldersIn(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
  return [...names.flatMap((name) => foldersIn(join(dir, name))), dir];
}

function removeFolders(dirs: readonly string[]): boolean {
  for (const dir of dirs.flatMap(foldersIn)) {
    try {
      rmdirSync(dir);
    } catch {
      // The daemon removed it first, or the kernel is not done with it.
    }
  }
  return dirs.flatMap(foldersIn).length === 0;
}

export interface LeaseGroup {
  /** v1 counts refused forks in the group of the child that wanted one, which goes with the container: looked at before that. */
  peek(): void;
  counters(): { readonly cpuMs: number; readonly memoryPeakBytes: number; readonly oomKills: number; readonly forksRefused: number };
  /** Ends all that live in it, paused or not. Throws if they do not die. */
  end(): Promise<void>;
  /** False: something is in use. */
  remove(): Promise<boolean>;
}

/** The group `path` (from the top) in all hierarchies. It need not exist yet. */
export function leaseGroup(all: readonly Hierarchy[], path: string): LeaseGroup {
  const dirs = all.map(({ dir }) => join(dir, path));
  const of = (controller: string) => all.find(({ controllers }) => controllers !== "v2" && controllers.includes(controller))?.dir;
  const v2 = all.find(({ controllers }) => controllers === "v2")?.dir;
  const fileOf = (controller: string, v1Name: string, v2Name: string) => {
    const dir = of(controller);
    if (dir !== undefined) return join(dir, path, v1Name);
    return v2 === undefined ? "" : join(v2, path, v2Name);
  };
  let peeked = 0;
  const peek = () => {
    const pids = of("pids");
    if (pids === undefined) return;
    const refused = foldersIn(join(pids, path)).map((dir) => numberIn(join(dir, "pids.events"), "max") ?? 0);
    peeked = Math.max(peeked, ...refused);
  };
  return {
    peek,
    counters() {
      const ns = of("cpuacct") === undefined ? undefined : numberIn(fileOf("cpuacct", "cpuacct.usage", ""));
      const us = ns === undefined ? numberIn(fileOf("cpuacct", "", "cpu.stat"), "usage_usec") : ns / 1000;
      return {
        cpuMs: us === undefined ? -1 : Math.round(us / 1000),
        memoryPeakBytes: numberIn(fileOf("memory", "memory.max_usage_in_bytes", "memory.peak")) ?? -1,
        // Only v2 counts in a group what happened below it; of v1 the daemon tells.
        oomKills: of("memory") === undefined ? (numberIn(fileOf("memory", "", "memory.events"), "oom_kill") ?? 0) : 0,
        forksRefused: of("pids") === undefined ? (numberIn(fileOf("pids", "", "pids.events"), "max") ?? 0) : peeked,
      };
    },
    async end() {
      peek();
      const isEmpty = () => {
        const folders = dirs.flatMap(foldersIn);
        const members = membersOf(folders);
        if (members.length === 0) return true;
        for (const folder of folders) write(join(folder, "freezer.state"), "THAWED");
        for (const folder of folders) write(join(folder, "cgroup.kill"), "1");
        for (const pid of members) {
          try {
            process.kill(pid, "SIGKILL");
          } catch {
            // It died in between.
          }
        }
        return false;
      };
      if (!(await settled(isEmpty, 30_000))) throw new Error(`children in the group ${path} do not die`);
    },
    remove: () => settled(() => removeFolders(dirs), 5000),
  };
}
