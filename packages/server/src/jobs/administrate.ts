// The operations of administrators: what the server tells of itself, setting the queue, looking for garbage. That only they get here was asked before.
import type { Administration } from "../core/administration.js";
import { fault } from "../core/errors.js";
import type { Caller, Operation, Outcome } from "../core/operation.js";
import type { QueueControl } from "../core/queue-view.js";
import { collectGarbage } from "./garbage.js";
import type { JobsParts } from "./parts.js";
import type { PoolFigures } from "./pool.js";

type Administering = Extract<Operation, { kind: "show-administration" | "set-queue" | "collect-garbage" }>;

/** Performs an operation of an administrator. */
export type Administrate = (operation: Administering, caller: Pick<Caller, "owner">) => Promise<Outcome>;

export interface AdministrateParts extends JobsParts {
  readonly queue: QueueControl;
  readonly sandboxes: () => ReadonlyMap<string, PoolFigures>;
}

async function look(parts: AdministrateParts): Promise<Administration> {
  const { host, queue, store, catalogue, sandboxes } = parts;
  if (host === undefined) throw fault("unsupported", "This server tells nothing of itself.");
  const [seen, view, jobs] = await Promise.all([host(), queue.show(), store.count()]);
  const waiting = sandboxes();
  const preset = seen.engines.find(({ isDefault }) => isDefault)?.name ?? "";
  const processes = catalogue.list().map(({ description: { id, version }, engine = preset, limits }) => {
    const { ready = 0, creating = 0 } = waiting.get(id) ?? {};
    return { id, version, engine, limits, ready, creating };
  });
  return { ...seen, queue: view, jobs, processes };
}

export function makeAdministrate(parts: AdministrateParts): Administrate {
  const { queue, log } = parts;
  return async (operation, { owner }) => {
    switch (operation.kind) {
      case "show-administration":
        return { kind: "administration", administration: await look(parts) };
      case "set-queue":
        await queue.set(operation.mode);
        log.info({ owner, mode: operation.mode }, "an administrator has set the queue");
        return { kind: "administration", administration: await look(parts) };
      case "collect-garbage": {
        const { isDryRun } = operation;
        const report = await collectGarbage({ ...parts, isServing: true }, { isDryRun });
        log.info(
          { owner, isDryRun, found: report.found.length, removed: report.removed, bytes: report.bytes },
          "an administrator has looked for garbage",
        );
        return { kind: "garbage", report, isDryRun };
      }
    }
  };
}
