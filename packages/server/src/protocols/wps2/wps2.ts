// WPS 2.0.2 (OGC 14-065r2) as a pure translation: requests by GET and POST to Operations, Outcomes to documents and raw data.
// Whether inputs and outputs fit a process is left to the jobs room.
import type { ProcessDescription } from "@terrarium/sdk";
import { fault, ServiceError } from "../../core/errors.js";
import { isFinal, type Job, type JobStatus } from "../../core/job.js";
import { localiseProcess, translated } from "../../core/localise.js";
import type { HttpRequest, HttpResponse, Open, Sink } from "../../core/message.js";
import type { Call, Outcome, Protocol } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import type { Links, ServiceDescription } from "../../core/service.js";
import { checkMethod } from "../ows/faults.js";
import { withKey } from "../ows/idempotency.js";
import { jobLanguage, makeRequestLanguages } from "../ows/request-language.js";
import { respond } from "../ows/xml.js";
import { capabilities } from "./capabilities.js";
import { decodeKvp, languageKeys } from "./decode-kvp.js";
import { decodeXml } from "./decode-xml.js";
import { processOfferings } from "./describe.js";
import { encodeError } from "./errors.js";
import { interpret, type Settings, version, type Wps2Form } from "./request.js";
import { encodeResult } from "./result.js";
import { statusInfo } from "./status.js";

export type { Wps2Form } from "./request.js";

export interface Wps2Parts extends Partial<Pick<Settings, "asyncWaitMs" | "autoWaitMs">> {
  readonly service: ServiceDescription;
  readonly links: Links;
  /** True for the address that speaks this version only: links.wps/2.0.0. */
  readonly pinned: boolean;
  /** Further versions that the address answers with. */
  readonly otherVersions?: readonly string[];
  /** How long finished jobs are kept, in milliseconds. */
  readonly retentionMs: number;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

const localised = (processes: readonly ProcessDescription[], language: string): readonly ProcessDescription[] =>
  processes.map((process) => localiseProcess(process, language));

function noSuchJob(id: string): ServiceError {
  return new ServiceError([{ code: "no-such-job", message: "There is no such job.", locator: "jobId", subject: id }]);
}

type JobOutcome = Extract<Outcome, { kind: "job" }>;

/** What a job looks like to who asked for it in this form. Throws ServiceError for one that failed, or is no job any more. */
function makeEncodeJob({ links, retentionMs, now }: Wps2Parts): (form: Wps2Form, outcome: JobOutcome, open: Open) => HttpResponse {
  const status = (job: Job, as: JobStatus = job.status): HttpResponse => respond(200, statusInfo({ job, as, nowMs: now(), retentionMs }));
  return (form, { job, process, wasDismissed = false }, open) => {
    const result = (): HttpResponse => encodeResult({ job, process, links, retentionMs, open });
    switch (form.kind) {
      case "execute":
        if (job.execute.mode === "sync" || (form.isAuto && isFinal(job.status))) return result();
        // Clause 9.9.2, status-info-status: whatever has become of the job by now, the answer is that it was accepted.
        return status(job, "accepted");
      case "results":
        return result();
      case "dismiss":
        // Clause 12.1.2: a dismissed job is no job any more.
        if (wasDismissed) throw noSuchJob(job.id);
        return status(job, "dismissed");
      default:
        if (job.status === "dismissed" || job.isDismissing === true) throw noSuchJob(job.id);
        return status(job);
    }
  };
}

/** WPS 2.0.2 at one address. `decode` throws ServiceError with all faults that need no process description. */
export function makeWps2(parts: Wps2Parts): Protocol<Wps2Form> {
  const { service, links } = parts;
  const { asyncWaitMs = 1_000, autoWaitMs = 10_000 } = parts;
  const settings: Omit<Settings, "languages"> = { asyncWaitMs, autoWaitMs };
  const languages = makeRequestLanguages(service, languageKeys);
  const address = parts.pinned ? `${links.wps}/${version}` : links.wps;
  const versions = [version, ...(parts.otherVersions ?? [])];

  const encodeCapabilities = (
    form: Extract<Wps2Form, { kind: "capabilities" }>,
    outcome: Outcome & { kind: "processes" },
  ): HttpResponse => {
    const { processes, updateSequence } = outcome;
    const known = form.updateSequence;
    if (known !== undefined && known > updateSequence)
      throw fault(
        "invalid-update-sequence",
        say("The updateSequence {known} is greater than that of the service, {updateSequence}.", { known, updateSequence }),
      );
    // The client has this state of the service already: the document without its sections.
    const sections = known === updateSequence ? [] : form.sections;
    const common = {
      ...{ service: translated(service, form.language), versions, address, updateSequence },
      processes: localised(processes, form.language),
    };
    return respond(200, capabilities(sections === undefined ? common : { ...common, sections }), form.mediaType);
  };

  const languageOf = ({ language, isLanguageAsked }: Wps2Form, outcome: Outcome): string =>
    outcome.kind === "job"
      ? jobLanguage(isLanguageAsked ? language : undefined, outcome.job.execute.language, service.languages)
      : language;
  const encodeJob = makeEncodeJob(parts);
  const encode = (call: Call<Wps2Form>, outcome: Outcome, open: Open): HttpResponse => {
    const { form } = call;
    if (outcome.kind === "job") return encodeJob(form, outcome, open);
    if (outcome.kind === "processes" && form.kind === "capabilities") return encodeCapabilities(form, outcome);
    if (outcome.kind === "processes" && form.kind === "describe")
      return respond(200, processOfferings(localised(outcome.processes, form.language), service.inputBytes, form.language));
    throw new Error(`a request of the form ${form.kind} was answered with ${outcome.kind}`);
  };

  return {
    name: "wps2",
    async decode(request: HttpRequest, sink: Sink): Promise<Call<Wps2Form>> {
      checkMethod(request.method);
      const hear = (ranges: readonly string[]): void => languages.hear(request, ranges);
      const { request: asked, faults } = request.method === "POST" ? await decodeXml(request, sink, hear) : decodeKvp(request.query);
      hear(asked.languages);
      return withKey(interpret(asked, faults, { ...settings, languages: service.languages }), request, "header or query");
    },
    encode(call, outcome, open) {
      try {
        return encode(call, outcome, open);
      } catch (error) {
        // What the client did, or what became of its job; a mistake of ours goes to the log.
        if (error instanceof ServiceError) return encodeError(error, languageOf(call.form, outcome));
        throw error;
      }
    },
    encodeError: (error, request) => encodeError(error, languages.of(request)),
  };
}
