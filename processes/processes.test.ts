// The demo processes in TypeScript: their descriptions, and what they answer when the real Node runner runs them.
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gmlFormats } from "@terrarium/geo";
import type { Format, JobOutput, ProcessDescription, RunnerMessage } from "@terrarium/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Command, describeWith, runChild } from "../test/runners/golden-bundles.js";
import { buildPackages, bundleProcess } from "../test/runners/node-bundle.js";

const names = [
  "say_hello",
  "ultimate_question",
  "sleep",
  "feature_count",
  "centroids",
  "area",
  "boundingbox",
  "testjson",
  "reformat",
] as const;
type Name = (typeof names)[number];
const data = join(import.meta.dirname, "data");
const folder = mkdtempSync(join(tmpdir(), "processes-"));
const commands = new Map<Name, Command>();
const hasOgr = spawnSync("ogr2ogr", ["--version"]).status === 0;

beforeAll(async () => {
  buildPackages();
  for (const name of names) commands.set(name, await bundleProcess(join(import.meta.dirname, `${name}.process.ts`), folder));
});
afterAll(() => rmSync(folder, { recursive: true }));

function commandOf(name: Name): Command {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`No bundle of ${name}.`);
  return command;
}

interface Ran {
  readonly messages: readonly RunnerMessage[];
  readonly last: RunnerMessage | undefined;
  /** The value of the only output: a literal, a box, or the text of a file. */
  readonly value: unknown;
}

interface Given {
  readonly literal?: Readonly<Record<string, string | number>>;
  readonly box?: { readonly bbox: readonly number[]; readonly crs: string };
  /** A file of the sample data, a file elsewhere, or text. */
  readonly layer?: { readonly file: string } | { readonly path: string } | { readonly text: string };
  readonly heapMegabytes?: number;
  readonly output?: JobOutput;
}

async function run(name: Name, given: Given): Promise<Ran> {
  const job = mkdtempSync(join(folder, "job-"));
  for (const part of ["in", "out", "work"]) mkdirSync(join(job, part));
  const inputs: unknown[] = Object.entries(given.literal ?? {}).map(([id, value]) => ({ id, kind: "literal", value }));
  if (given.box !== undefined) inputs.push({ id: "bboxin", kind: "bbox", ...given.box });
  if (given.layer !== undefined) {
    const staged = join(job, "in", "0");
    if ("file" in given.layer) copyFileSync(join(data, given.layer.file), staged);
    else if ("path" in given.layer) linkSync(given.layer.path, staged);
    else writeFileSync(staged, given.layer.text);
    inputs.push({ id: "layer", kind: "complex", file: "in/0", byteLength: statSync(staged).size, format: { mediaType: "text/xml" } });
  }
  const outputs = given.output === undefined ? [] : [given.output];
  writeFileSync(join(job, "job.json"), JSON.stringify({ jobId: "j", processId: name, inputs, outputs, limits: {} }));
  const [node, ...args] = commandOf(name);
  const heap = given.heapMegabytes === undefined ? [] : [`--max-old-space-size=${given.heapMegabytes}`];
  const { messages } = await runChild([node, ...heap, ...args], job, (line, child) => {
    if (line.includes('"ready"')) child.stdin?.end("\n");
  });
  const last = messages.at(-1);
  const output = last?.terrarium === "results" ? last.outputs[0] : undefined;
  const value =
    output?.kind === "complex"
      ? readFileSync(join(job, "out", output.file), "utf8")
      : output?.kind === "bbox"
        ? output.bbox
        : output?.value;
  return { messages, last, value };
}

async function describedAs(name: Name): Promise<ProcessDescription> {
  const [message] = await describeWith(commandOf(name));
  if (message?.terrarium !== "description") throw new Error(`${name} does not describe itself.`);
  return message.description;
}

