// Runs a bundle by any OCI runtime, by way of the spawner, which starts the runtime and owns uids, cgroups and quotas as it does for bubblewrap.
// This file turns bundles into plans; how a sandbox lives and ends is the spawner's.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle, Engine, Handle } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import type { SandboxPlan } from "../../core/spawner.js";
import { seccompProfile } from "../sealed/seccomp-profile.js";
import { spawnerVerbs } from "../sealed/spawner-verbs.js";
import { settings } from "../sealed/view.js";
import { bundleConfig, jsonWords, rootName } from "./bundle-config.js";
import { launcherCommand } from "./launcher.js";
import { probeOci } from "./probe.js";
import { makeRootFolder } from "./root-folder.js";
import { findProgram, type OciParts } from "./runtimes.js";

/** What is the same for all bundles. */
interface Host {
  readonly settings: readonly string[];
  readonly mostFds: number;
}

const stageName = "stage";

/** Hard limit of open files; nobody below us can have more. */
function mostFds(): number {
  const most = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1"))?.[1];
  return most === undefined ? Number.MAX_SAFE_INTEGER : Number(most);
}

/** The folders that the plan mounts on. */
async function prepareFolders(bundle: Bundle, host: Host): Promise<void> {
  const job = join(bundle.dir, "job");
  await mkdir(join(job, "in"), { recursive: true });
  for (const path of [join(job, "out"), join(job, "work"), join(bundle.dir, stageName)]) await mkdir(path);
  await makeRootFolder(join(bundle.dir, rootName), bundle.process.mounts, host.settings);
  for (const dir of [bundle.dir, job, join(job, "in")]) await chmod(dir, 0o755);
}

/** A path stands in a JSON text as it is: only the spawner knows what it becomes. */
function refuseOddPaths(bundle: Bundle): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON does not take.
  const odd = [bundle.dir, ...bundle.process.mounts.map(({ source }) => source)].find((path) => /["\\\u0000-\u001f]/.test(path));
  if (odd !== undefined) throw fault("engine-failed", `OCI runtimes cannot be given the path ${JSON.stringify(odd)}.`);
}

function planOf(bundle: Bundle, parts: OciParts, program: string, host: Host): SandboxPlan {
  const seccomp = seccompProfile(process.arch, { hasWayOut: bundle.network.kind !== "none" });
  if (!seccomp) throw fault("engine-failed", `There is no seccomp filter for ${process.arch} machines.`);
  const { runtime } = parts;
  const config = jsonWords(bundleConfig({ bundle, seccomp, ...host, hasOwnKernel: runtime.hasOwnKernel }), randomBytes(16).toString("hex"));
  const { id, dir, limits } = bundle;
  return {
    ...{ id, dir, limits },
    command: launcherCommand({ runtime, program, id, stage: join(dir, stageName), config }),
    // The runtime makes and loads its own, of the profile above.
    filter: "",
    bootMs: parts.bootMs ?? 60_000,
    innerRoot: true,
    overhead: runtime.overhead,
  };
}

/** Makes the engine of one runtime, named as the runtime is. `close` closes the spawner. */
export function makeOciEngine(parts: OciParts): Engine {
  const { spawner, runtime } = parts;
  const host: Host = { settings: settings.filter((name) => existsSync(join("/etc", name))), mostFds: mostFds() };
  const engine: Engine = {
    ...spawnerVerbs(spawner),
    name: runtime.name,
    ...(runtime.hasOwnNetwork ? {} : { holdsAllowLists: true }),
    probe: () => probeOci(engine, parts),
    async create(bundle): Promise<Handle> {
      const program = await findProgram(runtime.name, parts.program);
      if (program === undefined) throw fault("engine-failed", `The program ${parts.program ?? runtime.name} is not there.`);
      refuseOddPaths(bundle);
      await prepareFolders(bundle, host).catch((error: unknown) => {
        throw fault("engine-failed", `The bundle's folder cannot be used: ${(error as Error).message}`, undefined, error);
      });
      await spawner.create(planOf(bundle, parts, program, host));
      return { engine: runtime.name, id: bundle.id, state: { dir: bundle.dir } };
    },
  };
  return engine;
}
