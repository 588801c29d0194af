// What administrators are told of the server beyond its jobs: put together anew for each that asks.
import type { HostView } from "../core/administration.js";
import type { DiskGuard } from "../core/staging.js";
import type { Probes } from "../http/probes.js";
import type { EngineInUse } from "./engine.js";

export interface HostViewParts extends Pick<HostView, "version" | "startedMs" | "retentionMs" | "hidden"> {
  readonly engine: Pick<EngineInUse, "running" | "choices">;
  readonly disk: Pick<DiskGuard, "look">;
  readonly ready: Probes["ready"];
}

export async function hostView({ engine, disk, ready, ...known }: HostViewParts): Promise<HostView> {
  const [checks, disks] = await Promise.all([ready(), disk.look()]);
  const engines = [...engine.running].map(([name, { title, health }]) => ({
    ...{ name, title, isDefault: name === engine.choices.preset },
    ...{ enforced: health.enforced, notEnforced: health.notEnforced },
    ...(health.version === undefined ? {} : { version: health.version }),
  }));
  return { ...known, checks, engines, disks };
}
