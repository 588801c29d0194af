// The operations of administrators: what the server tells of itself, setting the queue, looking for garbage. That only they get here was asked before.
import type { Administration } from "../core/administration.js";
import { fault, ServiceError } from "../core/errors.js";
import type { Job } from "../core/job.js";
import type { Caller, Operation, Outcome } from "../core/operation.js";
import type { QueueControl } from "../core/queue-view.js";
import { noSuchProcess } from "./accept.js";
import { dismissMany } from "./dismiss-many.js";
import { collectGarbage } from "./garbage.js";
import type { JobsParts } from "./parts.js";
import type { PoolFigures } from "./pool.js";

type Administering = Extract<Operation, { kind: "show-administration" | "set-queue" | "set-bounds" | "dismiss-jobs" | "collect-garbage" }>;

/** Performs an operation of an administrator; `end` ends a job that has not ended, undefined if it had. */
export type Administrate = (
  operation: Administering,
  caller: Pick<Caller, "owner">,
  end: (id: string) => Promise<Job | undefined>,
) => Promise<Outcome>;

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
    return { id, version, engine, limits, ready, creating, bounds: queue.boundsOf(id) };
  });
  return { ...seen, queue: view, jobs, processes };
}

export function makeAdministrate(parts: AdministrateParts): Administrate {
  const { queue, log } = parts;
  return async (operation, { owner }, end) => {
    switch (operation.kind) {
      case "show-administration":
        return { kind: "administration", administration: await look(parts) };
      case "set-queue":
        await queue.set(operation.mode);
        log.info({ owner, mode: operation.mode }, "an administrator has set the queue");
        return { kind: "administration", administration: await look(parts) };
      case "set-bounds": {
        const { processId, bounds } = operation;
        if (parts.catalogue.get(processId) === undefined) throw new ServiceError([noSuchProcess(processId)]);
        await queue.bound(processId, bounds);
        log.info({ owner, process: processId, ...bounds }, "an administrator has set the bounds of a process");
        return { kind: "administration", administration: await look(parts) };
      }
      case "dismiss-jobs": {
        // Everything at once is too easily meant for something else.
        if (!operation.isDryRun && Object.keys(operation.filter).length === 0)
          throw fault("invalid-parameter", "Say which jobs: by process, state, owner or time.", "query");
        const dismissal = await dismissMany(operation.filter, operation.isDryRun, { store: parts.store, end });
        const { found, dismissed, failed } = dismissal;
        if (!operation.isDryRun)
          log.info({ owner, filter: operation.filter, found, dismissed, failed }, "an administrator has dismissed jobs");
        return { kind: "dismissal", dismissal };
      }
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
