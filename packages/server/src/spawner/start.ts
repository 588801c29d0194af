// Finds the spawner that a former server left, or starts one as a child of its own, and speaks with it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Collected, type Exit, type Look, lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { type Mailbox, makeMailbox } from "../core/mailbox.js";
import type { Spawner, SpawnerFacts } from "../core/spawner.js";
import { type Child, isDead } from "./children.js";
import { type Connection, connectTo } from "./connect.js";
import { findSpawner } from "./find.js";
import { leasesOver } from "./lease-lines.js";
import type { Greeting, SpawnerOrders } from "./lines.js";
import { daemonsFile, foldersFile, spawnerFolder } from "./place.js";
import { settled } from "./records.js";
import type { UidRange } from "./uids.js";

export interface SpawnerParts {
  /** Made if missing. */
  readonly dataDir: string;
  /** The one folder, in the data directory, in which the server may name bundles and collected outputs. Made if missing. Default: all of it. */
  readonly bundlesDir?: string;
  /** Further folders (absolute, real paths) whose contents sandboxes may be shown although a folder above is closed to others. */
  readonly folders?: readonly string[];
  /** Sockets of container daemons that sandboxes may be asked of. */
  readonly daemons?: readonly string[];
  /** Host uids for sandboxes, used as root only. Default: 1000 from 700000. */
  readonly uids?: UidRange;
  /** Who the server will be after it dropped its rights: owner of the socket and of collected files. Default: who it is now. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Told what an operator should know, one sentence each. */
  readonly warn?: (message: string) => void;
  /** Default: the compiled main.js beside this file. */
  readonly program?: string;
  /** How long started sandboxes may go on without a server. Default: 8 days. */
  readonly desertedMs?: number;
}

function defaultProgram(): string {
  const isSource = import.meta.url.endsWith(".ts");
  return fileURLToPath(new URL(isSource ? "../../dist/spawner/main.js" : "./main.js", import.meta.url));
}

/** The first line of the child's output, or undefined if it ended without one. */
function greetingOf(child: ChildProcess): Promise<Greeting | undefined> {
  return new Promise((resolve) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const end = text.indexOf("\n");
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)) as Greeting);
    });
    child.once("error", () => resolve(undefined));
    child.once("close", () => resolve(undefined));
  });
}

/** Names the version of a program by the files beside it. */
async function versionOf(program: string): Promise<string> {
  const dir = dirname(program);
  const hash = createHash("sha256");
  for (const name of (await readdir(dir)).filter((one) => /\.m?js$/.test(one)).sort())
    hash.update(name).update(await readFile(join(dir, name)));
  return hash.digest("hex").slice(0, 16);
}

/** What it complains of goes to a file: a terminal or a pipe of this server may be gone long before it. */
async function spawnProgram(words: readonly string[], program: string, orders: SpawnerOrders, version: string): Promise<ChildProcess> {
  const log = await open(join(orders.dataDir, spawnerFolder, "spawner.log"), "w", 0o600);
  const [command = process.execPath, ...rest] = [...words, process.execPath, program, JSON.stringify(orders), version];
  const child = spawn(command, rest, {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    // A session of its own: Ctrl-C reaches the server, which then says what becomes of the sandboxes.
    detached: true,
    stdio: ["ignore", "pipe", log.fd],
  });
  await log.close();
  return child;
}

/**
 * A crash of a job must not start the handler that the host names in core_pattern: it runs as root, outside of every sandbox, and reads what the
 * job has in memory. At 0 the kernel writes no file but starts the handler all the same; at one byte, its own mark of a handler, it does neither.
 */
function withoutCores(): readonly string[] {
  const words = ["prlimit", "--core=1:1"];
  const [command = "", ...rest] = words;
  return spawnSync(command, [...rest, "true"], { stdio: "ignore" }).status === 0 ? words : ["sh", "-c", 'ulimit -c 0; exec "$@"', "sh"];
}

async function launchProgram(program: string, orders: SpawnerOrders, version: string): Promise<string> {
  // In a mount namespace of its own all mounts end with the spawner, even after kill -9. Tried first: a container may not have one.
  const unshare = ["unshare", "--mount", "--propagation", "slave"];
  const [command = "", ...words] = unshare;
  const mayUnshare = process.getuid?.() === 0 && spawnSync(command, [...words, "true"], { stdio: "ignore" }).status === 0;
  const child = await spawnProgram([...withoutCores(), ...(mayUnshare ? unshare : [])], program, orders, version);
  const greeting = await greetingOf(child);
  child.stdout?.destroy();
  child.unref();
  if (greeting && "socket" in greeting) return greeting.socket;
  throw fault("engine-failed", `The spawner could not start${greeting ? `: ${greeting.problem}` : "."}`);
}

const lost = lostExit();

