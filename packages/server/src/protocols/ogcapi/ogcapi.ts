// OGC API - Processes, Part 1, 1.0 (OGC 18-062r2) as a pure translation: requests to Operations, Outcomes to JSON and raw data.
// Which resources there are is resources.ts; whether inputs and outputs fit a process is left to the jobs room.
import type { ProcessDescription } from "@terrarium/sdk";
import { fault, ServiceError } from "../../core/errors.js";
import { isFinal, type Job } from "../../core/job.js";
import { localise, localiseJob, localiseProcess, translated } from "../../core/localise.js";
import type { HttpRequest, HttpResponse, Open, Sink } from "../../core/message.js";
import type { Call, Outcome, Protocol } from "../../core/operation.js";
import type { Links, ServiceDescription } from "../../core/service.js";
import { withKey } from "../ows/idempotency.js";
import { jobLanguage } from "../ows/request-language.js";
import { administrationDocument, dismissalDocument, garbageDocument } from "./administration.js";
import { definitionDocument } from "./definition.js";
import {
  address,
  conformanceDocument,
  type DocumentParts,
  type ListPage,
  landingDocument,
  processDescription,
  processList,
} from "./documents.js";
import { encodeHttpProblem, httpProblem, toldFaults } from "./errors.js";
import { jobEvents, listEvents } from "./events.js";
import { makePages, type PagesParts } from "./html/pages.js";
import type { SignInView } from "./html/sign-in-page.js";
import { inLanguage } from "./language.js";
import { encodeNotice, type Notice } from "./notice.js";
import { type OpenApiParts, type OpenApiVersion, openApiDocument } from "./openapi.js";
import { apiMediaType } from "./openapi-media.js";
import type { SignInWays } from "./openapi-security.js";
import { makeProblems } from "./problems.js";
import { decodeRequest, type Form, route, viewRequest } from "./request.js";
import { type Media, type OperationId, resourcesOf, routesOf } from "./resources.js";
import { encodeOne, encodeResults, type ResultParts } from "./results.js";
import { jobList, statusInfo } from "./status.js";

export interface OgcApiParts {
  readonly service: ServiceDescription;
  readonly links: Links;
  /** Whether the list of jobs is offered. */
  readonly listsJobs: boolean;
  /** A random word, another one each time; it parts the pieces of an answer. */
  readonly boundary: () => string;
  /** With which subscribers check what they are told, as a JSON Web Key. */
  readonly callbackKey?: Readonly<Record<string, string>>;
  /** How one signs in, for the OpenAPI document; absent: nothing is said of it. */
  readonly ways?: SignInWays;
  /** What the pages show beside the documents; absent: JSON alone. */
  readonly pages?: Pick<PagesParts, "samples" | "now" | "ui">;
}

/** The protocol, and the addresses it answers on: exact ones, and with a star at the end all that lie below. */
export interface OgcApi extends Protocol<Form> {
  readonly routes: readonly string[];
  /** What a subscriber of the job is told now; undefined: nothing. */
  notice(job: Job, process: ProcessDescription, open: Open): Promise<Notice | undefined>;
  /** The page on which one signs in; absent where there are no pages. */
  readonly signIn?: (request: HttpRequest, state: SignInView) => HttpResponse;
}

type ProcessesOutcome = Extract<Outcome, { kind: "processes" }>;
type JobOutcome = Extract<Outcome, { kind: "job" }>;

/** A document as an answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: `${JSON.stringify(value)}\n` };
}

/** Whose answers are what processes give, in whatever language that is. */
const withResults: Readonly<Partial<Record<OperationId, true>>> = {
  execute: true,
  executeByQuery: true,
  getResults: true,
  getResult: true,
};

const profiles: Readonly<Partial<Record<OperationId, string>>> = {
  getProcesses: "ogc-process-list",
  getProcess: "ogc-process-description",
  getJobs: "jobs-list",
  getStatus: "job-description",
};

/** The document with the profile of the 2.0 draft that it follows. */
function profiled(id: OperationId, value: unknown): HttpResponse {
  const name = profiles[id];
  return json(value, 200, name === undefined ? {} : { link: `<https://www.opengis.net/def/profile/OGC/0/${name}>; rel="profile"` });
}

function pageOf({ page, asked = {} }: Form): ListPage {
  return { limit: 10, offset: 0, ...page, asked };
}

