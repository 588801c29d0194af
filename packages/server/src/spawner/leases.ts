// Leases to sandboxes that another daemon builds: a host uid, writable folders, a control group; taken before the daemon is asked, given back
// after it has removed its part. Each is on record while it lasts, so that whatever dies, the next spawner leaves nothing behind.
import { createHash } from "node:crypto";
import { constants, readFileSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Collected } from "../core/engine.js";
import { fault } from "../core/errors.js";
import {
  containerFilter,
  containerPrefix,
  type DoorWay,
  type Lease,
  type LeaseAccount,
  type LeaseOrder,
  type Leases,
} from "../core/lease.js";
import { collectOutputs } from "./collect.js";
import { inFolder } from "./descend.js";
import { type Door, openDoor } from "./door.js";
import { type Hierarchy, hierarchies, type LeaseGroup, leaseGroup } from "./lease-group.js";
import { type Anchor, dropAnchor, type LeaseScratch, makeLeaseScratch, stayHere, unmountThere } from "./lease-scratch.js";
import { daemonsFile, placeName, spawnerFolder } from "./place.js";
import { leasePrefix, recordIn } from "./records.js";
import type { Host } from "./resources.js";
import { makePlainScratch, type Scratch, unmount } from "./scratch.js";

const prefix = leasePrefix;

function groupsTop(dataDir: string): string {
  return `/${placeName(dataDir)}-leases`;
}

function mountsTop(dataDir: string): string {
  return join("/run", `${placeName(dataDir)}-leases`);
}

/** Removes what a dead spawner had lent, before anything is lent again. */
export async function sweepLeases(
  { dataDir, recordsDir, serverMounts }: { dataDir: string; recordsDir: string; serverMounts: FileHandle | undefined },
  warn: (message: string) => void,
): Promise<void> {
  const found = (await readdir(recordsDir)).filter((name) => name.startsWith(prefix));
  // Before a record has its name, nothing of what it names is made.
  for (const name of found.filter((one) => !one.endsWith(".json"))) await rm(join(recordsDir, name), { force: true });
  const names = found.filter((name) => name.endsWith(".json"));
  if (names.length === 0) return;
  const all = hierarchies(await readFile("/proc/self/mountinfo", "latin1"));
  // Who may enter no namespace has mounted nothing there either.
  const anchor = await dropAnchor(serverMounts).catch(stayHere);
  try {
    const mounts = await readFile(`/proc/${anchor.pid}/mountinfo`, "latin1");
    for (const name of names) {
      try {
        const record = recordIn(await readFile(join(recordsDir, name), "utf8"), join(recordsDir, name));
        const group = leaseGroup(all, join(groupsTop(dataDir), record.id.slice(prefix.length)));
        await group.end();
        const { mountPoint = "", image } = record;
        if (mounts.includes(` ${mountPoint} `)) {
          await unmountThere(anchor, mountPoint);
          // This spawner's namespace began as a copy of the other, that mount included.
          await unmount(mountPoint).catch(() => {});
        }
        // A tree that a job made may be deeper than any path name: rm(1) descends by descriptors.
        if (mountPoint !== "") await anchor.run("rm", ["-rf", "--one-file-system", mountPoint]);
        await rm(image, { force: true });
        if (await group.remove()) await rm(join(recordsDir, name), { force: true });
      } catch (error) {
        warn(`What a former run had lent could not be taken back: ${(error as Error).message}`);
      }
    }
  } finally {
    anchor.close();
  }
}

interface Lent {
  readonly order: LeaseOrder;
  readonly lease: Lease;
  readonly group?: LeaseGroup;
  readonly scratch: { readonly kind: "mounted"; readonly made: LeaseScratch } | { readonly kind: "plain"; readonly made: Scratch };
}

export interface LeaseDesk extends Leases {
  /** The server is gone: takes back what serves no job. Resolves with whether anything is left. */
  drop(): Promise<boolean>;
  /** Takes back all. */
  clear(): Promise<void>;
}

