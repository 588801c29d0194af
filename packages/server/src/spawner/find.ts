// Finds the living spawner of a data directory, proved by its record, and decides whether this server can use it. One that it cannot use, or that
// does not answer, is ended together with its sandboxes: their jobs begin again.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fault } from "../core/errors.js";
import type { SpawnerFacts } from "../core/spawner.js";
import { bootId, type Child, isDead, signalChild } from "./children.js";
import { type Connection, connectTo } from "./connect.js";
import { type Hello, protocol, type SpawnerOrders, type Welcome } from "./lines.js";
import { socketPath, spawnerFolder } from "./place.js";
import { settled } from "./records.js";

export interface FoundSpawner {
  readonly connection: Connection;
  readonly facts: SpawnerFacts;
  readonly child: Child;
}

/** A living one answers within milliseconds, whatever its sandboxes do. */
const answerMs = 10_000;
/** More than an ending spawner takes. */
const endMs = 50_000;

/** After a power cut the file may be there without what was written to it. */
async function readRecord(path: string): Promise<Partial<Child & { bootId: string }>> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Partial<Child & { bootId: string }>;
  } catch {
    return {};
  }
}

/** The recorded spawner, if it is still the same child of the same boot. */
export async function recordedSpawner(path: string): Promise<Child | undefined> {
  const record = await readRecord(path);
  const { pid, startTicks, bootId: formerBoot } = record;
  if (pid === undefined || startTicks === undefined || formerBoot !== bootId()) return undefined;
  return isDead({ pid, startTicks }) ? undefined : { pid, startTicks };
}

async function answerOf(connection: Connection): Promise<Hello | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerMs);
  });
  return Promise.race([connection.hello, late]).finally(() => clearTimeout(timer));
}

/** Why it cannot be used; undefined if it can. */
function hindrance(welcome: Welcome, orders: SpawnerOrders): string | undefined {
  if (welcome.protocol !== protocol) return "is of a version that this server does not understand";
  if (JSON.stringify(welcome.orders) !== JSON.stringify(orders)) return "was started with other settings (user ids, folders)";
  return undefined;
}

async function end(child: Child, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  signalChild(child, signal);
  if (await settled(() => isDead(child), endMs)) return;
  throw fault("engine-failed", `The former spawner does not end. Type: kill -9 ${child.pid}`);
}

/** Who does not listen is just ending, or has just begun, for another server: that one listens in a moment. undefined: it has ended, or hangs. */
async function reachSpawner(child: Child, path: string, warn: (message: string) => void): Promise<Connection | undefined> {
  let connection: Connection | undefined;
  await settled(async () => {
    connection = await connectTo(path, warn);
    return connection !== undefined || isDead(child);
  }, endMs);
  return connection;
}

/** undefined: there is none, or no more. Throws engine-failed if another server uses it. `version` names this server's own program. */
export async function findSpawner(
  orders: SpawnerOrders,
  version: string,
  warn: (message: string) => void,
): Promise<FoundSpawner | undefined> {
  const child = await recordedSpawner(join(orders.dataDir, spawnerFolder, "spawner.json"));
  if (child === undefined) return undefined;
  const connection = await reachSpawner(child, socketPath(orders.dataDir, process.getuid?.() === 0), warn);
  const hello = connection && (await answerOf(connection));
  if (hello && "problem" in hello) throw fault("engine-failed", `The spawner could not start: ${hello.problem}`);
  const why = hello && hindrance(hello, orders);
  if (connection && hello && why === undefined) {
    if (hello.program !== version)
      warn("The spawner of another version of Terrarium goes on, because jobs run in it; the first start when none does replaces it.");
    return { connection, facts: hello.facts, child };
  }
  if (why !== undefined) {
    warn(`A spawner with jobs ${why}: it is ended, and its jobs begin again.`);
    await end(child, "SIGTERM");
    return undefined;
  }
  if (await settled(() => isDead(child), 500)) return undefined;
  warn("The former spawner does not answer: it is killed, and its jobs begin again.");
  await end(child, "SIGKILL");
  return undefined;
}
