// The listener: addresses, limits of connections, and who answers what. Bytes to protocols, files to clients.
import { createReadStream } from "node:fs";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { ServiceError, toServiceError } from "../core/errors.js";
import { isFinal, type Job, type JobStore, type Result } from "../core/job.js";
import { jobRecord } from "../core/job-record.js";
import { chooseLanguage, readAcceptLanguage } from "../core/language.js";
import { extensionOf } from "../core/media-types.js";
import type { HttpResponse, Open } from "../core/message.js";
import { Misread } from "../core/misread.js";
import type { Caller, Protocol, Service } from "../core/operation.js";
import type { Phrase } from "../core/sentence.js";
import type { FileStore } from "../core/staging.js";
import type { RequestWatcher } from "../core/telemetry.js";
import { spokenLanguages, tell } from "../core/tell.js";
import { callerOf } from "./caller.js";
import { begun, drain, goneSignal, ignoreContentType, sendResponse, toHttpRequest } from "./exchange.js";
import { type Observation, observeRequests } from "./observe.js";
import { addProbes, type Probes } from "./probes.js";
import { readRange } from "./range.js";
import type { SampleFiles } from "./sample.js";

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
  /** Header in which a reverse proxy says who asks; absent: nobody is told apart. */
  readonly ownerHeader?: string | undefined;
  readonly service: Service;
  readonly jobs: Pick<JobStore, "get">;
  readonly files: FileStore;
  readonly requestBytes: number;
  /** Of those who ask for none. Default: English. */
  readonly language?: string;
  readonly samples: SampleFiles;
  readonly log: Log;
  /** Told of each request. */
  readonly watcher?: RequestWatcher;
  /** Absent: health and metrics are not told. */
  readonly probes?: Probes;
}

/** The parts, and what is known of requests. */
interface Answering extends HttpParts {
  readonly seen: Observation;
}

/** Answers are never cached by default: a capabilities or status document changes. */
const common = { "x-content-type-options": "nosniff", "cache-control": "no-store" };

/** Ready to listen. */
export type Listener = Pick<FastifyInstance, "ready" | "close" | "server">;

/** Makes the listener with all its addresses; the caller starts and closes it. */
export function makeHttp(parts: HttpParts): Listener {
  const app = fastify({
    logger: false,
    // A client may take its time for a gigabyte, but not for a header line.
    connectionTimeout: 0,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: "idle",
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: true },
    rewriteUrl: ignoreContentType,
    http: { headersTimeout: 20_000, maxHeaderSize: 65_536 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(common);
  });
  const seen = observeRequests(app, parts.watcher);
  addRoutes(app, { ...parts, seen });
  app.setNotFoundHandler((_request, reply) => refuse(parts, reply, 404, "There is nothing at this address."));
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
    if (status >= 500) parts.log.error({ error, request: seen.idOf(request) }, "a request failed");
    return refuse(
      parts,
      reply,
      status,
      status >= 500 ? "The server met an internal error. It was logged." : "The request is not valid HTTP for this address.",
    );
  });
  return app;
}

function addRoutes(app: FastifyInstance, parts: Answering): void {
  const { seen, probes } = parts;
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
  if (probes !== undefined) addProbes(app, probes, (request, what) => seen.is(request, "probe", what));
}

async function answer(parts: Answering, protocol: Protocol<unknown>, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const uploads = parts.files.uploads();
  const plainRequest = toHttpRequest(request, parts.requestBytes);
  try {
    const call = await protocol.decode(plainRequest, uploads);
    parts.seen.asks(request, call.operation);
    const outcome = await parts.service.perform(call.operation, { ...callerOf(request.raw, parts.ownerHeader), signal: goneSignal(reply) });
    parts.seen.gets(request, outcome);
    return sendResponse(reply, protocol.encode(call, outcome, logged(parts)));
  } catch (thrown) {
    await uploads.discard();
    if (!request.raw.readableAborted) report(parts, toServiceError(thrown), request);
    drain(request, parts.requestBytes);
    return sendResponse(reply, protocol.encodeError(toServiceError(await withRest(thrown, parts.service)), plainRequest));
  }
}