interface Desk {
  readonly host: Host;
  readonly lent: Map<string, Promise<Lent>>;
  readonly anchor: () => Promise<Anchor>;
  readonly hierarchies: readonly Hierarchy[];
}

async function lend({ host, anchor, hierarchies: all }: Desk, order: LeaseOrder): Promise<Lent> {
  const { id, limits } = order;
  const uid = host.uids?.lease();
  if (host.uids && uid === undefined) throw fault("busy", "All host uids for sandboxes are in use.");
  const isMounted = host.scratch === "mounted" && uid !== undefined;
  const mountPoint = isMounted ? join(mountsTop(host.dataDir), id) : join(host.placeDir, `${prefix}${id}`);
  const image = join(host.imagesDir, `${prefix}${id}.img`);
  const path = uid === undefined || all.length === 0 ? undefined : join(groupsTop(host.dataDir), id);
  try {
    await host.records.write({ id: `${prefix}${id}`, bootId: host.bootId, groups: [], mountPoint, image });
    if (isMounted) await mkdir(mountsTop(host.dataDir), { recursive: true, mode: 0o711 });
    const scratch = isMounted
      ? ({ kind: "mounted", made: await makeLeaseScratch(anchor, { mountPoint, image, uid }, limits) } as const)
      : ({ kind: "plain", made: await makePlainScratch({ mountPoint, uid: uid ?? process.getuid?.() ?? 0 }) } as const);
    const folders = { out: join(mountPoint, "out"), work: join(mountPoint, "work"), hasQuota: isMounted };
    return {
      order,
      lease: { ...folders, ...(uid === undefined ? {} : { uid }), ...(path === undefined ? {} : { group: path }) },
      ...(path === undefined ? {} : { group: leaseGroup(all, path) }),
      scratch,
    };
  } catch (error) {
    await host.records.erase(`${prefix}${id}`);
    if (uid !== undefined) host.uids?.giveBack(uid);
    throw error;
  }
}

async function accountOf({ group, scratch }: Lent): Promise<LeaseAccount> {
  await group?.end();
  const { oomKills = 0, forksRefused = 0, ...used } = group?.counters() ?? { cpuMs: -1, memoryPeakBytes: -1 };
  const limitsHit = [
    ...(await scratch.made.fullness()),
    ...(oomKills > 0 ? (["memory"] as const) : []),
    ...(forksRefused > 0 ? (["pids"] as const) : []),
  ];
  return { ...used, diskBytes: scratch.kind === "mounted" ? await scratch.made.usedBytes() : -1, limitsHit };
}

async function collectFrom(host: Host, { order, scratch }: Lent, names: readonly string[], into: string): Promise<Collected[]> {
  const path = scratch.kind === "mounted" ? inFolder(scratch.made.folder, "out") : scratch.made.out;
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const { outputBytes, diskBytes } = order.limits;
  const limits = { maximumBytes: outputBytes, maximumTotalBytes: Math.max(outputBytes, diskBytes) };
  try {
    return await collectOutputs({ folder, into, bundleDir: order.dir, bundlesDir: host.bundlesDir, owner: host.owner, ...limits }, names);
  } finally {
    await folder.close();
  }
}

async function giveBack(host: Host, { order, lease, group, scratch }: Lent): Promise<void> {
  try {
    await group?.end();
    await scratch.made.remove();
    if ((await group?.remove()) === false) throw new Error("its control group is still in use");
  } catch (error) {
    // What is left stays on record for the next spawner, and its uid is not lent again.
    host.warn(`What was lent to ${order.id} could not be taken back completely: ${(error as Error).message}`);
    throw error;
  }
  await host.records.erase(`${prefix}${order.id}`);
  if (lease.uid !== undefined) host.uids?.giveBack(lease.uid);
}