test.for([
  ["say_hello", "Process Say Hello", "1.3.3.7", true, ["name|Input name"], ["response|Output response"], []],
  [
    "ultimate_question",
    "Answer to the ultimate question",
    "1.3.3.7",
    false,
    [],
    ["answer|Answer to Ultimate Question"],
    ["Ultimate Question", "What is the meaning of life"],
  ],
  ["sleep", "Sleep Process", "None", true, ["delay|Delay between every update"], ["sleep_output|Sleep Output"], ["Sleep", "Wait", "Delay"]],
  ["feature_count", "Feature count", "None", true, ["layer|Layer"], ["count|Count"], ["Feature", "Count"]],
  ["centroids", "Process Centroids", "None", true, ["layer|Layer"], ["out|Referenced Output"], []],
  ["area", "Process Area", "None", true, ["layer|Layer"], ["area|Area"], []],
  ["boundingbox", "Bounding box in- and out", "0.1", true, ["bboxin|box in"], ["bboxout|box out"], []],
  ["testjson", "Process Test", "1.0.0", true, ["name|Input name"], ["out|Referenced Output"], []],
] as const)("%s has the names and titles of the original", async ([name, title, version, supported, inputs, outputs, metadata]) => {
  const description = await describedAs(name);
  const named = (list: readonly { id: string; title: string }[]) => list.map((one) => `${one.id}|${one.title}`);
  expect(description).toMatchObject({ id: name, title, version, storeSupported: supported, statusSupported: supported });
  expect(named(description.inputs)).toEqual(inputs);
  expect(named(description.outputs)).toEqual(outputs);
  expect((description.metadata ?? []).map((one) => one.title)).toEqual(metadata);
  for (const input of description.inputs) expect(input).toMatchObject({ minOccurs: 1, maxOccurs: 1 });
});

test("types, units, systems and default formats are those of the original", async () => {
  const [hello, sleep, count, centroids, area, box, json] = await Promise.all(
    (["say_hello", "sleep", "feature_count", "centroids", "area", "boundingbox", "testjson"] as const).map(describedAs),
  );
  const gml = { mediaType: "application/gml+xml" };
  expect(hello?.inputs[0]).toMatchObject({ kind: "literal", dataType: "string" });
  expect(hello?.outputs[0]).toMatchObject({ kind: "literal", dataType: "string", uoms: ["unity"] });
  expect(sleep?.inputs[0]).toMatchObject({ kind: "literal", dataType: "float" });
  expect(count?.inputs[0]).toMatchObject({
    kind: "complex",
    formats: expect.arrayContaining([gml, { mediaType: "application/geo+json" }]),
  });
  expect(count?.outputs[0]).toMatchObject({ kind: "literal", dataType: "integer" });
  expect(area?.outputs[0]).toMatchObject({ kind: "literal", dataType: "string" });
  expect(box?.inputs[0]).toMatchObject({ kind: "bbox", crs: ["epsg:4326", "epsg:3035"] });
  expect(box?.outputs[0]).toMatchObject({ kind: "bbox", crs: ["epsg:4326"] });
  const first = (description: ProcessDescription | undefined, side: "inputs" | "outputs"): Format | undefined => {
    const one = description?.[side][0];
    return one?.kind === "complex" ? one.formats[0] : undefined;
  };
  for (const process of [count, centroids, area]) expect(first(process, "inputs")).toEqual(gml);
  expect(first(centroids, "outputs")).toEqual({ mediaType: "application/json" });
  expect(first(json, "outputs")).toEqual({ mediaType: "application/geojson" });
});

test("say_hello greets and says its unit", async () => {
  const { last } = await run("say_hello", { literal: { name: "Žofie & co" } });
  expect(last).toEqual({ terrarium: "results", outputs: [{ id: "response", kind: "literal", value: "Hello Žofie & co", uom: "unity" }] });
});

test("ultimate_question answers 42", async () => {
  expect(await run("ultimate_question", {})).toMatchObject({ value: "42" });
});

test("sleep reports four steps and is done after the fifth", async () => {
  const { messages, value } = await run("sleep", { literal: { delay: 0.001 } });
  const percents = messages.flatMap((message) => (message.terrarium === "progress" ? [message.percent] : []));
  expect(percents).toEqual([20, 40, 60, 80]);
  expect(value).toBe("done sleeping");
});

test("sleep refuses a delay that is no time", async () => {
  expect((await run("sleep", { literal: { delay: -1 } })).last).toMatchObject({ terrarium: "error", kind: "user", input: "delay" });
  expect((await run("sleep", { literal: { delay: "NaN" } })).last).toMatchObject({ terrarium: "error", kind: "user", input: "delay" });
});

test("testjson answers with the fixed text", async () => {
  const { value, last } = await run("testjson", { literal: { name: "any" } });
  expect(value).toBe('["foo", {"bar": ["baz", null, 1.0, 2]}]');
  expect(last).toMatchObject({ outputs: [{ format: { mediaType: "application/geojson" } }] });
});

test.for(["gml2.gml", "gml31.gml", "gml32.gml", "geojson"])("feature_count counts the sample data as %s", async (form) => {
  const separator = form === "geojson" ? "." : "-";
  for (const [layer, count] of [
    ["points", 12],
    ["lines", 8],
    ["polygons", 9],
  ] as const) {
    expect(await run("feature_count", { layer: { file: `${layer}${separator}${form}` } })).toMatchObject({ value: count });
  }
});

