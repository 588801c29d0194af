// The addresses of what jobs have left: outputs as files, and the record of a job. Ranges, names for downloads, and what is told of what is gone.
import type { FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, ServiceError } from "../core/errors.js";
import { isFinal, type Job, type Result } from "../core/job.js";
import { jobRecord, outputRecords } from "../core/job-record.js";
import type { Caller, Service } from "../core/operation.js";
import type { FileStore } from "../core/staging.js";
import { fileName, sendArchive, simpleText } from "./archive.js";
import { type CallerParts, callerOf, challengeOf, readerOf } from "./caller.js";
import { begun, sendResponse } from "./exchange.js";
import { isKnown, readRange } from "./range.js";
import { comeAgain, plain, refuse } from "./refuse.js";

export interface OutputParts {
  readonly callers: CallerParts;
  readonly service: Service;
  /** Of those who ask for none. */
  readonly language?: string;
  readonly files: FileStore;
  /** Told of what broke while it was sent. */
  readonly log: { error(facts: Record<string, unknown>, message: string): void };
}

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  unauthenticated: 401,
  forbidden: 403,
  "no-such-job": 404,
  "job-removed": 410,
  "result-not-available": 404,
  "too-many-attempts": 429,
  busy: 503,
  "invalid-parameter": 400,
};

/** The answer for a job that is not there for who asks; what else was thrown is thrown again. */
export function refuseFile(parts: OutputParts, reply: FastifyReply, thrown: unknown): FastifyReply {
  const status = thrown instanceof ServiceError ? statuses[thrown.code] : undefined;
  if (!(thrown instanceof ServiceError) || status === undefined) throw thrown;
  if (status === 401) reply.header("www-authenticate", challengeOf(""));
  return refuse(parts, comeAgain(reply, thrown), status, thrown.faults[0]);
}

/** The job as far as it is there for who asks. Throws what the service throws. */
async function findJob(parts: OutputParts, jobId: string, caller: Caller): Promise<Job> {
  const outcome = await parts.service.perform({ kind: "status", jobId }, caller);
  if (outcome.kind !== "job") throw new Error("a status is a job");
  return outcome.job;
}

/** How the job was sealed, what it has used and what it gave: the status document has no place for that. */
export async function sendRecord(parts: OutputParts, jobId: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const job = await findJob(parts, jobId, await callerOf(request.raw, parts.callers));
    const record = { ...jobRecord(job), outputs: outputRecords(job) };
    return reply.header("content-type", "application/json; charset=utf-8").send(`${JSON.stringify(record, undefined, 2)}\n`);
  } catch (thrown) {
    return refuseFile(parts, reply, thrown);
  }
}

/** All that the job gave, in one file. */
export async function sendAll(parts: OutputParts, jobId: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  let job: Job;
  try {
    job = await findJob(parts, jobId, await callerOf(request.raw, parts.callers));
  } catch (thrown) {
    return refuseFile(parts, reply, thrown);
  }
  if (!isFinal(job.status)) return refuse(parts, reply, 404, "The job has not ended yet; its results are not ready.");
  if ((job.results ?? []).length === 0) return refuse(parts, reply, 404, "The job has no such output.");
  const open = (key: string): AsyncIterable<Uint8Array> => told(parts.files.open(key), key, parts);
  return sendArchive(job, { open }, reply);
}

export async function sendOutput(parts: OutputParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { jobId, outputId } = request.params as { jobId: string; outputId: string };
  try {
    const caller = await readerOf(request.raw, parts.callers, { jobId, outputId, query: request.query });
    return await sendOutputOf(await findJob(parts, jobId, caller), outputId, parts, reply);
  } catch (thrown) {
    return refuseFile(parts, removeFileHeaders(reply), thrown);
  }
}

async function sendOutputOf(job: Job, outputId: string, parts: OutputParts, reply: FastifyReply): Promise<FastifyReply> {
  if (!isFinal(job.status)) return refuse(parts, reply, 404, "The job has not ended yet; its results are not ready.");
  const result = job.results?.find((one) => one.id === outputId) ?? attached(job, outputId);
  if (result === undefined) return refuse(parts, reply, 404, "The job has no such output.");
  if (result.kind !== "complex") return plain(reply, 200, simpleText(result));
  const contentDisposition = `attachment; filename="${fileName(outputId, result.format.mediaType)}"`;
  const contentType = result.format.mediaType;
  // Our pages let nothing of another server in: they ask for the bytes by way of this one. A signed address is for GET, so HEAD is answered here.
  const isRelayed = reply.request.method === "HEAD" || (reply.request.query as Record<string, unknown>)["relay"] === "true";
  const elsewhere = isRelayed ? undefined : await parts.files.signedAddress?.(result.file.key, { contentType, contentDisposition });
  if (elsewhere !== undefined) return reply.code(307).header("location", elsewhere).send();
  const { range: wanted, "if-range": ifRange, "if-none-match": ifNoneMatch } = reply.request.headers;
  const etag = `"${result.file.sha256}"`;
  if (isKnown(ifNoneMatch, etag)) return reply.code(304).header("etag", etag).send();
  // Results are made by code that nobody vouches for: a browser must neither sniff nor run them in this origin.
  reply.headers({
    "content-type": contentType,
    "content-disposition": contentDisposition,
    "content-security-policy": "sandbox; default-src 'none'",
    "accept-ranges": "bytes",
    etag,
  });
  // A part of something else than the client has is of no use to it.
  const range = readRange(ifRange === undefined || ifRange === etag ? wanted : undefined, result.file.byteLength);
  if (range.kind === "unsatisfiable") return reply.code(416).header("content-range", `bytes */${result.file.byteLength}`).send();
  const { start, end } = range.kind === "part" ? range : { start: 0, end: result.file.byteLength - 1 };
  if (range.kind === "part") reply.code(206).header("content-range", `bytes ${start}-${end}/${result.file.byteLength}`);
  reply.header("content-length", String(end - start + 1));
  if (end < start) return reply.send("");
  // Whatever is the body of an answer to HEAD is read to its end and thrown away; one byte says that the file is there.
  const last = reply.request.method === "HEAD" ? start : end;
  const isPart = range.kind === "part" || last < end;
  const file = isPart ? parts.files.openRange(result.file.key, start, last) : parts.files.open(result.file.key);
  const body = await begun(told(file, result.file.key, parts));
  if (body === undefined) {
    removeFileHeaders(reply);
    // Says so itself where another server has the file; that the caller may read it was found out before.
    await parts.service.perform({ kind: "results", jobId: job.id }, { owner: job.owner });
    return refuse(parts, reply, 410, "The output is no longer there.");
  }
  return sendResponse(reply, { status: reply.statusCode, headers: {}, body });
}

/** A file that breaks while it is sent can only end the connection; the log keeps the reason. */
async function* told(file: AsyncIterable<Uint8Array>, key: string, { log }: OutputParts): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    log.error({ error, key }, "a stored file broke off while it was sent");
    throw error;
  }
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
