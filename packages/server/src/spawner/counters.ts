// What the control group of one sandbox counts, from the moment its job begins: what the runner used to boot is not the job's.
// Such files take some microseconds to read, so it is done synchronously.
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Where groups lie: per v1 controller a folder, and the folder and controllers of v2. A Subtree of cgroups.ts is one. */
export interface Hierarchies {
  readonly v1: Readonly<Partial<Record<"memory" | "pids" | "cpuacct", string>>>;
  readonly v2?: { readonly dir: string; readonly controllers: ReadonlySet<string> };
}

export interface Counters {
  /** -1: this host cannot tell. */
  readonly cpuMs: number;
  /** Since `begin` on v1, and on v2 from Linux 6.12 on; of the group's whole life elsewhere. */
  readonly memoryPeakBytes: number;
  /** For want of memory within its own limit. */
  readonly oomKills: number;
  /** Kills for want of memory although it never came to its own limit: the host's, or of a group above. */
  readonly hostKills: number;
  /** How often a fork was refused. */
  readonly forksRefused: number;
}

export interface Meter {
  /** The job begins: counts from here. */
  begin(): void;
  read(): Counters;
  /** What is used now; -1: this host cannot tell. */
  now(): { readonly cpuMs: number; readonly memoryBytes: number; readonly memoryPeakBytes: number };
  /** Idempotent. */
  close(): void;
}

/** "" where it cannot be read. As UTF-8, which Node reads in one call: a third of the CPU of any other encoding. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The number after `key` in a file of lines "key number". */
export function numberOf(text: string, key: string): number | undefined {
  const found = new RegExp(`^${key} (\\d+)$`, "m").exec(text);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

interface Files {
  readonly cpuStat: string;
  readonly cpuNs: string;
  readonly peak: string;
  readonly memory: string;
  readonly memoryEvents: string;
  /** v1 only: v2 counts with the events how often the limit was met. */
  readonly memoryLimit: string;
  readonly forks: string;
}

/** Where the numbers are; "" where this host has no such file. */
function filesOf({ v1, v2 }: Hierarchies, id: string): Files {
  const memoryDir = v1.memory ?? (v2?.controllers.has("memory") ? v2.dir : undefined);
  const pidsDir = v1.pids ?? (v2?.controllers.has("pids") ? v2.dir : undefined);
  const at = (dir: string | undefined, name: string) => (dir === undefined ? "" : join(dir, id, name));
  const isV1 = v1.memory !== undefined;
  return {
    cpuStat: at(v2?.dir, "cpu.stat"),
    cpuNs: at(v1.cpuacct, "cpuacct.usage"),
    peak: at(memoryDir, isV1 ? "memory.max_usage_in_bytes" : "memory.peak"),
    memory: at(memoryDir, isV1 ? "memory.usage_in_bytes" : "memory.current"),
    memoryEvents: at(memoryDir, isV1 ? "memory.oom_control" : "memory.events"),
    memoryLimit: isV1 ? at(memoryDir, "memory.limit_in_bytes") : "",
    forks: at(pidsDir, "pids.events"),
  };
}

/** Memory is charged in batches: so near to its limit a group has met it. Its count of failures (memory.failcnt) stays 0 in a group below another. */
const nearBytes = 2 * 1024 * 1024;

/** v1 forgets the peak for all. */
function forgetPeak(path: string): void {
  try {
    writeFileSync(path, "0", { flag: "r+" });
  } catch {
    // Then it is of the group's whole life.
  }
}

/** v2 forgets the peak for the descriptor that was written to. undefined: this kernel (before 6.12) forgets it for nobody. */
function openPeak(path: string): number | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r+");
    writeSync(fd, "reset");
    return fd;
  } catch {
    if (fd !== undefined) closeSync(fd);
    return undefined;
  }
}

function readAt(fd: number): string {
  const bytes = Buffer.alloc(64);
  return bytes.toString("latin1", 0, readSync(fd, bytes, 0, bytes.length, 0));
}

/** Of the group `id` in all hierarchies of the subtree; it must exist. */
export function makeMeter(subtree: Hierarchies, id: string): Meter {
  const files = filesOf(subtree, id);
  let peakFd: number | undefined;
  const total = () => {
    const cpuNs = files.cpuNs === "" ? "" : readText(files.cpuNs);
    const memory = readText(files.memoryEvents);
    return {
      cpuUs: numberOf(readText(files.cpuStat), "usage_usec") ?? (cpuNs === "" ? undefined : Number(cpuNs) / 1000),
      oomKills: numberOf(memory, "oom_kill") ?? 0,
      ooms: numberOf(memory, "oom"),
      forksRefused: numberOf(readText(files.forks), "max") ?? 0,
    };
  };
  let before: ReturnType<typeof total> = { cpuUs: 0, oomKills: 0, ooms: 0, forksRefused: 0 };
  return {
    begin() {
      before = total();
      if (subtree.v1.memory !== undefined) forgetPeak(files.peak);
      else if (files.peak !== "") peakFd = openPeak(files.peak);
    },
    read() {
      const now = total();
      const kills = now.oomKills - before.oomKills;
      const peak = peakFd === undefined ? readText(files.peak) : readAt(peakFd);
      // Where nobody can tell it was its own: a job is not to be run for ever.
      const isOwn =
        files.memoryLimit === ""
          ? now.ooms === undefined || now.ooms > (before.ooms ?? 0)
          : !(Number(peak || Number.NaN) + nearBytes < Number(readText(files.memoryLimit) || Number.NaN));
      return {
        cpuMs: now.cpuUs === undefined ? -1 : Math.round((now.cpuUs - (before.cpuUs ?? 0)) / 1000),
        memoryPeakBytes: peak === "" ? -1 : Number(peak),
        ...(isOwn ? { oomKills: kills, hostKills: 0 } : { oomKills: 0, hostKills: kills }),
        forksRefused: now.forksRefused - before.forksRefused,
      };
    },
    now() {
      const { cpuUs } = total();
      const memory = files.memory === "" ? "" : readText(files.memory);
      const peak = peakFd === undefined ? readText(files.peak) : readAt(peakFd);
      return {
        cpuMs: cpuUs === undefined ? -1 : Math.round((cpuUs - (before.cpuUs ?? 0)) / 1000),
        memoryBytes: memory === "" ? -1 : Number(memory),
        memoryPeakBytes: peak === "" ? -1 : Number(peak),
      };
    },
    close() {
      if (peakFd !== undefined) closeSync(peakFd);
      peakFd = undefined;
    },
  };
}
