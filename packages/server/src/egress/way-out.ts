// The way out of one sandbox: a socket in its bundle, the proxy behind it, and an end to both.
import { closeSync, constants, openSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { basename, dirname, join } from "node:path";
import { wayOutSocket } from "../core/engine.js";
import { type EgressLimits, makeAccount, type Used } from "./account.js";
import { innerOf, readGrants, type Vet } from "./judge.js";
import { makeProxy } from "./proxy.js";

/** Where things are told to the operator; a pino logger is one. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface EgressParts {
  readonly limits: EgressLimits;
  /** A guard that lets pass public addresses and what of others is allowed: ranges, or host:port. Throws an Error for an entry that is neither. */
  readonly vetting: (allow: readonly string[]) => Vet;
  readonly log: Log;
  /** Told once, when a way out is closed. */
  readonly ended: (used: Used) => void;
}

/** Whose way out it is, and where it leads. */
export interface Reach {
  readonly id: string;
  readonly dir: string;
  readonly hosts: readonly string[];
  readonly innerNetworks: readonly string[];
}

export interface WayOut {
  /** Idempotent: cuts every connection and removes the socket. */
  close(): void;
}

/** More than these are not worth a line each. */
const mostLines = 10;

/** By way of a descriptor: a path of a socket may have 107 characters only, and the folder is this one whatever is put in its place. */
async function listen(server: Server, dir: string): Promise<() => void> {
  const socket = join(dir, wayOutSocket);
  const folder = openSync(dirname(socket), constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const path = `/proc/self/fd/${folder}/${basename(socket)}`;
  const tidy = () => {
    try {
      rmSync(path, { force: true });
    } catch {
      // A disk that turned read-only, say: the bundle is removed by those who know what to do then, and nobody listens here any more.
    } finally {
      closeSync(folder);
    }
  };
  try {
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(path, resolve);
    });
    // The sandbox has a uid of its own; who else can look into the bundle is the folders' to say.
    await chmod(path, 0o666);
    return tidy;
  } catch (error) {
    server.close();
    tidy();
    throw error;
  }
}

/** Opens the way out of a bundle whose folder `job` is there. Throws if it cannot be. */
export async function openWayOut({ id, dir, hosts, innerNetworks }: Reach, { limits, vetting, log, ended }: EgressParts): Promise<WayOut> {
  const sockets = new Set<Socket>();
  let lines = 0;
  let isClosed = false;
  let tidy = () => {};
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    server.close();
    for (const socket of sockets) socket.destroy();
    tidy();
    const used = account.used();
    if (used.connections + used.refused > 0) log.info({ bundle: id, ...used }, "the way out of a sandbox is closed");
    ended(used);
  };
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    if (isClosed) socket.destroy();
  };
  const account = makeAccount(limits, (bound) => {
    log.warn({ bundle: id, bound }, "a job has met a bound of its network policy: its way out is closed");
    close();
  });
  const server = makeProxy({
    ...{ granted: readGrants(hosts), vet: vetting(innerOf(hosts, innerNetworks)), limits, account },
    opening: track,
    refused(reason) {
      lines += 1;
      if (lines <= mostLines) log.warn({ bundle: id, reason }, "a job did not reach what it asked for");
    },
  });
  server.on("connection", track);
  server.unref();
  tidy = await listen(server, dir);
  return { close };
}