/** A GML file of some 60 MB: a feature with one long list of positions, then many small features. */
function writeLarge(): string {
  const path = join(folder, "large.gml");
  const line = `<gml:LineString><gml:posList>${"1 2 ".repeat(8_000_000)}</gml:posList></gml:LineString>`;
  const point = "<gml:featureMember><f><g><gml:Point><gml:pos>1 2</gml:pos></gml:Point></g></f></gml:featureMember>";
  writeFileSync(path, `<c xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><f><g>${line}</g></f></gml:featureMember>`);
  appendFileSync(path, point.repeat(300_000));
  appendFileSync(path, "</c>");
  return path;
}

test("feature_count counts in flat memory, where reading the same file runs out of it", async () => {
  const layer = { path: writeLarge() };
  expect(await run("feature_count", { layer, heapMegabytes: 24 })).toMatchObject({ value: 300_001 });
  expect((await run("area", { layer, heapMegabytes: 24 })).last).toEqual({ terrarium: "ready" });
});

test("feature_count finds 832 railroads", async () => {
  expect(await run("feature_count", { layer: { file: "railroads.gml" } })).toMatchObject({ value: 832 });
});

test.for(["feature_count", "area", "centroids", "reformat"] as const)("%s blames its input for what is no vector data", async (name) => {
  for (const text of ["<html/>", "{", "plain", "", "<!DOCTYPE a><a/>"]) {
    const { last } = await run(name, { layer: { text } });
    expect(last).toMatchObject({ terrarium: "error", kind: "user", input: "layer" });
  }
});

test("boundingbox gives a box in EPSG:4326 back as it is", async () => {
  const box = { bbox: [12.5, 48, 19, 51.25], crs: "epsg:4326" };
  expect((await run("boundingbox", { box })).last).toMatchObject({ outputs: [{ bbox: box.bbox, crs: "epsg:4326" }] });
});

test("boundingbox really projects a box from EPSG:3035, in both orders of its axes", async () => {
  const east = await run("boundingbox", { box: { bbox: [4_600_000, 2_900_000, 4_700_000, 3_000_000], crs: "epsg:3035" } });
  const north = await run("boundingbox", {
    box: { bbox: [2_900_000, 4_600_000, 3_000_000, 4_700_000], crs: "urn:ogc:def:crs:EPSG::3035" },
  });
  expect(north.value).toEqual(east.value);
  // By PROJ (gdaltransform) along all four edges.
  const expected = [13.825276, 49.092763, 15.289726, 50.045669];
  for (const [index, degrees] of expected.entries()) expect((east.value as number[])[index]).toBeCloseTo(degrees, 4);
});

test("boundingbox refuses a box upside down or outside of its system", async () => {
  for (const bbox of [
    [1, 1, 0, 2],
    [1e30, 1e30, 1e31, 1e31],
  ]) {
    expect((await run("boundingbox", { box: { bbox, crs: "epsg:3035" } })).last).toMatchObject({ kind: "user", input: "bboxin" });
  }
});

test("area lists the areas of all features, the same from every form of GML", async () => {
  const texts = await Promise.all(["gml2", "gml31", "gml32"].map((form) => run("area", { layer: { file: `polygons-${form}.gml` } })));
  const [first] = texts;
  for (const { value } of texts) expect(value).toBe(first?.value);
  expect(String(first?.value)).toMatch(/^\[\d+\.\d+(, \d+\.\d+){8}\]$/);
  expect((await run("area", { layer: { file: "point.gml" } })).value).toBe("[0.0]");
});

/** What ogr2ogr makes of a layer by a SQL expression on its geometry: one row for each feature. */
function byOgr(file: string, expression: string): Record<string, unknown>[] {
  const copy = join(mkdtempSync(join(folder, "ogr-")), file);
  copyFileSync(join(data, file), copy);
  const layer = file.slice(0, file.indexOf("-"));
  const sql = `SELECT ${expression} FROM ${layer}`;
  const text = execFileSync(
    "ogr2ogr",
    ["-f", "CSV", "/vsistdout/", copy, "-dialect", "sqlite", "-sql", sql, "-lco", "SEPARATOR=SEMICOLON"],
    { encoding: "utf8" },
  );
  const [head = "", ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim());
  return rows.map((row) => Object.fromEntries(head.split(";").map((name, index) => [name, Number(row.split(";")[index])])));
}

