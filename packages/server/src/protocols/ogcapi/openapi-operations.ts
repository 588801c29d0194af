// The operations of the table in the words of OpenAPI: parameters, bodies, and what each status answers.
import type { JsonValue } from "@terrarium/sdk";
import { problemTable } from "./errors.js";
import type { Content } from "./openapi-process.js";
import { ref, text } from "./openapi-schemas.js";
import { asksFor, refusals, type SignInWays, securityOf } from "./openapi-security.js";
import type { QueryParameter } from "./query-parameters.js";
import type { Operation, OperationId, Resource } from "./resources.js";
import type { Schema } from "./schemas.js";

const json = (schema: Schema): Content => ({ "application/json": { schema } });
/** One result is of any type, and JSON may be any. */
const anything: Schema = {};
const anyResult: Content = { ...json(anything), "multipart/related": { schema: text }, "*/*": { schema: anything } };

const events: Content = { "text/event-stream": { schema: text } };

/** What an operation answers with when it is done; a status that is not here has no body. */
const successes: Readonly<Record<OperationId, Readonly<Record<number, Content>>>> = {
  getLandingPage: { 200: json(ref("landingPage")) },
  getConformance: { 200: json(ref("confClasses")) },
  getApi: {
    200: {
      "application/vnd.oai.openapi+json;version=3.0": { schema: { type: "object" } },
      "application/vnd.oai.openapi+json;version=3.1": { schema: { type: "object" } },
    },
  },
  getProcesses: { 200: json(ref("processList")) },
  getProcess: { 200: json(ref("process")) },
  execute: { 200: anyResult, 201: json(ref("statusInfo")) },
  executeByQuery: { 200: anyResult, 201: json(ref("statusInfo")) },
  validate: { 200: json(ref("validation")) },
  getDefinition: { 200: json(ref("definition")) },
  getJobs: { 200: json(ref("jobList")) },
  getStatus: { 200: json(ref("statusInfo")) },
  dismiss: { 200: json(ref("statusInfo")) },
  dismissByPost: { 200: json(ref("statusInfo")) },
  getResults: { 200: anyResult },
  getResult: { 200: { "*/*": { schema: anything } } },
  pause: { 200: json(ref("statusInfo")) },
  resume: { 200: json(ref("statusInfo")) },
  pin: { 200: json(ref("statusInfo")) },
  unpin: { 200: json(ref("statusInfo")) },
  getAdministration: { 200: json(ref("administration")) },
  openQueue: { 200: json(ref("administration")) },
  holdQueue: { 200: json(ref("administration")) },
  drainQueue: { 200: json(ref("administration")) },
  getGarbage: { 200: json(ref("garbageReport")) },
  collectGarbage: { 200: json(ref("garbageReport")) },
  setBounds: { 200: json(ref("administration")) },
  findJobs: { 200: json(ref("dismissal")) },
  dismissJobs: { 200: json(ref("dismissal")) },
  getLog: { 200: { "text/plain": { schema: text } } },
  getJobsEvents: { 200: events },
  getJobEvents: { 200: events },
};

const reasons: Readonly<Record<number, string>> = {
  200: "Done",
  201: "A job was made; it goes on by itself",
  204: "Done; there is nothing to be told in a body",
  303: "Done; a browser is sent to a page",
  400: "The request is wrong",
  403: "The request was sent by a page of another site, or this is not permitted",
  404: "There is no such thing, or not yet",
  405: "The method is not offered here",
  406: "The answer cannot be had in a format that is acceptable",
  409: "This cannot be done in the state that the job is in",
  410: "The job was there, and is no more",
  413: "The request is too large",
  415: "The body is of a type that is not understood",
  422: "The idempotency key was sent before, with another request",
  429: "The client has as many jobs as it may have, or has shown too many credentials that are not valid",
  500: "The process failed, or the server did",
  501: "This is not supported",
  503: "The server is busy",
  507: "The server has no space left",
};

function reasonOf(status: number): string {
  const known = reasons[status];
  return known ?? Object.values(problemTable).find((rule) => rule.status === status)?.title ?? `Status ${status}`;
}

const header = (description: string, isRequired = false): JsonValue => ({
  description,
  ...(isRequired ? { required: true } : {}),
  schema: { type: "string" },
});

/** The headers that a status is sent with beside the type of its content. */
function headersOf(id: OperationId, status: number): Readonly<Record<string, JsonValue>> {
  const isExecution = id === "execute" || id === "executeByQuery";
  const applied = isExecution || id === "getResults" ? { "Preference-Applied": header("What of the header Prefer was heeded") } : {};
  const links = id === "getResults" || isExecution ? { Link: header("The profile of the document, or links to results") } : {};
  if (status === 201) return { Location: header("The address of the job", true), ...applied };
  if (status === 303) return { Location: header("The address of the page", true) };
  if (status === 200 || status === 204) return { ...applied, ...links };
  return status === 429 || status === 503 ? { "Retry-After": header("Seconds after which the request may be tried again") } : {};
}

export interface Answers {
  /** Contents that are more special than those of the operation itself, by status. */
  readonly special?: Readonly<Record<number, Content>>;
  /** Is there a page at the same address. */
  readonly hasPage: boolean;
  /** How one signs in; absent: nothing is said of it. */
  readonly ways?: SignInWays | undefined;
}

