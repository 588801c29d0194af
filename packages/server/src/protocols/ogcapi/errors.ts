// The total mapping of the one error vocabulary to problem documents (RFC 7807) and HTTP statuses, with the types that OGC 18-062r2 names.
// Every fault of a request is told, with a JSON pointer into the body where there is one.
import { type ErrorCode, type Fault, internalMessage, toServiceError } from "../../core/errors.js";
import type { HttpResponse } from "../../core/message.js";
import { type Phrase, type Words, words } from "../../core/sentence.js";
import { tell } from "../../core/tell.js";

export interface ProblemRule {
  readonly status: number;
  readonly title: string;
  /** The last word of a type of the standard; absent: a type of our own. */
  readonly ogc?: string;
}

const ogcTypes = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
const ownTypes = "urn:terrarium:error:";

/** Every ErrorCode as this protocol tells it. */
export const problemTable: Readonly<Record<ErrorCode, ProblemRule>> = {
  "missing-parameter": { status: 400, title: "A parameter is missing" },
  "invalid-parameter": { status: 400, title: "A parameter is wrong" },
  unsupported: { status: 501, title: "This is not supported" },
  "option-unsupported": { status: 501, title: "This option is not supported" },
  "version-negotiation-failed": { status: 400, title: "This version is not spoken here" },
  "invalid-update-sequence": { status: 400, title: "A parameter is wrong" },
  unauthenticated: { status: 401, title: "You have to sign in" },
  forbidden: { status: 403, title: "Forbidden" },
  "too-many-attempts": { status: 429, title: "Too many attempts" },
  "no-such-process": { status: 404, title: "There is no such process", ogc: "no-such-process" },
  "no-such-job": { status: 404, title: "There is no such job", ogc: "no-such-job" },
  "job-removed": { status: 410, title: "The job is no longer there" },
  "result-not-ready": { status: 404, title: "The results are not ready", ogc: "result-not-ready" },
  "result-not-available": { status: 404, title: "There are no results", ogc: "result-not-available" },
  "missing-input": { status: 400, title: "An input is missing" },
  "invalid-input": { status: 400, title: "An input is wrong" },
  "no-such-input": { status: 400, title: "There is no such input" },
  "too-many-inputs": { status: 400, title: "An input is given too often" },
  "unreachable-input": { status: 400, title: "The data behind a link cannot be had" },
  "no-such-output": { status: 400, title: "There is no such output", ogc: "no-such-output" },
  "too-many-outputs": { status: 400, title: "An output is asked for more than once" },
  "no-such-format": { status: 400, title: "The format is not supported" },
  "no-such-mode": { status: 400, title: "The process cannot be executed so" },
  "storage-not-supported": { status: 400, title: "The process does not store results" },
  "too-large": { status: 413, title: "The request is too large" },
  "storage-full": { status: 507, title: "The server has no space left" },
  "too-many-jobs": { status: 429, title: "You have too many jobs" },
  busy: { status: 503, title: "The server is busy" },
  conflict: { status: 409, title: "This cannot be done now" },
  "key-reused": { status: 422, title: "The key belongs to another request" },
  "process-failed": { status: 500, title: "The process failed" },
  "limit-exceeded": { status: 500, title: "The process ran into a limit" },
  "engine-failed": { status: 500, title: "The server could not run the process" },
  internal: { status: 500, title: "The server met an internal error" },
};

/** One segment of a JSON pointer (RFC 6901). */
export function pointerSegment(text: string): string {
  return text.replace(/~/g, "~0").replace(/\//g, "~1");
}

function pointerOf({ locator, part }: Fault): string | undefined {
  if (locator === undefined) return undefined;
  if (part !== undefined) return `/${part}/${pointerSegment(locator)}`;
  return locator === "" || locator.startsWith("/") ? locator : undefined;
}

function detailOf(fault: Fault, language: string): string {
  return tell(fault.code === "internal" ? internalMessage : fault, language);
}

/** All faults, each with the place that it is at. */
export function toldFaults(faults: readonly Fault[], language: string): Record<string, string>[] {
  return faults.map((one) => {
    const pointer = pointerOf(one);
    const parameter = pointer === undefined && one.code.endsWith("-parameter") ? one.locator : undefined;
    return {
      code: one.code,
      detail: detailOf(one, language),
      ...(pointer === undefined ? {} : { pointer }),
      ...(parameter === undefined ? {} : { parameter }),
    };
  });
}

/** A problem document. `instance` names what it is about, e.g. the job that failed. */
export function problemDocument(faults: readonly [Fault, ...Fault[]], language: string, instance?: string): Record<string, unknown> {
  const [first] = faults;
  const { status, title, ogc } = problemTable[first.code];
  return {
    type: ogc === undefined ? `${ownTypes}${first.code}` : `${ogcTypes}${ogc}`,
    title: tell(title, language),
    status,
    detail: faults.map((one) => detailOf(one, language)).join(" "),
    ...(instance === undefined ? {} : { instance }),
    errors: toldFaults(faults, language),
  };
}

/** A document with another status than its error has by itself. */
export function respondProblem(document: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  // application/problem+json in the text of the standard, but its clients compare with application/json.
  return {
    status: Number(document["status"]),
    headers: { "content-type": "application/json", ...headers },
    body: `${JSON.stringify(document)}\n`,
  };
}

const defaultRetryAfterS = 5;

/** The answer for any thrown value; the first fault decides the status. A busy server says when to come back. */
export function encodeProblem(error: unknown, language: string, instance?: string): HttpResponse {
  const { faults, code, retryAfterS } = toServiceError(error);
  const seconds = String(Math.max(1, Math.ceil(retryAfterS ?? defaultRetryAfterS)));
  const isForLater = retryAfterS !== undefined || code === "busy" || code === "too-many-jobs";
  return respondProblem(problemDocument(faults, language, instance), isForLater ? { "retry-after": seconds } : {});
}

const httpTitles = {
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  410: "Gone",
  415: "Unsupported Media Type",
} as const;

/** A problem of HTTP itself, which has no code of ours: no such address, method, language or body type. */
export interface HttpProblem {
  readonly status: keyof typeof httpTitles;
  readonly detail: Words;
  readonly headers: Readonly<Record<string, string>>;
}

export function httpProblem(status: HttpProblem["status"], detail: Phrase, headers: HttpProblem["headers"] = {}): HttpProblem {
  return { status, detail: words(detail), headers };
}

/** The answer for a problem of HTTP itself. */
export function encodeHttpProblem({ status, detail, headers }: HttpProblem, language: string): HttpResponse {
  const document = { type: "about:blank", title: tell(httpTitles[status], language), status, detail: tell(detail, language) };
  return respondProblem(document, headers);
}
