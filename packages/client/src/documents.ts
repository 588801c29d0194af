// Reads documents about processes and jobs as servers write them: members of the standard, of its drafts, and what pygeoapi, ZOO and Weaver add or leave out.
import { isObject } from "./ask.js";
import { ProblemError } from "./problem.js";
import type { Job, JobStatus, Json, JsonObject, Link, Parameter, Process, ProcessSummary } from "./types.js";

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function objects(value: Json | undefined): JsonObject[] {
  return list(value).filter(isObject);
}

export function linksOf(document: JsonObject): Link[] {
  return objects(document["links"]).flatMap((link) => {
    const href = text(link["href"]);
    if (href === undefined) return [];
    const [rel, type, title] = [text(link["rel"]), text(link["type"]), text(link["title"])];
    return [
      { href, ...(rel === undefined ? {} : { rel }), ...(type === undefined ? {} : { type }), ...(title === undefined ? {} : { title }) },
    ];
  });
}

/** The address of the next page of a list, or of the one before. */
export function nextOf(document: JsonObject, relation: "next" | "prev" = "next"): string | undefined {
  const found = linksOf(document).filter(({ rel }) => rel === relation);
  return (found.find(({ type }) => type === undefined || type.includes("json")) ?? found[0])?.href;
}

export function readSummary(raw: JsonObject): ProcessSummary {
  const id = text(raw["id"]) ?? "";
  const description = text(raw["description"]) ?? text(raw["abstract"]);
  return {
    ...{ id, title: text(raw["title"]) ?? id, version: text(raw["version"]) ?? "", raw },
    ...(description === undefined ? {} : { description }),
    jobControlOptions: list(raw["jobControlOptions"]).filter((one) => typeof one === "string"),
  };
}

function occurrences(value: Json | undefined, preset: number): number {
  if (value === "unbounded") return Number.POSITIVE_INFINITY;
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : preset;
}

function readParameter(id: string, raw: JsonObject): Parameter {
  const schema = raw["schema"];
  const [title, description] = [text(raw["title"]), text(raw["description"])];
  return {
    ...{ id, schema: isObject(schema) ? schema : {} },
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...{ minOccurs: occurrences(raw["minOccurs"], 1), maxOccurs: occurrences(raw["maxOccurs"], 1) },
  };
}

/** An object by identifiers, or as drafts had it a list of objects with an `id`. */
function readParameters(value: Json | undefined): Parameter[] {
  if (isObject(value)) return Object.entries(value).flatMap(([id, one]) => (isObject(one) ? [readParameter(id, one)] : []));
  return objects(value).map((one) => readParameter(text(one["id"]) ?? "", one));
}

export function readProcess(document: JsonObject): Process {
  // Weaver can be set to wrap it.
  const inner = document["process"];
  const raw = document["id"] === undefined && isObject(inner) ? inner : document;
  return { ...readSummary(raw), inputs: readParameters(raw["inputs"]), outputs: readParameters(raw["outputs"]) };
}

/** Words of the standard, of its drafts, and of WPS. */
const states: Readonly<Record<string, JobStatus>> = {
  accepted: "accepted",
  created: "accepted",
  queued: "accepted",
  pending: "accepted",
  running: "running",
  started: "running",
  paused: "running",
  successful: "successful",
  succeeded: "successful",
  finished: "successful",
  failed: "failed",
  exception: "failed",
  dismissed: "dismissed",
  dismiss: "dismissed",
};

/** The state that a word means, whoever says it. */
export function stateOf(word: string): JobStatus | undefined {
  return states[word.toLowerCase()];
}

function timeOf(...values: (Json | undefined)[]): number | undefined {
  for (const value of values) {
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(at)) return at;
  }
  return undefined;
}

type Times = Pick<Job, "createdMs" | "startedMs" | "finishedMs" | "updatedMs" | "pausedMs">;

function timesOf(raw: JsonObject): Times {
  const times = {
    createdMs: timeOf(raw["created"], raw["job_created_datetime"]),
    startedMs: timeOf(raw["started"], raw["job_start_datetime"]),
    finishedMs: timeOf(raw["finished"], raw["job_end_datetime"]),
    updatedMs: timeOf(raw["updated"]),
    pausedMs: timeOf(raw["paused"]),
  };
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)) as Times;
}

/** The job in a statusInfo. Throws ProblemError if the document is none. */
export function readJob(raw: JsonObject, retryAfterMs?: number): Job {
  const id = text(raw["jobID"]) ?? text(raw["id"]) ?? text(raw["jobId"]);
  const status = stateOf(text(raw["status"]) ?? "");
  if (id === undefined || status === undefined)
    throw new ProblemError("The server's answer does not say how a job stands.", { status: 200, problem: raw });
  const [message, processId, progress] = [text(raw["message"]), text(raw["processID"]) ?? text(raw["process"]), raw["progress"]];
  return {
    ...{ id, status, links: linksOf(raw), raw },
    ...(typeof progress === "number" ? { progress } : {}),
    ...(message === undefined ? {} : { message }),
    ...(processId === undefined ? {} : { processId }),
    ...timesOf(raw),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** The identifier at the end of the address of a job. */
export function jobIdOf(location: string): string | undefined {
  const [, id] = /\/jobs\/([^/?#]+)/.exec(location) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id);
}
