// Chooses the engine that the configuration names, and refuses to go on without the isolation that is required.
import { join } from "node:path";
import type { Engine, Health } from "../core/engine.js";
import { makeBwrapEngine } from "../engines/bwrap/bwrap.js";
import { makeChildEngine } from "../engines/child/child.js";
import { startSpawner } from "../spawner/start.js";
import type { Config } from "./config-type.js";

export interface EngineInUse {
  readonly engine: Engine;
  readonly health: Health;
  /** Resolves when nothing can be run any more although nobody asked for that. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

/** Isolation that every sealed job has; architecture decision 2. */
const always = ["namespaces", "read-only root", "no network", "seccomp", "no capabilities"];

export interface EngineParts {
  readonly config: Config;
  /** A real path. */
  readonly dataDir: string;
  /** Who the server will be. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Folders that sandboxes are shown beside the data directory. */
  readonly folders: readonly string[];
  readonly warn: (message: string) => void;
}

/** Starts and probes the engine. Throws an Error with one sentence that says what is missing and how to get it. */
export async function startEngine({ config, dataDir, owner, folders, warn }: EngineParts): Promise<EngineInUse> {
  const { uidBase, uidCount } = config.isolation;
  const spawner = await startSpawner({
    dataDir,
    bundlesDir: join(dataDir, "bundles"),
    folders,
    uids: { base: uidBase + 1, count: uidCount - 1 },
    owner,
    warn,
  });
  const engine = config.isolation.engine === "child" ? makeChildEngine() : makeBwrapEngine({ spawner });
  const close = async () => {
    await engine.close();
    await spawner.close();
  };
  const health = await engine.probe();
  const problem = missing(config, health);
  if (problem === undefined) return { engine, health, gone: spawner.gone, close };
  await close();
  throw new Error(problem);
}

function missing(config: Config, health: Health): string | undefined {
  if (!health.ok) return `No job can be isolated here, so the server does not start: ${health.problem ?? "the probe failed."}`;
  if (config.isolation.engine === "child") return undefined;
  const lacking = [...always, ...config.isolation.require].filter((feature) => !health.enforced.includes(feature));
  if (lacking.length === 0) return undefined;
  return `This host cannot enforce ${lacking.join(", ")}, which isolation.require or Terrarium itself demands, so the server does not start; terrarium doctor says more.`;
}
