// The vendor requests of this server beside WPS 1.0.0, which itself can only follow a job by its status document: look at, list, dismiss, pause and
// resume executions. What they say and how they are answered; docs/vendor-requests.md is their documentation.
import type { Fault } from "../../core/errors.js";
import type { Job, JobStatus } from "../../core/job.js";
import { jobRecord } from "../../core/job-record.js";
import type { HttpResponse } from "../../core/message.js";
import type { Call, Operation } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import type { Links } from "../../core/service.js";
import { invalid, missing, quote } from "../ows/faults.js";
import { attribute, respond, xml } from "../ows/xml.js";

/** The namespace of these requests as documents, and of the list of executions. */
export const executionsNamespace = "urn:terrarium:wps:1.0:executions";

const kinds = {
  GetExecutionStatus: "status",
  GetExecutionResult: "results",
  GetExecutions: "list-jobs",
  Dismiss: "dismiss",
  Pause: "pause",
  Resume: "resume",
} as const satisfies Readonly<Record<string, Operation["kind"]>>;

export type ExecutionOperation = keyof typeof kinds;
export const executionOperations = Object.keys(kinds) as ExecutionOperation[];

/** The operation of this name, in whatever case. */
export function executionOperation(name: string): ExecutionOperation | undefined {
  return executionOperations.find((each) => each.toLowerCase() === name.toLowerCase());
}

export interface ExecutionParameters {
  readonly name: ExecutionOperation;
  readonly executionId?: string | undefined;
  readonly format?: string | undefined;
  readonly state?: string | undefined;
  readonly limit?: string | undefined;
}

export interface ExecutionForm {
  readonly kind: "execution";
  readonly name: ExecutionOperation;
  readonly language: string;
  /** Absent: the language is nobody's wish; an answer about one job is in that of the job. */
  readonly isLanguageAsked?: true;
  readonly format: "xml" | "json";
}

const states: readonly JobStatus[] = ["accepted", "running", "paused", "successful", "failed", "dismissed"];
const formats: Readonly<Record<string, "xml" | "json">> = {
  "": "xml",
  xml: "xml",
  "text/xml": "xml",
  "application/xml": "xml",
  json: "json",
  "application/json": "json",
};
const mostExecutions = 1000;
const usualExecutions = 100;

function readStates(text: string, faults: Fault[]): JobStatus[] {
  return text
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "")
    .flatMap((each) => {
      const found = states.find((state) => state === each);
      if (found === undefined)
        faults.push(invalid("state", say("There is no state {each}. States: {states}.", { each: quote(each), states: states.join(", ") })));
      return found ?? [];
    });
}

function readLimit(text: string, faults: Fault[]): number {
  if (text === "") return usualExecutions;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1)
    faults.push(
      invalid(
        "limit",
        say("The parameter limit is a whole number from 1 to {mostExecutions}, not {text}.", { mostExecutions, text: quote(text) }),
      ),
    );
  return Math.min(limit, mostExecutions);
}

/** The operation that is asked for; what is wrong is added to `faults`, and then the call means nothing. */
export function interpretExecutionRequest(
  asked: ExecutionParameters,
  language: string,
  faults: Fault[],
  isLanguageAsked = false,
): Call<ExecutionForm> {
  const { name, executionId = "" } = asked;
  // The result has the form that its execute asked for.
  const format = name === "GetExecutionResult" ? "xml" : formats[asked.format?.split(";", 1)[0]?.trim().toLowerCase() ?? ""];
  if (format === undefined)
    faults.push(
      invalid(
        "format",
        say("The format {format} is not offered. Formats: text/xml, application/json.", { format: quote(asked.format ?? "") }),
      ),
    );
  const wish = isLanguageAsked ? { isLanguageAsked } : {};
  const form: ExecutionForm = { kind: "execution", name, language, ...wish, format: format ?? "xml" };
  if (name === "GetExecutions") {
    const status = readStates(asked.state ?? "", faults);
    const filter = { limit: readLimit(asked.limit ?? "", faults), ...(status.length === 0 ? {} : { status }) };
    return { operation: { kind: "list-jobs", filter }, form };
  }
  if (executionId === "") faults.push(missing("executionId"));
  return { operation: { kind: kinds[name], jobId: executionId }, form };
}

function json(value: unknown): HttpResponse {
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, body: `${JSON.stringify(value, null, 2)}\n` };
}

function statusLocation(job: Job, links: Links): { readonly statusLocation?: string } {
  return job.execute.store ? { statusLocation: links.statusDocument(job) } : {};
}

/** One execution with its isolation and what it has used, for which WPS 1.0.0 has no place. */
export function executionRecord(job: Job, links: Links): HttpResponse {
  return json({ ...jobRecord(job), ...statusLocation(job, links) });
}

const time = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

/** The list, the newest first. */
export function executionList(jobs: readonly Job[], format: "xml" | "json", links: Links): HttpResponse {
  if (format === "json") {
    const executions = jobs.map((job) => {
      const { id, processId, status, progress, message, created, started, finished } = jobRecord(job);
      return { id, processId, status, progress, message, created, started, finished, ...statusLocation(job, links) };
    });
    return json({ executions });
  }
  const executions = jobs.map(
    (job) => xml`
  <ter:Execution${attribute("executionId", job.id)}${attribute("process", job.processId)}${attribute("state", job.status)}${attribute(
    "percentCompleted",
    Math.floor(job.progress),
  )}${attribute("created", time(job.createdMs))}${attribute("started", time(job.startedMs))}${attribute("finished", time(job.finishedMs))}${attribute(
    "statusLocation",
    statusLocation(job, links).statusLocation,
  )}/>`,
  );
  const { parts } = attribute("xmlns:ter", executionsNamespace);
  return respond(
    200,
    xml`<ter:Executions${{ parts }}>${executions}
</ter:Executions>`,
  );
}
