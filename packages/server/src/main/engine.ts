// Starts the engines that the configuration uses, each by its name, and refuses to go on without the isolation that is asked for.
// What engines there are is left to engine-kinds.ts, which of them a bundle goes to is left to engines.ts.
import { join } from "node:path";
import type { Config } from "../config/config.js";
import { enginesInUse } from "../config/engines.js";
import type { DeployedProcess, Engine, Health } from "../core/engine.js";
import type { IsolationRecord } from "../core/isolation-record.js";
import type { Spawner } from "../core/spawner.js";
import type { EgressParts } from "../egress/way-out.js";
import { withEgress } from "../egress/with-egress.js";
import type { EngineChoices } from "../processes/deploy.js";
import { startSpawner } from "../spawner/start.js";
import { type MadeEngine, makeEngine, socketOf, strengthOf, stricter } from "./engine-kinds.js";
import { makeEngines } from "./engines.js";

/** One engine that runs here. */
export interface RunningEngine extends MadeEngine {
  readonly health: Health;
}

export interface EngineInUse {
  /** All engines as one. */
  readonly engine: Engine;
  /** The default first. */
  readonly running: ReadonlyMap<string, RunningEngine>;
  /** What deploying must know of them. */
  readonly choices: EngineChoices;
  /** Of the default engine. */
  readonly health: Health;
  /** How jobs of a process are sealed here, by the engine that runs them. */
  isolationOf(process: DeployedProcess): IsolationRecord;
  /** Resolves when nothing can be run any more although nobody asked for that. */
  readonly gone: Promise<void>;
  /** Ends every sandbox. */
  close(): Promise<void>;
  /** Started sandboxes go on where an engine can leave them; the others end. */
  leave(): Promise<void>;
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
  readonly egress: EgressParts;
}

/** Several engines end with the server, and each ends its spawner: it is asked once. */
function sharedOf(spawner: Spawner): Spawner {
  let ended: Promise<void> | undefined;
  const once = (end: () => Promise<void>) => () => {
    ended ??= end();
    return ended;
  };
  return { ...spawner, close: once(spawner.close), leave: once(spawner.leave) };
}

/** Starts the spawner when an engine first needs it. */
function makeSpawnerOnce({ config, dataDir, owner, folders, warn }: EngineParts) {
  let started: Promise<Spawner> | undefined;
  let tellGone = () => {};
  const gone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });
  const { uidBase, uidCount } = config.isolation;
  return {
    gone,
    get() {
      started ??= startSpawner({
        dataDir,
        bundlesDir: join(dataDir, "bundles"),
        folders,
        daemons: enginesInUse(config).flatMap((name) => socketOf(name, config.engines[name]) ?? []),
        uids: { base: uidBase + 1, count: uidCount - 1 },
        owner,
        warn,
      }).then((spawner) => {
        void spawner.gone.then(tellGone);
        return sharedOf(spawner);
      });
      return started;
    },
    close: async () => (await started?.catch(() => undefined))?.close(),
    leave: async () => (await started?.catch(() => undefined))?.leave(),
  };
}

