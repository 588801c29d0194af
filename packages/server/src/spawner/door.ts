// The door to a container daemon: a socket that the unprivileged server may use, behind which the daemon is asked only what door-rules.ts lets
// pass. Streams of containers go through it both ways.
import { chmod, chown, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, request as startRequest } from "node:http";
import type { Socket } from "node:net";
import { type DoorFacts, judge } from "./door-rules.js";

const bodyBytes = 1024 * 1024;

export interface DoorParts extends DoorFacts {
  /** Of the daemon. */
  readonly socket: string;
  readonly path: string;
  readonly owner: { readonly uid: number; readonly gid: number };
}

export interface Door {
  readonly path: string;
  close(): Promise<void>;
}

function turnAway(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify({ message }));
}

function headersOf(request: IncomingMessage): OutgoingHttpHeaders {
  const { "content-type": type, "content-length": length, connection, upgrade } = request.headers;
  return Object.fromEntries(
    Object.entries({ host: "daemon", "content-type": type, "content-length": length, connection, upgrade }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > bodyBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Hands a request on, with `body` in place of its own if that was read already. */
function forward(socket: string, request: IncomingMessage, response: ServerResponse, body?: Buffer): void {
  const headers = { ...headersOf(request), ...(body === undefined ? {} : { "content-length": body.length }) };
  const onward = startRequest({ socketPath: socket, method: request.method, path: request.url, headers, agent: false });
  onward.on("error", (error) =>
    response.headersSent ? response.destroy() : turnAway(response, 502, `the daemon does not answer: ${error.message}`),
  );
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, {
      "content-type": answer.headers["content-type"] ?? "application/json",
      connection: "close",
    });
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  // Whoever waits for the end of a container and goes away must not leave the daemon waiting.
  response.on("close", () => onward.destroy());
  if (body !== undefined) onward.end(body);
  else request.pipe(onward);
}

/** Joins two sockets both ways; either end that goes takes the other with it. */
function join(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on("error", () => {});
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}

function forwardStream(socket: string, request: IncomingMessage, near: Socket, head: Buffer): void {
  const onward = startRequest({ socketPath: socket, method: request.method, path: request.url, headers: headersOf(request), agent: false });
  // Also while the daemon has not answered; later on the end of one way is not the end of the other. It is told only to who reads.
  const giveUp = () => void onward.destroy();
  near.on("error", giveUp).once("end", giveUp).read(0);
  onward.on("error", () => near.destroy());
  onward.on("upgrade", (_answer, far: Socket, farHead) => {
    near.off("end", giveUp);
    near.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
    if (farHead.length > 0) near.write(farHead);
    if (head.length > 0) far.write(head);
    join(near, far);
  });
  onward.on("response", (answer) => {
    near.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n`);
    answer.pipe(near);
  });
  onward.end();
}

/** Opens the door. Its socket is the owner's; the folder of `path` is root's and can be searched. */
export async function openDoor(parts: DoorParts): Promise<Door> {
  const { socket, path, owner } = parts;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const verdict = judge(request.method ?? "", request.url ?? "", parts);
    if (verdict.kind === "refuse") return turnAway(response, 403, "this is no request for a sandbox");
    if (verdict.kind === "pass") return forward(socket, request, response);
    const body = await wholeBody(request);
    const asked = body && parsed(body);
    const wrong = asked === undefined ? "the body" : await verdict.check(asked);
    if (wrong !== undefined) return turnAway(response, 403, `this is no sandbox: ${wrong} is not as it must be`);
    // What was judged and not what was sent: of a key that is there twice the daemon takes both values.
    forward(socket, request, response, Buffer.from(JSON.stringify(asked)));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => turnAway(response, 500, error.message));
  });
  // Waiting for the end of a container has no end of its own.
  server.requestTimeout = 0;
  server.on("upgrade", (request, near: Socket, head) => {
    const isFine = judge(request.method ?? "", request.url ?? "", parts).kind === "pass" && (request.url ?? "").includes("/attach?");
    if (isFine) forwardStream(socket, request, near, head);
    else near.destroy();
  });
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  await chmod(path, 0o600);
  await chown(path, owner.uid, owner.gid);
  return {
    path,
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(path, { force: true });
    },
  };
}
