// The listener: addresses, limits of connections, and who answers what. Bytes to protocols, files to clients.
import { createReadStream } from "node:fs";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { requireRole } from "../core/access.js";
import { isJsonBody } from "../core/cross-site.js";
import { type ServiceError, toServiceError } from "../core/errors.js";
import type { HttpRequest, HttpResponse, Open } from "../core/message.js";
import { Misread } from "../core/misread.js";
import type { Caller, Protocol, Service } from "../core/operation.js";
import type { DiskGuard, FileStore } from "../core/staging.js";
import type { RequestWatcher } from "../core/telemetry.js";
import { type CallerParts, callerOf, challengeOf, readerOf } from "./caller.js";
import { boundConnections, connectionOptions, defaultPatience, type Patience } from "./connections.js";
import { drain, goneSignal, ignoreContentType, sendResponse, toHttpRequest } from "./exchange.js";
import { guarded, type LoadGuard, makeLoadGuard } from "./load.js";
import { type Observation, observeRequests } from "./observe.js";
import { refuseFile, sendAll, sendOutput, sendRecord } from "./outputs.js";
import { addProbes, type Probes } from "./probes.js";
import { refuse } from "./refuse.js";
import type { SampleFiles } from "./sample.js";
import { addSignIn, type SignInParts } from "./sign-in.js";
import { sendUi, type UiFiles } from "./ui.js";

export interface Log {
  error(facts: Record<string, unknown>, message: string): void;
}

/** A protocol with the path it answers on; with a star at the end, all that lie below. */
export interface Endpoint {
  readonly path: string;
  // The form is the protocol's own affair: what decode returned goes back into encode untouched.
  readonly protocol: Protocol<unknown>;
}

export interface HttpParts {
  readonly endpoints: readonly Endpoint[];
  /** The stored response document of a job. */
  readonly statusDocument: (jobId: string, caller: Caller) => Promise<HttpResponse>;
  /** How it is found out who asks. */
  readonly callers: CallerParts;
  /** Absent: nobody can sign in on a page. */
  readonly signIn?: Omit<SignInParts, "callers" | "stallMs">;
  readonly service: Service;
  readonly files: FileStore;
  /** Asked before the data of a request are stored, and again while they arrive. */
  readonly disk?: Pick<DiskGuard, "admit">;
  /** Most connections at one time; absent: what the limit of open files permits. */
  readonly connections?: number;
  /** For tests: other times. */
  readonly patience?: Partial<Patience>;
  readonly requestBytes: number;
  /** Of those who ask for none. Default: English. */
  readonly language?: string;
  readonly samples: SampleFiles;
  /** The scripts of the pages; absent: there are none. */
  readonly ui?: UiFiles;
  readonly log: Log;
  /** Told of each request. */
  readonly watcher?: RequestWatcher;
  /** Absent: health and metrics are not told. */
  readonly probes?: Probes;
}

/** The parts, and what is known of requests. */
interface Answering extends HttpParts {
  readonly seen: Observation;
  readonly load: LoadGuard;
  readonly stallMs: number;
}

/** Answers are never cached by default: a capabilities or status document changes. And no address is told to where they lead: it may open something. */
const common = { "x-content-type-options": "nosniff", "cache-control": "no-store", "referrer-policy": "no-referrer" };

const notForHere = "The request is not valid HTTP for this address.";

/** Ready to listen. */
export type Listener = Pick<FastifyInstance, "ready" | "close" | "server">;

function noSchemas(): never {
  throw new Error("no route has a schema");
}

/** Makes the listener with all its addresses; the caller starts and closes it. */
export function makeHttp(parts: HttpParts): Listener {
  const patience = { ...defaultPatience, ...parts.patience };
  const app = fastify({
    logger: false,
    ...connectionOptions(patience),
    exposeHeadRoutes: true,
    // No route has a schema, and what compiles them (ajv and more) takes a tenth of the start.
    schemaController: { compilersFactory: { buildValidator: () => noSchemas, buildSerializer: () => noSchemas } },
    // How long a name in a path may be is not for the router to say: outputs have ids of any length, and Node bounds the whole head.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: Number.MAX_SAFE_INTEGER },
    rewriteUrl: ignoreContentType,
    frameworkErrors: (_error, _request, reply) => refuse(parts, reply.headers(common), 400, notForHere),
  });
  boundConnections(app, parts.connections);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(common);
  });
  const seen = observeRequests(app, parts.watcher);
  addRoutes(app, { ...parts, seen, load: makeLoadGuard(), stallMs: patience.stallMs });
  app.setNotFoundHandler((_request, reply) => refuse(parts, reply, 404, "There is nothing at this address."));
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
    if (status >= 500) parts.log.error({ error, request: seen.idOf(request) }, "a request failed");
    return refuse(parts, reply, status, status >= 500 ? "The server met an internal error. It was logged." : notForHere);
  });
  return app;
}

