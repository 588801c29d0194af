// The demo processes that are commands: described and run by the real Node runner, with the real programs.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobInput, RunnerMessage } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, describeWith, runChild } from "../test/runners/golden-bundles.js";
import { buildPackages, bundleRunner } from "../test/runners/node-bundle.js";

const folder = mkdtempSync(join(tmpdir(), "commands-"));
let runner = "";
beforeAll(async () => {
  buildPackages();
  runner = await bundleRunner(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const commandOf = (file: string): Command => [process.execPath, runner, file];
const demo = (name: string) => join(import.meta.dirname, `${name}.process.toml`);
const without = (program: string) => spawnSync(program, ["--version"]).error !== undefined;

interface Asked {
  readonly literals?: Readonly<Record<string, string | number | boolean | readonly number[]>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly box?: JobInput & { readonly kind: "bbox" };
  readonly format?: { readonly id: string; readonly mediaType: string };
}

async function run(file: string, asked: Asked) {
  const job = mkdtempSync(join(folder, "job-"));
  for (const part of ["in", "out", "work"]) mkdirSync(join(job, part));
  const inputs: JobInput[] = [];
  for (const [id, given] of Object.entries(asked.literals ?? {}))
    for (const value of Array.isArray(given) ? (given as number[]) : [given as string]) inputs.push({ id, kind: "literal", value });
  for (const [index, [id, name]] of Object.entries(asked.files ?? {}).entries()) {
    copyFileSync(join(import.meta.dirname, "data", name), join(job, "in", String(index)));
    const { size: byteLength } = statSync(join(job, "in", String(index)));
    inputs.push({ id, kind: "complex", file: `in/${index}`, byteLength, format: { mediaType: "text/plain" } });
  }
  if (asked.box !== undefined) inputs.push(asked.box);
  const outputs = asked.format === undefined ? [] : [{ id: asked.format.id, format: { mediaType: asked.format.mediaType } }];
  writeFileSync(join(job, "job.json"), JSON.stringify({ jobId: "j", processId: "p", inputs, outputs, limits: {} }));
  const { messages, log } = await runChild(commandOf(file), job, (line, child) => {
    if (line.includes('"ready"')) child.stdin?.end("\n");
  });
  const last = messages.at(-1);
  if (last?.terrarium !== "results") return { messages, log, last, values: {}, path: () => "" };
  const values = Object.fromEntries(last.outputs.map((one) => [one.id, one.kind === "literal" ? one.value : one]));
  const path = (id: string): string => {
    const found = last.outputs.find((one) => one.id === id);
    return found?.kind === "complex" ? join(job, "out", found.file) : "";
  };
  return { messages, log, last, values, path };
}

/** A command file of the test's own. */
function write(text: string): string {
  const file = join(mkdtempSync(join(folder, "p-")), "p.process.toml");
  writeFileSync(file, `id = "p"\nversion = "1"\ntitle = "P"\n${text}`);
  return file;
}

const errorOf = (last: RunnerMessage | undefined) => (last?.terrarium === "error" ? last : undefined);

describe("a command as a process", () => {
  it("gives words to the program as they are: no shell, no options from outside", async () => {
    const file =
      write(`run = ["printf", "%s|", "{text}", "{more}"]\n[inputs.text]\ntype = "string"\n[inputs.more]\ntype = "integer"\nmax_occurs = 9
[outputs.said]\ntype = "string"\n`);
    const { values, last } = await run(file, { literals: { text: "$(id) ; * 'a' \"b\"", more: [1, 2] } });
    expect(values).toEqual({ said: "$(id) ; * 'a' \"b\"|1|2|" });
    expect(last?.terrarium).toBe("results");
    const refused = await run(file, { literals: { text: "-v", more: [1] } });
    expect(errorOf(refused.last)).toMatchObject({ kind: "user", input: "text", message: expect.stringContaining("begins with a hyphen") });
  });
  it("fails with the program's last complaint and its code", async () => {
    const file = write('run = ["sh", "-c", "echo working; echo first >&2; echo no such band >&2; exit 3"]\n[outputs.o]\ntype = "string"\n');
    const { last, log } = await run(file, {});
    expect(errorOf(last)).toMatchObject({ kind: "process", message: "The process failed: sh ended with code 3: no such band" });
    expect(log).toContain("working\n");
  });
  it("fails if the program is ended by a signal, or prints nothing that the pattern finds", async () => {
    const killed = await run(write('run = ["sh", "-c", "kill -9 $$"]\n[outputs.o]\ntype = "string"\n'), {});
    expect(errorOf(killed.last)?.message).toBe("The process failed: sh ended by SIGKILL.");
    const silent = await run(write('run = ["echo", "none"]\n[outputs.o]\ntype = "integer"\npattern = "n=(\\\\d+)"\n'), {});
    expect(errorOf(silent.last)?.message).toContain('has no value for the output "o"');
  });
  it("takes standard output as a file of any size", async () => {
    const file = write(
      'run = ["head", "-c", "3000000", "/dev/zero"]\n[outputs.o]\nformats = ["application/octet-stream"]\nstdout = true\n',
    );
    const { path } = await run(file, {});
    expect(statSync(path("o")).size).toBe(3_000_000);
  });
  it("tells progress that the program prints in pieces", async () => {
    const script = "for n in 0 10 2 0 90; do printf '%s...' $n; sleep 0.05; done";
    const { messages } = await run(write(`run = ["sh", "-c", "${script}"]\nprogress = "gdal"\n[outputs.o]\ntype = "string"\n`), {});
    const percents = messages.flatMap((one) => (one.terrarium === "progress" ? [one.percent] : []));
    expect(percents.slice(0, 2)).toEqual([0, 10]);
    expect(percents.at(-1)).toBe(90);
  });
  it("is not described where its program is missing, unless an image has it", async () => {
    const text = 'run = ["no-such-program"]\nneeds = "the tools of nobody"\n[outputs.o]\ntype = "string"\n';
    await expect(describeWith(commandOf(write(text)))).rejects.toThrow("no-such-program is not there. It needs the tools of nobody.");
    const [described] = await describeWith(commandOf(write(`image = "i"\n${text}`)));
    expect(described).toMatchObject({ terrarium: "description", description: { id: "p", image: "i" } });
  });
});

describe.skipIf(without("gdaldem"))("GDAL's programs (skipped where gdal-bin is not installed)", () => {
  it("shade a terrain, with options as they were given", async () => {
    const plain = await run(demo("hillshade"), { files: { dem: "hills.tif" } });
    const strong = await run(demo("hillshade"), { files: { dem: "hills.tif" }, literals: { z: 5, azimuth: 90 } });
    const many = await run(demo("hillshade"), { files: { dem: "hills.tif" }, literals: { multidirectional: true } });
    const sums = [plain, strong, many].map(
      ({ path }) => /Checksum=(\d+)/.exec(execFileSync("gdalinfo", ["-checksum", path("shade")]).toString())?.[1],
    );
    expect(new Set(sums).size).toBe(3);
    expect(plain.messages.some((one) => one.terrarium === "progress" && one.percent === 100)).toBe(true);
  });
  it("convert to the format that is asked for", async () => {
    const asked = { files: { layer: "points-gml32.gml" }, format: { id: "converted", mediaType: "text/csv" } };
    const csv = await run(demo("convert"), asked);
    expect(readFileSync(csv.path("converted"), "utf8").split("\n")[0]).toMatch(/name,passengers/);
    const json = await run(demo("convert"), { files: { layer: "points-gml32.gml" }, literals: { crs: "EPSG:3857" } });
    const { features } = JSON.parse(readFileSync(json.path("converted"), "utf8")) as {
      features: { geometry: { coordinates: number[] } }[];
    };
    expect(features).toHaveLength(12);
    expect(features[0]?.geometry.coordinates[0]).toBeGreaterThan(1_000_000);
    const none = await run(demo("convert"), {
      files: { layer: "points.geojson" },
      box: { id: "extent", kind: "bbox", bbox: [0, 0, 1, 1], crs: "EPSG:4326" },
    });
    expect(JSON.parse(readFileSync(none.path("converted"), "utf8"))).toMatchObject({ features: [] });
  });
});

describe.skipIf(without("grass"))("a module of GRASS (skipped where grass-core is not installed)", () => {
  it("gives the slope of a terrain", async () => {
    const { path, log } = await run(demo("slope"), { files: { dem: "hills.tif" } });
    const said = execFileSync("gdalinfo", ["-stats", path("slope")]).toString();
    const maximum = Number(/STATISTICS_MAXIMUM=([\d.]+)/.exec(said)?.[1]);
    expect(maximum, log).toBeGreaterThan(5);
    expect(maximum).toBeLessThan(60);
  });
});

describe.skipIf(without("Rscript"))("a script of R (skipped where r-base-core is not installed)", () => {
  it("gives literals that it printed and a table that it wrote", async () => {
    const { values, path } = await run(demo("statistics"), { literals: { numbers: [1, 2, 3, 4, -100] } });
    expect(values).toMatchObject({ mean: -18, median: 2 });
    expect(readFileSync(path("quantiles"), "utf8")).toContain("0.5,2\n");
  });
});
