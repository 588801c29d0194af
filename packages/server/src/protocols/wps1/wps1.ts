// WPS 1.0.0 (OGC 05-007r7) as a pure translation: requests by GET and POST to Operations, Outcomes to documents and raw data.
// Whether inputs and outputs fit a process is left to the jobs room.
import type { ProcessDescription } from "@terrarium/sdk";
import { fault, ServiceError } from "../../core/errors.js";
import type { Job } from "../../core/job.js";
import { localiseJob, localiseProcess, translated } from "../../core/localise.js";
import type { HttpRequest, HttpResponse, Open, Sink } from "../../core/message.js";
import type { Call, Outcome, Protocol } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import type { Links, ServiceDescription } from "../../core/service.js";
import { checkMethod } from "../ows/faults.js";
import { withKey } from "../ows/idempotency.js";
import { rawFile } from "../ows/raw.js";
import { jobLanguage, makeRequestLanguages } from "../ows/request-language.js";
import { respond } from "../ows/xml.js";
import { capabilities } from "./capabilities.js";
import { decodeKvp } from "./decode-kvp.js";
import { decodeXml, type Seen } from "./decode-xml.js";
import { processDescriptions } from "./describe.js";
import { encodeError } from "./errors.js";
import { boundingBoxDocument, executeResponse, failure } from "./execute-response.js";
import { executionList, executionRecord } from "./executions.js";
import { interpret, operationsOf, type Settings, version, type Wps1Form } from "./request.js";
import { inEnvelope } from "./soap.js";

export type { Wps1Form } from "./request.js";

export interface Wps1Parts {
  readonly service: ServiceDescription;
  readonly links: Links;
  /** True for the address that speaks this version only: links.wps/1.0.0. */
  readonly pinned: boolean;
  /** Further versions that the address answers with. */
  readonly otherVersions?: readonly string[];
  /** Default true: status=true without storeExecuteResponse=true is refused. */
  readonly strictStatus?: boolean;
  /** Default true: GetExecutions tells a client of its own jobs; without accounts those of everybody are. */
  readonly listsExecutions?: boolean;
}

export interface Wps1 extends Protocol<Wps1Form> {
  /** The stored response document of a job, served under links.statusDocument(job). */
  encodeStatus(job: Job, process: ProcessDescription, open: Open): HttpResponse;
}

type JobOutcome = Outcome & { readonly kind: "job" };

interface EncoderParts extends Pick<Wps1Parts, "service" | "links"> {
  readonly address: string;
  readonly versions: readonly string[];
  readonly operations: readonly string[];
}

/** What is answered, by what was asked. */
function makeEncoder({ service, links, address, versions, operations }: EncoderParts) {
  const document = (outcome: JobOutcome, language: string, open: Open, given: { isStored: boolean; isLive?: boolean }): HttpResponse => {
    const job = localiseJob(outcome.job, language);
    const process = localiseProcess(outcome.process, language);
    const serviceInstance = `${address}?service=WPS&request=GetCapabilities`;
    const statusLocation = given.isStored ? { statusLocation: links.statusDocument(job) } : {};
    return respond(
      200,
      executeResponse({ job, process, language, links, open, serviceInstance, ...statusLocation, isLive: given.isLive === true }),
    );
  };

  const answerLanguage = (form: Wps1Form, job: Job): string =>
    jobLanguage(
      form.kind === "execution" && form.isLanguageAsked !== true ? undefined : form.language,
      job.execute.language,
      service.languages,
    );

  const encode = (call: Call<Wps1Form>, outcome: Outcome, open: Open): HttpResponse => {
    const { form } = call;
    if (outcome.kind === "jobs")
      return executionList(
        outcome.jobs.map((job) => localiseJob(job, form.language)),
        form.kind === "execution" ? form.format : "xml",
        links,
      );
    if (outcome.kind === "job") {
      const { job } = outcome;
      const language = answerLanguage(form, job);
      const isLook = form.kind === "execution" && form.name !== "GetExecutionResult";
      if (isLook && form.format === "json") return executionRecord(localiseJob(job, language), links);
      if (!isLook && job.execute.response === "raw") return encodeRaw(job, open, language);
      return document(outcome, language, open, { isStored: job.execute.store, isLive: isLook });
    }
    if (outcome.kind !== "processes") throw new Error(`a request of the form ${form.kind} was answered with ${outcome.kind}`);
    const processes = outcome.processes.map((process) => localiseProcess(process, form.language));
    if (form.kind === "describe") return respond(200, processDescriptions(processes, service.inputBytes, form.language));
    if (form.kind !== "capabilities") throw new Error("a request for a job was answered with a list of processes");
    return encodeCapabilities(form, processes, outcome.updateSequence);
  };

  const encodeCapabilities = (
    form: Wps1Form & { kind: "capabilities" },
    processes: readonly ProcessDescription[],
    updateSequence: number,
  ): HttpResponse => {
    const { updateSequence: known, language } = form;
    if (known !== undefined && known > updateSequence) {
      const message = say("The updateSequence {known} is greater than that of the service, {updateSequence}.", { known, updateSequence });
      return encodeError(fault("invalid-update-sequence", message), form.language);
    }
    // The client has this state of the service already: the document without its sections.
    const sections = known === updateSequence ? [] : form.sections;
    const common = { service: translated(service, language), versions, operations, address, language, processes, updateSequence };
    return respond(200, capabilities(sections === undefined ? common : { ...common, sections }), form.mediaType);
  };
  return { document, encode };
}