function encodeProcesses(form: Form, outcome: ProcessesOutcome, parts: DocumentParts): HttpResponse {
  switch (form.id) {
    case "getLandingPage":
      return json(landingDocument(parts));
    case "getConformance":
      return json(conformanceDocument(parts));
    case "getProcesses":
      return profiled(form.id, processList(outcome, pageOf(form), parts));
    default: {
      const [process] = outcome.processes;
      if (process === undefined) throw new Error("a description was asked for and there is none");
      return profiled(form.id, processDescription(process, parts, outcome));
    }
  }
}

interface Encoding {
  readonly form: Form;
  readonly parts: DocumentParts;
  readonly open: Open;
  readonly boundary: () => string;
}

/** What was preferred and done (RFC 7240 clause 3). */
function applied(words: readonly (string | false)[]): Record<string, string> {
  const done = words.filter((word) => word !== false);
  return done.length === 0 ? {} : { "preference-applied": done.join(", ") };
}

function withHeaders(response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

function resultParts({ job, process }: JobOutcome, { form, parts, open, boundary }: Encoding): ResultParts {
  return { job, process, open, links: parts.links, boundary: boundary(), wantsJson: form.wantsJson === true };
}

function encodeExecuted(outcome: JobOutcome, encoding: Encoding): HttpResponse {
  const { job } = outcome;
  const { prefer } = encoding.form;
  const isMinimal = prefer?.return === "minimal" && job.execute.outputs.some(({ transmission }) => transmission === "reference");
  const shape = isMinimal && "return=minimal";
  if (job.execute.mode === "sync") return withHeaders(encodeResults(resultParts(outcome, encoding)), applied([shape]));
  const { waitMs = 0 } = job.execute;
  const location = address(encoding.parts.links, "/jobs/{jobId}", { jobId: job.id });
  // It has ended in the time that the client would wait. OGC 18-062r2 /req/core/process-execute-sync-job
  if (waitMs > 0 && job.status === "successful") {
    const response = encodeResults(resultParts(outcome, encoding));
    const links = [`<${location}>; rel=monitor`, ...(response.headers["link"] === undefined ? [] : [response.headers["link"]])];
    return withHeaders(response, { link: links.join(", "), ...applied([`wait=${prefer?.waitS ?? 0}`, shape]) });
  }
  const told = waitMs > 0 || isFinal(job.status) ? job.status : "accepted";
  return json(statusInfo(job, encoding.parts, { as: told }), 201, {
    location,
    ...applied([prefer?.respondAsync === true && "respond-async", shape]),
  });
}

function encodeResult(outcome: JobOutcome, outputId: string, encoding: Encoding): HttpResponse {
  const { job, process } = outcome;
  if (job.status !== "successful") return encodeResults(resultParts(outcome, encoding));
  const result = job.results?.find(({ id }) => id === outputId);
  if (result !== undefined) return encodeOne(result, resultParts(outcome, encoding));
  if (!process.outputs.some(({ id }) => id === outputId)) throw fault("no-such-output", "The process has no such output.", "outputId");
  throw fault("result-not-available", "The output was not asked for.", "outputId");
}

function encodeAllResults(outcome: JobOutcome, encoding: Encoding): HttpResponse {
  const { job, process } = outcome;
  const { outputs, prefer } = encoding.form;
  const unknown = outputs?.find(
    (id) => !process.outputs.some((output) => output.id === id) && !job.results?.some((result) => result.id === id),
  );
  if (unknown !== undefined) throw fault("no-such-output", "The process has no such output.", "outputs");
  const transmission = prefer?.return === undefined ? undefined : prefer.return === "minimal" ? "reference" : "value";
  const response = encodeResults({ ...resultParts(outcome, encoding), only: outputs, transmission });
  return withHeaders(response, applied([prefer?.return !== undefined && `return=${prefer.return}`]));
}

const isBeingDismissed = ({ isDismissing, status }: Job): boolean => isDismissing === true && !isFinal(status);

function encodeJob(outcome: JobOutcome, encoding: Encoding, outputId: string): HttpResponse {
  const { job, wasDismissed = false, course } = outcome;
  const { form, parts } = encoding;
  switch (form.id) {
    case "execute":
    case "executeByQuery":
      return encodeExecuted(outcome, encoding);
    case "getResults":
      return encodeAllResults(outcome, encoding);
    case "getResult":
      return encodeResult(outcome, outputId, encoding);
    case "getDefinition":
      return json(definitionDocument(job, parts.links));
    case "dismiss":
    case "dismissByPost":
      return wasDismissed
        ? encodeHttpProblem(httpProblem(410, "The job was dismissed before."), parts.language)
        : json(statusInfo(job, parts, { as: "dismissed" }));
    default:
      return profiled(form.id, statusInfo(job, parts, { as: isBeingDismissed(job) ? "dismissed" : job.status, course }));
  }
}

function encodeApi(parts: OpenApiParts, version: OpenApiVersion): HttpResponse {
  return { status: 200, headers: { "content-type": apiMediaType(version) }, body: `${JSON.stringify(openApiDocument(parts, version))}\n` };
}

function encodeAdministering(outcome: Extract<Outcome, { kind: "administration" | "garbage" | "dismissal" }>): HttpResponse {
  if (outcome.kind === "dismissal") return json(dismissalDocument(outcome.dismissal));
  return json(outcome.kind === "garbage" ? garbageDocument(outcome) : administrationDocument(outcome.administration));
}

/** OGC API - Processes below the public URL of the service. `decode` throws ServiceError with all faults that need no process description. */
export function makeOgcApi({ service, links, listsJobs, boundary, callbackKey, ways, pages: shown }: OgcApiParts): OgcApi {
  const table = resourcesOf({ listsJobs });
  const pages = shown === undefined ? undefined : makePages({ service, links, table, ...shown });
  const problems = makeProblems({ service, table, pages });
  const hasPage = (id: OperationId): boolean => pages?.has(id) ?? false;
  const offered = (id: OperationId): readonly Media[] => (hasPage(id) ? ["json", "html"] : ["json"]);
  const encode = ({ form }: Call<Form>, given: Outcome, open: Open): HttpResponse => {
    if (form.view !== undefined && pages !== undefined)
      return pages.encode({ id: form.id, request: form.view, part: form.page, open }, given);
    const language = jobLanguage(form.language, given.kind === "job" ? given.job.execute.language : undefined, service.languages);
    const outcome = localise(given, language);
    const told = translated(service, language);
    if (form.openApi !== undefined && outcome.kind === "processes")
      return encodeApi({ ...outcome, service: told, links, table, hasPage, ways }, form.openApi);
    const parts: DocumentParts = { links, service: told, table, callbackKey, offered: offered(form.id), language, samples: shown?.samples };
    switch (outcome.kind) {
      case "processes":
        return inLanguage(encodeProcesses(form, outcome, parts), form.language);
      case "jobs":
        return inLanguage(profiled(form.id, jobList(outcome.jobs, pageOf(form), parts)), form.language);
      case "validation":
        return inLanguage(json({ valid: outcome.faults.length === 0, errors: toldFaults(outcome.faults, language) }), form.language);
      case "job-news":
        return jobEvents(outcome.news, form, language);
      case "list-news":
        return listEvents(outcome.news, form, parts);
      case "administration":
      case "garbage":
      case "dismissal":
        return encodeAdministering(outcome);
      case "log":
        return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: outcome.text };
      case "job": {
        const response = encodeJob(outcome, { form, parts, open, boundary }, form.outputs?.[0] ?? "");
        const isDocument = response.status === 201 || !(form.id in withResults);
        const isChosen = form.language !== undefined || outcome.job.execute.language !== undefined;
        return inLanguage(response, isDocument && isChosen ? language : undefined);
      }
    }
  };
  return {
    name: "ogcapi",
    routes: routesOf(table),
    async decode(request: HttpRequest, sink: Sink): Promise<Call<Form>> {
      const routed = route(table, request);
      const reading = { media: offered(routed.operation.id), languages: service.languages };
      return withKey(await decodeRequest(routed, request, reading, sink), request, "header");
    },
    encode(call, outcome, open) {
      try {
        return encode(call, outcome, open);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        // What became of the job; a mistake of ours goes to the log.
        const { view, language: asked } = call.form;
        const made = outcome.kind === "job" ? outcome.job.execute.language : undefined;
        const language = jobLanguage(asked, made, service.languages);
        return problems.answer(error, { view, asked, language });
      }
    },
    encodeError: problems.encodeError,
    ...(pages === undefined ? {} : { signIn: (request, state) => pages.signIn(viewRequest(request), state) }),
    notice(job, process, open) {
      const language = jobLanguage(undefined, job.execute.language, service.languages);
      const parts = { links, service: translated(service, language), table, offered: ["json"], language } as const;
      return encodeNotice(localiseJob(job, language), localiseProcess(process, language), open, parts);
    },
  };
}
