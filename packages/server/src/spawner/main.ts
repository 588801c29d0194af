// The spawner's own program: listens on a unix socket for one server and does what it asks. Ends all sandboxes and itself when that server
// goes away. Started by start.ts; uses nothing but Node.
import { closeSync, readdirSync, readFileSync } from "node:fs";
import { chmod, chown, lstat, mkdir, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { type Collected, type Exit, lostExit } from "../core/engine.js";
import { fault, toServiceError } from "../core/errors.js";
import type { SandboxPlan } from "../core/spawner.js";
import { namesBelow } from "./descend.js";
import { type PreparedHost, prepareHost } from "./host.js";
import { type Greeting, type Reply, type Request, readLines, type SpawnerOrders, writeLine } from "./lines.js";
import { socketPath, spawnerFolder } from "./place.js";
import { makeSandbox, type Sandbox } from "./sandbox.js";

/** More than the 31 s that the tree of a sandbox may take to die. */
const leaveMs = 45_000;

const lost = lostExit();

/** Errors of the host are the engine's, told in their own words: they name a command or a file, never a secret. */
function replyError(call: number, error: unknown): Reply {
  const known = toServiceError(error);
  if (known.code === "internal") return { call, error: { code: "engine-failed", message: (error as Error).message } };
  const { code, message, locator } = known.faults[0];
  return { call, error: { code, message, ...(locator === undefined ? {} : { locator }) } };
}

/** What the unprivileged server says is not believed: root acts on it. Paths are checked where they are opened. */
function checkPlan(host: PreparedHost["host"], plan: SandboxPlan): void {
  if (!/^[\w.-]{1,100}$/.test(plan.id) || plan.id.startsWith(".")) throw fault("engine-failed", "The bundle's id is no file name.");
  const [first] = namesBelow(host.dataDir, plan.dir);
  if (first === spawnerFolder) throw fault("engine-failed", "The bundle lies in the spawner's own folder.");
  namesBelow(host.bundlesDir, plan.dir);
  for (const [name, value] of Object.entries(plan.limits)) {
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) throw fault("engine-failed", `The limit ${name} is no number.`);
  }
}

/** Performs requests on the sandboxes of one server. */
function makeDesk(prepared: PreparedHost) {
  const { host } = prepared;
  const sandboxes = new Map<string, Promise<Sandbox>>();
  const find = async (id: string): Promise<Sandbox> => {
    const sandbox = await sandboxes.get(id);
    if (!sandbox) throw fault("engine-failed", `There is no sandbox "${id}".`);
    return sandbox;
  };
  const perform = async (request: Request, socket: Socket): Promise<Exit | readonly Collected[] | undefined> => {
    switch (request.verb) {
      case "create": {
        const { plan } = request;
        checkPlan(host, plan);
        if (sandboxes.has(plan.id)) throw fault("engine-failed", `There is a sandbox "${plan.id}" already.`);
        const made = makeSandbox(host, plan);
        sandboxes.set(plan.id, made);
        await made.catch((error: unknown) => {
          sandboxes.delete(plan.id);
          throw error;
        });
        return undefined;
      }
      case "wait": {
        const sandbox = await sandboxes.get(request.id);
        if (!sandbox) return lost;
        sandbox.listen((message) => writeLine(socket, { id: request.id, message }));
        return sandbox.exited;
      }
      case "collect":
        return (await find(request.id)).collect(request.names, request.into);
      case "remove": {
        const sandbox = await sandboxes.get(request.id)?.catch(() => undefined);
        await sandbox?.remove().finally(() => sandboxes.delete(request.id));
        return undefined;
      }
      case "close":
        return undefined;
      default: {
        await (await find(request.id))[request.verb]();
        return undefined;
      }
    }
  };
  return {
    perform,
    /** Ends and removes every sandbox. */
    async clear() {
      const all = [...sandboxes.values()];
      sandboxes.clear();
      await Promise.all(all.map(async (made) => (await made.catch(() => undefined))?.remove().catch(() => {})));
    },
  };
}

/** Makes the folder of the socket, closed to all others, if it is not in the data directory. The server connects before it drops its rights. */
async function prepareSocket(orders: SpawnerOrders): Promise<string> {
  const path = socketPath(orders.dataDir, process.getuid?.() === 0);
  if (!path.startsWith(orders.dataDir)) {
    // Made by us or not at all: in a folder that everybody may write to, somebody else could have been first.
    await mkdir(dirname(path), { mode: 0o700 }).catch(async () => {
      const { uid } = await lstat(dirname(path));
      if (uid !== process.getuid?.()) throw new Error(`${dirname(path)} belongs to somebody else`);
      await chmod(dirname(path), 0o700);
    });
  }
  await rm(path, { force: true });
  return path;
}

async function main(orders: SpawnerOrders): Promise<void> {
  let server: Socket | undefined;
  const warn = (warning: string) => {
    if (server) writeLine(server, { warning });
  };
  const leaving = new AbortController();
  const prepared = await prepareHost(orders, leaving.signal, warn);
  const desk = makeDesk(prepared);
  const path = await prepareSocket(orders);
  let left: Promise<void> | undefined;
  const leave = (code = 0) => {
    left ??= (async () => {
      leaving.abort();
      listener.close();
      // What still hangs then is left to the sweep of the next spawner: a server must not wait for ever for one that ends.
      setTimeout(() => process.exit(1), leaveMs).unref();
      await desk.clear();
      await prepared.leave().catch(() => {});
      if (!path.startsWith(orders.dataDir)) await rm(dirname(path), { recursive: true, force: true });
      process.exit(code);
    })();
    return left;
  };
  const listener = createServer((socket) => {
    if (server) return socket.destroy();
    server = socket;
    writeLine(socket, { facts: prepared.facts });
    readLines(socket, (line) => {
      const request = JSON.parse(line) as Request;
      if (request.verb === "close") return void leave();
      desk.perform(request, socket).then(
        (value) => writeLine(socket, { call: request.call, ...(value === undefined ? {} : { value }) }),
        (error: unknown) => writeLine(socket, replyError(request.call, error)),
      );
    });
    socket.on("error", () => {});
    socket.on("close", () => void leave());
  });
  process.on("uncaughtException", (error) => {
    // Whatever state this is, no sandbox may outlive it.
    console.error(error);
    void leave(1);
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void leave());
  await new Promise<void>((resolve, reject) => listener.once("error", reject).listen(path, resolve));
  await chmod(path, 0o600);
  await chown(path, orders.owner.uid, orders.owner.gid);
  const greeting: Greeting = { socket: path };
  process.stdout.write(`${JSON.stringify(greeting)}\n`);
  // A server that dies before it connects closes our standard input.
  process.stdin.on("end", () => void (server ?? leave())).resume();
}

/** What whoever started the server left open would be inherited by every job. Node's own descriptors close themselves on exec. */
function closeInherited(): void {
  const closesOnExec = 0o2000000;
  for (const name of readdirSync("/proc/self/fd")) {
    const fd = Number(name);
    if (fd <= 2) continue;
    try {
      const flags = /^flags:\t([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"))?.[1] ?? "0";
      if ((Number.parseInt(flags, 8) & closesOnExec) === 0) closeSync(fd);
    } catch {
      // It was the descriptor of this very listing.
    }
  }
}

process.umask(0o022);
closeInherited();
main(JSON.parse(process.argv[2] ?? "{}") as SpawnerOrders).catch((error: Error) => {
  const greeting: Greeting = { problem: error.message };
  process.stdout.write(`${JSON.stringify(greeting)}\n`, () => process.exit(1));
});
