// An engine whose jobs may have a way out: opened before the sandbox is made, closed when it has ended, opened anew when it is taken over. An engine that cannot
// hold an allow-list refuses bundles that have one.
import type { Engine, Handle } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { type EgressParts, openWayOut, type Reach, type WayOut } from "./way-out.js";

function refusing(engine: Engine): Engine {
  return {
    ...engine,
    async create(bundle) {
      if (bundle.network.kind === "none") return engine.create(bundle);
      throw fault("engine-failed", `The engine ${engine.name} cannot hold a network policy, so it does not run what has one.`);
    },
  };
}

/** The engine with ways out. A bundle without an allow-list goes by untouched. */
export function withEgress(engine: Engine, parts: EgressParts): Engine {
  if (engine.holdsAllowLists !== true) return refusing(engine);
  const ways = new Map<string, WayOut>();
  const shut = (id: string) => {
    ways.get(id)?.close();
    ways.delete(id);
  };
  const shutAll = () => {
    for (const id of [...ways.keys()]) shut(id);
  };
  const open = async (reach: Reach) => {
    shut(reach.id);
    ways.set(reach.id, await openWayOut(reach, parts));
  };
  return {
    ...engine,
    async create(bundle): Promise<Handle> {
      const { id, dir, network, innerNetworks = [] } = bundle;
      if (network.kind === "none") return engine.create(bundle);
      const wayOut = { dir, hosts: network.hosts, innerNetworks };
      await open({ id, ...wayOut }).catch((error: unknown) => {
        throw fault("engine-failed", `The way out of a sandbox cannot be opened: ${(error as Error).message}`, undefined, error);
      });
      try {
        return { ...(await engine.create(bundle)), wayOut };
      } catch (error) {
        shut(id);
        throw error;
      }
    },
    async adopt(handle) {
      const isThere = await engine.adopt(handle);
      const { id, wayOut } = handle;
      // Without it the job goes on, and is told by its own connections that there is none.
      if (isThere && wayOut !== undefined)
        await open({ id, ...wayOut }).catch((error: unknown) =>
          parts.log.warn({ err: error, bundle: id }, "a way out was not opened again"),
        );
      return isThere;
    },
    async wait(handle, listen) {
      try {
        return await engine.wait(handle, listen);
      } finally {
        shut(handle.id);
      }
    },
    async remove(handle) {
      shut(handle.id);
      await engine.remove(handle);
    },
    ...(engine.leave === undefined
      ? {}
      : {
          async leave() {
            shutAll();
            await engine.leave?.();
          },
        }),
    async close() {
      shutAll();
      await engine.close();
    },
  };
}
