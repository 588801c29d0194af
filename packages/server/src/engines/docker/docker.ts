// Runs each bundle in a container of its own, by way of a Docker or Podman daemon. What only root may own (host uid, quota, control group) is borrowed
// from the spawner. The daemon is never asked to pull anything.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { type Bundle, type Engine, type Exit, type Handle, type Health, lostExit } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import { containerOf, type Place } from "./container.js";
import { type Life, watch } from "./life.js";
import { imageFor, placeOf, prepareFolders } from "./place.js";
import { probeDocker } from "./probe.js";
import { catchUp, type DockerParts, daemonOf, makeShared, nameOf, removeContainer, type Shared, strangers } from "./shared.js";

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

/** What the next server needs to know of a container; lies in the bundle's folder. */
interface Record_ {
  readonly limits: Limits;
  readonly ranMs: number;
  /** By the kernel's monotonic clock, which is the same for the next server and stands still while the host sleeps; absent while it does not run. */
  readonly sinceBootMs?: number;
}

function bootMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

async function writeRecord(dir: string, record: Record_): Promise<void> {
  const path = join(dir, "container.json");
  await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  await rename(`${path}.new`, path);
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
  const clocked = (ranMs: number, isRunning: boolean) =>
    writeRecord(dir, { limits, ranMs, ...(isRunning ? { sinceBootMs: bootMs() } : {}) });
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
  const { limits, ranMs: ranBeforeMs, sinceBootMs } = JSON.parse(text) as Record_;
  const { Running: isRunning, Paused: isPaused } = (answer.body as Inspected).State;
  const stream = isRunning ? await client.attach(name).catch(() => undefined) : undefined;
  const ranMs = ranBeforeMs + (sinceBootMs === undefined ? 0 : Math.max(0, bootMs() - sinceBootMs));
  const clocked = (nowRanMs: number, goesOn: boolean) =>
    writeRecord(dir, { limits, ranMs: nowRanMs, ...(goesOn ? { sinceBootMs: bootMs() } : {}) });
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

async function sweep(shared: Shared): Promise<void> {
  for (const name of await strangers(shared)) await removeContainer(shared, name);
  await shared.parts.spawner.leases.sweep();
}

function verbs(shared: Shared): Omit<Engine, "name" | "holdsAllowLists" | "probe" | "create" | "adopt" | "sweep" | "close" | "leave"> {
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
    look: async (handle, logFrom, waitMs) => lives.get(handle.id)?.look(logFrom, waitMs),
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
    holdsAllowLists: true,
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
