// Golden cases of WPS 1.0.0, each a folder: request.kvp or request.xml is decoded to call.json or refused with response.*; outcome.json is encoded to response.*.
// In an outcome the job is laid over a base job and its execute is that of call.json, or a base execute for requests that only name a job; files/ holds the bytes behind the keys.
// UPDATE_GOLDEN=1 writes what is answered now (../cases.ts).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Execute } from "../../../packages/server/src/core/execute.js";
import type { Job } from "../../../packages/server/src/core/job.js";
import type { Open } from "../../../packages/server/src/core/message.js";
import type { Call, Outcome } from "../../../packages/server/src/core/operation.js";
import { makeLinks } from "../../../packages/server/src/core/service.js";
import { makeWps1, type Wps1, type Wps1Form } from "../../../packages/server/src/protocols/wps1/wps1.js";
import { compareWpsResponse, decodeCase, readGolden, readJson, readWpsRequest } from "../cases.js";

const folder = import.meta.dirname;
const { service, processes, names } = readGolden(folder);

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

async function encodeCase(dir: string, wps1: Wps1, call: Call<Wps1Form>): Promise<void> {
  const file = readJson<OutcomeFile>(join(dir, "outcome.json"));
  const open: Open = async function* (key) {
    yield readFileSync(existsSync(join(dir, key)) ? join(dir, key) : join(dir, `stored-${key}`));
  };
  if (file.kind === "processes") {
    const chosen = file.ids === undefined ? processes : processes.filter((each) => file.ids?.includes(each.id));
    const outcome: Outcome = { kind: "processes", processes: chosen, updateSequence: file.updateSequence ?? 7 };
    return compareWpsResponse(dir, wps1.encode(call, outcome, open));
  }
  if (file.kind === "jobs") {
    const jobs = (file.jobs ?? []).map((job): Job => ({ ...baseJob, processId: "echo", execute: baseExecute, ...job }));
    return compareWpsResponse(dir, wps1.encode(call, { kind: "jobs", jobs }, open));
  }
  const execute = call.operation.kind === "execute" ? call.operation.execute : baseExecute;
  const description = processes.find((each) => each.id === execute.processId);
  if (description === undefined) throw new Error(`${dir}: no process ${execute.processId} in processes.json`);
  const job: Job = { ...baseJob, processId: description.id, execute, ...file.job };
  const response =
    file.kind === "status"
      ? wps1.encodeStatus(job, description, open)
      : wps1.encode(call, { kind: "job", job, process: description }, open);
  return compareWpsResponse(dir, response);
}

test("there are golden cases", () => expect(names.length).toBeGreaterThan(40));

for (const name of names) {
  test(`${name} is read and answered as its golden files say`, async () => {
    const dir = join(folder, name);
    const wps1 = makeWps1({
      service,
      links: makeLinks("http://localhost:5000"),
      pinned: name.includes("pinned"),
      strictStatus: !name.includes("lenient"),
      listsExecutions: !name.includes("switched-off"),
    });
    const call = await decodeCase(wps1, { dir, request: readWpsRequest(dir), compareResponse: compareWpsResponse });
    if (call !== undefined && existsSync(join(dir, "outcome.json"))) await encodeCase(dir, wps1, call);
  });
}
