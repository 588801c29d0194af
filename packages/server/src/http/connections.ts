// How long connections may take for what, and how many there may be: a client may need an hour for a gigabyte, but not for a header line, and not
// for nothing at all. All of it is said to Node and Fastify here, so that no default of theirs decides.
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
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

/** Further connections are closed at once: those that are served go on. */
export function boundConnections(app: FastifyInstance, connections = connectionsThatFit(ownLimits())): void {
  app.server.maxConnections = connections;
}
