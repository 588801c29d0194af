// What a request says: which operation of the table it is, in which language the answer is wanted, and the operation of waist one that answers it.
import type { Fault } from "../../core/errors.js";
import type { Execute } from "../../core/execute.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { Misread } from "../../core/misread.js";
import { readCursor } from "../../core/news.js";
import type { Operation as Asked, Call } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import { throwFaults } from "../ows/kvp.js";
import { decodeAdministering } from "./decode-administration.js";
import { decodeExecute } from "./decode-execute.js";
import { decodeForm, isForm } from "./decode-form.js";
import { decodeExecuteQuery } from "./decode-query.js";
import type { Page } from "./documents.js";
import { httpProblem } from "./errors.js";
import type { ViewRequest } from "./html/layout.js";
import { readJobFilter } from "./job-filter.js";
import { askedLanguage } from "./language.js";
import { matchResource } from "./match-resource.js";
import { negotiateMedia, readAccept } from "./media.js";
import type { OpenApiVersion } from "./openapi-dialect.js";
import { chooseApi } from "./openapi-media.js";
import { type Preferences, readPrefer } from "./prefer.js";
import { type Query, readQuery } from "./query.js";
import { Refused } from "./refusal.js";
import type { Media, Operation, OperationId, Resource } from "./resources.js";

/** How the answer is to look; plain data. */
export interface Form {
  readonly id: OperationId;
  readonly media: Media;
  readonly page?: Page;
  /** Of the list of jobs: its parameters but for those of the page. */
  readonly asked?: Readonly<Record<string, string>>;
  /** Of results: JSON is wanted in words. */
  readonly wantsJson?: boolean;
  readonly outputs?: readonly string[];
  readonly prefer?: Preferences;
  /** Of the API definition. */
  readonly openApi?: OpenApiVersion;
  /** For whom a page is, and where. */
  readonly view?: ViewRequest;
  /** Only what would be said before a stream is wanted. */
  readonly isHead?: true;
  /** The offered language that was asked for. */
  readonly language?: string;
}

