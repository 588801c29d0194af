// What TypeScript processes get of files, and how they hear of a dismissal: real processes, bundled and run by the Node runner.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobInput, JobOutput, OutputValue, RunnerMessage } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, describeWith, readGoldenBundles, runChild } from "./golden-bundles.js";
import { buildPackages, bundleProcess, root } from "./node-bundle.js";

const folder = mkdtempSync(join(tmpdir(), "node-handles-"));
const { limits } = readGoldenBundles();
let handles: Command;
let patient: Command;

beforeAll(async () => {
  buildPackages();
  handles = await bundleProcess(join(root, "test/fixtures/handles/handles.process.ts"), folder);
  patient = await bundleProcess(join(root, "test/fixtures/handles/patient.process.ts"), folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function jobFolder(processId: string, inputs: readonly JobInput[], outputs: readonly JobOutput[]): string {
  const job = mkdtempSync(join(folder, "job-"));
  for (const name of ["in", "out", "work"]) mkdirSync(join(job, name));
  writeFileSync(join(job, "job.json"), JSON.stringify({ jobId: "j", processId, inputs, outputs, limits }));
  return job;
}

const file = (id: string, name: string, mediaType: string): JobInput => ({
  ...{ id, kind: "complex", file: `in/${name}`, byteLength: 1, format: { mediaType } },
});

async function runHandles(csv: string, outputs: readonly JobOutput[]): Promise<{ job: string; last: RunnerMessage | undefined }> {
  const inputs = [
    file("layer", "points", "application/geo+json"),
    file("rows", "csv", "text/csv"),
    file("rows", "json", "application/json"),
    file("dem", "dem", "image/tiff"),
  ];
  const job = jobFolder("handles", inputs, outputs);
  copyFileSync(join(root, "processes/data/points.geojson"), join(job, "in/points"));
  copyFileSync(join(root, "processes/data/hills.tif"), join(job, "in/dem"));
  writeFileSync(join(job, "in/csv"), csv);
  writeFileSync(join(job, "in/json"), '[{"name":"of json","rank":2}]');
  const ended = await runChild(handles, job, (line, child) => void (line.includes('"ready"') && child.stdin?.end("\n")));
  return { job, last: ended.messages.at(-1) };
}

function outputOf(last: RunnerMessage | undefined, id: string): OutputValue | undefined {
  return last?.terrarium === "results" ? last.outputs.find((one) => one.id === id) : undefined;
}

function textOf(job: string, output: OutputValue | undefined): string {
  return output?.kind === "complex" ? readFileSync(join(job, "out", output.file), "utf8") : "";
}

describe("a handle of TypeScript", () => {
  it("brings its formats along, and nothing of its code is in the description", async () => {
    const [message] = await describeWith(handles);
    const { inputs } = (message as unknown as { description: { inputs: { formats: { mediaType: string }[] }[] } }).description;
    expect(inputs[0]).toMatchObject({ title: "Layer", kind: "complex", maximumMegabytes: 1 });
    expect(inputs.map(({ formats }) => formats[0]?.mediaType)).toEqual([
      ...["application/geo+json", "text/csv", "image/tiff", "text/plain"],
    ]);
    expect(JSON.stringify(message)).not.toContain("kindOfFile");
  });
  it("gives features, rows, facts and cells, and writes what the process gives in the format that was asked for", async () => {
    const outputs = [
      { id: "moved", format: { mediaType: "application/gml+xml; version=3.2" } },
      { id: "names", format: { mediaType: "text/csv" } },
      { id: "told" },
    ];
    const { job, last } = await runHandles('\ufeffname,note\r\n"a, ""b""","two\nlines"\nplain', outputs);
    expect(last).toMatchObject({ terrarium: "results" });
    const told: unknown = JSON.parse(String((outputOf(last, "told") as { value: string }).value));
    expect(told).toMatchObject({ width: 48, crs: "EPSG:3857", bands: [{ type: "Float32" }], cells: 48 * 48, count: 12 });
    expect(told).toMatchObject({ first: expect.any(Number) });
    expect(textOf(job, outputOf(last, "moved"))).toContain("http://www.opengis.net/gml/3.2");
    const lines = textOf(job, outputOf(last, "names")).split("\r\n");
    expect(lines[0]).toBe("name,layer,note,rank");
    expect(lines.slice(-4)).toEqual(['"a, ""b""",text/csv,"two\nlines",', "plain,text/csv,,", "of json,application/json,,2", ""]);
  });
  it("tells the client in which line a table is wrong", async () => {
    const { last } = await runHandles('name\n"open', [{ id: "told" }]);
    expect(last).toMatchObject({
      ...{ kind: "user", input: "rows", message: "The data of input rows is no CSV: in line 2 a quote is not closed." },
    });
    const { last: ragged } = await runHandles("name\na,b", [{ id: "told" }]);
    expect(ragged).toMatchObject({ kind: "user", message: "Row 2 of input rows has 2 values for 1 columns." });
  });
});

describe("a dismissal", () => {
  async function dismiss(listens: boolean): Promise<{ code: number | null; log: string; last: RunnerMessage | undefined }> {
    const job = jobFolder("patient", [{ id: "listens", kind: "literal", value: listens }], [{ id: "told" }]);
    const ended = await runChild(patient, job, (line, child) => {
      if (line.includes('"ready"')) child.stdin?.end("\n");
      // Twice, as to a tree whose members are looked for again.
      if (line.includes("waits")) for (let round = 0; round < 2; round++) child.kill("SIGTERM");
    });
    return { ...ended, last: ended.messages.at(-1) };
  }
  it("reaches the code of a process that asked to hear of it, which ends by itself", async () => {
    const { code, log, last } = await dismiss(true);
    expect(log).toContain("tidied up");
    expect(last).toMatchObject({ terrarium: "results", outputs: [{ value: "Error: the job was dismissed." }] });
    expect(code).toBe(0);
  });
  it("ends at once a process that did not", async () => {
    const { code, log } = await dismiss(false);
    expect(code).toBeNull();
    expect(log).not.toContain("tidied up");
  });
});
