// The spawner's own program: listens on a unix socket and does what a server asks. It outlives its server as long as a started sandbox is left,
// so that the next server finds what ran and what came of it; without any it ends itself. Started by start.ts; uses nothing but Node.
import { closeSync, readdirSync, readFileSync } from "node:fs";
import { chmod, chown, lstat, mkdir, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { toServiceError } from "../core/errors.js";
import { type Desk, makeDesk } from "./desk.js";
import { type PreparedHost, prepareHost } from "./host.js";
import { type Greeting, protocol, type Reply, type Request, readLines, type SpawnerOrders, writeLine } from "./lines.js";
import { socketPath } from "./place.js";
import { settled } from "./records.js";
import { isShortage } from "./shortage.js";

/** More than the 31 s that the tree of a sandbox may take to die. */
const leaveMs = 45_000;
/** A server that started the spawner and has not connected by then is dead. */
const connectMs = 20_000;
/** How often a spawner without a server looks whether it is still needed. */
const lookMs = 10_000;

/** Errors of the host are the engine's, told in their own words: they name a command or a file, never a secret. */
function replyError(call: number, error: unknown): Reply {
  if (isShortage(error)) return { call, error: { code: "busy", message: (error as Error).message } };
  const known = toServiceError(error);
  if (known.code === "internal") return { call, error: { code: "engine-failed", message: (error as Error).message } };
  return { call, error: known.faults[0] };
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

/** Ends the spawner when it is of no use any more: no server, and nothing to adopt, or nobody who could still come for it. */
function makeWatch(orders: SpawnerOrders, isOurs: () => Promise<boolean>, leave: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    /** A server is there. */
    stop: () => clearInterval(timer),
    /** None is there, but sandboxes that one may come for. */
    start() {
      clearInterval(timer);
      const sinceMs = performance.now();
      timer = setInterval(() => {
        if (performance.now() - sinceMs > orders.desertedMs) return leave();
        void isOurs().then((isSo) => isSo || leave());
      }, lookMs);
    },
  };
}

interface Reception {
  readonly orders: SpawnerOrders;
  readonly program: string;
  readonly prepared: PreparedHost;
  readonly desk: Desk;
  readonly leave: () => void;
  readonly leaving: AbortSignal;
}

/** Receives one server after the other. */
function makeReception({ orders, program, prepared, desk, leave, leaving }: Reception) {
  let server: Socket | undefined;
  const watch = makeWatch(orders, prepared.isOurs, leave);
  const desert = () => {
    server = undefined;
    watch.start();
    void desk.drop().then((isAnythingLeft) => {
      if (!isAnythingLeft && server === undefined) leave();
    });
  };
  const firstTimer = setTimeout(desert, connectMs);
  return {
    warn(warning: string) {
      if (server) writeLine(server, { warning });
      else console.error(warning);
    },
    async receive(socket: Socket) {
      socket.on("error", () => {});
      if (leaving.aborted) return void socket.destroy();
      // The end of the one before may be told a moment after the next has come.
      if (!(await settled(() => server === undefined, 500))) {
        writeLine(socket, {
          problem: `another server runs on this data directory (its spawner has pid ${process.pid}); end it, or choose another directory with --data`,
        });
        return socket.end();
      }
      // It may have died while it waited: its end would not be told again.
      if (socket.destroyed) return;
      server = socket;
      clearTimeout(firstTimer);
      watch.stop();
      socket.once("close", desert);
      readLines(socket, (line) => {
        const request = JSON.parse(line) as Request;
        if (request.verb === "close") return leave();
        desk.perform(request, socket).then(
          (value) => writeLine(socket, { call: request.call, ...(value === undefined ? {} : { value }) }),
          (error: unknown) => writeLine(socket, replyError(request.call, error)),
        );
      });
      writeLine(socket, { protocol, program, orders, facts: prepared.facts });
    },
  };
}

async function main(orders: SpawnerOrders, program: string): Promise<void> {
  const leaving = new AbortController();
  let warn = (warning: string): void => console.error(warning);
  const prepared = await prepareHost(orders, leaving.signal, (warning) => warn(warning));
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
  const reception = makeReception({ orders, program, prepared, desk, leave: () => void leave(), leaving: leaving.signal });
  warn = reception.warn;
  const listener = createServer((socket) => void reception.receive(socket));
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
main(JSON.parse(process.argv[2] ?? "{}") as SpawnerOrders, process.argv[3] ?? "").catch((error: Error) => {
  const greeting: Greeting = { problem: error.message };
  process.stdout.write(`${JSON.stringify(greeting)}\n`, () => process.exit(1));
});
