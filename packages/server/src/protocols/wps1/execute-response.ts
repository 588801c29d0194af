// wps:ExecuteResponse (OGC 05-007r7 clause 10.3): the state of a job, what it was asked, and what came out of it.
import type { OutputDescription, ProcessDescription } from "@terrarium/sdk";
import type { Fault } from "../../core/errors.js";
import type { OutputRequest } from "../../core/execute.js";
import type { Job, Result } from "../../core/job.js";
import type { Open } from "../../core/message.js";
import type { Links } from "../../core/service.js";
import { tell } from "../../core/tell.js";
import { embedFile } from "../ows/embed.js";
import { exceptionReport } from "../ows/exceptions.js";
import { formatAttributes } from "../ows/formats.js";
import { attribute, nothing, type Xml, xml } from "../ows/xml.js";
import { describedPart, namespaces, profiles } from "./described.js";
import { exceptionTable } from "./errors.js";
import { boundingBoxData, lineage, literalData } from "./lineage.js";
import { version } from "./request.js";

export interface ResponseParts {
  readonly job: Job;
  readonly process: ProcessDescription;
  readonly language: string;
  readonly links: Links;
  /** The GetCapabilities address of the service. */
  readonly serviceInstance: string;
  /** Where the document is kept; absent: it is not. */
  readonly statusLocation?: string;
  readonly open: Open;
  /** The state as it is now, also of a job whose stored document does not follow it (status=false). */
  readonly isLive?: boolean;
}

/** The document as of the job's state. */
export function executeResponse(parts: ResponseParts): Xml {
  const { job, process } = parts;
  const outputs = job.status === "successful" ? processOutputs(parts) : nothing;
  return xml`<wps:ExecuteResponse${namespaces} service="WPS"${attribute("version", version)}${attribute("xml:lang", parts.language)}${attribute(
    "serviceInstance",
    parts.serviceInstance,
  )}${attribute("statusLocation", parts.statusLocation)}>
  <wps:Process${attribute("wps:processVersion", process.version)}>${describedPart(process, "    ")}${profiles(process)}
  </wps:Process>${status(job, parts.language, parts.isLive === true)}${job.execute.lineage ? lineage(job.execute, process, parts.open) : nothing}${outputs}
</wps:ExecuteResponse>`;
}

function status(job: Job, language: string, isLive: boolean): Xml {
  // status=false: the stored document stays as it was first returned until the job has ended. A job of another protocol has promised no such thing.
  const isFrozen = !isLive && job.execute.store && !job.execute.status && (job.status === "running" || job.status === "paused");
  const ms = isFrozen || job.status === "accepted" ? job.createdMs : (job.finishedMs ?? job.updatedMs);
  return xml`
  <wps:Status${attribute("creationTime", new Date(ms).toISOString())}>
    ${isFrozen ? accepted(language) : state(job, language)}
  </wps:Status>`;
}

function accepted(language: string, why?: string): Xml {
  const told = tell("The job has been accepted and waits to be run.", language);
  return xml`<wps:ProcessAccepted>${why === undefined ? told : `${told} ${why}`}</wps:ProcessAccepted>`;
}

function state(job: Job, language: string): Xml {
  // The schema allows 0 to 99.
  const percent = attribute("percentCompleted", Math.min(99, Math.max(0, Math.floor(job.progress))));
  switch (job.status) {
    case "accepted":
      return accepted(language, job.waiting?.reason);
    case "running":
      return xml`<wps:ProcessStarted${percent}>${job.message || tell("The process is running.", language)}</wps:ProcessStarted>`;
    case "paused":
      return xml`<wps:ProcessPaused${percent}>${job.message || tell("The process is paused.", language)}</wps:ProcessPaused>`;
    case "successful":
      return xml`<wps:ProcessSucceeded>${tell("The process has succeeded.", language)}</wps:ProcessSucceeded>`;
    case "failed":
    case "dismissed":
      return xml`<wps:ProcessFailed>${exceptionReport([failure(job)], exceptionTable, language)}</wps:ProcessFailed>`;
  }
}

/** Why a job that ended without results did so. */
export function failure(job: Job): Fault {
  if (job.status === "dismissed") return { code: "process-failed", message: "The job was dismissed before it had ended." };
  return job.error ?? { code: "process-failed", message: "The process failed." };
}

/** The results that were asked for, in that order; all of them if none was named. */
function wantedResults(job: Job): readonly { result: Result; request: OutputRequest | undefined }[] {
  const results = job.results ?? [];
  const { outputs } = job.execute;
  if (outputs.length === 0) return results.map((result) => ({ result, request: undefined }));
  return outputs.flatMap((request) => results.filter((result) => result.id === request.id).map((result) => ({ result, request })));
}

function processOutputs(parts: ResponseParts): Xml {
  const outputs = wantedResults(parts.job).map(({ result, request }) => {
    const description = parts.process.outputs.find((output) => output.id === result.id);
    return xml`
    <wps:Output>${describedPart(description ?? { id: result.id, title: result.id }, "      ")}
      ${request?.transmission === "reference" ? reference(result, parts) : xml`<wps:Data>${data(result, description, parts.open)}</wps:Data>`}
    </wps:Output>`;
  });
  if (outputs.length === 0) return nothing;
  return xml`
  <wps:ProcessOutputs>${outputs}
  </wps:ProcessOutputs>`;
}

function reference(result: Result, { job, links }: ResponseParts): Xml {
  // An output has a plain href, unlike an input. Behind it are the bytes themselves, whatever encoding they would need in a document.
  const format =
    result.kind === "complex"
      ? { mediaType: result.format.mediaType, ...(result.format.schema === undefined ? {} : { schema: result.format.schema }) }
      : { mediaType: "text/plain" };
  return xml`<wps:Reference${attribute("href", links.output(job, result.id))}${formatAttributes(format)}/>`;
}

function data(result: Result, description: OutputDescription | undefined, open: Open): Xml {
  switch (result.kind) {
    case "literal": {
      const dataType = description?.kind === "literal" ? description.dataType : undefined;
      return literalData(result.value, dataType, result.uom);
    }
    case "bbox":
      return boundingBoxData(result.bbox, result.crs);
    case "complex":
      return embedFile({ name: "wps:ComplexData", file: result.file, format: result.format, open, attributes: formatAttributes });
  }
}

/** A bounding box as a document of its own, for RawDataOutput; the standard does not say how. */
export function boundingBoxDocument(bbox: readonly number[], crs: string): Xml {
  return boundingBoxData(bbox, crs, namespaces);
}
