// Golden cases of OGC API - Processes, each a folder: request.http is decoded to call.json or refused with response.*; outcome.json is encoded to response.* and body.json.
// In an outcome the job is laid over a base job and its execute is that of call.json, or a base execute; keys of files name files of the case.
// Documents are checked against the schemas of the standard too, where ../shared holds them.
// UPDATE_GOLDEN=1 writes what is answered now (../cases.ts).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Execute } from "../../../packages/server/src/core/execute.js";
import type { Job } from "../../../packages/server/src/core/job.js";
import type { HttpResponse, Open } from "../../../packages/server/src/core/message.js";
import type { Outcome } from "../../../packages/server/src/core/operation.js";
import { makeLinks } from "../../../packages/server/src/core/service.js";
import { makeOgcApi } from "../../../packages/server/src/protocols/ogcapi/ogcapi.js";
import { resultsSchema } from "../../../packages/server/src/protocols/ogcapi/openapi-process.js";
import { hasOgcApiSchemas, makeDraftValidator, makeOgcApiValidator, makeOwnValidator } from "../../schemas/validate-ogcapi.js";
import { compare, compareHead, decodeCase, readGolden, readHttpRequest, readJson } from "../cases.js";

const folder = import.meta.dirname;
const { service, processes, names } = readGolden(folder);

interface OutcomeFile {
  readonly kind: "processes" | "job" | "jobs" | "log";
  readonly ids?: readonly string[];
  readonly job?: Partial<Job>;
  readonly jobs?: readonly Partial<Job>[];
  readonly wasDismissed?: true;
  readonly text?: string;
}

const baseExecute: Execute = {
  ...{ processId: "echo", inputs: [], outputs: [], mode: "async", response: "document" },
  ...{ store: false, status: false, lineage: false },
};

const baseJob: Job = {
  id: "abcdefghijklmnopqrstuvwxyz",
  ...{ processId: "echo", processVersion: "1.0.0", execute: baseExecute, status: "successful", progress: 100, attempt: 1, owner: "anyone" },
  createdMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  updatedMs: Date.UTC(2026, 0, 2, 3, 4, 6),
};

/** JSON with a member on each line, so that changes can be read. */
function shown(body: Buffer, type: string): { readonly name: string; readonly text: string | Buffer } {
  if (!type.startsWith("application/json")) return { name: "response.txt", text: body };
  return { name: "body.json", text: `${JSON.stringify(JSON.parse(body.toString()), null, 2)}\n` };
}

const validate = makeOgcApiValidator();
const validateDraft = makeDraftValidator();
const validateOwn = makeOwnValidator();
const schemas: Readonly<Record<string, string>> = {
  getLandingPage: "landingPage",
  getConformance: "confClasses",
  getProcesses: "processList",
  getProcess: "process",
  getJobs: "jobList",
  getStatus: "statusInfo",
  dismiss: "statusInfo",
  pause: "statusInfo",
  resume: "statusInfo",
};

function schemaOf({ status }: HttpResponse, document: unknown, id: string): string | undefined {
  if (status >= 400) return "exception";
  if (status === 201) return "statusInfo";
  if (schemas[id] !== undefined) return schemas[id];
  // One output that is JSON may be anything.
  const names = Object.keys(document as object);
  return names.every((name) => processes[0]?.outputs.some((output) => output.id === name)) ? "results" : undefined;
}

/** Against the schemas of 1.0, of the draft, and our own. */
function check(response: HttpResponse, body: string, id: string): void {
  if (!response.headers["content-type"]?.startsWith("application/json")) return;
  const document = JSON.parse(body) as unknown;
  const schema = schemaOf(response, document, id);
  if (schema === undefined) return;
  expect(validate(schema, document)).toBe("");
  // In the draft's bundle the schema of values is that of the features of another API, which knows objects only.
  if (schema !== "process") expect(validateDraft(schema, document)).toBe("");
  const [process] = processes;
  if (process === undefined) throw new Error("there is no process in processes.json");
  expect(validateOwn(schema === "results" ? resultsSchema(process) : schema, document)).toBe("");
}

async function compareResponse(dir: string, response: HttpResponse, id = ""): Promise<void> {
  const { type, body } = await compareHead(dir, response);
  if (body.length === 0) return;
  const { name, text } = shown(body, type);
  compare(join(dir, name), text);
  check(response, body.toString(), id);
}

function outcomeOf(file: OutcomeFile, execute: Execute): Outcome {
  const jobOf = (job: Partial<Job>): Job => ({ ...baseJob, execute, processId: execute.processId, ...job });
  const [first] = processes;
  switch (file.kind) {
    case "processes":
      return { kind: "processes", processes: processes.filter(({ id }) => file.ids?.includes(id) ?? true), updateSequence: 7 };
    case "jobs":
      return { kind: "jobs", jobs: (file.jobs ?? []).map(jobOf) };
    case "log":
      return { kind: "log", job: jobOf({}), text: file.text ?? "" };
    case "job": {
      const process = processes.find(({ id }) => id === execute.processId) ?? first;
      if (process === undefined) throw new Error("there is no process in processes.json");
      return { kind: "job", job: jobOf(file.job ?? {}), process, ...(file.wasDismissed ? { wasDismissed: true } : {}) };
    }
  }
}

test.skipIf(!hasOgcApiSchemas)("the schemas refuse what is wrong (skipped where ../shared/schemas is missing)", () => {
  expect(validate("statusInfo", { jobID: "a", status: "running", type: "process" })).toBe("");
  expect(validate("statusInfo", { jobID: "a", status: "paused", type: "process" })).not.toBe("");
  expect(validate("process", { id: "a", version: "1", inputs: { b: {} } })).not.toBe("");
  expect(validate("results", { a: "text", b: 1, c: { value: {}, mediaType: "x/y" }, d: { href: "http://x/", type: "x/y" } })).toBe("");
  expect(validate("results", { a: { mediaType: "x/y" } })).not.toBe("");
  expect(validateDraft("statusInfo", { id: "a", status: "running", processingEntityType: "ogc-api-processes" })).toBe("");
  expect(validateDraft("statusInfo", { id: "a", status: "running", type: "process" })).not.toBe("");
});

test("our own schemas refuse a member that they do not name", () => {
  expect(validateOwn("statusInfo", { jobID: "a", status: "running", type: "process", links: [] })).toBe("");
  expect(validateOwn("statusInfo", { jobID: "a", status: "running", type: "process", links: [], more: 1 })).toContain("additional");
});

test("there are golden cases", () => expect(names.length).toBeGreaterThan(40));

for (const name of names) {
  test(`${name} is read and answered as its golden files say`, async () => {
    const dir = join(folder, name);
    const links = makeLinks("http://localhost:5000");
    const ogcapi = makeOgcApi({ service, links, listsJobs: !name.includes("switched-off"), boundary: () => "boundary" });
    const call = await decodeCase(ogcapi, { dir, request: readHttpRequest(dir), compareResponse });
    if (call === undefined || !existsSync(join(dir, "outcome.json"))) return;
    const execute = call.operation.kind === "execute" ? call.operation.execute : baseExecute;
    const open: Open = async function* (key) {
      yield readFileSync(join(dir, key));
    };
    await compareResponse(dir, ogcapi.encode(call, outcomeOf(readJson(join(dir, "outcome.json")), execute), open), call.form.id);
  });
}
