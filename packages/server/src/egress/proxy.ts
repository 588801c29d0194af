// An HTTP proxy for one sandbox: CONNECT for everything, absolute addresses for plain http. It judges each request, dials only what was vetted, follows nothing
// and believes nothing. Where it listens is way-out.ts's affair.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type HostPort, hostPortText } from "../core/host-port.js";
import { lookupAmong } from "../core/lookup-among.js";
import type { Account, EgressLimits } from "./account.js";
import { forwardTarget, Refused, tunnelTarget, type Vet } from "./judge.js";

export interface ProxyParts {
  readonly granted: ReadonlySet<string>;
  readonly vet: Vet;
  readonly limits: EgressLimits;
  readonly account: Account;
  /** Told of each connection outwards, before it is there. */
  readonly opening: (socket: Socket) => void;
  /** Told why something was not reached, in words that name the host at most: a whole address may hold secrets. */
  readonly refused: (reason: string) => void;
}

const headerBytes = 16 * 1024;
/** Of one connection and not of what it carries on to (RFC 9110 clause 7.6.1), and what is between the client and this proxy. */
const hopHeaders = new Set(
  "connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade expect host".split(
    " ",
  ),
);

/** A connection to one of the vetted addresses, and to no other whatever the name says by then. */
async function reach(target: HostPort, parts: ProxyParts): Promise<Socket> {
  const { granted, vet, account } = parts;
  const text = hostPortText(target);
  if (!granted.has(text)) throw new Refused(403, `The network policy of this process does not allow ${text}`);
  if (!account.take()) throw new Refused(503, "This job has as many connections as it may have");
  try {
    const addresses = await vet(target).catch(() => {
      throw new Refused(403, `${text} has no address that the network policy allows`);
    });
    const socket = await dial(target, addresses, parts);
    account.opened();
    return socket;
  } catch (error) {
    account.give();
    throw error;
  }
}

function dial(target: HostPort, addresses: Awaited<ReturnType<Vet>>, { limits, opening }: ProxyParts): Promise<Socket> {
  const { connectMs, idleMs } = limits;
  return new Promise((resolve, reject) => {
    const socket = connect({
      // Never an address: one would be dialled without asking `lookup`.
      host: "vetted.invalid",
      port: target.port,
      allowHalfOpen: true,
      autoSelectFamily: true,
      lookup: lookupAmong(addresses),
    });
    opening(socket);
    const timer = setTimeout(() => socket.destroy(new Refused(504, `${hostPortText(target)} did not answer`)), connectMs);
    let reason = new Refused(502, `${hostPortText(target)} cannot be reached`);
    socket.on("error", (error) => {
      if (error instanceof Refused) reason = error;
    });
    // After the connection this says nothing to anybody.
    socket.once("close", () => {
      clearTimeout(timer);
      reject(reason);
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.setTimeout(idleMs, () => socket.destroy());
      resolve(socket);
    });
  });
}

function asRefused(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(502, "The proxy failed");
}

async function tunnel(asked: IncomingMessage, client: Socket, head: Buffer, parts: ProxyParts): Promise<void> {
  const { account, limits } = parts;
  const target = tunnelTarget(asked.url ?? "");
  const far = await reach(target, parts);
  far.once("close", () => account.give());
  if (client.destroyed) return void far.destroy();
  client.setTimeout(limits.idleMs, () => client.destroy());
  client.once("close", () => far.destroySoon());
  far.once("close", () => client.destroySoon());
  client.write("HTTP/1.1 200 Connection established\r\n\r\n");
  client.on("data", (bytes: Buffer) => account.spend("sent", bytes.length));
  far.on("data", (bytes: Buffer) => account.spend("received", bytes.length));
  if (head.length > 0) client.unshift(head);
  client.pipe(far);
  far.pipe(client);
}

/** Names and values in turn, as they came, without those of the hop. */
function passedOn(rawHeaders: readonly string[]): string[] {
  const named = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : []));
  const listed = named.filter(([name]) => name.toLowerCase() === "connection").flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/));
  return named.filter(([name]) => !hopHeaders.has(name.toLowerCase()) && !listed.includes(name.toLowerCase())).flat();
}

async function forward(asked: IncomingMessage, answer: ServerResponse, parts: ProxyParts): Promise<void> {
  const { account } = parts;
  const { target, path, authority } = forwardTarget(asked.url ?? "");
  const far = await reach(target, parts);
  far.once("close", () => account.give());
  answer.once("close", () => far.destroy());
  if (answer.destroyed) return void far.destroy();
  const fail = () =>
    answer.headersSent ? answer.destroy() : refuse(answer, new Refused(502, "The other server did not answer as it should"));
  // The host is what was judged, not what the client says it is.
  const isChunked = asked.headers["transfer-encoding"] !== undefined;
  const framing = isChunked ? ["Transfer-Encoding", "chunked"] : [];
  const headers = [...passedOn(asked.rawHeaders), ...framing, "Host", authority, "Connection", "close"];
  const { method = "GET" } = asked;
  const sent = request({ createConnection: () => far, method, path, headers, setHost: false, maxHeaderSize: 4 * headerBytes });
  sent.on("error", fail).on("response", (got) => {
    const { statusCode = 502, statusMessage = "" } = got;
    try {
      answer.writeHead(statusCode, statusMessage, passedOn(got.rawHeaders));
    } catch {
      return void fail();
    }
    got.on("data", (bytes: Buffer) => account.spend("received", bytes.length)).on("error", fail);
    got.pipe(answer);
  });
  account.spend(
    "sent",
    headers.reduce((sum, text) => sum + text.length, path.length),
  );
  asked.on("data", (bytes: Buffer) => account.spend("sent", bytes.length));
  asked.pipe(sent);
}

function refuse(answer: ServerResponse, { status, message }: Refused): void {
  answer.writeHead(status, message, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  answer.end(`${message}.\n`);
}

function refuseTunnel(client: Duplex, { status, message }: Refused): void {
  const text = `${message}.\n`;
  client.end(
    `HTTP/1.1 ${status} ${message}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

/** The proxy; it listens to nothing yet. */
export function makeProxy(parts: ProxyParts): Server {
  const { limits, account } = parts;
  const server = createServer({
    maxHeaderSize: headerBytes,
    requestTimeout: 0,
    headersTimeout: limits.idleMs,
    keepAliveTimeout: limits.idleMs,
  });
  server.maxConnections = 2 * limits.connections;
  server.timeout = limits.idleMs;
  const judged = new WeakSet<Duplex>();
  const turnDown = (error: unknown): Refused => {
    const refused = asRefused(error);
    if (refused.status === 400 || refused.status === 403) account.refuse();
    parts.refused(refused.message);
    return refused;
  };
  server.on("connection", (client) => {
    client.on("error", () => client.destroy());
    client.once("close", () => {
      if (!judged.has(client)) account.refuse();
    });
  });
  server.on("request", (asked, answer) => {
    judged.add(asked.socket);
    forward(asked, answer, parts).catch((error: unknown) => refuse(answer, turnDown(error)));
  });
  server.on("connect", (asked: IncomingMessage, client: Socket, head: Buffer) => {
    judged.add(client);
    client.on("error", () => client.destroy());
    tunnel(asked, client, head, parts).catch((error: unknown) => refuseTunnel(client, turnDown(error)));
  });
  server.on("clientError", (_error, client) => client.destroy());
  return server;
}