/** The spawner behind a connection; `child` names it for the proof that it has ended. */
function spawnerOf({ ask, gone, listeners, exits, end }: Connection, facts: SpawnerFacts, child: Child): Spawner {
  const order = (verb: "start" | "pause" | "resume", id: string) => ask({ verb, id }).then(() => {});
  /** Those that were created here; they are heard without being waited for. */
  const made = new Map<string, { readonly mailbox: Mailbox; readonly exit: Promise<Exit> }>();
  const forget = (id: string) => {
    for (const all of [made, listeners, exits]) all.delete(id);
  };
  // Several engines may share it: whoever ends it or leaves it first decides.
  let over: Promise<void> | undefined;
  const closeNow = async () => {
    ask({ verb: "close" }).catch(() => {});
    await gone;
    await settled(() => isDead(child), 45_000);
  };
  const leaveNow = async () => {
    const isAnythingLeft = await ask({ verb: "leave" }).catch(() => false);
    if (isAnythingLeft !== true) return closeNow();
    end();
    await gone;
  };
  return {
    facts,
    gone,
    async create(plan) {
      const mailbox = makeMailbox();
      listeners.set(plan.id, mailbox.put);
      const exit = new Promise<Exit>((resolve) => exits.set(plan.id, resolve));
      made.set(plan.id, { mailbox, exit });
      try {
        return (await ask({ verb: "create", plan })) === true;
      } catch (error) {
        forget(plan.id);
        throw error;
      }
    },
    start: (id) => order("start", id),
    look: async (id, logFrom, waitMs) => (await ask({ verb: "look", id, logFrom, waitMs })) as Look | undefined,
    pause: (id) => order("pause", id),
    resume: (id) => order("resume", id),
    kill: (id, graceMs) => ask({ verb: "kill", id, ...(graceMs === undefined ? {} : { graceMs }) }).then(() => {}),
    async wait(id, listen) {
      const own = made.get(id);
      if (own) {
        own.mailbox.open(listen);
        return own.exit;
      }
      listeners.set(id, listen);
      const exit = await ask({ verb: "wait", id }).catch(() => lost);
      return exit as Exit;
    },
    collect: async (id, names, into) => [...((await ask({ verb: "collect", id, names, into })) as readonly Collected[])],
    async remove(id) {
      listeners.delete(id);
      await ask({ verb: "remove", id });
      forget(id);
    },
    adopt: async (id) => (await ask({ verb: "adopt", id })) === true,
    leases: leasesOver((what) => ask({ verb: "leases", what })),
    sweep: () => ask({ verb: "sweep" }).then(() => {}),
    leave: () => (over ??= leaveNow()),
    close: () => (over ??= closeNow()),
  };
}

async function ordersOf(parts: SpawnerParts): Promise<SpawnerOrders> {
  await mkdir(parts.dataDir, { recursive: true });
  const dataDir = await realpath(parts.dataDir);
  const bundlesDir = parts.bundlesDir ?? dataDir;
  await mkdir(bundlesDir, { recursive: true });
  return {
    dataDir,
    bundlesDir: await realpath(bundlesDir),
    owner: parts.owner ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
    uids: parts.uids ?? { base: 700_000, count: 1000 },
    desertedMs: parts.desertedMs ?? 8 * 24 * 3_600_000,
  };
}

/**
 * Connects with the spawner of a former server if it can be used, else starts one; as root with its rights, so call it before the server drops
 * its own. Throws engine-failed with the reason, e.g. that another server runs.
 */
export async function startSpawner(parts: SpawnerParts): Promise<Spawner> {
  const orders = await ordersOf(parts);
  const warn = parts.warn ?? (() => {});
  const program = parts.program ?? defaultProgram();
  const version = await versionOf(program);
  const found = await findSpawner(orders, version, warn);
  const dir = join(orders.dataDir, spawnerFolder);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFile(join(dir, foldersFile), JSON.stringify(parts.folders ?? []), { mode: 0o600 });
  await writeFile(join(dir, daemonsFile), JSON.stringify(parts.daemons ?? []), { mode: 0o600 });
  if (found) {
    await found.connection.ask({ verb: "refolder" });
    return spawnerOf(found.connection, found.facts, found.child);
  }
  const connection = await connectTo(await launchProgram(program, orders, version), warn);
  const hello = await connection?.hello;
  if (hello !== undefined && "problem" in hello) throw fault("engine-failed", `The spawner refused: ${hello.problem}`);
  const child = JSON.parse(await readFile(join(dir, "spawner.json"), "utf8").catch(() => "{}")) as Partial<Child>;
  const { pid, startTicks } = child;
  if (!connection || !hello || pid === undefined || startTicks === undefined)
    throw fault("engine-failed", "The spawner ended at its start.");
  return spawnerOf(connection, hello.facts, { pid, startTicks });
}
