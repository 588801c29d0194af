// Golden cases of what is told in Czech, and of requests for languages that there are and that there are not, in all three protocols; the name of a
// case begins with its protocol. A case is made and read as those of the protocol itself; `language` of an outcome is what the job was made in.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Execute } from "../../../packages/server/src/core/execute.js";
import type { Job } from "../../../packages/server/src/core/job.js";
import type { HttpRequest, HttpResponse, Open } from "../../../packages/server/src/core/message.js";
import type { Outcome, Protocol } from "../../../packages/server/src/core/operation.js";
import { makeLinks } from "../../../packages/server/src/core/service.js";
import { makeOgcApi } from "../../../packages/server/src/protocols/ogcapi/ogcapi.js";
import { makeWps1 } from "../../../packages/server/src/protocols/wps1/wps1.js";
import { makeWps2 } from "../../../packages/server/src/protocols/wps2/wps2.js";
import { compare, compareHead, compareWpsResponse, decodeCase, readGolden, readHttpRequest, readJson, readWpsRequest } from "../cases.js";
import { bodyOf, post } from "../memory-sink.js";

const { service, processes, names } = readGolden(import.meta.dirname);
const links = makeLinks("https://example.org/geo");
const now = () => Date.UTC(2026, 0, 2, 3, 5, 0);

interface OutcomeFile {
  readonly kind: Outcome["kind"];
  readonly language?: string;
  readonly job?: Partial<Job>;
  readonly jobs?: readonly Partial<Job>[];
}

const baseExecute: Execute = {
  ...{ processId: "area", inputs: [], outputs: [], mode: "async", response: "document" },
  ...{ store: true, status: true, lineage: false },
};
const baseJob: Job = {
  id: "abcdefghijklmnopqrstuvwxyz",
  ...{ processId: "area", processVersion: "1.0.0", status: "successful", progress: 100, attempt: 1, owner: "anyone" },
  ...{ execute: baseExecute, createdMs: Date.UTC(2026, 0, 2, 3, 4, 5), updatedMs: Date.UTC(2026, 0, 2, 3, 4, 6) },
};

function outcomeOf({ kind, language, job, jobs = [] }: OutcomeFile, asked: Execute | undefined): Outcome {
  const [process] = processes;
  if (process === undefined) throw new Error("there is no process in processes.json");
  const execute = asked ?? { ...baseExecute, ...(language === undefined ? {} : { language }) };
  if (kind === "processes") return { kind, processes, updateSequence: 7 };
  if (kind === "jobs") return { kind, jobs: jobs.map((one) => ({ ...baseJob, execute, ...one })) };
  return { kind: "job", process, job: { ...baseJob, execute, ...job } };
}

const open: Open = () => {
  throw new Error("no case has files");
};

async function compareHttpResponse(dir: string, response: HttpResponse): Promise<void> {
  const { type, body } = await compareHead(dir, response);
  expect(type).toBe("application/json");
  compare(join(dir, "body.json"), `${JSON.stringify(JSON.parse(String(body)), null, 2)}\n`);
}

function protocolOf(name: string): Protocol<unknown> {
  if (name.startsWith("wps1-")) return makeWps1({ service, links, pinned: false }) as Protocol<unknown>;
  if (name.startsWith("wps2-")) return makeWps2({ service, links, pinned: false, retentionMs: 3_600_000, now }) as Protocol<unknown>;
  const pages = { samples: [], now };
  return makeOgcApi({ service, links, listsJobs: true, boundary: () => "boundary", pages }) as Protocol<unknown>;
}

test("there are golden cases of every protocol", () => {
  for (const protocol of ["wps1", "wps2", "ogcapi"]) expect(names.filter((name) => name.startsWith(protocol)).length).toBeGreaterThan(5);
});

for (const name of names) {
  test(`${name} is read and answered as its golden files say`, async () => {
    const dir = join(import.meta.dirname, name);
    const protocol = protocolOf(name);
    const isWps = name.startsWith("wps");
    const [request, compareResponse] = isWps
      ? ([readWpsRequest(dir), compareWpsResponse] as const)
      : ([readHttpRequest(dir), compareHttpResponse] as const);
    const call = await decodeCase(protocol, { dir, request, compareResponse });
    if (call === undefined) return;
    const asked = call.operation.kind === "execute" ? call.operation.execute : undefined;
    await compareResponse(dir, protocol.encode(call, outcomeOf(readJson(join(dir, "outcome.json")), asked), open));
  });
}

describe("an error that comes after a request was read", () => {
  const cases = names.filter((name) => existsSync(join(import.meta.dirname, name, "outcome.json")));
  const czech = cases.filter((name) => /-(?:capabilities|describe|execute|landing|process)$/.test(name));

  test.each(czech)("is told in the language of %s", async (name) => {
    const dir = join(import.meta.dirname, name);
    const protocol = protocolOf(name);
    const request: HttpRequest = name.startsWith("wps") ? readWpsRequest(dir) : readHttpRequest(dir);
    await protocol.decode(request, { create: () => Promise.reject(new Error("nothing is stored")) }).catch(() => undefined);
    const told = String(await bodyOf(protocol.encodeError(new Error("a secret"), request)));
    expect(told).toContain("Na serveru došlo k vnitřní chybě.");
    expect(told).not.toContain("secret");
  });
});

test("a page is in the language of the browser, and so is what is wrong with a request for it", async () => {
  const protocol = protocolOf("ogcapi");
  const browser = { accept: "text/html", "accept-language": "cs" };
  const ask = (path: string): HttpRequest => ({ ...post("", browser), method: "GET", path });
  const call = await protocol.decode(ask("/processes/area"), { create: () => Promise.reject(new Error("nothing is stored")) });
  const page = String(await bodyOf(protocol.encode(call, outcomeOf({ kind: "processes" }, undefined), open)));
  for (const part of ['<html lang="cs">', "<h1>Obsah</h1>", "Vrstva", "Časový limit: 60 s", "Geoprocesy"]) expect(page).toContain(part);
  const wrong = String(await bodyOf(protocol.encodeError(new Error("a secret"), ask("/processes/area"))));
  for (const part of ['<html lang="cs">', "<h1>Na serveru došlo k vnitřní chybě</h1>"]) expect(wrong).toContain(part);
});
