// Schemas of the documents that this service answers with, in the words of openapi-dialect.ts: what is really in them, all members of both versions of the standard.
import { administrationComponents } from "./administration.js";
import type { Schema } from "./schemas.js";

export const text: Schema = { type: "string" };
const time: Schema = { type: "string", format: "date-time" };
const texts: Schema = { type: "array", items: text };

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function object(properties: Readonly<Record<string, Schema>>, required: readonly string[], more: Schema = {}): Schema {
  return { type: "object", ...(required.length === 0 ? {} : { required: [...required] }), properties, ...more };
}

const list = (items: Schema): Schema => ({ type: "array", items });

const link = object({ href: { type: "string", format: "uri-reference" }, rel: text, type: text, hreflang: text, title: text }, ["href"]);

const exception = object(
  {
    type: { ...text, description: "What kind of problem it is: a URI." },
    title: text,
    status: { type: "integer" },
    detail: { ...text, description: "What is wrong, in plain sentences." },
    instance: text,
    errors: list(
      object({ code: text, detail: text, pointer: { ...text, description: "Where in the body: a JSON pointer." }, parameter: text }, [
        "detail",
      ]),
    ),
  },
  ["type"],
  { description: "A problem (RFC 7807), with every fault of the request." },
);

const described = { title: text, description: text, keywords: texts, metadata: list(object({ title: text, role: text, href: text }, [])) };

const spread = object({ p50: { type: "number" }, p95: { type: "number" } }, ["p50", "p95"], { description: "Milliseconds." });
const total: Schema = { type: "integer", minimum: 0 };
const statistics = object(
  { jobs: total, successful: total, failed: total, dismissed: total, waitMs: spread, runMs: spread },
  ["jobs", "successful", "failed", "dismissed"],
  { description: "Of the newest jobs that have ended: how, how long they waited, and how long those ran that were successful." },
);

const summaryMembers = {
  id: text,
  version: text,
  ...described,
  jobControlOptions: list({ type: "string", enum: ["sync-execute", "async-execute", "dismiss"] }),
  outputTransmission: list({ type: "string", enum: ["value", "reference"] }),
  source: object({ kind: { type: "string", enum: ["typescript", "python", "pywps", "command", "image"] }, name: text }, ["kind", "name"]),
  isolation: object({ engine: text, runtime: text, enforced: texts, notEnforced: texts }, ["engine", "enforced", "notEnforced"]),
  statistics,
  links: list(ref("link")),
};

const schemaOfValue: Schema = { type: "object", description: "A JSON Schema." };
const inputDescription = object(
  {
    ...described,
    minOccurs: { type: "integer" },
    maxOccurs: { anyOf: [{ type: "integer" }, { type: "string", enum: ["unbounded"] }] },
    schema: schemaOfValue,
    valuePassing: texts,
  },
  ["schema"],
);

const count: Schema = { type: "number", nullable: true };
const usage = object(
  { cpuMs: count, wallMs: count, memoryPeakBytes: count, diskBytes: count, queueMs: count, bytesIn: count, bytesOut: count },
  [],
  { nullable: true, description: "What the job has used; null where nobody can tell." },
);
const isolation = object(
  {
    engine: text,
    runtime: text,
    madeBy: { ...text, enum: ["zygote", "launcher"], description: "Forked from a pre-imported parent, or launched." },
    enforced: texts,
    notEnforced: texts,
    limits: { type: "object", description: "What the job may use.", additionalProperties: { type: "number" } },
    network: {
      type: "object",
      description: "What the job may reach: nothing, or the hosts of a list.",
      properties: { kind: { type: "string", enum: ["none", "allow-list"] }, hosts: { type: "array", items: { type: "string" } } },
    },
    imageDigest: text,
  },
  ["engine", "enforced", "notEnforced"],
  { nullable: true, description: "How the job was sealed; null before it runs." },
);

