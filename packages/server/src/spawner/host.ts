// Prepares the host for sandboxes: run folders, the place for mounts, the cgroup subtree, the sweep of what a dead spawner left;
// and finds out what can be enforced here.
import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import type { SpawnerFacts } from "../core/spawner.js";
import { basesOf, enforcedBy, findSubtree, prepareSubtree, removeGroups } from "./cgroups.js";
import { bootId, childOf, isDead } from "./children.js";
import { runCommand } from "./command.js";
import { recordedSpawner } from "./find.js";
import { holdServerMounts } from "./lease-scratch.js";
import { sweepLeases } from "./leases.js";
import type { SpawnerOrders } from "./lines.js";
import { makeMounts } from "./mounts.js";
import { foldersFile, placeName, socketPath, spawnerFolder } from "./place.js";
import { makeReach } from "./reach.js";
import { makeRecords, settled, sweep, sweepGroups } from "./records.js";
import type { Host } from "./resources.js";
import { unmount } from "./scratch.js";
import { type ClaimedUids, claimUids, makeUids, mappedUids, type UidRange } from "./uids.js";
import { makeZygotes, type Zygotes } from "./zygotes.js";

export interface PreparedHost {
  readonly host: Host;
  readonly facts: SpawnerFacts;
  readonly zygotes: Zygotes;
  /** Reads the file of further folders again. */
  refolder(): Promise<void>;
  /** Is the data directory still there, and still this spawner's. */
  isOurs(): Promise<boolean>;
  /** Removes what the preparation made; every sandbox must be gone. */
  leave(): Promise<void>;
}

function makeFilterFiles(dir: string): Host["filterFile"] {
  const written = new Map<string, Promise<string>>();
  const write = async (filter: string): Promise<string> => {
    const path = join(dir, `${createHash("sha256").update(filter).digest("hex").slice(0, 16)}.bpf`);
    await writeFile(`${path}.new`, Buffer.from(filter, "base64"), { mode: 0o600 });
    await rename(`${path}.new`, path);
    return path;
  };
  return (filter) => {
    const path = written.get(filter) ?? write(filter);
    written.set(filter, path);
    // A full disk is not for ever.
    path.catch(() => written.delete(filter));
    return path;
  };
}

/** Covers the place with a file system that vanishes with the spawner's mount namespace. False: mounting is not permitted. */
async function coverPlace(placeDir: string): Promise<boolean> {
  try {
    await runCommand("mount", ["-t", "tmpfs", "-o", "size=1m,nr_inodes=100k,mode=0711,nosuid,nodev", "terrarium", placeDir]);
    // What is mounted there later is to be seen by zygotes, which make sandboxes in a mount namespace of their own.
    await runCommand("mount", ["--make-shared", placeDir]);
    return true;
  } catch {
    return false;
  }
}

async function uncoverLeftover(placeDir: string): Promise<void> {
  const mounts = await readFile("/proc/self/mountinfo", "latin1");
  const below = mounts
    .split("\n")
    .map((line) => line.split(" ")[4] ?? "")
    .filter((path) => path === placeDir || path.startsWith(`${placeDir}/`));
  for (const path of below.reverse()) await unmount(path);
}

/** Does somebody listen on the socket. */
function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    }).once("error", () => resolve(false));
  });
}

/** Two spawners on one data directory would sweep each other's sandboxes. One that is just ending is waited for, and one that has just begun until it listens. */
async function becomeTheOnly(path: string, socket: string): Promise<void> {
  const former = await recordedSpawner(path);
  if (former !== undefined) {
    let isThere = false;
    await settled(async () => {
      isThere = await isListening(socket);
      return isThere || isDead(former);
    }, 30_000);
    if (isThere || !isDead(former))
      throw new Error(
        `another server runs on this data directory (its spawner has pid ${former.pid}); end it, or choose another directory with --data`,
      );
  }
  await writeFile(path, JSON.stringify({ ...childOf(process.pid), bootId: bootId() }), { mode: 0o600 });
}

