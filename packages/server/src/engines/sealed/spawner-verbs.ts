// The verbs of an engine whose sandboxes are the spawner's: all but the making of them.
import type { Engine } from "../../core/engine.js";
import type { Spawner } from "../../core/spawner.js";

type Verbs = Required<Omit<Engine, "name" | "holdsAllowLists" | "probe" | "create">>;

/** A sandbox has the id of its handle there. `close` closes the spawner. */
export function spawnerVerbs(spawner: Spawner): Verbs {
  return {
    start: (handle) => spawner.start(handle.id),
    adopt: (handle) => spawner.adopt(handle.id),
    wait: (handle, listen) => spawner.wait(handle.id, listen),
    collect: (handle, names, into) => spawner.collect(handle.id, names, into),
    look: (handle, logFrom, waitMs) => spawner.look(handle.id, logFrom, waitMs),
    pause: (handle) => spawner.pause(handle.id),
    resume: (handle) => spawner.resume(handle.id),
    kill: (handle, graceMs) => spawner.kill(handle.id, graceMs),
    remove: (handle) => spawner.remove(handle.id),
    sweep: () => spawner.sweep(),
    leave: () => spawner.leave(),
    close: () => spawner.close(),
  };
}
