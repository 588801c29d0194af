// What a sandbox does, and how it ended, told from what was done to it, the launcher's exit and the counters.
import { type FileHandle, statfs } from "node:fs/promises";
import { constants as systemConstants } from "node:os";
import { type Exit, type LimitName, type Look, lostExit } from "../core/engine.js";
import type { LogRing } from "../core/log-ring.js";
import { type LookoutParts, lookOut, unknownUse } from "../core/lookout.js";
import type { SandboxPlan } from "../core/spawner.js";
import type { Launched } from "./launch.js";
import type { Host, Resources } from "./resources.js";
import { fullnessOf } from "./scratch.js";
import type { Tree } from "./tree.js";

/** What the spawner ended a sandbox for. */
export type Cause = "timeout" | "killed" | "output-limit";

/** The parts of a sandbox whose launcher has started. */
export interface Live {
  readonly host: Host;
  readonly plan: SandboxPlan;
  readonly resources: Resources;
  readonly launched: Launched;
  readonly tree: Tree;
  readonly ring: LogRing;
}

/** What it has printed and uses now. */
export function lookInto(
  { ring, resources: { cgroup } }: Live,
  { isEnded, exited }: { isEnded: () => boolean } & Pick<LookoutParts, "exited">,
) {
  const used = () => cgroup?.use() ?? unknownUse;
  return (logFrom: number, waitMs: number): Promise<Look> => lookOut({ ring, isOver: isEnded, exited, used }, logFrom, waitMs);
}

function signalName(number: number): string | undefined {
  return Object.entries(systemConstants.signals).find(([, value]) => value === number)?.[0];
}

/** What the writable folders hold and what of their quota is used up; -1 where they are a part of the host's own file system. */
async function diskOf(live: Live, work: FileHandle | undefined): Promise<{ full: LimitName[]; bytes: number }> {
  const { scratch } = live.resources;
  const path = scratch?.out ?? (work && `/proc/self/fd/${work.fd}`);
  if (path === undefined) return { full: [], bytes: -1 };
  const full = scratch ? await scratch.fullness() : await fullnessOf(path);
  if (live.host.scratch === "plain") return { full, bytes: -1 };
  const { blocks, bfree, bsize } = await statfs(path);
  const bytes = (blocks - bfree) * bsize;
  // An image is a little larger than the quota, and keeps some of that to itself when it says "full".
  const isFull = bytes >= live.plan.limits.diskBytes && !full.includes("disk");
  return { full: isFull ? [...full, "disk"] : full, bytes };
}

/** How the job ended, from what we did to it, the launcher's exit and the counters. */
export async function exitOf(
  live: Live,
  ended: { code: number | null; cause: Cause | undefined; wallMs: number },
  work?: FileHandle,
): Promise<Exit> {
  if (live.launched.isLost?.() && ended.cause === undefined) return lostExit(live.ring.text());
  const counters = live.resources.cgroup?.counters();
  const disk = await diskOf(live, work);
  const hit: LimitName[] = disk.full;
  if (ended.cause === "timeout") hit.push("wall");
  if (ended.cause === "output-limit") hit.push("output");
  if ((counters?.oomKills ?? 0) > 0) hit.push("memory");
  if ((counters?.forksRefused ?? 0) > 0) hit.push("pids");
  if (live.ring.isFull) hit.push("log");
  const rest = {
    limitsHit: hit,
    usage: {
      cpuMs: counters?.cpuMs ?? -1,
      wallMs: Math.round(ended.wallMs),
      memoryPeakBytes: counters?.memoryPeakBytes ?? -1,
      diskBytes: disk.bytes,
    },
    log: live.ring.text(),
  };
  const { code, cause } = ended;
  if (cause) return { reason: cause, ...rest };
  if (code !== 0 && (counters?.hostKills ?? 0) > 0) {
    live.host.warn(`Sandbox ${live.plan.id} was ended by the host, which is short of memory; it was within its own limit.`);
    return { reason: "lost", ...rest };
  }
  if (code !== 0 && hit.includes("memory")) return { reason: "out-of-memory", ...rest };
  if (code === null) return { reason: "signaled", signal: "SIGKILL", ...rest };
  // The launcher tells a signal as the shells do.
  const signal = code > 128 ? signalName(code - 128) : undefined;
  return signal === undefined ? { reason: "exited", code, ...rest } : { reason: "signaled", signal, ...rest };
}