const statusInfo = object(
  {
    jobID: text,
    id: text,
    processID: text,
    type: { type: "string", enum: ["process"] },
    processingEntityType: text,
    status: { type: "string", enum: ["accepted", "running", "successful", "failed", "dismissed"] },
    message: text,
    progress: { type: "integer", minimum: 0, maximum: 100 },
    created: time,
    started: time,
    finished: time,
    updated: time,
    paused: { ...time, description: "Since when the job is held; absent if it is not." },
    waiting: object({ ahead: { type: "integer", minimum: 0 }, reason: text }, ["reason"], {
      description: "Of a job that is accepted: how many go before it, and why it does not run yet.",
    }),
    pinned: { type: "boolean", description: "The job is kept whatever its time; absent if it is not." },
    expires: { ...time, description: "When the job and its results are removed; absent while that is not known, and if it is pinned." },
    exception: ref("exception"),
    attempt: { type: "integer" },
    limitsHit: texts,
    usage,
    isolation,
    phases: list(
      object(
        {
          phase: { type: "string", enum: ["waiting", "staging", "running", "paused", "publishing"] },
          ...{ from: time, to: time, attempt: { type: "integer" } },
          reason: { type: "string", description: "Why the job begins again, of the wait for that." },
        },
        ["phase", "from", "attempt"],
      ),
    ),
    exit: object({ reason: text, code: { type: "integer" }, signal: text }, ["reason"], { description: "How its sandbox ended." }),
    links: list(ref("link")),
  },
  ["jobID", "type", "status", "links"],
);

const validation = object(
  { valid: { type: "boolean" }, errors: list(object({ code: text, detail: text, pointer: text }, ["code", "detail"])) },
  ["valid", "errors"],
);
const definition = object(
  {
    process: { ...text, description: "The address of the process." },
    inputs: { type: "object" },
    outputs: { type: "object" },
    unavailable: {
      ...list(object({ input: text, byteLength: { type: "integer" }, sha256: text, mediaType: text }, ["input", "byteLength", "sha256"])),
      description: "Data that came with the request and is not kept beyond the job.",
    },
    staged: {
      ...list(object({ input: text, mediaType: text, byteLength: { type: "integer" }, sha256: text }, ["input", "byteLength", "sha256"])),
      description: "The files that the process was given, as it read them.",
    },
  },
  ["process", "inputs", "unavailable"],
);

/** The components of the document, by name. */
export const components: Readonly<Record<string, Schema>> = {
  link,
  exception,
  landingPage: object({ title: text, description: text, links: list(ref("link")) }, ["links"]),
  confClasses: object({ conformsTo: texts }, ["conformsTo"]),
  validation,
  definition,
  processSummary: object(summaryMembers, ["id", "version"]),
  processList: object({ processes: list(ref("processSummary")), numberMatched: { type: "integer" }, links: list(ref("link")) }, [
    "processes",
    "links",
  ]),
  process: object(
    {
      ...summaryMembers,
      inputs: { type: "object", additionalProperties: inputDescription },
      outputs: { type: "object", additionalProperties: object({ ...described, schema: schemaOfValue }, ["schema"]) },
      examples: {
        ...list(object({ title: text, inputs: { type: "object" } }, ["title", "inputs"])),
        description: "Inputs that can be sent as they stand.",
      },
    },
    ["id", "version", "inputs", "outputs"],
  ),
  statusInfo,
  jobList: object({ jobs: list(ref("statusInfo")), links: list(ref("link")) }, ["jobs", "links"]),
  execute: object(
    {
      inputs: { type: "object" },
      outputs: { type: "object" },
      response: { type: "string", enum: ["raw", "document"] },
      subscriber: ref("subscriber"),
    },
    [],
    {
      description: "An execute request of any process; each process has an address with the types of its own.",
    },
  ),
  subscriber: object(
    {
      successUri: { type: "string", format: "uri" },
      inProgressUri: { type: "string", format: "uri" },
      failedUri: { type: "string", format: "uri" },
    },
    [],
  ),
  ...administrationComponents,
};
