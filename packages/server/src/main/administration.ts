// What the administrator's socket offers, and that it is there: `terrarium queue` and `terrarium gc` ask for it.
import type { Logger } from "pino";
import { fault } from "../core/errors.js";
import type { QueueMode } from "../core/operation.js";
import type { Jobs } from "../jobs/jobs.js";
import type { Deployment, Hidden } from "../processes/deploy.js";
import { type AdminActions, type AdminSocket, adminPath, openAdminSocket } from "./admin-socket.js";

const modes: readonly QueueMode[] = ["open", "held", "draining"];

/** What the socket speaks for. */
export interface Administered {
  readonly jobs: Pick<Jobs, "queue" | "collectGarbage">;
  readonly catalogue: Pick<Deployment, "list" | "fileOf">;
  readonly hidden: readonly Hidden[];
  readonly log: Logger;
}

function actionsOf({ jobs, catalogue, hidden, log }: Administered): AdminActions {
  return {
    "GET /processes": async () => ({
      processes: catalogue.list().map(({ description }) => ({ description, file: catalogue.fileOf(description.id) })),
      hidden,
    }),
    "GET /queue": () => jobs.queue.show(),
    async "POST /queue"({ mode }) {
      const known = modes.find((one) => one === mode);
      if (known === undefined) throw fault("invalid-parameter", `The queue can be ${modes.join(", ")}, and nothing else.`, "mode");
      return jobs.queue.set(known);
    },
    async "POST /gc"({ dryRun }) {
      const report = await jobs.collectGarbage({ isDryRun: dryRun !== false });
      log.info({ found: report.found.length, removed: report.removed, bytes: report.bytes }, "the administrator has looked for garbage");
      return report;
    },
  };
}

/** Opens the socket; where that cannot be, it is said and the server works without. */
export async function openAdministration(dataDir: string, parts: Administered): Promise<Pick<AdminSocket, "close">> {
  try {
    return await openAdminSocket(adminPath(dataDir), actionsOf(parts));
  } catch (error) {
    parts.log.warn({ err: error }, "there is no socket for the administrator: terrarium queue and gc cannot reach this server");
    return { close: async () => undefined };
  }
}
