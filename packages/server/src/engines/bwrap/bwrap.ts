// The embedded default engine: bubblewrap builds each sandbox, the spawner starts it and owns uids, cgroups and quotas.
// This file turns bundles into plans; how a sandbox lives and ends is the spawner's.
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Bundle, Engine, Handle } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import type { SandboxPlan, Spawner } from "../../core/spawner.js";
import { seccompFilter } from "../sealed/seccomp.js";
import { spawnerVerbs } from "../sealed/spawner-verbs.js";
import { hiddenFiles, hiddenFolders } from "../sealed/view.js";
import { bwrapCommand, type Masks } from "./arguments.js";
import { probeBwrap } from "./probe.js";
import { makeZygotePlans } from "./zygote-plan.js";

export interface BwrapParts {
  readonly spawner: Spawner;
  /** A runner that has not said "ready" by then fails its `create`. Default: 30 s. */
  readonly bootMs?: number;
}

/** The folders that the plan mounts on; open enough for the launcher's unprivileged uid. */
function prepareFolders(bundle: Bundle, scratch: Spawner["facts"]["scratch"]): void {
  const job = join(bundle.dir, "job");
  mkdirSync(join(job, "work"));
  if (scratch === "given") mkdirSync(join(job, "out"));
  else symlinkSync("work/.out", join(job, "out"));
  for (const dir of [bundle.dir, job, join(job, "in")]) chmodSync(dir, 0o755);
}

function makePlans({ spawner, bootMs = 30_000 }: BwrapParts): (bundle: Bundle, masks: Masks | undefined) => SandboxPlan {
  const made = [false, true].map((hasWayOut) => {
    const filter = seccompFilter(process.arch, hasWayOut)?.toString("base64") ?? "";
    return { filter, zygoteOf: makeZygotePlans(filter) };
  });
  return (bundle, masks) => {
    const { filter = "", zygoteOf } = made[bundle.network.kind === "none" ? 0 : 1] ?? {};
    if (filter === "") throw fault("engine-failed", `There is no seccomp filter for ${process.arch} machines.`);
    const { id, dir, limits } = bundle;
    const zygote = zygoteOf?.(bundle, masks);
    return { id, dir, limits, filter, bootMs, command: bwrapCommand(bundle, spawner.facts.scratch, masks), ...(zygote ? { zygote } : {}) };
  };
}

/** Makes the bubblewrap engine. `close` closes the spawner. */
export function makeBwrapEngine(parts: BwrapParts): Engine {
  const { spawner } = parts;
  const planOf = makePlans(parts);
  let masks: Masks | undefined = { files: hiddenFiles.filter(existsSync), folders: hiddenFolders.filter(existsSync) };
  const engine: Engine = {
    ...spawnerVerbs(spawner),
    name: "bwrap",
    holdsAllowLists: true,
    async probe() {
      const health = await probeBwrap(engine, spawner.facts);
      if (health.ok) return health;
      // A container may refuse mounts over its /proc; that alone is no reason not to run, and is told.
      const before = masks;
      masks = undefined;
      const without = await probeBwrap(engine, spawner.facts);
      if (without.ok) return without;
      masks = before;
      return health;
    },
    async create(bundle): Promise<Handle> {
      try {
        prepareFolders(bundle, spawner.facts.scratch);
      } catch (error) {
        throw fault("engine-failed", `The bundle's folder cannot be used: ${(error as Error).message}`, undefined, error);
      }
      const isForked = await spawner.create(planOf(bundle, masks));
      return { engine: "bwrap", id: bundle.id, madeBy: isForked ? "zygote" : "launcher", state: { dir: bundle.dir } };
    },
  };
  return engine;
}
