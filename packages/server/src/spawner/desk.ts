// Performs what servers ask of sandboxes, one server after the other. Sandboxes that have started outlive their server and wait to be adopted;
// nothing that is asked for here gives a server more than what it may do with sandboxes of its own.
import type { Socket } from "node:net";
import { lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import type { SandboxPlan } from "../core/spawner.js";
import { namesBelow } from "./descend.js";
import type { PreparedHost } from "./host.js";
import { answerLease } from "./lease-lines.js";
import { makeLeases } from "./leases.js";
import { type Answer, type Request, writeLine, writeMessage } from "./lines.js";
import { spawnerFolder } from "./place.js";
import { makeSandbox, type Sandbox } from "./sandbox.js";

export interface Desk {
  perform(request: Request, socket: Socket): Promise<Answer>;
  /** The server is gone: ends what never started. Resolves with whether anything is left. */
  drop(): Promise<boolean>;
  /** Ends and removes every sandbox. */
  clear(): Promise<void>;
}

interface Entry {
  readonly made: Promise<Sandbox>;
  /** The server that is there now made it or has adopted it. */
  isOwned: boolean;
}

const lost = lostExit();

/** What the unprivileged server says is not believed: root acts on it. Paths are checked where they are opened. */
function checkPlan(host: PreparedHost["host"], plan: Pick<SandboxPlan, "id" | "dir" | "limits">): void {
  if (!/^[\w.-]{1,100}$/.test(plan.id) || plan.id.startsWith(".")) throw fault("engine-failed", "The bundle's id is no file name.");
  const [first] = namesBelow(host.dataDir, plan.dir);
  if (first === spawnerFolder) throw fault("engine-failed", "The bundle lies in the spawner's own folder.");
  namesBelow(host.bundlesDir, plan.dir);
  for (const [name, value] of Object.entries(plan.limits)) {
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) throw fault("engine-failed", `The limit ${name} is no number.`);
  }
}

/** As asked for, within a minute. */
function graceOf(ms: number | undefined): number {
  return typeof ms === "number" && ms > 0 ? Math.min(ms, 60_000) : 0;
}

async function removeEntry(entries: Map<string, Entry>, id: string): Promise<void> {
  const entry = entries.get(id);
  const sandbox = await entry?.made.catch(() => undefined);
  await sandbox?.remove().finally(() => {
    if (entries.get(id) === entry) entries.delete(id);
  });
}

/** Ends and removes those that `isMeant`; what fails is told to the operator where it failed. */
async function removeAll(entries: Map<string, Entry>, isMeant: (entry: Entry, sandbox: Sandbox) => boolean): Promise<void> {
  await Promise.all(
    [...entries].map(async ([id, entry]) => {
      const sandbox = await entry.made.catch(() => undefined);
      if (sandbox && isMeant(entry, sandbox)) await removeEntry(entries, id).catch(() => {});
    }),
  );
}

/** What the sandbox says and how it ends is told without being asked for. */
async function create({ host, zygotes }: PreparedHost, entries: Map<string, Entry>, plan: SandboxPlan, socket: Socket): Promise<boolean> {
  checkPlan(host, plan);
  if (entries.has(plan.id)) throw fault("engine-failed", `There is a sandbox "${plan.id}" already.`);
  const made = makeSandbox(host, plan, zygotes);
  entries.set(plan.id, { made, isOwned: true });
  const sandbox = await made.catch((error: unknown) => {
    entries.delete(plan.id);
    throw error;
  });
  const { id } = plan;
  sandbox.listen((message) => writeMessage(socket, id, message));
  void sandbox.exited.then((exit) => writeLine(socket, { id, exit }));
  return sandbox.isForked;
}

async function adopt(entries: Map<string, Entry>, id: string): Promise<boolean> {
  const entry = entries.get(id);
  const sandbox = await entry?.made.catch(() => undefined);
  if (entry === undefined || sandbox?.hasStarted() !== true) return false;
  entry.isOwned = true;
  return true;
}

/** Makes the desk of a prepared host. */
export function makeDesk(prepared: PreparedHost): Desk {
  const entries = new Map<string, Entry>();
  const leases = makeLeases(prepared.host);
  const find = async (id: string): Promise<Sandbox> => {
    const sandbox = await entries.get(id)?.made;
    if (!sandbox) throw fault("engine-failed", `There is no sandbox "${id}".`);
    return sandbox;
  };
  const drop = async () => {
    for (const entry of entries.values()) entry.isOwned = false;
    await removeAll(entries, (entry, sandbox) => !entry.isOwned && !sandbox.hasStarted());
    const isAnythingLent = await leases.drop();
    return entries.size > 0 || isAnythingLent;
  };
  const wait = async (id: string, socket: Socket) => {
    const sandbox = await entries.get(id)?.made.catch(() => undefined);
    if (!sandbox) return lost;
    sandbox.listen((message) => writeMessage(socket, id, message));
    return sandbox.exited;
  };
  const perform = async (request: Request, socket: Socket): Promise<Answer> => {
    switch (request.verb) {
      case "create":
        return create(prepared, entries, request.plan, socket);
      case "wait":
        return wait(request.id, socket);
      case "collect":
        return (await find(request.id)).collect(request.names, request.into);
      case "look":
        return (await entries.get(request.id)?.made.catch(() => undefined))?.look(request.logFrom, request.waitMs);
      case "kill":
        return (await find(request.id)).kill(graceOf(request.graceMs)).then(() => undefined);
      case "remove":
        return removeEntry(entries, request.id).then(() => undefined);
      case "adopt":
        return adopt(entries, request.id);
      case "sweep":
        return removeAll(entries, (entry) => !entry.isOwned).then(() => undefined);
      case "refolder":
        return prepared.refolder().then(() => undefined);
      case "leases":
        if (request.what.ask === "lease") checkPlan(prepared.host, request.what.order);
        return answerLease(leases, request.what);
      case "leave":
        return drop();
      case "start": {
        (await find(request.id)).start();
        return undefined;
      }
      case "pause":
        return (await find(request.id)).pause().then(() => undefined);
      case "resume":
        return (await find(request.id)).resume().then(() => undefined);
      case "close":
        return undefined;
    }
  };
  return {
    perform,
    drop,
    async clear() {
      await Promise.all([removeAll(entries, () => true), leases.clear()]);
      entries.clear();
    },
  };
}