function responsesOf({ id, statuses }: Operation, { path, special = {}, hasPage, ways }: Answers & { readonly path: string }): JsonValue {
  const page: Content = hasPage ? { "text/html": { schema: text } } : {};
  const one = (status: number): JsonValue => {
    const own = special[status] ?? successes[id][status];
    const content = status >= 400 ? { ...json(ref("exception")), ...page } : own === undefined ? undefined : { ...own, ...page };
    const headers = headersOf(id, status);
    return {
      description: reasonOf(status),
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(content === undefined ? {} : { content: content as JsonValue }),
    };
  };
  const told = Object.fromEntries([...statuses, ...(ways === undefined ? [] : [429])].map((status) => [String(status), one(status)]));
  return ways === undefined ? told : { ...told, ...refusals(page as Readonly<Record<string, JsonValue>>, asksFor(ways, id, path)) };
}

export const executionPath = "/processes/{processId}/execution";

/** The address of one process's execution. */
export function operationPath(processId: string): string {
  return executionPath.replace("{processId}", () => encodeURIComponent(processId));
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly description: string;
  readonly schema: Schema;
  readonly isRequired?: boolean;
  readonly isList?: boolean;
}

function queryParameter({ name, summary, schema, isList }: QueryParameter): Parameter {
  return { name, in: "query", description: summary, schema: schema as Schema, isList: isList === true };
}

const pathWords: Readonly<Record<string, string>> = {
  processId: "The identifier of a process",
  jobId: "The identifier of a job",
  outputId: "The identifier of an output",
};

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "A name of the client's choice: sent again with the same request it gives the same job, so a lost answer can be asked for again",
  schema: { type: "string", maxLength: 257 },
};

const prefer: Parameter = {
  name: "Prefer",
  in: "header",
  description:
    "respond-async asks for a job; wait=n waits n seconds for it; return=minimal asks for links, return=representation for values (RFC 7240)",
  schema: text,
};

const lastEvent: Parameter = {
  name: "Last-Event-ID",
  in: "header",
  description: "The id of the last event that was read: what came after it is sent",
  schema: text,
};

/** All parameters of an operation at a path. */
export function parametersOf(path: string, { id, query }: Operation): Parameter[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const isPreferring = id === "execute" || id === "executeByQuery" || id === "getResults";
  return [
    ...names.map((name): Parameter => ({ name, in: "path", description: pathWords[name] ?? name, schema: text, isRequired: true })),
    ...query.map(queryParameter),
    ...(isPreferring ? [prefer] : []),
    ...(id === "getJobEvents" ? [lastEvent] : []),
    ...(id === "execute" || id === "executeByQuery" ? [idempotencyKey] : []),
  ];
}

export function writeParameter({ name, in: place, description, schema, isRequired = false, isList = false }: Parameter): JsonValue {
  return {
    ...{ name, in: place, description },
    ...(isRequired ? { required: true } : {}),
    schema: isList ? { type: "array", items: schema } : schema,
    ...(isList ? { style: "form", explode: false } : {}),
  };
}

const signed: readonly Parameter[] = ["Content-Digest", "Signature-Input", "Signature"].map((name) => ({
  name,
  in: "header",
  description: "By which the message can be told from those of others (RFC 9421, RFC 9530)",
  schema: text,
}));

/** What is sent to the addresses of a subscriber, and what is expected from there. */
export function subscriberCallbacks(results: Schema): JsonValue {
  const told = (name: string, what: string, schema: Schema): JsonValue => ({
    [`{$request.body#/subscriber/${name}}`]: {
      post: {
        summary: what,
        parameters: signed.map(writeParameter),
        requestBody: { required: true, content: json(schema) as JsonValue },
        responses: { "200": { description: "Heard; any other status than 2XX is tried again" } },
      },
    },
  });
  return {
    jobSuccess: told("successUri", "The results of the job", results),
    jobInProgress: told("inProgressUri", "How the job stands", ref("statusInfo")),
    jobFailed: told("failedUri", "The job failed or was dismissed", ref("statusInfo")),
  };
}

export interface OperationParts extends Answers {
  readonly path: string;
  readonly operation: Operation;
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tag: string;
  readonly body?: Content;
  readonly more?: readonly Parameter[];
  readonly callbacks?: JsonValue;
}

export function writeOperation(parts: OperationParts): JsonValue {
  const { path, operation, operationId, summary = operation.summary, description, tag, body, more = [], callbacks, ways } = parts;
  const parameters = [...parametersOf(path, operation), ...more];
  return {
    tags: [tag],
    ...{ operationId, summary },
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(writeParameter) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body as JsonValue } }),
    responses: responsesOf(operation, parts),
    ...(ways === undefined ? {} : { security: securityOf(ways, operation.id, path) }),
    ...(callbacks === undefined ? {} : { callbacks }),
  };
}

/** Where an operation stands among the others. */
export function tagOf({ path }: Resource): string {
  if (path.startsWith("/jobs")) return "Jobs";
  if (path.startsWith("/administration")) return "Administration";
  return path.startsWith("/processes") ? "Processes" : "Service";
}
