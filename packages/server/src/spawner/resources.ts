// What one sandbox holds on the host: a uid, a control group, writable folders, and the record that names them. Taken before the launcher
// starts, given back after every child is dead and the outputs are collected.
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { fault } from "../core/errors.js";
import type { SandboxPlan } from "../core/spawner.js";
import { basesOf, type Cgroup, makeCgroup, type Subtree } from "./cgroups.js";
import type { Mounts } from "./mounts.js";
import type { Reach } from "./reach.js";
import { type Records, type SandboxRecord, settled } from "./records.js";
import { makePlainScratch, makeScratch, type Scratch } from "./scratch.js";
import type { Uids } from "./uids.js";

export interface Host {
  readonly bootId: string;
  readonly dataDir: string;
  /** Bundles lie below it. */
  readonly bundlesDir: string;
  readonly subtree: Subtree;
  /** Absent: sandboxes have the spawner's own uid (not root). */
  readonly uids?: Uids;
  /** How writable folders are made; "inside": the launcher makes them. */
  readonly scratch: "mounted" | "plain" | "inside";
  /** Where mounting is permitted. */
  readonly mounts?: Mounts;
  /** The mount namespace of the server that started the spawner, held since that server was root. */
  readonly serverMounts: FileHandle | undefined;
  /** An open folder for mount points. */
  readonly placeDir: string;
  readonly imagesDir: string;
  readonly records: Records;
  readonly reach: Reach;
  /** Owner of collected files. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Aborted when the spawner leaves: what still boots is not waited for. */
  readonly leaving: AbortSignal;
  /** A file with these bytes (base64). */
  filterFile(filter: string): Promise<string>;
  warn(message: string): void;
}

export interface Resources {
  readonly uid?: number;
  /** Of a launcher that begins as root of a user namespace. */
  readonly innerRoot?: number;
  readonly cgroup?: Cgroup;
  readonly scratch?: Scratch;
  readonly record: SandboxRecord;
  /** Not idempotent; throws if something is still in use. */
  release(): Promise<void>;
}

function recordOf(host: Host, plan: SandboxPlan): SandboxRecord {
  return {
    id: plan.id,
    bootId: host.bootId,
    groups: basesOf(host.subtree).map((base) => join(base, plan.id)),
    image: join(host.imagesDir, `${plan.id}.img`),
    ...(host.scratch === "inside" ? {} : { mountPoint: join(host.placeDir, plan.id) }),
  };
}

async function scratchFor(host: Host, plan: SandboxPlan, record: SandboxRecord, uid: number | undefined): Promise<Scratch | undefined> {
  if (record.mountPoint === undefined) return undefined;
  const place = { mountPoint: record.mountPoint, image: record.image, uid: uid ?? process.getuid?.() ?? 0 };
  return host.mounts ? makeScratch({ ...place, mounts: host.mounts }, plan.limits) : makePlainScratch(place);
}

/** The kernel says "busy" for a moment after the last child of a group has died. */
async function removeGroup(cgroup: Cgroup): Promise<void> {
  if (!(await settled(() => cgroup.remove(), 5000))) throw new Error("its control group is still in use");
}

/** A second uid, so that the launcher is not the job. */
function innerRootFor(host: Host, uid: number | undefined): number {
  if (!host.uids || uid === undefined) throw fault("engine-failed", "This launcher needs a server that was started by root.");
  const inner = host.uids.lease();
  if (inner !== undefined) return inner;
  host.uids.giveBack(uid);
  throw fault("busy", "All host uids for sandboxes are in use.");
}

/** The group holds the launcher too. */
function groupLimits({ limits, overhead }: SandboxPlan): SandboxPlan["limits"] {
  if (overhead === undefined) return limits;
  return { ...limits, pids: limits.pids + overhead.pids, memoryBytes: limits.memoryBytes + overhead.memoryBytes };
}

/** Takes everything or nothing. */
export async function takeResources(host: Host, plan: SandboxPlan): Promise<Resources> {
  const uid = host.uids?.lease();
  if (host.uids && uid === undefined) throw fault("busy", "All host uids for sandboxes are in use.");
  const innerRoot = plan.innerRoot ? innerRootFor(host, uid) : undefined;
  const record = recordOf(host, plan);
  let cgroup: Cgroup | undefined;
  let scratch: Scratch | undefined;
  const release = async () => {
    const steps = [scratch?.remove(), cgroup && removeGroup(cgroup)];
    const failed = (await Promise.allSettled(steps)).find((step) => step.status === "rejected");
    if (failed) {
      // What is left stays recorded for the next spawner, and its uid is not leased again.
      host.warn(`Sandbox ${plan.id} could not be removed completely: ${(failed.reason as Error).message}`);
      throw failed.reason;
    }
    await host.records.erase(plan.id);
    for (const leased of [uid, innerRoot]) if (leased !== undefined) host.uids?.giveBack(leased);
  };
  try {
    await host.records.write(record);
    cgroup = record.groups.length > 0 ? await makeCgroup(host.subtree, plan.id, groupLimits(plan)) : undefined;
    scratch = await scratchFor(host, plan, record, uid);
    const uids = { ...(uid === undefined ? {} : { uid }), ...(innerRoot === undefined ? {} : { innerRoot }) };
    return { record, release, ...uids, ...(cgroup ? { cgroup } : {}), ...(scratch ? { scratch } : {}) };
  } catch (error) {
    await release().catch(() => {});
    throw error;
  }
}
