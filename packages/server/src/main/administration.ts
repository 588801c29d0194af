// What the administrator's socket offers, and that it is there: `terrarium queue` and `terrarium gc` ask for it.
import type { Logger } from "pino";
import { fault } from "../core/errors.js";
import type { QueueMode } from "../core/operation.js";
import type { Jobs } from "../jobs/jobs.js";
import { type AdminActions, type AdminSocket, adminPath, openAdminSocket } from "./admin-socket.js";

const modes: readonly QueueMode[] = ["open", "held", "draining"];

function actionsOf(jobs: Pick<Jobs, "queue" | "collectGarbage">, log: Logger): AdminActions {
  return {
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
export async function openAdministration(
  dataDir: string,
  jobs: Pick<Jobs, "queue" | "collectGarbage">,
  log: Logger,
): Promise<Pick<AdminSocket, "close">> {
  try {
    return await openAdminSocket(adminPath(dataDir), actionsOf(jobs, log));
  } catch (error) {
    log.warn({ err: error }, "there is no socket for the administrator: terrarium queue and gc cannot reach this server");
    return { close: async () => undefined };
  }
}