test.skipIf(!hasOgr)("area agrees with ogr2ogr (skipped where gdal-bin is not installed)", async () => {
  const { value } = await run("area", { layer: { file: "polygons-gml32.gml" } });
  const expected = byOgr("polygons-gml32.gml", "ST_Area(geometryProperty) AS a").map((row) => row["a"] as number);
  const areas = JSON.parse(String(value)) as number[];
  expect(areas).toHaveLength(9);
  areas.forEach((one, index) => {
    expect(one / (expected[index] ?? 0)).toBeCloseTo(1, 9);
  });
});

interface Points {
  readonly crs?: unknown;
  readonly features: readonly {
    readonly properties: Record<string, unknown>;
    readonly geometry: { type: string; coordinates: number[] };
  }[];
}

test.skipIf(!hasOgr).for(["polygons-gml2.gml", "polygons-gml31.gml", "polygons-gml32.gml", "lines-gml32.gml"])(
  "centroids of %s agree with ogr2ogr (skipped where gdal-bin is not installed)",
  async (file) => {
    const points = JSON.parse(String((await run("centroids", { layer: { file } })).value)) as Points;
    const expected = byOgr(file, "ST_X(ST_Centroid(geometryProperty)) AS x, ST_Y(ST_Centroid(geometryProperty)) AS y");
    expect(points.features).toHaveLength(expected.length);
    points.features.forEach(({ geometry }, index) => {
      expect(geometry.type).toBe("Point");
      expect(geometry.coordinates[0]).toBeCloseTo(expected[index]?.["x"] as number, 5);
      expect(geometry.coordinates[1]).toBeCloseTo(expected[index]?.["y"] as number, 5);
    });
  },
);

test("centroids keeps attributes and names the system; as application/geo+json it is WGS 84", async () => {
  const plain = JSON.parse(String((await run("centroids", { layer: { file: "polygons-gml32.gml" } })).value)) as Points;
  expect(plain).toMatchObject({ crs: { properties: { name: "urn:ogc:def:crs:EPSG::3035" } } });
  expect(plain.features[2]?.properties).toMatchObject({ name: "Field 3", crop: "žito", yield: expect.any(Number) });
  const output = { id: "out", format: { mediaType: "application/geo+json" } };
  const rfc = JSON.parse(String((await run("centroids", { layer: { file: "polygons-gml32.gml" }, output })).value)) as Points;
  expect(rfc).not.toHaveProperty("crs");
  expect(rfc.features[0]?.geometry.coordinates[0]).toBeCloseTo(13.9, 0);
});

test.for([...gmlFormats.map(({ mediaType }) => mediaType), "application/geo+json"])(
  "reformat writes %s, which feature_count counts",
  async (mediaType) => {
    const { value } = await run("reformat", { layer: { file: "polygons-gml31.gml" }, output: { id: "out", format: { mediaType } } });
    expect(String(value).slice(0, 1)).toBe(mediaType.includes("json") ? "{" : "<");
    const count = async (layer: NonNullable<Given["layer"]>) => (await run("feature_count", { layer })).value;
    expect(await count({ text: String(value) })).toBe(await count({ file: "polygons-gml31.gml" }));
  },
);

test("centroids written as GML are points that feature_count counts", async () => {
  const output = { id: "out", format: { mediaType: "text/xml; subtype=gml/2.1.2" } };
  const { value, last } = await run("centroids", { layer: { file: "lines.geojson" }, output });
  expect(last).toMatchObject({ outputs: [{ format: output.format }] });
  expect(String(value)).toContain("<gml:Point");
  expect(await run("feature_count", { layer: { text: String(value) } })).toMatchObject({ value: 8 });
});

test("a centroid of nothing blames the input", async () => {
  const text = '{"type":"MultiPoint","coordinates":[]}';
  expect((await run("centroids", { layer: { text } })).last).toMatchObject({ kind: "user", input: "layer" });
});

test("the sample data is what its script makes", () => {
  const made = join(folder, "made");
  execFileSync(process.execPath, [join(import.meta.dirname, "make-sample-data.mjs"), made]);
  const files = readdirSync(data).filter((name) => name !== "README.md");
  expect(readdirSync(made).sort()).toEqual(files.sort());
  for (const name of files) expect(readFileSync(join(made, name), "utf8"), name).toBe(readFileSync(join(data, name), "utf8"));
  expect(readFileSync(join(data, "railroads.gml"), "utf8").match(/<gml:featureMember>/g)).toHaveLength(832);
  expect(statSync(join(data, "railroads.gml")).size).toBeLessThan(400_000);
});
