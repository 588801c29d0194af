// How long connections may take for what, and how many there may be: a client may need an hour for a gigabyte, but not for a header line, and not
// for nothing at all. All of it is said to Node and Fastify here, so that no default of theirs decides.
import { readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyHttpOptions, FastifyInstance } from "fastify";

/** Times in milliseconds. */
export interface Patience {
  /** From the beginning of a connection, or of its next request, to the end of the headers. */
  readonly headersMs: number;
  /** For a whole request with its body. */
  readonly requestMs: number;
  /** Without a byte, while a body arrives or an answer is read. */
  readonly stallMs: number;
  /** Between two requests of one connection. */
  readonly keepAliveMs: number;
  /** How often the first two are looked at. */
  readonly lookMs: number;
}

export const defaultPatience: Patience = { headersMs: 20_000, requestMs: 3_600_000, stallMs: 120_000, keepAliveMs: 10_000, lookMs: 5_000 };

/** Open files that are left for everything else: database, uploads, results, sandboxes, connections to other servers. */
const otherFiles = 512;
const mostConnections = 20_000;

/** As many connections as this server's limit of open files has room for: a connection that carries a result or an upload holds a file too. */
export function connectionsThatFit(limits: string): number {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  const files = soft === undefined || soft === "unlimited" ? Number.POSITIVE_INFINITY : Number(soft);
  return Math.max(16, Math.min(mostConnections, Math.floor((files - otherFiles) / 2)));
}

function ownLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}

/** For the making of the listener. */
export function connectionOptions({ headersMs, requestMs, keepAliveMs, lookMs }: Patience) {
  return {
    // A synchronous client is silent while it waits: silence is bounded where something is to be sent or read.
    connectionTimeout: 0,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: "idle",
    http: { headersTimeout: headersMs, connectionsCheckingInterval: lookMs, maxHeaderSize: 65_536 },
  } satisfies FastifyHttpOptions<Server>;
}

/** The connections of a listener: which of them have a request, and which have been without one the longest. */
function makeConnections() {
  const all = new Set<Socket>();
  /** Without a request; in the order in which they came to be so. */
  const idle = new Set<Socket>();
  const requests = new WeakMap<Socket, number>();
  return {
    all,
    forget(socket: Socket): void {
      all.delete(socket);
      idle.delete(socket);
    },
    add(socket: Socket): void {
      all.add(socket);
      idle.add(socket);
    },
    begins(socket: Socket): void {
      requests.set(socket, (requests.get(socket) ?? 0) + 1);
      idle.delete(socket);
    },
    ends(socket: Socket): void {
      const left = (requests.get(socket) ?? 1) - 1;
      requests.set(socket, left);
      if (left === 0 && all.has(socket)) idle.add(socket);
    },
    /** undefined: all are served. */
    longestIdle(): Socket | undefined {
      const [first] = idle;
      return first;
    },
  };
}

/**
 * Bounds how many there are. For one more, the one that has been longest without a request is closed: bytes alone count for nothing, so whoever holds
 * many half-open keeps nobody out. Those that are served go on, however slowly; are all of them, it is the newcomer that is closed.
 */
export function boundConnections(app: FastifyInstance, connections = connectionsThatFit(ownLimits())): void {
  const known = makeConnections();
  const close = (socket: Socket): void => {
    known.forget(socket);
    socket.destroy();
  };
  app.server.on("connection", (socket: Socket) => {
    known.add(socket);
    socket.once("close", () => known.forget(socket));
    if (known.all.size > connections) close(known.longestIdle() ?? socket);
  });
  app.server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    known.begins(socket);
    response.once("close", () => known.ends(socket));
  });
}
