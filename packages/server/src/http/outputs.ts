// The addresses of what jobs have left: outputs as files, and the record of a job. Ranges, names for downloads, and what is told of what is gone.
import type { FastifyReply, FastifyRequest } from "fastify";
import { isFinal, type Job, type JobStore, type Result } from "../core/job.js";
import { jobRecord } from "../core/job-record.js";
import { extensionOf } from "../core/media-types.js";
import { removalWords } from "../core/removal-words.js";
import type { FileStore } from "../core/staging.js";
import { callerOf } from "./caller.js";
import { begun, sendResponse } from "./exchange.js";
import { readRange } from "./range.js";
import { plain, refuse } from "./refuse.js";

export interface OutputParts {
  readonly ownerHeader?: string | undefined;
  /** Of those who ask for none. */
  readonly language?: string;
  readonly jobs: Pick<JobStore, "get" | "traceOf">;
  readonly files: FileStore;
  /** Told of what broke while it was sent. */
  readonly log: { error(facts: Record<string, unknown>, message: string): void };
}

/** 410 with the reason where there was a job, else 404. */
async function sendMissing(parts: OutputParts, jobId: string, reply: FastifyReply): Promise<FastifyReply> {
  const trace = await parts.jobs.traceOf(jobId);
  return trace === undefined ? refuse(parts, reply, 404, "There is no such job.") : refuse(parts, reply, 410, removalWords[trace.reason]);
}

/** The job, if it is the caller's own: that of somebody else and none at all are answered alike. */
async function findJob({ jobs, ownerHeader }: OutputParts, id: string, request: FastifyRequest): Promise<Job | undefined> {
  const job = await jobs.get(id);
  return job?.owner === callerOf(request.raw, ownerHeader).owner ? job : undefined;
}

/** How the job was sealed and what it has used: the status document has no place for that. */
export async function sendRecord(parts: OutputParts, jobId: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const job = await findJob(parts, jobId, request);
  if (job === undefined) return sendMissing(parts, jobId, reply);
  return reply.header("content-type", "application/json; charset=utf-8").send(`${JSON.stringify(jobRecord(job), undefined, 2)}\n`);
}

export async function sendOutput(parts: OutputParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { jobId, outputId } = request.params as { jobId: string; outputId: string };
  const job = await findJob(parts, jobId, request);
  if (job === undefined) return sendMissing(parts, jobId, reply);
  if (!isFinal(job.status)) return refuse(parts, reply, 404, "The job has not ended yet; its results are not ready.");
  const result = job.results?.find((one) => one.id === outputId) ?? attached(job, outputId);
  if (result === undefined) return refuse(parts, reply, 404, "The job has no such output.");
  if (result.kind !== "complex")
    return plain(reply, 200, result.kind === "literal" ? String(result.value) : [...result.bbox, result.crs].join(","));
  const contentDisposition = `attachment; filename="${fileName(outputId, result.format.mediaType)}"`;
  const contentType = result.format.mediaType;
  const elsewhere = await parts.files.signedAddress?.(result.file.key, { contentType, contentDisposition });
  if (elsewhere !== undefined) return reply.code(307).header("location", elsewhere).send();
  // Results are made by code that nobody vouches for: a browser must neither sniff nor run them in this origin.
  reply.headers({
    "content-type": contentType,
    "content-disposition": contentDisposition,
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
  const file = range.kind === "part" ? parts.files.openRange(result.file.key, start, end) : parts.files.open(result.file.key);
  const body = await begun(told(file, result.file.key, parts));
  if (body === undefined) return refuse(parts, removeFileHeaders(reply), 410, "The output is no longer there.");
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

/** A safe name for a download: only letters, digits, dot, dash and underscore of the output's id. */
function fileName(outputId: string, mediaType: string): string {
  const base = outputId.replace(/[^\w.-]/g, "_").slice(0, 80);
  return `${base}.${extensionOf(mediaType)}`;
}
