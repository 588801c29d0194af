// What real clients send, from ../shared/requests: all execute bodies of OGC API, each at the address of the process that it names.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import type { Execute } from "../../core/execute.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeOgcApi } from "./ogcapi.js";

const folder = join(import.meta.dirname, "../../../../../../shared/requests");
const hasRequests = existsSync(folder);
const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "NONE", accessConstraints: "NONE", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Test", contact: {} },
};
const ogcapi = makeOgcApi({ service, links: makeLinks("http://localhost:5000"), listsJobs: true, boundary: () => "b" });

/** Rows that are answered otherwise than the index reads them, and why. */
const collections = "collections as inputs are a class of the draft that is not offered, and is not declared: 501";
const deviations: Readonly<Record<string, string>> = {
  "ogcapi-processes/json/json_Execute2.json": collections,
  "weaver/json/DockerCopyImages_execute.json": "its link is called url, as no version of the standard calls it",
  "weaver/json/ecere_process-execute_passthrough.json": collections,
  "weaver/json/examples_collection-input-basic.json": collections,
  "weaver/json/examples_collection-input-filter-cql2-json-ogc-features.json": collections,
  "weaver/json/examples_collection-input-filter-cql2-text-stac.json": collections,
};

const rows = hasRequests
  ? readFileSync(join(folder, "index.tsv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .map(([file = "", , , , operation = "", , expected = ""]) => ({ file, operation, expected }))
      .filter(({ operation }) => operation === "execute body")
  : [];

async function send(file: string, size?: number) {
  const sink = makeMemorySink();
  const bytes = readFileSync(join(folder, file));
  const named = (JSON.parse(bytes.toString()) as { process?: string }).process?.split("/").at(-1) ?? "anything";
  const path = `/processes/${encodeURIComponent(named)}/execution`;
  const request = { ...post(bytes, { "content-type": "application/json" }, size), path };
  const answer = await ogcapi.decode(request, sink).then(
    (call) => ({ call, response: undefined }),
    (error: unknown) => ({ call: undefined, response: ogcapi.encodeError(error, request) }),
  );
  return { sink, ...answer };
}

/** What the body holds of inputs and outputs, as often as each is given. */
function idsIn(file: string, part: "inputs" | "outputs"): string[] {
  const body = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<
    string,
    Record<string, unknown> | { id: string }[] | undefined
  >;
  const given = body[part] ?? {};
  if (Array.isArray(given)) return given.map(({ id }) => id);
  return Object.entries(given).flatMap(([id, one]) => (part === "inputs" && Array.isArray(one) ? one.map(() => id) : [id]));
}

describe.skipIf(!hasRequests)("requests of real clients (skipped where ../shared/requests is missing)", () => {
  test("the index names many of them, and every deviation", () => {
    expect(rows.length).toBeGreaterThan(25);
    const files = new Set(rows.map(({ file }) => file));
    expect(Object.keys(deviations).filter((file) => !files.has(file))).toEqual([]);
  });

  for (const { file, expected } of rows) {
    const why = deviations[file];
    if (why === undefined && expected !== "reject")
      test(`${file} is understood, each input and output of it`, async () => {
        const { call, response, sink } = await send(file);
        expect(response).toBeUndefined();
        const execute = call?.operation.kind === "execute" ? call.operation.execute : ({ inputs: [], outputs: [] } as unknown as Execute);
        expect(execute.inputs.map(({ id }) => id)).toEqual(idsIn(file, "inputs"));
        expect(execute.outputs.map(({ id }) => id)).toEqual(idsIn(file, "outputs"));
        expect(sink.unfinished()).toBe(0);
        for (const size of [1, 7]) expect((await send(file, size)).call).toEqual(call);
      });
    else
      test(`${file} is refused with a problem document${why === undefined ? "" : ` (${why})`}`, async () => {
        const { response } = await send(file);
        expect([400, 501]).toContain(response?.status);
        expect(JSON.parse(String(response?.body))).toMatchObject({ status: response?.status, errors: expect.any(Array) });
      });
  }
});
