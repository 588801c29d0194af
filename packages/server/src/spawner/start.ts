// Starts the spawner as a child of its own and speaks with it: the server's side of the socket.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdir, realpath } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { RunnerMessage } from "@terrarium/sdk";
import { type Collected, type Exit, lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import type { Spawner, SpawnerFacts } from "../core/spawner.js";
import { type Greeting, type Reply, type Request, readLines, type SpawnerOrders, writeLine } from "./lines.js";
import type { UidRange } from "./uids.js";

export interface SpawnerParts {
  /** Made if missing. */
  readonly dataDir: string;
  /** The one folder, in the data directory, in which the server may name bundles and collected outputs. Made if missing. Default: all of it. */
  readonly bundlesDir?: string;
  /** Further folders (absolute, real paths) whose contents sandboxes may be shown although a folder above is closed to others. */
  readonly folders?: readonly string[];
  /** Host uids for sandboxes, used as root only. Default: 1000 from 700000. */
  readonly uids?: UidRange;
  /** Who the server will be after it dropped its rights: owner of the socket and of collected files. Default: who it is now. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Told what an operator should know, one sentence each. */
  readonly warn?: (message: string) => void;
  /** Default: the compiled main.js beside this file. */
  readonly program?: string;
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

function spawnProgram(words: readonly string[], program: string, orders: SpawnerOrders): ChildProcess {
  const [command = process.execPath, ...rest] = [...words, process.execPath, program, JSON.stringify(orders)];
  return spawn(command, rest, {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    // A group of its own: Ctrl-C reaches the server, which then lets the spawner clean up.
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function launchProgram(program: string, orders: SpawnerOrders): Promise<{ child: ChildProcess; socket: string }> {
  // In a mount namespace of its own all mounts end with the spawner, even after kill -9. Tried first: a container may not have one.
  const unshare = ["unshare", "--mount", "--propagation", "slave"];
  const [command = "", ...words] = unshare;
  const mayUnshare = process.getuid?.() === 0 && spawnSync(command, [...words, "true"], { stdio: "ignore" }).status === 0;
  const child = spawnProgram(mayUnshare ? unshare : [], program, orders);
  const greeting = await greetingOf(child);
  if (greeting && "socket" in greeting) return { child, socket: greeting.socket };
  throw fault("engine-failed", `The spawner could not start${greeting ? `: ${greeting.problem}` : "."}`);
}

interface Call {
  readonly resolve: (value: Exit | readonly Collected[] | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Sends requests and hands replies to who waits for them. */
function makeLine(socket: Socket, warn: (message: string) => void) {
  const calls = new Map<number, Call>();
  const listeners = new Map<string, (message: RunnerMessage) => void>();
  let next = 1;
  let isGone = false;
  let tellFacts: (facts: SpawnerFacts) => void = () => {};
  const facts = new Promise<SpawnerFacts>((resolve) => {
    tellFacts = resolve;
  });
  readLines(socket, (line) => {
    const reply = JSON.parse(line) as Reply;
    if ("facts" in reply) return tellFacts(reply.facts);
    if ("warning" in reply) return warn(reply.warning);
    if ("message" in reply) return listeners.get(reply.id)?.(reply.message);
    const call = calls.get(reply.call);
    calls.delete(reply.call);
    if ("error" in reply) call?.reject(fault(reply.error.code, reply.error.message, reply.error.locator));
    else call?.resolve(reply.value);
  });
  const gone = new Promise<void>((resolve) => {
    socket.on("error", () => {});
    socket.once("close", () => {
      isGone = true;
      for (const call of calls.values()) call.reject(fault("engine-failed", "The spawner has ended."));
      calls.clear();
      resolve();
    });
  });
  const ask = (request: Request extends infer R ? (R extends Request ? Omit<R, "call"> : never) : never) =>
    new Promise<Exit | readonly Collected[] | undefined>((resolve, reject) => {
      if (isGone) return reject(fault("engine-failed", "The spawner has ended."));
      const call = next++;
      calls.set(call, { resolve, reject });
      writeLine(socket, { ...request, call } as Request);
    });
  return { ask, facts, gone, listeners };
}

const lost = lostExit();

/** Starts the spawner; as root with its rights, so call it before the server drops its own. Throws engine-failed with the reason. */
export async function startSpawner(parts: SpawnerParts): Promise<Spawner> {
  await mkdir(parts.dataDir, { recursive: true });
  const dataDir = await realpath(parts.dataDir);
  const bundlesDir = parts.bundlesDir ?? dataDir;
  await mkdir(bundlesDir, { recursive: true });
  const owner = parts.owner ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const uids = parts.uids ?? { base: 700_000, count: 1000 };
  const { child, socket: path } = await launchProgram(parts.program ?? defaultProgram(), {
    dataDir,
    bundlesDir: await realpath(bundlesDir),
    folders: parts.folders ?? [],
    owner,
    uids,
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const socket = connect(path);
  const { ask, facts, gone, listeners } = makeLine(socket, parts.warn ?? (() => {}));
  const order = (verb: "start" | "pause" | "resume" | "kill", id: string) => ask({ verb, id }).then(() => {});
  const told = await Promise.race([facts, gone]);
  if (!told) throw fault("engine-failed", "The spawner ended at its start.");
  return {
    facts: told,
    gone,
    create: (plan) => ask({ verb: "create", plan }).then(() => {}),
    start: (id) => order("start", id),
    pause: (id) => order("pause", id),
    resume: (id) => order("resume", id),
    kill: (id) => order("kill", id),
    async wait(id, listen) {
      listeners.set(id, listen);
      const exit = await ask({ verb: "wait", id }).catch(() => lost);
      return exit as Exit;
    },
    collect: async (id, names, into) => [...((await ask({ verb: "collect", id, names, into })) as readonly Collected[])],
    async remove(id) {
      listeners.delete(id);
      await ask({ verb: "remove", id });
    },
    async close() {
      ask({ verb: "close" }).catch(() => {});
      await ended;
    },
  };
}
