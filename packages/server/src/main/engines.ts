// Several engines as one: a bundle goes to the engine of its process, and everything after that to the engine of its handle.
import { type Engine, lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";

export interface EnginesParts {
  readonly engines: ReadonlyMap<string, Engine>;
  /** Name of the engine for bundles of processes that name none. */
  readonly preset: Engine;
}

/** Routes by name. A handle of an engine that is not in use any more is that of a lost sandbox. */
export function makeEngines({ engines, preset }: EnginesParts): Engine {
  const find = (name: string): Engine => {
    const engine = engines.get(name);
    // Never another one in its place: the job would run in weaker isolation than was asked for.
    if (engine === undefined) throw fault("engine-failed", `The engine ${name} is not in use on this server.`);
    return engine;
  };
  return {
    name: preset.name,
    probe: (name = preset.name) => (name === preset.name ? preset : find(name)).probe(),
    create: async (bundle) => (bundle.process.engine === undefined ? preset : find(bundle.process.engine)).create(bundle),
    start: async (handle) => find(handle.engine).start(handle),
    adopt: async (handle) => engines.get(handle.engine)?.adopt(handle) ?? false,
    wait: async (handle, listen) => engines.get(handle.engine)?.wait(handle, listen) ?? lostExit(),
    collect: async (handle, names, into) => find(handle.engine).collect(handle, names, into),
    look: async (handle, logFrom, waitMs) => engines.get(handle.engine)?.look?.(handle, logFrom, waitMs),
    pause: async (handle) => find(handle.engine).pause(handle),
    resume: async (handle) => find(handle.engine).resume(handle),
    kill: async (handle, graceMs) => find(handle.engine).kill(handle, graceMs),
    remove: async (handle) => engines.get(handle.engine)?.remove(handle),
    async sweep() {
      for (const engine of engines.values()) await engine.sweep?.();
    },
    async leave() {
      for (const engine of engines.values()) await (engine.leave === undefined ? engine.close() : engine.leave());
    },
    async close() {
      for (const engine of engines.values()) await engine.close();
    },
  };
}