/** Doors to daemons, by the daemon's socket. Without root there is nothing to guard: the server's user is the spawner's. */
function makeDoors(host: Host, leaseOf: (id: string) => Promise<Lease | undefined>) {
  const doors = new Map<string, Promise<Door>>();
  const mark = createHash("sha256").update(host.bundlesDir).digest("hex").slice(0, 12);
  const openOne = async (socket: string): Promise<Door> => {
    const text = await readFile(join(host.dataDir, spawnerFolder, daemonsFile), "utf8").catch(() => "[]");
    if (!(JSON.parse(text) as string[]).includes(socket)) throw fault("engine-failed", `No daemon on ${socket} was named at the start.`);
    await mkdir(mountsTop(host.dataDir), { recursive: true, mode: 0o711 });
    const path = join(mountsTop(host.dataDir), `door-${createHash("sha256").update(socket).digest("hex").slice(0, 8)}`);
    const rules = { namePrefix: containerPrefix(mark), listFilter: containerFilter(mark), leaseOf };
    return openDoor({ socket, path, owner: host.owner, ...rules });
  };
  return {
    async way(socket: string): Promise<DoorWay> {
      if (!host.uids) return { socket, mark };
      const door = doors.get(socket) ?? openOne(socket);
      doors.set(socket, door);
      door.catch(() => doors.delete(socket));
      return { socket: (await door).path, mark };
    },
    async close() {
      for (const door of doors.values()) await (await door.catch(() => undefined))?.close();
      doors.clear();
    },
  };
}

/** Nothing is lent yet. Folders are mounted in the mount namespace of the server that started the spawner. */
export function makeLeases(host: Host): LeaseDesk {
  let dropped: Promise<Anchor> | undefined;
  const anchor = async () => {
    const known = dropped;
    if ((await known?.catch(() => undefined))?.isGone() && dropped === known) dropped = undefined;
    dropped ??= dropAnchor(host.serverMounts);
    dropped.catch(() => {
      dropped = undefined;
    });
    return dropped;
  };
  const lent = new Map<string, Promise<Lent>>();
  const desk: Desk = { host, lent, anchor, hierarchies: hierarchies(readFileSync("/proc/self/mountinfo", "latin1")) };
  const find = async (id: string) => {
    const found = await lent.get(id);
    if (!found) throw fault("engine-failed", `Nothing is lent to "${id}".`);
    return found;
  };
  const started = new Set<string>();
  const owned = new Set<string>();
  const releaseAll = async (isMeant: (id: string) => boolean) => {
    await Promise.all([...lent.keys()].filter(isMeant).map((id) => release(id).catch(() => {})));
  };
  const release = async (id: string) => {
    const found = await lent.get(id)?.catch(() => undefined);
    if (!lent.delete(id)) return;
    started.delete(id);
    owned.delete(id);
    if (found) await giveBack(host, found);
  };
  const doors = makeDoors(host, async (id) => (await lent.get(id)?.catch(() => undefined))?.lease);
  return {
    door: (socket) => doors.way(socket),
    async lease(order) {
      if (lent.has(order.id)) throw fault("engine-failed", `Something is lent to "${order.id}" already.`);
      const made = lend(desk, order);
      lent.set(order.id, made);
      owned.add(order.id);
      await made.catch(() => lent.delete(order.id));
      return (await made).lease;
    },
    async start(id) {
      await find(id);
      started.add(id);
    },
    async adopt(id) {
      if (started.has(id)) owned.add(id);
      return started.has(id);
    },
    peek: async (id) => (await find(id)).group?.peek(),
    account: async (id) => accountOf(await find(id)),
    collect: async (id, names, into) => collectFrom(host, await find(id), names, into),
    release,
    sweep: () => releaseAll((id) => !owned.has(id)),
    async drop() {
      owned.clear();
      await releaseAll((id) => !started.has(id));
      return lent.size > 0;
    },
    async clear() {
      await releaseAll(() => true);
      await doors.close();
      (await dropped?.catch(() => undefined))?.close();
      if (lent.size > 0) return;
      await rmdir(mountsTop(host.dataDir)).catch(() => {});
      await leaseGroup(desk.hierarchies, groupsTop(host.dataDir)).remove();
    },
  };
}
