// Golden cases of WPS 1.0.0, each a folder: request.kvp or request.xml is decoded to call.json or refused with response.*; outcome.json is encoded to response.*.
// In an outcome the job is laid over a base job and its execute is that of call.json, or a base execute for requests that only name a job; files/ holds the bytes behind the keys.
// UPDATE_GOLDEN=1 writes what is answered now: review it by eye before it is committed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import { expect, test } from "vitest";
import type { Execute } from "../../../packages/server/src/core/execute.js";
import type { Job } from "../../../packages/server/src/core/job.js";
import type { HttpResponse, Open } from "../../../packages/server/src/core/message.js";
import type { Call, Outcome } from "../../../packages/server/src/core/operation.js";
import { makeLinks, type ServiceDescription } from "../../../packages/server/src/core/service.js";
import { makeWps1, type Wps1, type Wps1Form } from "../../../packages/server/src/protocols/wps1/wps1.js";
import { bodyOf, get, makeMemorySink, post } from "../memory-sink.js";

const folder = import.meta.dirname;
const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

const service = readJson<ServiceDescription>(join(folder, "service.json"));
const processes = readJson<ProcessDescription[]>(join(folder, "processes.json"));

interface OutcomeFile {
  readonly kind: "processes" | "job" | "status" | "jobs";
  readonly updateSequence?: number;
  readonly ids?: readonly string[];
  readonly job?: Partial<Job>;
  readonly jobs?: readonly Partial<Job>[];
}

const baseJob = {
  id: "abcdefghijklmnopqrstuvwxyz",
  processVersion: "1.0.0",
  status: "successful",
  progress: 100,
  attempt: 1,
  owner: "anyone",
  createdMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  updatedMs: Date.UTC(2026, 0, 2, 3, 4, 6),
} as const;

/** What a job that is only looked at was asked. */
const baseExecute: Execute = {
  processId: "echo",
  inputs: [],
  outputs: [],
  mode: "async",
  response: "document",
  store: true,
  status: false,
  lineage: false,
};

function compare(path: string, actual: string | Buffer): void {
  if (isUpdate) writeFileSync(path, actual);
  expect(String(actual)).toBe(readFileSync(path, "utf8"));
}

async function compareResponse(dir: string, response: HttpResponse): Promise<void> {
  const { "content-type": type = "", ...others } = response.headers;
  const head = { status: response.status, headers: { "content-type": type, ...others } };
  compare(join(dir, "response.json"), `${JSON.stringify(head, null, 2)}\n`);
  compare(
    join(dir, type.startsWith("text/xml") || type.startsWith("application/xml") ? "response.xml" : "response.txt"),
    await bodyOf(response),
  );
}

async function decodeCase(dir: string, wps1: Wps1): Promise<Call<Wps1Form> | undefined> {
  const sink = makeMemorySink();
  const kvp = join(dir, "request.kvp");
  const headers = existsSync(join(dir, "request-headers.json")) ? readJson<Record<string, string>>(join(dir, "request-headers.json")) : {};
  const request = existsSync(kvp) ? get(readFileSync(kvp, "utf8").trim()) : post(readFileSync(join(dir, "request.xml")), headers);
  try {
    const call = await wps1.decode(request, sink);
    compare(join(dir, "call.json"), `${JSON.stringify(call, null, 2)}\n`);
    for (const [key, bytes] of sink.files) compare(join(dir, `stored-${key}`), bytes);
    return call;
  } catch (error) {
    expect(existsSync(join(dir, "outcome.json")), `the request is to be accepted, but: ${error}`).toBe(false);
    await compareResponse(dir, wps1.encodeError(error, request));
    return undefined;
  }
}

async function encodeCase(dir: string, wps1: Wps1, call: Call<Wps1Form>): Promise<void> {
  const file = readJson<OutcomeFile>(join(dir, "outcome.json"));
  const open: Open = async function* (key) {
    yield readFileSync(existsSync(join(dir, key)) ? join(dir, key) : join(dir, `stored-${key}`));
  };
  if (file.kind === "processes") {
    const chosen = file.ids === undefined ? processes : processes.filter((each) => file.ids?.includes(each.id));
    const outcome: Outcome = { kind: "processes", processes: chosen, updateSequence: file.updateSequence ?? 7 };
    return compareResponse(dir, wps1.encode(call, outcome, open));
  }
  if (file.kind === "jobs") {
    const jobs = (file.jobs ?? []).map((job): Job => ({ ...baseJob, processId: "echo", execute: baseExecute, ...job }));
    return compareResponse(dir, wps1.encode(call, { kind: "jobs", jobs }, open));
  }
  const execute = call.operation.kind === "execute" ? call.operation.execute : baseExecute;
  const description = processes.find((each) => each.id === execute.processId);
  if (description === undefined) throw new Error(`${dir}: no process ${execute.processId} in processes.json`);
  const job: Job = { ...baseJob, processId: description.id, execute, ...file.job };
  const response =
    file.kind === "status"
      ? wps1.encodeStatus(job, description, open)
      : wps1.encode(call, { kind: "job", job, process: description }, open);
  return compareResponse(dir, response);
}

const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test("there are golden cases", () => expect(cases.length).toBeGreaterThan(40));

for (const { name } of cases) {
  test(`${name} is read and answered as its golden files say`, async () => {
    const dir = join(folder, name);
    const wps1 = makeWps1({
      service,
      links: makeLinks("http://localhost:5000"),
      pinned: name.includes("pinned"),
      strictStatus: !name.includes("lenient"),
      listsExecutions: !name.includes("switched-off"),
    });
    const call = await decodeCase(dir, wps1);
    if (call !== undefined && existsSync(join(dir, "outcome.json"))) await encodeCase(dir, wps1, call);
  });
}
