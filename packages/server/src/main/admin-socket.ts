// The administrator's door: HTTP with JSON on a unix socket in the data directory. Its folder and the socket are open to the account of the server alone
// (and to root), so whoever reaches it may do what stands here. Both ends are here; what is done is the jobs room's.
import { once } from "node:events";
import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ServiceError } from "../core/errors.js";

/** A path such as "POST /gc", and what is done there. What is resolved to is answered as JSON. */
export type AdminActions = Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => Promise<unknown>>>;

export interface AdminSocket {
  close(): Promise<void>;
}

/** The socket of the server that works on this data directory. */
export function adminPath(dataDir: string): string {
  return join(dataDir, "store", "admin.sock");
}

/** A deployment is 20 MiB of files, as base64. */
const largestBody = 30 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) throw new RangeError("too long");
  const given: unknown = JSON.parse((await text(request)) || "{}");
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new TypeError("no object");
  return given as Readonly<Record<string, unknown>>;
}

async function perform(actions: AdminActions, incoming: IncomingMessage): Promise<{ readonly status: number; readonly body: unknown }> {
  const action = actions[`${incoming.method} ${incoming.url}`];
  if (action === undefined) return { status: 404, body: { detail: "This server knows no such action; is it another version?" } };
  let given: Readonly<Record<string, unknown>>;
  try {
    given = await readBody(incoming);
  } catch {
    return { status: 400, body: { detail: "The request is not what the command line of this version sends." } };
  }
  try {
    return { status: 200, body: await action(given) };
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : "internal";
    return { status: code === "internal" ? 500 : 409, body: { code, detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** Opens the door. Throws what the system throws, e.g. for a path that is longer than a socket's may be. */
export async function openAdminSocket(path: string, actions: AdminActions): Promise<AdminSocket> {
  const server = createServer((incoming, response) => {
    void perform(actions, incoming).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
    });
  });
  // That of a server that was killed: this data directory has one server at a time.
  rmSync(path, { force: true });
  server.listen(path);
  await once(server, "listening");
  chmodSync(path, 0o600);
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      rmSync(path, { force: true });
    },
  };
}

/** Nobody listens at the socket, or it is not for this account. */
export class NoServerError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the administrator's socket cannot be reached (${code})`);
    this.name = "NoServerError";
    this.code = code;
  }
}

/** The server does not do what it was asked for; the message is its sentence. */
export class RefusedError extends Error {
  /** One of the server's error codes; absent: the request was none that it knows. */
  readonly code?: string;
  constructor(message: string, code: string | undefined) {
    super(message);
    this.name = "RefusedError";
    if (code !== undefined) this.code = code;
  }
}

/**
 * Sees whether the server answers at all: what it is asked for may take long, and one that is stopped or hangs takes connections as before.
 * Throws NoServerError, with the code ETIMEDOUT where it says nothing.
 */
export async function knock(path: string, patienceMs: number): Promise<void> {
  const asked = request({ agent: false, socketPath: path, path: "/", signal: AbortSignal.timeout(patienceMs) });
  asked.end();
  const [response] = (await once(asked, "response").catch((error: NodeJS.ErrnoException) => {
    throw new NoServerError(error.name === "AbortError" || error.name === "TimeoutError" ? "ETIMEDOUT" : (error.code ?? "no answer"));
  })) as [IncomingMessage];
  // That it knows no such action is answer enough.
  response.destroy();
}

/** Asks the server for one action. Throws NoServerError or RefusedError. */
export async function askAdmin(path: string, method: "GET" | "POST", action: string, body: object = {}): Promise<unknown> {
  const asked = request({ agent: false, socketPath: path, method, path: action, headers: { "content-type": "application/json" } });
  asked.end(method === "GET" ? undefined : JSON.stringify(body));
  const [response] = (await once(asked, "response").catch((error: NodeJS.ErrnoException) => {
    throw new NoServerError(error.code ?? "no answer");
  })) as [IncomingMessage];
  const said = JSON.parse(await text(response)) as { readonly detail?: string; readonly code?: string };
  if (response.statusCode !== 200)
    throw new RefusedError(said.detail ?? `The server answered with status ${response.statusCode}.`, said.code);
  return said;
}
