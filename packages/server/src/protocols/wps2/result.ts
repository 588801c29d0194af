// What a job gave: wps:Result (OGC 14-065r2 clause 9.6), or one output as it is.
import type { OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { type Fault, fault, ServiceError } from "../../core/errors.js";
import type { OutputRequest, PartialFormat } from "../../core/execute.js";
import { matchFormat } from "../../core/format.js";
import type { Job, Result } from "../../core/job.js";
import { isTransient } from "../../core/job-change.js";
import type { HttpResponse, Open } from "../../core/message.js";
import type { Links } from "../../core/service.js";
import { embedFile } from "../ows/embed.js";
import { formatAttributes } from "../ows/formats.js";
import { anyUri } from "../ows/lexical.js";
import { rawFile } from "../ows/raw.js";
import { attribute, nothing, respond, type Xml, xml } from "../ows/xml.js";
import { dataTypeReference } from "./describe.js";
import { namespaces } from "./described.js";
import { idsOf } from "./nesting.js";
import { expirationDate } from "./status.js";

export interface ResultParts {
  readonly job: Job;
  readonly process: ProcessDescription;
  readonly links: Links;
  readonly retentionMs: number;
  readonly open: Open;
}

/** The answer of a job that has ended. Throws ServiceError with its failure, if it did not succeed. */
export function encodeResult(parts: ResultParts): HttpResponse {
  const { job } = parts;
  if (job.status !== "successful") throw new ServiceError([failure(job)]);
  return job.execute.response === "raw" ? encodeRaw(parts) : respond(200, resultDocument(parts));
}

function failure(job: Job): Fault {
  if (job.status === "dismissed") return { code: "process-failed", message: "The job was dismissed before it had ended." };
  return job.error ?? { code: "process-failed", message: "The process failed." };
}

interface Wanted {
  readonly result: Result;
  readonly request: OutputRequest | undefined;
}

/** The results that were asked for, in that order; all of them if none was named. */
function wantedResults({ results = [], execute }: Job): readonly Wanted[] {
  if (execute.outputs.length === 0) return results.map((result) => ({ result, request: undefined }));
  return execute.outputs.flatMap((request) => results.filter((result) => result.id === request.id).map((result) => ({ result, request })));
}

function resultDocument(parts: ResultParts): Xml {
  const { job, process } = parts;
  const outputs = wantedResults(job).map((wanted) => {
    const content = wanted.request?.transmission === "reference" ? reference(wanted.result, parts) : data(wanted, parts);
    return nested(idsOf(wanted.result.id, process.groups ?? []), content);
  });
  // Clause 12.1: what can be dismissed tells its job.
  const kept = isTransient(job.execute)
    ? nothing
    : xml`
  <wps:JobID>${job.id}</wps:JobID>${expirationDate(job, parts.retentionMs)}`;
  return xml`<wps:Result${namespaces}>${kept}${outputs}
</wps:Result>`;
}

/** The schema has one output in each nested one, so a group of several is repeated. */
function nested([first, ...inner]: readonly [string, ...string[]], content: Xml): Xml {
  const [next, ...rest] = inner;
  return xml`
  <wps:Output${attribute("id", anyUri(first))}>${next === undefined ? content : nested([next, ...rest], content)}</wps:Output>`;
}

/** Behind the link are the bytes themselves, whatever encoding they would need in a document; simple values are text. */
function reference(result: Result, { job, links }: ResultParts): Xml {
  const schema = result.kind === "complex" && result.format.schema !== undefined ? { schema: result.format.schema } : {};
  const mediaType = result.kind === "complex" ? result.format.mediaType : "text/plain";
  return xml`<wps:Reference${attribute("xlink:href", links.output(job, result.id))}${formatAttributes({ mediaType, ...schema })}/>`;
}

function data({ result, request }: Wanted, { process, open }: ResultParts): Xml {
  if (result.kind === "complex")
    return embedFile({ name: "wps:Data", file: result.file, format: result.format, open, attributes: formatAttributes });
  const description = process.outputs.find((output) => output.id === result.id);
  if (isPlain(request?.format)) return xml`<wps:Data mimeType="text/plain">${plainText(result)}</wps:Data>`;
  return xml`<wps:Data mimeType="text/xml">${valueElement(result, description)}</wps:Data>`;
}

type Simple = Exclude<Result, { kind: "complex" }>;

/** Was text asked for; the default is XML. */
function isPlain(format: PartialFormat | undefined): boolean {
  return format?.mediaType !== undefined && matchFormat(format, [{ mediaType: "text/plain" }]) !== undefined;
}

/** Corners and reference system between commas. */
function plainText(result: Simple): string {
  return result.kind === "literal" ? String(result.value) : [...result.bbox, result.crs].join(",");
}

function valueElement(result: Simple, description: OutputDescription | undefined, declarations: Xml = nothing): Xml {
  if (result.kind === "bbox") {
    const dimensions = result.bbox.length / 2;
    const corner = (from: number): string => result.bbox.slice(from, from + dimensions).join(" ");
    return xml`<ows:BoundingBox${declarations}${attribute("crs", anyUri(result.crs))}${attribute("dimensions", dimensions)}><ows:LowerCorner>${corner(
      0,
    )}</ows:LowerCorner><ows:UpperCorner>${corner(dimensions)}</ows:UpperCorner></ows:BoundingBox>`;
  }
  const dataType = description?.kind === "literal" ? dataTypeReference(description.dataType) : undefined;
  const uom = result.uom === undefined ? undefined : anyUri(result.uom);
  return xml`<wps:LiteralValue${declarations}${attribute("dataType", dataType)}${attribute("uom", uom)}>${result.value}</wps:LiteralValue>`;
}

/** One output and nothing around it (clause 9.9.2). */
function encodeRaw({ job, process, open }: ResultParts): HttpResponse {
  const [wanted] = wantedResults(job);
  if (wanted === undefined) throw fault("process-failed", "The process gave no output.");
  const { result, request } = wanted;
  if (result.kind === "complex") return rawFile(result, request?.format, open);
  if (isPlain(request?.format)) return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: plainText(result) };
  return respond(
    200,
    valueElement(
      result,
      process.outputs.find((output) => output.id === result.id),
      namespaces,
    ),
  );
}