export interface Routed {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The operation at this address by this method. Throws Refused: 404, or 405 with Allow. */
export function route(table: readonly Resource[], { method, path }: Pick<HttpRequest, "method" | "path">): Routed {
  const match = matchResource(table, path);
  if (match === undefined) throw new Refused(httpProblem(404, "There is nothing at this address."));
  const { operations } = match.resource;
  const operation = operations.find((one) => one.method === (method === "HEAD" ? "GET" : method));
  if (operation !== undefined) return { operation, parameters: match.parameters };
  const allowed = operations.flatMap((one) => (one.method === "GET" ? ["GET", "HEAD"] : [one.method])).join(", ");
  throw new Refused(
    httpProblem(405, say("The method {method} is not offered here. Methods: {allowed}.", { method: method.slice(0, 20), allowed }), {
      allow: allowed,
    }),
  );
}

/** The language of the answer. Throws Refused: 406. */
export function chooseMedia(query: Query, accept: string | undefined, offered: readonly Media[]): Media {
  const asked = offered.find((media) => media === query.get("f"));
  const media = asked ?? (query.has("f") ? undefined : negotiateMedia(accept, offered));
  if (media === undefined)
    throw new Refused(httpProblem(406, say("The answer can be had as: {offered}.", { offered: offered.join(", ") })));
  return media;
}

/** Is JSON named, and nothing that several outputs could come in before it. */
function wantsJson(query: Query, accept: string | undefined): boolean {
  if (query.get("f") === "json") return true;
  const ranges = readAccept(accept ?? "");
  const quality = (type: string): number => ranges.find((range) => range.type === type)?.quality ?? 0;
  return quality("application/json") > Math.max(quality("multipart/related"), quality("multipart/*"));
}

function checkBodyType(type: string | undefined): void {
  const essence = (type ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (essence === "" || /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(essence)) return;
  throw new Refused(httpProblem(415, "The body of an execute request is application/json."));
}

function listed(text: string | undefined): string[] | undefined {
  const words = text?.split(",").filter((word) => word !== "") ?? [];
  return words.length === 0 ? undefined : words;
}

function mediaOfResults(id: OperationId, { headers }: HttpRequest, query: Query, offered: readonly Media[]): Media {
  if (!offered.includes("html")) return "json";
  // The answer to a form is a page, unless its sender wants none.
  if (id === "execute")
    return isForm(headers["content-type"]) && negotiateMedia(headers["accept"], ["html", "json"]) !== "json" ? "html" : "json";
  return query.get("f") === "html" || (!query.has("f") && negotiateMedia(headers["accept"], offered) === "html") ? "html" : "json";
}

/** Results may come in any form that they have; so nothing is refused for what a client accepts. */
const ofAnyForm: ReadonlySet<OperationId> = new Set([
  "execute",
  "executeByQuery",
  "getResults",
  "getResult",
  "getLog",
  "validate",
  "getDefinition",
]);

/** Is a page rather wanted than JSON, as browsers say it? Those who say nothing are programs. */
export function prefersPage({ query, headers }: Pick<HttpRequest, "query" | "headers">): boolean {
  const word = new URLSearchParams(query).get("f");
  return word === "html" || (word === null && negotiateMedia(headers["accept"], ["json", "html"]) === "html");
}

/** What a page needs to know of its request. */
export function viewRequest({ path, query, headers }: Pick<HttpRequest, "path" | "query" | "headers">): ViewRequest {
  const acceptLanguage = headers["accept-language"];
  return { path, query, ...(acceptLanguage === undefined ? {} : { acceptLanguage }) };
}

function apiForm(id: OperationId, query: Query, accept: string | undefined, offered: readonly Media[]): Form {
  const chosen = chooseApi(query.get("f"), accept, offered.includes("html"));
  if (chosen === undefined)
    throw new Refused(
      httpProblem(406, say("The answer can be had as: {offered}.", { offered: ["OpenAPI 3.0", "OpenAPI 3.1", ...offered].join(", ") })),
    );
  return chosen === "html" ? { id, media: "html" } : { id, media: "json", openApi: chosen };
}

function formOf({ operation, parameters }: Routed, request: HttpRequest, query: Query, offered: readonly Media[]): Form {
  const { id } = operation;
  const accept = request.headers["accept"];
  if (id === "getJobEvents" || id === "getJobsEvents") return { id, media: "json", ...(request.method === "HEAD" ? { isHead: true } : {}) };
  if (id === "getApi") return apiForm(id, query, accept, offered);
  if (id === "getProcesses" || id === "getJobs") {
    const page = { limit: Number(query.get("limit") ?? 10), offset: Number(query.get("offset") ?? 0) };
    const others = [...query].filter(([name]) => !["limit", "offset", "f"].includes(name));
    return { id, media: chooseMedia(query, accept, offered), page, asked: Object.fromEntries(others) };
  }
  if (!ofAnyForm.has(id)) return { id, media: chooseMedia(query, accept, offered) };
  const { outputId } = parameters;
  const named = outputId === undefined ? listed(query.get("outputs")) : [outputId];
  const prefer = readPrefer(request.headers["prefer"]);
  return {
    id,
    media: mediaOfResults(id, request, query, offered),
    wantsJson: wantsJson(query, accept),
    prefer,
    ...(named === undefined ? {} : { outputs: named }),
  };
}

/** What this operation's answer may be. */
export interface Offered {
  readonly media: readonly Media[];
  /** BCP 47 tags, the default first. */
  readonly languages: readonly [string, ...string[]];
}

/** Decodes a request. Throws ServiceError with all faults. */
export async function decodeRequest(routed: Routed, request: HttpRequest, offered: Offered, sink: Sink): Promise<Call<Form>> {
  const { operation, form } = await decodeAsked(routed, request, offered.media, sink);
  const language = askedLanguage(request, offered.languages);
  if (language === undefined) return { operation, form };
  const told = { ...form, language };
  return operation.kind === "execute"
    ? { operation: { ...operation, execute: { ...operation.execute, language } }, form: told }
    : { operation, form: told };
}

async function decodeAsked(routed: Routed, request: HttpRequest, offered: readonly Media[], sink: Sink): Promise<Call<Form>> {
  const faults: Fault[] = [];
  const { id } = routed.operation;
  const { processId = "" } = routed.parameters;
  const query = readQuery(request.query, routed.operation, faults);
  const plain = formOf(routed, request, query, offered);
  const form = plain.media === "html" ? { ...plain, view: viewRequest(request) } : plain;
  if (id === "execute" && isForm(request.headers["content-type"])) {
    throwFaults(faults);
    return { operation: { kind: "execute", execute: await decodeForm(request, processId, sink) }, form };
  }
  if (id === "execute") {
    checkBodyType(request.headers["content-type"]);
    const execute = await decodeExecute(processId, request, form.prefer ?? readPrefer(undefined), { sink, faults });
    return { operation: { kind: "execute", execute }, form };
  }
  if (id === "validate") {
    checkBodyType(request.headers["content-type"]);
    throwFaults(faults);
    return { operation: { kind: "validate", execute: await decodeToValidate(processId, request, sink) }, form };
  }
  if (id === "executeByQuery") {
    const { execute, prefer } = await decodeExecuteQuery(processId, request, faults);
    return { operation: { kind: "execute", execute }, form: { ...form, prefer } };
  }
  const administering = await decodeAdministering(routed.operation, processId, request, faults);
  if (administering !== undefined) {
    throwFaults(faults);
    return { operation: administering, form };
  }
  const operation = asked(id as Plain, routed.parameters, query, {
    ...{ faults, lastEventId: request.headers["last-event-id"], isPage: form.view !== undefined },
  });
  throwFaults(faults);
  return { operation, form };
}

/** What cannot be read is a part of the answer. Throws what makes the body no execute request at all. */
async function decodeToValidate(processId: string, request: HttpRequest, sink: Sink): Promise<Execute> {
  try {
    return await decodeExecute(processId, request, readPrefer(request.headers["prefer"]), { sink, faults: [] });
  } catch (error) {
    if (error instanceof Misread) return error.execute;
    throw error;
  }
}

type Plain = Exclude<OperationId, "execute" | "executeByQuery" | "validate" | "setBounds" | "findJobs" | "dismissJobs">;

interface Asking {
  readonly faults: Fault[];
  readonly lastEventId: string | undefined;
  readonly isPage: boolean;
}

function asked(id: Plain, parameters: Readonly<Record<string, string>>, query: Query, { faults, lastEventId, isPage }: Asking): Asked {
  const { processId = "", jobId = "" } = parameters;
  switch (id) {
    case "getLandingPage":
      return { kind: "list-processes", ...(isPage ? { withStatistics: true } : {}) };
    case "getConformance":
    case "getApi":
      return { kind: "list-processes" };
    case "getProcesses":
      return { kind: "list-processes", withStatistics: true };
    case "getProcess":
      return { kind: "describe", processIds: [processId], withStatistics: true };
    case "getJobs":
      return { kind: "list-jobs", filter: readJobFilter(query, faults) };
    case "getStatus":
      return { kind: "status", jobId, withCourse: true };
    case "getDefinition":
      return { kind: "status", jobId };
    case "getResults":
    case "getResult":
      return { kind: "results", jobId };
    case "getLog":
      return { kind: "log", jobId };
    case "getJobsEvents":
      return { kind: "watch-jobs" };
    case "getJobEvents": {
      const cursor = readCursor(lastEventId ?? "");
      return { kind: "watch", jobId, ...(cursor === undefined ? {} : { cursor }) };
    }
    case "getAdministration":
      return { kind: "show-administration" };
    case "openQueue":
      return { kind: "set-queue", mode: "open" };
    case "holdQueue":
      return { kind: "set-queue", mode: "held" };
    case "drainQueue":
      return { kind: "set-queue", mode: "draining" };
    case "getGarbage":
    case "collectGarbage":
      return { kind: "collect-garbage", isDryRun: id === "getGarbage" };
    case "dismissByPost":
      return { kind: "dismiss", jobId };
    case "dismiss":
    case "pause":
    case "resume":
    case "pin":
    case "unpin":
      return { kind: id, jobId };
  }
}
