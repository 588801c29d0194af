// What the administrator's socket offers, and that it is there: `terrarium queue` and `terrarium gc` ask for it.
import type { Logger } from "pino";
import type { Tokens } from "../access/tokens.js";
import { fault } from "../core/errors.js";
import type { Caller } from "../core/operation.js";
import type { QueueMode } from "../core/queue-view.js";
import type { Jobs } from "../jobs/jobs.js";
import type { Hidden } from "../processes/deploy.js";
import type { Files } from "../processes/versions.js";
import { type AdminActions, type AdminSocket, adminPath, openAdminSocket } from "./admin-socket.js";
import { networkNotes } from "./egress.js";
import type { Offering } from "./offering.js";
import { tokenActions } from "./tokens-action.js";

/** Only the server's own account and root reach the socket. */
const atTheSocket: Caller = { owner: "administrator", role: "administer", isKnown: true };

const modes: readonly QueueMode[] = ["open", "held", "draining"];

function textOf(value: unknown, name: string): string {
  if (typeof value !== "string") throw fault("invalid-parameter", `${name} must be a text.`, name);
  return value;
}

/** Contents as base64, by path. */
function filesOf(value: unknown): Files {
  if (typeof value !== "object" || value === null)
    throw fault("invalid-parameter", "files must be a table of paths and contents.", "files");
  return Object.fromEntries(Object.entries(value).map(([path, content]) => [path, Buffer.from(String(content), "base64")]));
}

/** What administrators should know of a process that has just been offered; the log hears it too. */
function warningsOf(id: string, { catalogue, log }: Administered): readonly string[] {
  const warnings = networkNotes({ list: () => catalogue.list().filter(({ description }) => description.id === id) });
  for (const warning of warnings) log.warn({}, warning);
  return warnings;
}

/** What the socket speaks for. */
export interface Administered {
  readonly jobs: Pick<Jobs, "queue" | "perform">;
  readonly catalogue: Omit<Offering, "onChange" | "get">;
  readonly hidden: readonly Hidden[];
  readonly tokens: Tokens;
  readonly log: Logger;
}

function actionsOf(parts: Administered): AdminActions {
  const { jobs, catalogue, hidden, tokens, log } = parts;
  return {
    ...tokenActions(tokens, log, Date.now),
    "GET /processes": async () => ({
      processes: catalogue.list().map(({ description }) => ({ description, file: catalogue.fileOf(description.id) })),
      hidden,
    }),
    "GET /deployments": async () => ({ deployed: catalogue.deployed() }),
    async "POST /deployments"({ file, files }) {
      const { id, version } = await catalogue.add(textOf(file, "file"), filesOf(files));
      log.info({ process: id, version: version.version, number: version.number }, "a process was deployed");
      return { id, version, warnings: warningsOf(id, parts) };
    },
    async "POST /deployments/rollback"({ id, number }) {
      const back = await catalogue.rollBack(textOf(id, "id"), typeof number === "number" ? number : undefined);
      log.info({ process: back.id, version: back.version.version, number: back.version.number }, "an older version is offered again");
      return { ...back, warnings: warningsOf(back.id, parts) };
    },
    async "POST /deployments/remove"({ id }) {
      await catalogue.remove(textOf(id, "id"));
      log.info({ process: id }, "a process is no longer deployed");
      return { id };
    },
    "GET /queue": () => jobs.queue.show(),
    async "POST /queue"({ mode }) {
      const known = modes.find((one) => one === mode);
      if (known === undefined) throw fault("invalid-parameter", `The queue can be ${modes.join(", ")}, and nothing else.`, "mode");
      await jobs.perform({ kind: "set-queue", mode: known }, atTheSocket);
      return jobs.queue.show();
    },
    async "POST /gc"({ dryRun }) {
      const outcome = await jobs.perform({ kind: "collect-garbage", isDryRun: dryRun !== false }, atTheSocket);
      return outcome.kind === "garbage" ? outcome.report : undefined;
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
