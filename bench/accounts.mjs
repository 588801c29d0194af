// What a server costs: CPU of its parts, memory of what waits, and everything that could pile up. Read from /proc and the control groups.
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { placeName } from "../packages/server/dist/spawner/place.js";

const tickMs = 10;

function text(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function childrenOf(pid) {
  return text(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

/** CPU of a child and all its descendants in milliseconds, dead ones included that were waited for; not of those in `without`. */
export function treeCpuMs(pid, without = []) {
  if (without.includes(pid)) return 0;
  const stat = text(`/proc/${pid}/stat`);
  if (stat === "") return 0;
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const own = ((fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0)) * tickMs;
  return own + childrenOf(pid).reduce((sum, child) => sum + treeCpuMs(child, without), 0);
}

/** CPU of the program itself, without children. */
function ownCpuMs(pid) {
  const stat = text(`/proc/${pid}/stat`);
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  return ((fields[11] ?? 0) + (fields[12] ?? 0)) * tickMs;
}

/** The folders of all hierarchies that hold the groups of a data directory's sandboxes. */
function groupBases(data) {
  const name = placeName(realpathSync(data));
  return text("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => ({ dir: join(line.split(" ")[4] ?? "", name) }))
    .filter(({ dir }) => exists(dir));
}

function exists(dir) {
  try {
    readdirSync(dir);
    return true;
  } catch {
    return false;
  }
}

function childGroups(dir) {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(dir, entry.name));
  } catch {
    return [];
  }
}

function sandboxCpuMs(bases) {
  for (const { dir } of bases) {
    const v2 = /usage_usec (\d+)/.exec(text(join(dir, "cpu.stat")))?.[1];
    if (v2 !== undefined) return Number(v2) / 1000;
    const v1 = text(join(dir, "cpuacct.usage"));
    if (v1 !== "") return Number(v1) / 1e6;
  }
  return Number.NaN;
}

/** The accounts of a running Terrarium. CPU in milliseconds since some moment; the sandboxes' counts also what is gone. */
export function makeAccounts({ pid, data }) {
  const record = text(join(data, "spawner", "spawner.json"));
  // Without isolation there is no spawner, and executions are children of the server.
  if (record === "")
    return {
      cpu: () => ({ server: ownCpuMs(pid), sandboxes: treeCpuMs(pid) - ownCpuMs(pid) }),
      waiting: () => ({ sandboxes: [], parents: [] }),
    };
  const spawner = JSON.parse(record).pid;
  const bases = groupBases(data);
  return {
    cpu() {
      const mounters = childrenOf(spawner).filter((child) => isOutsideGroups(child, bases));
      const spawnerMs = ownCpuMs(spawner) + mounters.reduce((sum, child) => sum + treeCpuMs(child), 0);
      return { server: treeCpuMs(pid, [spawner]), spawner: spawnerMs, sandboxes: sandboxCpuMs(bases) };
    },
    /** Memory in MiB of each waiting sandbox, and of each parent that such are forked from: the share of all pages, and what is its own alone. */
    waiting() {
      const [base] = bases;
      const groups = base === undefined ? [] : childGroups(base.dir);
      const isParent = (group) => basename(group).startsWith("zygote-");
      const memory = (list) => list.map(memoryOfGroup).filter(({ pss }) => pss > 0);
      return { sandboxes: memory(groups.filter((group) => !isParent(group))), parents: memory(groups.filter(isParent)) };
    },
    standing: () => standing(pid, spawner, bases),
  };
}

function isOutsideGroups(pid, bases) {
  const groups = text(`/proc/${pid}/cgroup`);
  return !bases.some(({ dir }) => groups.includes(`/${dir.split("/").at(-1)}/`));
}

function memoryOfGroup(group) {
  let [pss, own] = [0, 0];
  for (const pid of text(join(group, "cgroup.procs")).split("\n").filter(Boolean)) {
    const rollup = text(`/proc/${pid}/smaps_rollup`);
    const kB = (name) => Number(new RegExp(`^${name}: +(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
    pss += kB("Pss") / 1024;
    own += (kB("Private_Dirty") + kB("Private_Clean")) / 1024;
  }
  return { pss, own };
}

function mib(pid, field) {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

function count(dir) {
  try {
    return readdirSync(dir).length;
  } catch {
    return 0;
  }
}

/** What must not grow. Namespaces are those of all that runs on the host. */
function standing(pid, spawner, bases) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const spaces = new Set();
  for (const each of pids) {
    for (const kind of ["net", "mnt", "pid", "user", "ipc", "uts", "cgroup"]) {
      try {
        spaces.add(readlinkSync(`/proc/${each}/ns/${kind}`));
      } catch {
        // It has ended.
      }
    }
  }
  return {
    "server RSS MiB": mib(pid, "VmRSS"),
    "spawner RSS MiB": mib(spawner, "VmRSS"),
    "server fds": count(`/proc/${pid}/fd`),
    "spawner fds": count(`/proc/${spawner}/fd`),
    processes: descendants(pid).length + descendants(spawner).length,
    "mounts of the spawner": text(`/proc/${spawner}/mountinfo`).split("\n").length - 1,
    "control groups": bases.reduce((sum, { dir }) => sum + childGroups(dir).length, 0),
    "namespaces (host)": spaces.size,
    "slab MiB (host)": Number(/^Slab: +(\d+)/m.exec(text("/proc/meminfo"))?.[1] ?? 0) / 1024,
  };
}

function descendants(pid) {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

/** CPU that the whole machine used, in milliseconds since some moment. */
export function machineCpuMs() {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = text("/proc/stat")
    .split("\n", 1)[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * tickMs;
}
