// What a job gave, in the forms of OGC 18-062r2 table 11: one output as it is, several as multipart/related (RFC 2387), links alone, or one JSON document.
import type { ProcessDescription } from "@terrarium/sdk";
import { ServiceError } from "../../core/errors.js";
import type { OutputRequest } from "../../core/execute.js";
import type { Job, Result } from "../../core/job.js";
import type { HttpResponse, Open } from "../../core/message.js";
import type { Links } from "../../core/service.js";
import { rawFile } from "../ows/raw.js";
import { formatMembers, writeQualified } from "./json-text.js";

export interface ResultParts {
  readonly job: Job;
  readonly process: ProcessDescription;
  readonly links: Pick<Links, "output">;
  readonly open: Open;
  /** A word that stands in no result: random. */
  readonly boundary: string;
  /** JSON is wanted in words, where several outputs could come in another form too. */
  readonly wantsJson: boolean;
  /** Links in place of values, or values in place of links, whatever was asked for when the job was made. */
  readonly transmission?: OutputRequest["transmission"] | undefined;
  /** These alone, in this order. */
  readonly only?: readonly string[] | undefined;
}

interface Wanted {
  readonly result: Result;
  readonly isReference: boolean;
}

/** The results that were asked for, in that order; all of them if none was named. Throws ServiceError for a job that has none. */
function wantedResults({ job, transmission, only }: ResultParts): readonly Wanted[] {
  const { results = [], execute, status, error } = job;
  if (status !== "successful") throw new ServiceError([error ?? { code: "process-failed", message: "The process failed." }]);
  const wish = (id: string): OutputRequest["transmission"] =>
    transmission ?? execute.outputs.find((output) => output.id === id)?.transmission ?? "value";
  const ids = only ?? (execute.outputs.length === 0 ? results : execute.outputs).map(({ id }) => id);
  return ids.flatMap((id) =>
    results.filter((result) => result.id === id).map((result) => ({ result, isReference: wish(id) === "reference" })),
  );
}

/** Behind the link are the bytes themselves; simple values are text. */
function mediaTypeOf(result: Result): string {
  return result.kind === "complex" ? result.format.mediaType : "text/plain";
}

/** A value as JSON of its own; in another unit than the one that the description names first it tells it. */
function simpleValue(result: Exclude<Result, { kind: "complex" }>, { outputs }: ProcessDescription): unknown {
  if (result.kind === "bbox") return { bbox: result.bbox, crs: result.crs };
  const description = outputs.find(({ id }) => id === result.id);
  const usual = description?.kind === "literal" ? description.uoms?.[0] : undefined;
  return result.uom === undefined || result.uom === usual ? result.value : { value: result.value, uom: result.uom };
}

async function* document(wanted: readonly Wanted[], { job, process, links, open }: ResultParts): AsyncGenerator<string> {
  yield "{";
  for (const [index, { result, isReference }] of wanted.entries()) {
    yield `${index === 0 ? "" : ","}${JSON.stringify(result.id)}:`;
    if (isReference) {
      const { mediaType: type, schema } = result.kind === "complex" ? formatMembers(result.format) : { mediaType: "text/plain" };
      // The draft wants a relation: that of a member to its whole (RFC 6573).
      yield JSON.stringify({ href: links.output(job, result.id), rel: "item", type, ...(schema === undefined ? {} : { schema }) });
    } else if (result.kind === "complex") yield* writeQualified(result, open);
    else yield JSON.stringify(simpleValue(result, process));
  }
  yield "}\n";
}

/** One output and nothing around it. */
export function encodeOne(result: Result, { open, wantsJson }: Pick<ResultParts, "open" | "wantsJson">): HttpResponse {
  if (result.kind === "complex") return rawFile(result, undefined, open);
  if (result.kind === "bbox" || wantsJson)
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(result.kind === "literal" ? result.value : { bbox: result.bbox, crs: result.crs }),
    };
  return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: String(result.value) };
}

/** Text that can stand in a header, between quotes or angle brackets. */
function word(text: string): string {
  return encodeURIComponent(text);
}

async function* multipart(wanted: readonly Wanted[], { job, links, open, boundary }: ResultParts): AsyncGenerator<Uint8Array | string> {
  for (const { result, isReference } of wanted) {
    const content = isReference ? undefined : encodeOne(result, { open, wantsJson: false });
    const headers = [
      `Content-Type: ${content?.headers["content-type"] ?? mediaTypeOf(result).replace(/[^\t\x20-\x7e]/g, "")}`,
      `Content-ID: <${word(result.id)}>`,
      ...(isReference ? [`Content-Location: ${links.output(job, result.id)}`] : []),
    ];
    yield `--${boundary}\r\n${headers.join("\r\n")}\r\n\r\n`;
    if (typeof content?.body === "string") yield content.body;
    else if (content !== undefined) yield* content.body;
    yield "\r\n";
  }
  yield `--${boundary}--\r\n`;
}

function linkHeader(wanted: readonly Wanted[], { job, links }: ResultParts): string {
  const one = ({ result }: Wanted): string =>
    `<${links.output(job, result.id)}>; rel="${word(result.id)}"; type="${mediaTypeOf(result).replace(/[^\x20-\x7e]|["\\]/g, "")}"`;
  return wanted.map(one).join(", ");
}

/** The profile of a document of results in the 2.0 draft. Clients of 1.0 take any link of a synchronous answer for one to a job. */
const resultsProfile = '<https://www.opengis.net/def/profile/OGC/0/ogc-results>; rel="profile"';

/** The answer of a job that has ended. Throws ServiceError with its failure, if it did not succeed. */
export function encodeResults(parts: ResultParts): HttpResponse {
  const wanted = wantedResults(parts);
  const [first, ...more] = wanted;
  const isDocument = parts.job.execute.response === "document" || (parts.wantsJson && more.length > 0);
  const profile = parts.job.execute.mode === "sync" ? {} : { link: resultsProfile };
  if (isDocument) return { status: 200, headers: { "content-type": "application/json", ...profile }, body: document(wanted, parts) };
  if (first === undefined) return { status: 204, headers: {}, body: "" };
  if (wanted.every(({ isReference }) => isReference)) return { status: 204, headers: { link: linkHeader(wanted, parts) }, body: "" };
  if (more.length === 0) return encodeOne(first.result, parts);
  const type = (first.result.kind === "complex" ? first.result.format.mediaType : "text/plain").replace(/[^\x20-\x7e]|["\\]/g, "");
  return {
    status: 200,
    headers: { "content-type": `multipart/related; boundary=${parts.boundary}; type="${type}"` },
    body: multipart(wanted, parts),
  };
}
