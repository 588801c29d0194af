// Runs each bundle in a container of its own, by way of a Docker or Podman daemon. What only root may own (host uid, quota, control group) is borrowed
// from the spawner. The daemon is never asked to pull anything.
import { access, chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { type Bundle, type Engine, type Exit, type Handle, type Health, lostExit } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import { containerFilter, containerPrefix, markLabel } from "../../core/lease.js";
import type { Spawner } from "../../core/spawner.js";
import { seccompProfile } from "../sealed/seccomp-profile.js";
import { settings } from "../sealed/view.js";
import { type Client, complaintOf, makeClient } from "./client.js";
import { containerOf, type Daemon, type Place } from "./container.js";
import { askDaemon } from "./daemon.js";
import { ensureBareImage, imageId } from "./image.js";
import { type Life, watch } from "./life.js";
import { probeDocker } from "./probe.js";

export interface DockerParts {
  /** "docker" or "podman". */
  readonly name: string;
  readonly spawner: Spawner;
  /** Path of the daemon's socket. */
  readonly socket: string;
  /** For processes that name none. Default: one that holds nothing, on which the host's own /usr is shown. */
  readonly image?: string;
  /** Told what an operator should know, one sentence each. */
  readonly warn?: (message: string) => void;
  /** A runner that has not said "ready" by then fails its `create`. Default: 60 s. */
  readonly bootMs?: number;
}

/** Where a daemon listens whose socket nobody names: that of the system for root, and for a plain user the own one of Podman. */
export function usualSocket(name: string): string {
  if (name !== "podman") return "/run/docker.sock";
  const runtimeDir = process.env["XDG_RUNTIME_DIR"];
  return process.getuid?.() === 0 || runtimeDir === undefined ? "/run/podman/podman.sock" : join(runtimeDir, "podman", "podman.sock");
}

export interface DockerEngine extends Engine {
  /** The content address of an image that was looked up before: by the probe, or by a create. */
  imageDigest(image: string | undefined): string | undefined;
}

/** What the daemon's init (tini, catatonit) does beside what jobs may: it waits for signals. */
const initCalls = ["rt_sigtimedwait", "signalfd4"];
const bundleLabel = "org.terrarium.bundle";
const bootLabel = "org.terrarium.boot";

/** What the next server needs to know of a container; lies in the bundle's folder. */
interface Record_ {
  readonly limits: Limits;
  readonly ranMs: number;
  /** Wall clock; absent while it does not run. */
  readonly sinceMs?: number;
}

async function writeRecord(dir: string, record: Record_): Promise<void> {
  const path = join(dir, "container.json");
  await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** All that the verbs share. */
interface Shared {
  readonly parts: DockerParts;
  readonly client: Client;
  /** Names everything of this data directory at the daemon. */
  readonly mark: string;
  readonly bootId: string;
  readonly lives: Map<string, Life>;
  /** Containers whose removal the daemon did not hear of. */
  readonly unheard: Set<string>;
  readonly digests: Map<string, string>;
  daemon: Promise<Daemon> | undefined;
  settings: Promise<readonly string[]> | undefined;
}

const nameOf = (shared: Shared, id: string): string => containerPrefix(shared.mark) + id;

async function removeContainer(shared: Shared, name: string): Promise<void> {
  const path = `/containers/${name}?force=1&v=1`;
  try {
    for (;;) {
      const answer = await shared.client.call({ method: "DELETE", path });
      if (answer.status < 300 || answer.status === 404) break;
      // Somebody else removes it just now: its end is worth waiting for.
      if (answer.status !== 409) throw fault("engine-failed", `The container ${name} was not removed: ${complaintOf(answer)}`);
      await shared.client.call({ method: "POST", path: `/containers/${name}/wait?condition=removed`, isPatient: true });
    }
    shared.unheard.delete(name);
  } catch (error) {
    shared.unheard.add(name);
    throw error;
  }
}

/** What the daemon did not hear of while it was away. */
async function catchUp(shared: Shared): Promise<void> {
  for (const name of [...shared.unheard]) await removeContainer(shared, name);
}

async function daemonOf(shared: Shared): Promise<Daemon> {
  shared.daemon ??= askDaemon(shared.client);
  shared.daemon.catch(() => {
    shared.daemon = undefined;
  });
  return shared.daemon;
}

async function settingsOf(shared: Shared): Promise<readonly string[]> {
  const exists = (name: string) =>
    access(`/etc/${name}`).then(
      () => [name],
      () => [],
    );
  shared.settings ??= Promise.all(settings.map(exists)).then((found) => found.flat());
  return shared.settings;
}

async function imageFor(shared: Shared, wanted: string | undefined): Promise<{ readonly image: string; readonly isBare: boolean }> {
  const { client, digests } = shared;
  const named = wanted ?? shared.parts.image;
  const image = named ?? (await ensureBareImage(client));
  const id = await imageId(client, image);
  if (id === undefined) {
    const tool = shared.parts.name === "podman" ? "podman" : "docker";
    throw fault("engine-failed", `The image ${image} is not on this host, and Terrarium pulls none. Type: ${tool} pull ${image}`);
  }
  digests.set(named ?? "", id);
  return { image: id, isBare: named === undefined };
}

/** The folders that the container is shown; of the bundle it sees no more, and nobody else sees into it. */
async function prepareFolders(dir: string): Promise<void> {
  const job = join(dir, "job");
  await mkdir(join(job, "in"), { recursive: true });
  for (const name of ["out", "work"]) await mkdir(join(job, name));
  for (const folder of [job, join(job, "in")]) await chmod(folder, 0o755);
  await chmod(dir, 0o700);
}

/** The filter as this daemon takes it. What Podman needs as files is put into the bundle. */
async function seccompFor(daemon: Daemon, dir: string): Promise<string> {
  const profile = seccompProfile(process.arch, initCalls);
  if (!profile) throw fault("engine-failed", `There is no seccomp filter for ${process.arch} machines.`);
  if (daemon.kind === "docker") return JSON.stringify(profile);
  const path = join(dir, "seccomp.json");
  await writeFile(path, JSON.stringify(profile), { mode: 0o600 });
  await writeFile(join(dir, "hosts"), "127.0.0.1 localhost\n", { mode: 0o644 });
  return path;
}

async function placeOf(shared: Shared, bundle: Bundle): Promise<Place> {
  const daemon = await daemonOf(shared);
  const seccomp = await seccompFor(daemon, bundle.dir);
  const image = await imageFor(shared, bundle.process.image);
  const lease = await shared.parts.spawner.leases.lease({ id: bundle.id, dir: bundle.dir, limits: bundle.limits });
  return {
    ...{ daemon, lease, seccomp, ...image },
    settings: await settingsOf(shared),
    labels: { [markLabel]: shared.mark, [bundleLabel]: bundle.id, [bootLabel]: shared.bootId },
    own: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
  };
}

async function boot(shared: Shared, bundle: Bundle, place: Place): Promise<Life> {
  const { client, parts } = shared;
  const name = nameOf(shared, bundle.id);
  const { limits, dir, id } = bundle;
  await writeRecord(dir, { limits, ranMs: 0 });
  await client.expect({ method: "POST", path: `/containers/create?name=${name}`, body: containerOf(bundle, place) }, 201);
  const stream = await client.attach(name);
  await client.expect({ method: "POST", path: `/containers/${name}/start` }, 204).catch((error: unknown) => {
    stream.destroy();
    throw error;
  });
  const clocked = (ranMs: number, isRunning: boolean) => writeRecord(dir, { limits, ranMs, ...(isRunning ? { sinceMs: Date.now() } : {}) });
  const life = watch({ id, name, limits, client, leases: parts.spawner.leases, stream, ranMs: 0, clocked });
  const timer = setTimeout(() => void life.stop("timeout"), parts.bootMs ?? 60_000);
  try {
    await life.ready;
    return life;
  } catch (error) {
    await life.exited;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function create(shared: Shared, bundle: Bundle): Promise<Handle> {
  const { leases } = shared.parts.spawner;
  await prepareFolders(bundle.dir).catch((error: unknown) => {
    throw fault("engine-failed", `The bundle's folder cannot be used: ${(error as Error).message}`, undefined, error);
  });
  await catchUp(shared);
  const place = await placeOf(shared, bundle);
  try {
    shared.lives.set(bundle.id, await boot(shared, bundle, place));
  } catch (error) {
    await removeContainer(shared, nameOf(shared, bundle.id)).catch(() => {});
    await leases.release(bundle.id).catch(() => {});
    throw error;
  }
  return { engine: shared.parts.name, id: bundle.id, state: { dir: bundle.dir } };
}

interface Inspected {
  readonly State: { readonly Running: boolean; readonly Paused: boolean };
}

async function adopt(shared: Shared, handle: Handle): Promise<boolean> {
  if (shared.lives.has(handle.id)) return true;
  const { client, parts } = shared;
  const { leases } = parts.spawner;
  const { dir } = handle.state as { dir?: unknown };
  const name = nameOf(shared, handle.id);
  const answer = await client.call({ method: "GET", path: `/containers/${name}/json` }).catch(() => undefined);
  if (typeof dir !== "string" || answer?.status !== 200 || !(await leases.adopt(handle.id))) return false;
  const text = await readFile(join(dir, "container.json"), "utf8").catch(() => undefined);
  if (text === undefined) return false;
  const { limits, ranMs: ranBeforeMs, sinceMs } = JSON.parse(text) as Record_;
  const { Running: isRunning, Paused: isPaused } = (answer.body as Inspected).State;
  const stream = isRunning ? await client.attach(name).catch(() => undefined) : undefined;
  const ranMs = ranBeforeMs + (sinceMs === undefined ? 0 : Math.max(0, Date.now() - sinceMs));
  const clocked = (nowRanMs: number, goesOn: boolean) =>
    writeRecord(dir, { limits, ranMs: nowRanMs, ...(goesOn ? { sinceMs: Date.now() } : {}) });
  const life = watch({ id: handle.id, name, limits, client, leases, ranMs, clocked, ...(stream ? { stream } : {}) });
  life.isStarted(isPaused);
  shared.lives.set(handle.id, life);
  return true;
}

async function remove(shared: Shared, id: string): Promise<void> {
  const life = shared.lives.get(id);
  if (life) {
    await life.stop("killed");
    await life.exited;
  }
  // Without a daemon there is nobody to ask: it is told when it is back. What lived ends with the lease at the latest.
  await removeContainer(shared, nameOf(shared, id)).catch((error: Error) => shared.parts.warn?.(error.message));
  await shared.parts.spawner.leases.release(id);
  shared.lives.delete(id);
}

/** The names of containers of this data directory that no life here watches. */
async function strangers(shared: Shared): Promise<string[]> {
  const filters = encodeURIComponent(containerFilter(shared.mark));
  const listed = await shared.client.expect({ method: "GET", path: `/containers/json?all=1&filters=${filters}` }, 200);
  const known = new Set([...shared.lives.keys()].map((id) => nameOf(shared, id)));
  const names = (listed as { readonly Names?: readonly string[] }[]).flatMap(({ Names }) => Names?.[0]?.replace(/^\//, "") ?? []);
  return names.filter((name) => !known.has(name));
}

async function sweep(shared: Shared): Promise<void> {
  for (const name of await strangers(shared)) await removeContainer(shared, name);
  await shared.parts.spawner.leases.sweep();
}

async function makeShared(parts: DockerParts): Promise<Shared> {
  const { socket, mark } = await parts.spawner.leases.door(parts.socket);
  return {
    parts,
    client: makeClient(socket),
    mark,
    bootId: (await readFile("/proc/sys/kernel/random/boot_id", "latin1")).trim(),
    lives: new Map(),
    unheard: new Set(),
    digests: new Map(),
    daemon: undefined,
    settings: undefined,
  };
}

function verbs(shared: Shared): Omit<Engine, "name" | "probe" | "create" | "adopt" | "sweep" | "close" | "leave"> {
  const { lives, parts } = shared;
  return {
    async start(handle) {
      const life = lives.get(handle.id);
      if (!life) throw fault("engine-failed", "The container cannot be started: there is none.");
      await life.start();
    },
    async wait(handle, listen): Promise<Exit> {
      const life = lives.get(handle.id);
      if (!life) return lostExit();
      life.listen(listen);
      return life.exited;
    },
    async collect(handle, names, into) {
      if (lives.get(handle.id)?.isEnded() !== true) throw fault("engine-failed", "The outputs cannot be collected: the job has not ended.");
      return parts.spawner.leases.collect(handle.id, names, into);
    },
    pause: async (handle) => lives.get(handle.id)?.pause(),
    resume: async (handle) => lives.get(handle.id)?.resume(),
    async kill(handle, graceMs) {
      const life = lives.get(handle.id);
      await life?.stop("killed", graceMs);
      await life?.exited;
    },
    remove: (handle) => remove(shared, handle.id),
  };
}

/** Makes the engine; nothing is asked of the daemon yet. As root the spawner must know the socket (`daemons`). `close` leaves the spawner alone. */
export async function makeDockerEngine(parts: DockerParts): Promise<DockerEngine> {
  const shared = await makeShared(parts);
  const engine: DockerEngine = {
    name: parts.name,
    ...verbs(shared),
    probe: (): Promise<Health> =>
      probeDocker({
        engine,
        name: parts.name,
        socket: parts.socket,
        facts: parts.spawner.facts,
        daemon: () => daemonOf(shared),
        ready: async () => void (await imageFor(shared, undefined)),
      }),
    create: (bundle) => create(shared, bundle),
    adopt: (handle) => adopt(shared, handle),
    sweep: () => sweep(shared),
    imageDigest: (image) => shared.digests.get(image ?? parts.image ?? ""),
    async leave() {
      for (const life of shared.lives.values()) life.leave();
    },
    async close() {
      for (const id of [...shared.lives.keys()]) await remove(shared, id);
    },
  };
  return engine;
}