/** WPS 1.0.0 at one address. `decode` throws ServiceError with all faults that need no process description. */
export function makeWps1(parts: Wps1Parts): Wps1 {
  const { service, links } = parts;
  const address = parts.pinned ? `${links.wps}/${version}` : links.wps;
  const versions = [version, ...(parts.otherVersions ?? [])];
  const settings: Omit<Settings, "languages"> = {
    strictStatus: parts.strictStatus ?? true,
    listsExecutions: parts.listsExecutions ?? true,
  };
  const { document, encode } = makeEncoder({ service, links, address, versions, operations: operationsOf(settings) });
  const languages = makeRequestLanguages(service, ["language"]);
  // Requests that came in SOAP: their errors are told in SOAP too, whatever they died of.
  const envelopes = new WeakMap<HttpRequest, string>();
  return {
    name: "wps1",
    async decode(request: HttpRequest, sink: Sink): Promise<Call<Wps1Form>> {
      checkMethod(request.method);
      const seen: Seen = {
        envelope: (uri) => void envelopes.set(request, uri),
        language: (range) => languages.hear(request, range === undefined ? [] : [range]),
      };
      const { request: asked, faults } = request.method === "POST" ? await decodeXml(request, sink, seen) : decodeKvp(request.query);
      const call = withKey(interpret(asked, faults, { ...settings, languages: service.languages }), request, "header or query");
      const envelope = envelopes.get(request);
      if (envelope === undefined) return call;
      if (call.operation.kind === "execute" && call.operation.execute.response === "raw")
        throw fault("option-unsupported", "RawDataOutput has no place in a SOAP envelope. Ask for a response document.", "RawDataOutput");
      return { ...call, form: { ...call.form, envelope } };
    },
    encode(call, outcome, open) {
      const answer = encode(call, outcome, open);
      const { envelope, language } = call.form;
      return envelope === undefined ? answer : inEnvelope(answer, envelope, language);
    },
    encodeError(error, request) {
      const language = languages.of(request);
      const answer = encodeError(error, language);
      const envelope = request === undefined ? undefined : envelopes.get(request);
      return envelope === undefined ? answer : inEnvelope(answer, envelope, language);
    },
    encodeStatus(job, process, open) {
      const language = jobLanguage(undefined, job.execute.language, service.languages);
      return document({ kind: "job", job, process }, language, open, { isStored: true });
    },
  };
}

/** The bare output (OGC 05-007r7 clause 10.3.1); a job that did not succeed is an ExceptionReport. */
function encodeRaw(job: Job, open: Open, language: string): HttpResponse {
  if (job.status === "failed" || job.status === "dismissed") return encodeError(new ServiceError([failure(job)]), language);
  const [asked] = job.execute.outputs;
  const id = asked?.id;
  const result = job.results?.find((each) => each.id === id) ?? (id === undefined ? job.results?.[0] : undefined);
  if (result === undefined)
    return encodeError(fault("result-not-available", say("The process gave no output {id}.", { id: id ?? "" })), language);
  switch (result.kind) {
    case "literal":
      return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: String(result.value) };
    case "bbox":
      return respond(200, boundingBoxDocument(result.bbox, result.crs));
    case "complex":
      return rawFile(result, asked?.format, open);
  }
}
