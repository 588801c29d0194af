// Makes one engine of the configuration by its name: the only place that knows what engines there are.

import { type EngineSettings, kindOf } from "../config/engines.js";
import type { Engine } from "../core/engine.js";
import type { Spawner } from "../core/spawner.js";
import { makeBwrapEngine } from "../engines/bwrap/bwrap.js";
import { makeChildEngine } from "../engines/child/child.js";
import { makeDockerEngine, usualSocket } from "../engines/docker/docker.js";
import { makeOciEngine } from "../engines/oci/oci.js";
import { runtimeOf } from "../engines/oci/runtimes.js";

export interface MadeEngine {
  readonly engine: Engine;
  /** What builds its sandboxes, in people's words, e.g. "bubblewrap". */
  readonly title: string;
  /** Content address of the image that a process runs in: of its own, or of those that name none. Called after the probe. */
  readonly imageDigest?: (image: string | undefined) => string | undefined;
}

export interface EngineContext {
  readonly settings: EngineSettings;
  /** Real paths. */
  readonly dataDir: string;
  readonly bundlesDir: string;
  /** Who the server will be. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** The one spawner of this server, started when an engine first asks for it. */
  readonly spawner: () => Promise<Spawner>;
  readonly warn: (message: string) => void;
}

/** The socket of the daemon that runs an engine's containers; undefined for engines without one. */
export function socketOf(name: string, settings: EngineSettings | undefined): string | undefined {
  return kindOf(name) === "docker" ? (settings?.socket ?? usualSocket(name)) : undefined;
}

/** Makes the engine `name`; its health is not known yet. Throws an Error with one sentence. */
export async function makeEngine(name: string, context: EngineContext): Promise<MadeEngine> {
  switch (kindOf(name)) {
    case "bwrap":
      return { engine: makeBwrapEngine({ spawner: await context.spawner() }), title: "bubblewrap" };
    case "child":
      return { engine: makeChildEngine(), title: "no isolation" };
    case "oci": {
      const runtime = runtimeOf(name, context.settings.platform);
      const { program } = context.settings;
      const engine = makeOciEngine({ spawner: await context.spawner(), runtime, ...(program === undefined ? {} : { program }) });
      return { engine, title: runtime.title };
    }
    case "docker": {
      const { image } = context.settings;
      const socket = socketOf(name, context.settings) ?? "";
      const parts = { name, socket, spawner: await context.spawner(), warn: context.warn };
      const engine = await makeDockerEngine({ ...parts, ...(image === undefined ? {} : { image }) });
      return { engine, title: name === "podman" ? "Podman" : "Docker", imageDigest: (wanted) => engine.imageDigest(wanted) };
    }
  }
}

/** How much stands between a job and the host's kernel: the more, the higher. */
export function strengthOf(name: string): number {
  if (name === "child") return 0;
  // runsc has a kernel of its own, and so has what one adds by a name of one's own (Kata).
  return kindOf(name) !== "oci" || name === "crun" || name === "runc" ? 1 : 2;
}

/** The stronger engine; of equal ones the first. */
export function stricter(one: string, other: string): string {
  return strengthOf(other) > strengthOf(one) ? other : one;
}