function addRoutes(app: FastifyInstance, parts: Answering): void {
  const { seen, probes } = parts;
  // Bytes must move while an answer is read; whoever stops reading is not waited for.
  app.addHook("onSend", async (_request, reply) => {
    reply.raw.setTimeout(parts.stallMs);
  });
  for (const { path, protocol } of parts.endpoints) {
    app.all(path, (request, reply) => {
      seen.is(request, protocol.name);
      return seen.within(request, () => answer(parts, protocol, request, reply));
    });
  }
  app.get("/outputs/:document", (request, reply) => {
    seen.is(request, "files", "status");
    return sendStatus(parts, request, reply);
  });
  app.get("/outputs/:jobId/:outputId", (request, reply) => {
    seen.is(request, "files", "output");
    return sendOutput(parts, request, reply);
  });
  app.get("/static/data/:name", (request, reply) => {
    seen.is(request, "files", "sample");
    return sendSample(parts, request.params as { name: string }, reply);
  });
  const { ui } = parts;
  if (ui?.modules !== undefined)
    app.get("/static/ui/:name", (request, reply) => {
      seen.is(request, "files", "ui");
      return sendUi(ui, parts.language, request, reply);
    });
  const { callers, signIn, stallMs } = parts;
  if (signIn !== undefined) addSignIn(app, { ...signIn, callers, stallMs }, (request, what) => seen.is(request, "access", what));
  if (probes !== undefined) addProbes(app, probes, (request, what) => seen.is(request, "probe", what));
}

async function answer(parts: Answering, protocol: Protocol<unknown>, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const uploads = parts.files.uploads();
  const plainRequest = toHttpRequest(request, parts.requestBytes, parts.stallMs);
  let caller: Caller | undefined;
  try {
    parts.load.admit();
    // Before anything of the body is read or kept.
    caller = await callerAt(parts, request, plainRequest);
    const call = await protocol.decode(plainRequest, guarded(uploads, parts.disk));
    parts.seen.asks(request, call.operation);
    const outcome = await parts.service.perform(call.operation, { ...caller, address: request.ip, signal: goneSignal(reply) });
    parts.seen.gets(request, outcome);
    return sendResponse(reply, protocol.encode(call, outcome, logged(parts)));
  } catch (thrown) {
    await uploads.discard();
    if (!request.raw.readableAborted) report(parts, toServiceError(thrown), request);
    drain(request, parts.requestBytes);
    const error = toServiceError(await withRest(thrown, caller, parts.service));
    return sendResponse(reply, challenged(error, protocol.encodeError(error, plainRequest)));
  }
}

/** Who asks, if that may ask for anything at all. */
async function callerAt({ callers }: HttpParts, request: FastifyRequest, { headers }: HttpRequest): Promise<Caller> {
  const caller = await callerOf(request.raw, callers);
  requireRole(caller, "describe");
  return callers.isCrossSite(headers) && !isJsonBody(headers["content-type"]) ? { ...caller, isCrossSite: true } : caller;
}

function challenged({ code }: ServiceError, response: HttpResponse): HttpResponse {
  if (code !== "unauthenticated") return response;
  return { ...response, headers: { ...response.headers, "www-authenticate": challengeOf(response.headers["content-type"] ?? "") } };
}

/** With the faults that a request has beside those of its notation: all are told together. */
async function withRest(thrown: unknown, caller: Caller | undefined, service: Service): Promise<unknown> {
  if (!(thrown instanceof Misread) || caller === undefined) return thrown;
  return service.perform({ kind: "execute", execute: thrown.execute }, caller).then(
    () => thrown,
    (all: unknown) => all,
  );
}

/** A file that breaks while it is sent can only end the connection; the log keeps the reason. */
function logged(parts: HttpParts): Open {
  return async function* open(key) {
    try {
      yield* parts.files.open(key);
    } catch (error) {
      parts.log.error({ error, key }, "a stored file broke off while it was sent");
      throw error;
    }
  };
}

/** What was refused is told with the request; what failed is told whole. */
function report({ log, seen }: Answering, error: ServiceError, request: FastifyRequest): void {
  seen.fails(request, error);
  if (error.code !== "internal" && error.code !== "engine-failed") return;
  log.error({ code: error.code, request: seen.idOf(request), error: error.cause ?? error }, "a request failed");
}

async function sendStatus(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { document } = request.params as { document: string };
  const [, jobId, kind] = /^([a-z2-7]{26})\.(xml|json|zip)$/.exec(document) ?? [];
  if (jobId === undefined) return refuse(parts, reply, 404, "There is no such document.");
  if (kind === "json") return sendRecord(parts, jobId, request, reply);
  if (kind === "zip") return sendAll(parts, jobId, request, reply);
  try {
    return sendResponse(
      reply,
      await parts.statusDocument(jobId, await readerOf(request.raw, parts.callers, { jobId, query: request.query })),
    );
  } catch (thrown) {
    return refuseFile(parts, reply, thrown);
  }
}

async function sendSample(parts: HttpParts, { name }: { name: string }, reply: FastifyReply): Promise<FastifyReply> {
  const path = parts.samples.path(name);
  if (path === undefined) return refuse(parts, reply, 404, "There is no such sample file.");
  reply.headers({ "content-type": parts.samples.mediaType(name), "cache-control": "max-age=60" });
  return sendResponse(reply, { status: 200, headers: {}, body: createReadStream(path) });
}
