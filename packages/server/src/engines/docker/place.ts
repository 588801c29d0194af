// Prepares what a container is made of besides its bundle: folders, image, filter of system calls, and what the spawner lends.
import { access, chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import { markLabel } from "../../core/lease.js";
import { seccompProfile } from "../sealed/seccomp-profile.js";
import { settings } from "../sealed/view.js";
import type { Daemon, Place } from "./container.js";
import { ensureBareImage, imageId } from "./image.js";
import { daemonOf, type Shared } from "./shared.js";

/** What the daemon's init (tini, catatonit) does beside what jobs may: it waits for signals. */
const initCalls = ["rt_sigtimedwait", "signalfd4"];
const bundleLabel = "org.terrarium.bundle";
const bootLabel = "org.terrarium.boot";

async function settingsOf(shared: Shared): Promise<readonly string[]> {
  const exists = (name: string) =>
    access(`/etc/${name}`).then(
      () => [name],
      () => [],
    );
  shared.settings ??= Promise.all(settings.map(exists)).then((found) => found.flat());
  return shared.settings;
}

export async function imageFor(shared: Shared, wanted: string | undefined): Promise<{ readonly image: string; readonly isBare: boolean }> {
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
export async function prepareFolders(dir: string): Promise<void> {
  const job = join(dir, "job");
  await mkdir(join(job, "in"), { recursive: true });
  for (const name of ["out", "work"]) await mkdir(join(job, name));
  for (const folder of [job, join(job, "in")]) await chmod(folder, 0o755);
  await chmod(dir, 0o700);
}

/** The filter as this daemon takes it. What Podman needs as files is put into the bundle. */
async function seccompFor(daemon: Daemon, { dir, network }: Bundle): Promise<string> {
  const profile = seccompProfile(process.arch, { more: initCalls, hasWayOut: network.kind !== "none" });
  if (!profile) throw fault("engine-failed", `There is no seccomp filter for ${process.arch} machines.`);
  if (daemon.kind === "docker") return JSON.stringify(profile);
  const path = join(dir, "seccomp.json");
  await writeFile(path, JSON.stringify(profile), { mode: 0o600 });
  await writeFile(join(dir, "hosts"), "127.0.0.1 localhost\n", { mode: 0o644 });
  return path;
}

export async function placeOf(shared: Shared, bundle: Bundle): Promise<Place> {
  const daemon = await daemonOf(shared);
  const seccomp = await seccompFor(daemon, bundle);
  const image = await imageFor(shared, bundle.process.image);
  const lease = await shared.parts.spawner.leases.lease({ id: bundle.id, dir: bundle.dir, limits: bundle.limits });
  return {
    ...{ daemon, lease, seccomp, ...image },
    settings: await settingsOf(shared),
    labels: { [markLabel]: shared.mark, [bundleLabel]: bundle.id, [bootLabel]: shared.bootId },
    own: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
  };
}
