// Speaks with the daemon over its unix socket: the few requests of the Docker Engine API that the engine needs, which Podman serves as well.
// Addresses have no version in front: the daemon then speaks its own, old or new.
import { type IncomingMessage, request as startRequest } from "node:http";
import type { Socket } from "node:net";
import { fault, type ServiceError } from "../../core/errors.js";

/** A dozen times what the slowest short request takes on a busy machine. */
const patienceMs = 60_000;

export interface Answer {
  readonly status: number;
  /** The parsed JSON, or undefined if there was none. */
  readonly body: unknown;
}

export interface Call {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Sent as JSON, bytes as they are. */
  readonly body?: unknown;
  /** Resolves only when something has happened: no time-out. */
  readonly isPatient?: boolean;
}

export interface Client {
  readonly socket: string;
  /** Resolves with any status. Throws engine-failed if the daemon cannot be reached or breaks off. */
  call(call: Call): Promise<Answer>;
  /** As `call`, with one of these statuses. Throws engine-failed in the daemon's own words. */
  expect(call: Call, ...statuses: readonly number[]): Promise<unknown>;
  /** The two-way stream of a container: bytes for its standard input, frames of its output. */
  attach(container: string): Promise<Socket>;
}

function unreachable(socket: string, error: Error): ServiceError {
  return fault("engine-failed", `The daemon does not answer on ${socket}: ${error.message}.`, undefined, error);
}

async function readBody(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8").trim();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the daemon complains about, in one line. */
export function complaintOf({ status, body }: Answer): string {
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : String(body ?? "");
  return message.trim().split("\n").join(" ").slice(0, 1000) || `status ${status}`;
}

function send(socketPath: string, { method, path, body, isPatient }: Call): Promise<Answer> {
  const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? "application/x-tar" : "application/json";
  const headers = bytes === undefined ? {} : { "content-type": type, "content-length": bytes.length };
  return new Promise((resolve, reject) => {
    const request = startRequest({ socketPath, method, path, headers: { host: "daemon", ...headers }, agent: false });
    if (isPatient !== true) request.setTimeout(patienceMs, () => request.destroy(new Error(`no answer in ${patienceMs / 1000} s`)));
    request.on("error", (error) => reject(unreachable(socketPath, error)));
    request.on("response", (response) => {
      readBody(response).then(
        (parsed) => resolve({ status: response.statusCode ?? 0, body: parsed }),
        (error: Error) => reject(unreachable(socketPath, error)),
      );
    });
    request.end(bytes);
  });
}

function attach(socketPath: string, container: string): Promise<Socket> {
  const path = `/containers/${container}/attach?stream=1&stdin=1&stdout=1&stderr=1`;
  const headers = { host: "daemon", connection: "Upgrade", upgrade: "tcp", "content-length": "0" };
  return new Promise((resolve, reject) => {
    const request = startRequest({ socketPath, method: "POST", path, headers, agent: false });
    request.setTimeout(patienceMs, () => request.destroy(new Error(`no answer in ${patienceMs / 1000} s`)));
    request.on("error", (error) => reject(unreachable(socketPath, error)));
    request.on("upgrade", (_response, socket: Socket, head) => {
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    request.on("response", (response) => {
      const told = readBody(response).catch(() => undefined);
      void told.then((body) =>
        reject(fault("engine-failed", `The daemon does not attach: ${complaintOf({ status: response.statusCode ?? 0, body })}`)),
      );
    });
    request.end();
  });
}

/** Makes a client; it holds no connection of its own. */
export function makeClient(socket: string): Client {
  const call = (what: Call) => send(socket, what);
  return {
    socket,
    call,
    async expect(what, ...statuses) {
      const answer = await call(what);
      if (statuses.includes(answer.status)) return answer.body;
      throw fault("engine-failed", `The daemon refuses ${what.method} ${what.path.split("?", 1)[0]}: ${complaintOf(answer)}`);
    },
    attach: (container) => attach(socket, container),
  };
}
