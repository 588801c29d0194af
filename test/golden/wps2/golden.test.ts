// Golden cases of WPS 2.0, each a folder: request.kvp or request.xml is decoded to call.json or refused with response.*; outcome.json is encoded to response.*.
// In an outcome the job is laid over a base job, whose execute is that of call.json or, for a request about a job, is in the outcome.
// UPDATE_GOLDEN=1 writes what is answered now (../cases.ts).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Fault, ServiceError } from "../../../packages/server/src/core/errors.js";
import type { Execute } from "../../../packages/server/src/core/execute.js";
import type { Job } from "../../../packages/server/src/core/job.js";
import type { Open } from "../../../packages/server/src/core/message.js";
import type { Call, Outcome, Protocol } from "../../../packages/server/src/core/operation.js";
import { makeLinks } from "../../../packages/server/src/core/service.js";
import { makeWps2, type Wps2Form } from "../../../packages/server/src/protocols/wps2/wps2.js";
import { compareWpsResponse, decodeCase, readGolden, readJson, readWpsRequest } from "../cases.js";

const folder = import.meta.dirname;
const { service, processes, names } = readGolden(folder);

interface OutcomeFile {
  readonly kind: "processes" | "job" | "error";
  readonly updateSequence?: number;
  readonly ids?: readonly string[];
  readonly job?: Partial<Job>;
  readonly execute?: Partial<Execute>;
  readonly faults?: readonly [Fault, ...Fault[]];
}

const baseExecute: Execute = {
  ...{ processId: "echo", inputs: [], outputs: [], mode: "async", response: "document" },
  ...{ store: false, status: false, lineage: false, anyOutputForm: true },
};
const startMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const baseJob = {
  id: "abcdefghijklmnopqrstuvwxyz",
  processVersion: "1.0.0",
  status: "successful",
  progress: 100,
  attempt: 1,
  owner: "anyone",
  createdMs: startMs,
  startedMs: startMs,
  updatedMs: startMs + 20_000,
} as const;

function outcomeOf(file: OutcomeFile, call: Call<Wps2Form>): Outcome {
  if (file.kind === "processes") {
    const chosen = file.ids === undefined ? processes : processes.filter((each) => file.ids?.includes(each.id));
    return { kind: "processes", processes: chosen, updateSequence: file.updateSequence ?? 7 };
  }
  const execute = { ...(call.operation.kind === "execute" ? call.operation.execute : baseExecute), ...file.execute };
  const process = processes.find((each) => each.id === execute.processId);
  if (process === undefined) throw new Error(`no process ${execute.processId} in processes.json`);
  // The jobs room has decided by now.
  const mode = execute.mode === "auto" ? "async" : execute.mode;
  const job: Job = { ...baseJob, processId: process.id, execute: { ...execute, mode }, ...file.job };
  const ended = ["successful", "failed", "dismissed"].includes(job.status);
  return { kind: "job", job: ended ? { finishedMs: startMs + 20_000, ...job } : job, process };
}

async function encodeCase(dir: string, wps2: Protocol<Wps2Form>, call: Call<Wps2Form>): Promise<void> {
  const file = readJson<OutcomeFile>(join(dir, "outcome.json"));
  if (file.faults !== undefined) return compareWpsResponse(dir, wps2.encodeError(new ServiceError(file.faults)));
  const open: Open = async function* (key) {
    yield readFileSync(join(folder, "data", key));
  };
  return compareWpsResponse(dir, wps2.encode(call, outcomeOf(file, call), open));
}

test("there are golden cases", () => expect(names.length).toBeGreaterThan(80));

for (const name of names) {
  test(`${name} is read and answered as its golden files say`, async () => {
    const dir = join(folder, name);
    const wps2 = makeWps2({
      service,
      links: makeLinks("http://localhost:5000"),
      pinned: name.includes("pinned"),
      ...(name.includes("negotiating") ? { otherVersions: ["1.0.0"] } : {}),
      retentionMs: 7 * 24 * 3_600_000,
      // The time of the answer; a minute after the job was accepted.
      now: () => startMs + 60_000,
    });
    const call = await decodeCase(wps2, { dir, request: readWpsRequest(dir), compareResponse: compareWpsResponse });
    if (call !== undefined && existsSync(join(dir, "outcome.json"))) await encodeCase(dir, wps2, call);
  });
}