/** Starts and probes the engines. Throws an Error with one sentence that says what is missing and how to get it. */
export async function startEngine(parts: EngineParts): Promise<EngineInUse> {
  const { config, dataDir, owner, warn } = parts;
  const spawner = makeSpawnerOnce(parts);
  const running = new Map<string, RunningEngine>();
  const unusable = new Map<string, string>();
  const close = async () => {
    for (const { engine } of running.values()) await engine.close();
    await spawner.close();
  };
  const leave = async () => {
    for (const { engine } of running.values()) await (engine.leave === undefined ? engine.close() : engine.leave());
    await spawner.leave();
  };
  try {
    for (const name of enginesInUse(config)) {
      const settings = config.engines[name] ?? {};
      const context = { settings, dataDir, bundlesDir: join(dataDir, "bundles"), owner, spawner: spawner.get, warn };
      const started = await probed(name, context, config);
      if (typeof started === "string") unusable.set(name, started);
      else running.set(name, { ...started, engine: withEgress(started.engine, parts.egress) });
    }
    const preset = running.get(config.isolation.engine);
    if (preset === undefined) throw new Error(refusal(unusable.get(config.isolation.engine) ?? "the probe failed."));
    const strictest = strictestByIdentifier(config, unusable);
    return {
      engine: makeEngines({ engines: new Map([...running].map(([name, { engine }]) => [name, engine])), preset: preset.engine }),
      running,
      choices: {
        preset: config.isolation.engine,
        unusable,
        imageEngines: new Set([...running].flatMap(([name, { imageDigest }]) => (imageDigest === undefined ? [] : [name]))),
        policyEngines: new Set([...running].flatMap(([name, { engine }]) => (engine.holdsAllowLists ? [name] : []))),
        first: (engine) => stricter(engine ?? config.isolation.engine, strictest),
      },
      health: preset.health,
      isolationOf: (process) => isolationRecord(running.get(process.engine ?? config.isolation.engine) ?? preset, process),
      gone: spawner.gone,
      close,
      leave,
    };
  } catch (error) {
    // Jobs of a former server may run: they are not to end because this one cannot start.
    await leave();
    throw error;
  }
}

/** The engine, or why it cannot be had here. */
async function probed(name: string, context: Parameters<typeof makeEngine>[1], config: Config): Promise<RunningEngine | string> {
  let made: MadeEngine;
  try {
    made = await makeEngine(name, context);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // No engine is to blame for a full disk.
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Error(`Nothing more can be written below ${context.dataDir} (${code}); make room there, then start the server again.`);
    return message;
  }
  const health = await made.engine.probe();
  const problem = missing(name, config, health);
  if (problem === undefined) return { ...made, health };
  // The spawner is shared and stays; what this engine holds of its own ends with the server.
  return problem;
}

function missing(name: string, config: Config, health: Health): string | undefined {
  if (!health.ok) return health.problem ?? "the probe failed.";
  if (name === "child") return undefined;
  const lacking = [...always, ...config.isolation.require].filter((feature) => !health.enforced.includes(feature));
  if (lacking.length === 0) return undefined;
  return `this host cannot enforce ${lacking.join(", ")} with ${name}, which isolation.require or Terrarium itself demands; terrarium doctor says more.`;
}

function refusal(problem: string): string {
  return `No job can be isolated here as configured, so the server does not start: ${problem}`;
}

/**
 * A process is known by its identifier only after it has described itself: until then it could be any that is meant for a stricter engine, and
 * is treated so. Throws where nothing as strict as asked for can run.
 */
function strictestByIdentifier(config: Config, unusable: ReadonlyMap<string, string>): string {
  const asked = Object.entries(config.processes.overrides).flatMap(([id, { engine, hidden }]) =>
    engine === undefined || hidden ? [] : [{ id, engine }],
  );
  const strictest = asked
    .filter(({ engine }) => !unusable.has(engine))
    .reduce((best, { engine }) => stricter(best, engine), config.isolation.engine);
  for (const { id, engine } of asked) {
    const problem = unusable.get(engine);
    if (problem !== undefined && strengthOf(engine) > strengthOf(strictest))
      throw new Error(refusal(`[processes.override.${id}] asks for ${engine}, which cannot run here: ${problem}`));
  }
  return strictest;
}

function isolationRecord({ engine, title, health, imageDigest }: RunningEngine, process: DeployedProcess): IsolationRecord {
  const { enforced, notEnforced, version } = health;
  const { limits, network, image } = process;
  const digest = imageDigest?.(image);
  return {
    engine: engine.name,
    runtime: version === undefined ? title : `${title} ${version}`,
    // A job that may reach something has a network, as narrow as it is.
    enforced: network.kind === "none" ? enforced : enforced.map((name) => (name === "no network" ? "network policy" : name)),
    notEnforced,
    limits,
    network,
    ...(digest === undefined ? {} : { imageDigest: digest }),
  };
}