/** May root look into sandboxes of other uids (CAP_SYS_PTRACE is bit 19 of the effective set). */
async function mayLookInside(): Promise<boolean> {
  const status = await readFile("/proc/self/status", "latin1");
  const capabilities = BigInt(`0x${/^CapEff:\t([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  return ((capabilities >> 19n) & 1n) === 1n;
}

async function scratchKind(isRoot: boolean, canMount: boolean): Promise<Host["scratch"]> {
  if (canMount) return "mounted";
  return !isRoot || (await mayLookInside()) ? "inside" : "plain";
}

function factsOf(host: Pick<Host, "bundlesDir" | "scratch" | "subtree">, isRoot: boolean): SpawnerFacts {
  const { bundlesDir, scratch, subtree } = host;
  const limits = enforcedBy(subtree);
  const freezes = subtree.v2 !== undefined || subtree.v1.freezer !== undefined;
  const enforced = ["fds", "wall", "output", "log", ...limits];
  if (isRoot) enforced.push("own uid");
  if (scratch !== "plain") enforced.push("disk");
  if (scratch === "mounted") enforced.push("inodes");
  if (freezes) enforced.push("freezer");
  const all = ["own uid", "memory", "cpu", "pids", "disk", "inodes", "freezer"];
  return {
    bundlesDir,
    isRoot,
    scratch: scratch === "inside" ? "inside" : "given",
    enforced,
    notEnforced: all.filter((name) => !enforced.includes(name)),
  };
}

/** undefined: this root has no other uids (a user namespace of one), it is a plain user. Throws if other servers have them all. */
async function takeUids(wanted: UidRange, warn: (message: string) => void): Promise<ClaimedUids | undefined> {
  const ranges = mappedUids(wanted, await readFile("/proc/self/uid_map", "latin1"));
  const self = childOf(process.pid);
  if (ranges.length === 0 || !self) return undefined;
  const claimed = await claimUids("/run/terrarium-uids", ranges, self);
  if (!claimed) throw new Error("other servers on this host use all uids for sandboxes; set uid_base in [isolation]");
  const { base, count } = claimed.range;
  if (base !== ranges[0]?.base)
    warn(`Another server on this host uses the uids from ${ranges[0]?.base} on; jobs here get ${base} to ${base + count - 1}.`);
  return claimed;
}

async function ownSubtree(dataDir: string, isRoot: boolean): Promise<Host["subtree"]> {
  const [mountinfo, membership] = [await readFile("/proc/self/mountinfo", "utf8"), await readFile("/proc/self/cgroup", "utf8")];
  const found = findSubtree({ mountinfo, membership, isRoot, name: placeName(dataDir) });
  return prepareSubtree(found, [process.ppid, process.pid]);
}

/** Prepares everything. Throws if the data directory cannot be used. */
export async function prepareHost(orders: SpawnerOrders, leaving: AbortSignal, warn: (message: string) => void): Promise<PreparedHost> {
  const serverMounts = await holdServerMounts();
  const uids = process.getuid?.() === 0 ? await takeUids(orders.uids, warn) : undefined;
  const isRoot = uids !== undefined;
  const runDir = join(orders.dataDir, spawnerFolder);
  const [imagesDir, recordsDir, filtersDir] = [join(runDir, "images"), join(runDir, "records"), join(runDir, "filters")];
  for (const dir of [imagesDir, recordsDir, filtersDir]) await mkdir(dir, { recursive: true, mode: 0o700 });
  const own = join(runDir, "spawner.json");
  await becomeTheOnly(own, socketPath(orders.dataDir, isRoot));
  let folders: readonly string[] = [];
  const refolder = async () => {
    folders = JSON.parse(await readFile(join(runDir, foldersFile), "utf8").catch(() => "[]")) as string[];
  };
  await refolder();
  await sweepLeases({ dataDir: orders.dataDir, recordsDir, serverMounts }, warn);
  await sweep(recordsDir, warn);
  const placeDir = isRoot ? join("/run", placeName(orders.dataDir)) : join(runDir, "place");
  if (isRoot) await uncoverLeftover(placeDir);
  await mkdir(placeDir, { recursive: true, mode: 0o711 });
  await chmod(placeDir, 0o711);
  const canMount = isRoot && (await coverPlace(placeDir));
  const scratch = await scratchKind(isRoot, canMount);
  const subtree = await ownSubtree(orders.dataDir, isRoot);
  await sweepGroups(basesOf(subtree), warn);
  const host: Host = {
    bootId: bootId(),
    dataDir: orders.dataDir,
    bundlesDir: orders.bundlesDir,
    subtree,
    ...(uids ? { uids: makeUids(uids.range) } : {}),
    scratch,
    ...(scratch === "mounted" ? { mounts: makeMounts() } : {}),
    serverMounts,
    placeDir,
    imagesDir,
    records: makeRecords(recordsDir),
    reach: isRoot ? makeReach(orders.dataDir, () => folders, canMount ? placeDir : undefined) : async (path) => path,
    owner: orders.owner,
    leaving,
    filterFile: makeFilterFiles(filtersDir),
    warn,
  };
  const zygotes = makeZygotes(host, uids?.range);
  return {
    host,
    facts: factsOf(host, isRoot),
    zygotes,
    refolder,
    async isOurs() {
      const record = JSON.parse(await readFile(own, "utf8").catch(() => "{}")) as { pid?: number };
      return record.pid === process.pid;
    },
    async leave() {
      await zygotes.close();
      if (isRoot) await uncoverLeftover(placeDir);
      await rmdir(placeDir).catch(() => {});
      // Records that are left name what could not be removed: the next spawner tries again.
      await rmdir(recordsDir).then(
        () => rm(runDir, { recursive: true, force: true }),
        () => {},
      );
      removeGroups(basesOf(subtree));
      await uids?.release();
    },
  };
}
