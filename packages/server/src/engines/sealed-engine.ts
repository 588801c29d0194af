// For tests: the bubblewrap engine with a spawner made from these sources, and what sandboxes leave on the host.
// Not part of the product; the tests of several folders share it.
import { chmod, mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Engine } from "../core/engine.js";
import type { Spawner } from "../core/spawner.js";
import { placeName } from "../spawner/place.js";
import { type SpawnerParts, startSpawner } from "../spawner/start.js";
import { makeBwrapEngine } from "./bwrap/bwrap.js";
import { forkAll, makePreload } from "./bwrap/zygote-engine.js";
import { makeDockerEngine } from "./docker/docker.js";
import { makeOciEngine } from "./oci/oci.js";
import { runtimeOf } from "./oci/runtimes.js";
import { type PrivateDaemon, startPrivateDaemon, startPrivatePodman } from "./private-daemon.js";

/** The spawner's program as one file in `dir`, so that tests never run a stale build. */
export async function buildSpawner(dir: string): Promise<string> {
  const outfile = join(dir, "spawner.mjs");
  const entry = fileURLToPath(new URL("../spawner/main.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
  return outfile;
}

export interface SealedEngine {
  readonly engine: Engine;
  readonly spawner: Spawner;
  /** The data directory; bundles go below it. */
  readonly folder: string;
  readonly warnings: string[];
  /** The daemon of an engine that has one. */
  readonly daemon?: PrivateDaemon;
  readonly tearDown: () => Promise<void>;
}

export type SealedEngineName = "bwrap" | "zygote" | "crun" | "runc" | "runsc" | "docker" | "podman";

async function daemonOf(name: SealedEngineName): Promise<PrivateDaemon | undefined> {
  if (name === "docker") return startPrivateDaemon();
  return name === "podman" ? startPrivatePodman() : undefined;
}

interface EngineParts {
  readonly name: SealedEngineName;
  readonly spawner: Spawner;
  readonly folder: string;
  readonly warn: (text: string) => void;
}

/** The engine of this name; `daemon` is the one that it speaks with, the test's own. */
async function engineOf({ name, spawner, folder, warn }: EngineParts, daemon: PrivateDaemon | undefined): Promise<Engine> {
  if (daemon !== undefined) return makeDockerEngine({ name, spawner, socket: daemon.socket, warn });
  if (name === "zygote") return forkAll(makeBwrapEngine({ spawner }), await makePreload(folder));
  if (name === "bwrap" || name === "docker" || name === "podman") return makeBwrapEngine({ spawner });
  return makeOciEngine({ spawner, runtime: runtimeOf(name) });
}

/** Below /var/tmp: like a data directory on a disk, and searchable by every uid. */
export async function makeSealedEngine(parts: Partial<SpawnerParts> = {}, name: SealedEngineName = "bwrap"): Promise<SealedEngine> {
  const tools = await mkdtemp("/var/tmp/terrarium-spawner-");
  const folder = parts.dataDir ?? (await mkdtemp("/var/tmp/terrarium-data-"));
  await chmod(tools, 0o755);
  if (parts.dataDir === undefined) await chmod(folder, 0o711);
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  const removeFolders = async () => {
    await rm(tools, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  let daemon: PrivateDaemon | undefined;
  let spawner: Spawner;
  try {
    const program = await buildSpawner(tools);
    daemon = await daemonOf(name);
    const daemons = daemon === undefined ? [] : [daemon.socket];
    spawner = await startSpawner({ dataDir: folder, warn, program, daemons, ...parts });
  } catch (error) {
    await daemon?.stop();
    if (parts.dataDir === undefined) await removeFolders();
    else await rm(tools, { recursive: true, force: true });
    throw error;
  }
  return {
    engine: await engineOf({ name, spawner, folder, warn }, daemon),
    ...(daemon === undefined ? {} : { daemon }),
    spawner,
    folder,
    warnings,
    async tearDown() {
      await spawner.close();
      await daemon?.stop();
      await removeFolders();
    },
  };
}

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, "latin1").catch(() => "")).split("\n");
}

/** Control groups of one data directory's sandboxes. */
async function groups(folder: string): Promise<string[]> {
  const mounts = (await linesOf("/proc/self/mountinfo"))
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(" ")[4] ?? "");
  const found = await Promise.all(
    mounts.map(async (mount) => {
      const entries = await readdir(join(mount, placeName(folder)), { withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isDirectory()).map((entry) => `group ${mount}/${entry.name}`);
    }),
  );
  return found.flat();
}

/** The pid of the spawner that serves a data directory. */
export async function spawnerPid(folder: string): Promise<number> {
  const record = JSON.parse(await readFile(join(folder, "spawner", "spawner.json"), "utf8")) as { pid: number };
  return record.pid;
}

/** Folders and groups that are lent to sandboxes of a daemon, and lie where the daemon sees them. */
async function lent(folder: string): Promise<string[]> {
  const top = `${placeName(folder)}-leases`;
  const lines = (await linesOf("/proc/self/mountinfo")).map((line) => line.split(" "));
  const mounts = lines.flatMap((fields) => (fields[4]?.startsWith(`/run/${top}/`) ? [`mount ${fields[4]}`] : []));
  const hierarchies = lines.flatMap((fields) => (fields[fields.indexOf("-") + 1]?.startsWith("cgroup") ? [fields[4] ?? ""] : []));
  const found = await Promise.all(
    hierarchies.map(async (dir) => {
      const entries = await readdir(join(dir, top), { withFileTypes: true }).catch(() => []);
      return entries.flatMap((entry) => (entry.isDirectory() ? [`group ${dir}/${top}/${entry.name}`] : []));
    }),
  );
  return [...mounts, ...found.flat()];
}

/** Children, mounts, groups, images and records that sandboxes of one data directory have on the host now. */
export async function tracesOf(folder: string): Promise<string[]> {
  const pid = await spawnerPid(folder);
  const namespaces = await readlink(`/proc/${pid}/ns/mnt`);
  const children = (await linesOf(`/proc/${pid}/task/${pid}/children`)).flatMap((line) => line.split(" ")).filter(Boolean);
  const jobs: string[] = [];
  for (const name of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const groupsOfChild = await readFile(`/proc/${name}/cgroup`, "latin1").catch(() => "");
    const stat = await readFile(`/proc/${name}/stat`, "latin1").catch(() => "");
    // A dead orphan that the host's own init has not reaped yet holds nothing any more.
    const isDead = stat === "" || / Z /.test(stat);
    if (groupsOfChild.includes(placeName(folder)) && !isDead) jobs.push(`child ${stat.split(" ")[1]}`);
  }
  const mounts = (await linesOf(`/proc/${pid}/mountinfo`))
    .map((line) => line.split(" ")[4] ?? "")
    // Others may test beside us.
    .filter((place) => place.includes(placeName(folder)) || place.startsWith(folder))
    .map((place) => `mount in ${namespaces} ${place}`);
  const images = (await readdir(join(folder, "spawner", "images"))).map((name) => `image ${name}`);
  const records = (await readdir(join(folder, "spawner", "records"))).map((name) => `record ${name}`);
  return [
    ...children.map(() => "child of the spawner"),
    ...jobs,
    ...mounts,
    ...(await groups(folder)),
    ...(await lent(folder)),
    ...images,
    ...records,
  ].sort();
}