/** With the faults that a request has beside those of its notation: all are told together. */
async function withRest(thrown: unknown, service: Service): Promise<unknown> {
  if (!(thrown instanceof Misread)) return thrown;
  return service.perform({ kind: "execute", execute: thrown.execute }, { owner: "anonymous" }).then(
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

/** The job, if it is the caller's own: that of somebody else and none at all are answered alike. */
async function findJob({ jobs, ownerHeader }: HttpParts, id: string, request: FastifyRequest): Promise<Job | undefined> {
  const job = await jobs.get(id);
  return job?.owner === callerOf(request.raw, ownerHeader).owner ? job : undefined;
}

async function sendStatus(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { document } = request.params as { document: string };
  const [, jobId, kind] = /^([a-z2-7]{26})\.(xml|json)$/.exec(document) ?? [];
  if (jobId === undefined) return refuse(parts, reply, 404, "There is no such document.");
  if (kind === "json") return sendRecord(parts, await findJob(parts, jobId, request), reply);
  try {
    return sendResponse(reply, await parts.statusDocument(jobId, callerOf(request.raw, parts.ownerHeader)));
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === "no-such-job") return refuse(parts, reply, 404, thrown.faults[0]);
    throw thrown;
  }
}

/** How the job was sealed and what it has used: the status document has no place for that. */
async function sendRecord(parts: HttpParts, job: Job | undefined, reply: FastifyReply): Promise<FastifyReply> {
  if (job === undefined) return refuse(parts, reply, 404, "There is no such job, or its results have expired.");
  return reply.header("content-type", "application/json; charset=utf-8").send(`${JSON.stringify(jobRecord(job), undefined, 2)}\n`);
}

async function sendOutput(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { jobId, outputId } = request.params as { jobId: string; outputId: string };
  const job = await findJob(parts, jobId, request);
  if (job === undefined) return refuse(parts, reply, 404, "There is no such job, or its results have expired.");
  if (!isFinal(job.status)) return refuse(parts, reply, 404, "The job has not ended yet; its results are not ready.");
  const result = job.results?.find((one) => one.id === outputId) ?? attached(job, outputId);
  if (result === undefined) return refuse(parts, reply, 404, "The job has no such output.");
  if (result.kind !== "complex")
    return plain(reply, 200, result.kind === "literal" ? String(result.value) : [...result.bbox, result.crs].join(","));
  // Results are made by code that nobody vouches for: a browser must neither sniff nor run them in this origin.
  reply.headers({
    "content-type": result.format.mediaType,
    "content-disposition": `attachment; filename="${fileName(outputId, result.format.mediaType)}"`,
    "content-security-policy": "sandbox; default-src 'none'",
    "accept-ranges": "bytes",
    etag: `"${result.file.sha256}"`,
  });
  const range = readRange(request.headers.range, result.file.byteLength);
  if (range.kind === "unsatisfiable") return reply.code(416).header("content-range", `bytes */${result.file.byteLength}`).send();
  const { start, end } = range.kind === "part" ? range : { start: 0, end: result.file.byteLength - 1 };
  if (range.kind === "part") reply.code(206).header("content-range", `bytes ${start}-${end}/${result.file.byteLength}`);
  reply.header("content-length", String(end - start + 1));
  if (end < start) return reply.send("");
  const file = range.kind === "part" ? parts.files.openRange(result.file.key, start, end) : logged(parts)(result.file.key);
  const body = await begun(file);
  if (body === undefined) return refuse(parts, removeFileHeaders(reply), 410, "The output is no longer there.");
  return sendResponse(reply, { status: reply.statusCode, headers: {}, body });
}

/** A file beside the outputs, as if it were one. */
function attached(job: Job, name: string): Extract<Result, { kind: "complex" }> | undefined {
  const files = job.results?.flatMap((one) => (one.kind === "complex" ? (one.attachments ?? []) : []));
  const found = files?.find((one) => one.name === name);
  return found && { id: name, kind: "complex", file: found.file, format: { mediaType: found.mediaType } };
}

function removeFileHeaders(reply: FastifyReply): FastifyReply {
  for (const name of ["content-length", "content-range", "content-disposition", "accept-ranges", "etag"]) reply.removeHeader(name);
  return reply;
}

async function sendSample(parts: HttpParts, { name }: { name: string }, reply: FastifyReply): Promise<FastifyReply> {
  const path = parts.samples.path(name);
  if (path === undefined) return refuse(parts, reply, 404, "There is no such sample file.");
  reply.headers({ "content-type": parts.samples.mediaType(name), "cache-control": "max-age=60" });
  return sendResponse(reply, { status: 200, headers: {}, body: createReadStream(path) });
}

/** A sentence in the language that the request asks for, as far as this server speaks it. */
function refuse(parts: HttpParts, reply: FastifyReply, status: number, sentence: Phrase): FastifyReply {
  const ranges = readAcceptLanguage(reply.request.headers["accept-language"]);
  return plain(reply, status, tell(sentence, chooseLanguage(ranges, spokenLanguages) ?? parts.language ?? "en"));
}

function plain(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).header("content-type", "text/plain; charset=utf-8").send(`${sentence}\n`);
}

/** A safe name for a download: only letters, digits, dot, dash and underscore of the output's id. */
function fileName(outputId: string, mediaType: string): string {
  const base = outputId.replace(/[^\w.-]/g, "_").slice(0, 80);
  return `${base}.${extensionOf(mediaType)}`;
}
