// The demo processes as a client sees them in DescribeProcess: the same as those of the service that this one succeeds, which clients know by heart.
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type Server, startServer } from "./server.js";

const gml = "application/gml+xml";
const sizes = ["0", "1", "10", "10..100/10", "100..1000/100"];
const layer = { id: "layer", title: "Layer", kind: "complex", format: gml };
const size = (title: string) => ({ id: "buffer", title, kind: "literal", type: "float", allowed: sizes });

interface Expected {
  readonly title: string;
  readonly version: string;
  /** Both storeSupported and statusSupported. */
  readonly supported: boolean;
  readonly metadata: readonly string[];
  readonly inputs: readonly object[];
  readonly outputs: readonly object[];
}

const named = (id: string, title: string, type = "string") => ({ id, title, kind: "literal", type });
const expected: Readonly<Record<string, Expected>> = {
  say_hello: {
    ...{ title: "Process Say Hello", version: "1.3.3.7", supported: true, metadata: [] },
    inputs: [named("name", "Input name")],
    outputs: [{ ...named("response", "Output response"), uom: "unity" }],
  },
  ultimate_question: {
    ...{ title: "Answer to the ultimate question", version: "1.3.3.7", supported: false },
    metadata: ["Ultimate Question", "What is the meaning of life"],
    inputs: [],
    outputs: [named("answer", "Answer to Ultimate Question")],
  },
  sleep: {
    ...{ title: "Sleep Process", version: "None", supported: true, metadata: ["Sleep", "Wait", "Delay"] },
    inputs: [named("delay", "Delay between every update", "float")],
    outputs: [named("sleep_output", "Sleep Output")],
  },
  feature_count: {
    ...{ title: "Feature count", version: "None", supported: true, metadata: ["Feature", "Count"] },
    inputs: [layer],
    outputs: [named("count", "Count", "integer")],
  },
  centroids: {
    ...{ title: "Process Centroids", version: "None", supported: true, metadata: [] },
    inputs: [layer],
    outputs: [{ id: "out", title: "Referenced Output", kind: "complex", format: "application/json" }],
  },
  area: {
    ...{ title: "Process Area", version: "None", supported: true, metadata: [] },
    inputs: [layer],
    outputs: [named("area", "Area")],
  },
  buffer: {
    ...{ title: "GDAL Buffer process", version: "0.1", supported: true, metadata: [] },
    inputs: [{ id: "poly_in", title: "Input vector file", kind: "complex", format: gml }, size("Buffer size")],
    outputs: [{ id: "buff_out", title: "Buffered file", kind: "complex", format: gml }],
  },
  boundingbox: {
    ...{ title: "Bounding box in- and out", version: "0.1", supported: true, metadata: [] },
    inputs: [{ id: "bboxin", title: "box in", kind: "bbox", systems: ["epsg:4326", "epsg:3035"] }],
    outputs: [{ id: "bboxout", title: "box out", kind: "bbox", systems: ["epsg:4326"] }],
  },
  testjson: {
    ...{ title: "Process Test", version: "1.0.0", supported: true, metadata: [] },
    inputs: [named("name", "Input name")],
    outputs: [{ id: "out", title: "Referenced Output", kind: "complex", format: "application/geojson" }],
  },
  grassbuffer: {
    ...{ title: "GRASS v.buffer", version: "0.1", supported: true, metadata: [] },
    inputs: [{ id: "poly_in", title: "Input1", kind: "complex", format: gml }, size("Buffer")],
    outputs: [{ id: "buff_out", title: "Buffered", kind: "complex", format: gml }],
  },
};

let server: Server;
const described = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  const { text } = await ask(`${server.url}/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=all`);
  for (const [process] of text.matchAll(/<ProcessDescription [\s\S]*?<\/ProcessDescription>/g))
    described.set(one(process, "ows:Identifier"), process);
});

afterAll(async () => {
  await server.stop();
});

/** The texts of all elements with this name. */
function all(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);
}

function one(xml: string, name: string): string {
  return all(xml, name)[0] ?? "";
}

/** The insides of all elements with this name, which does not nest. */
function parts(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, "g"))].map(([, inside = ""]) => inside);
}

function allowedValues(xml: string): string[] {
  return [...xml.matchAll(/<ows:Value>([^<]*)<|<ows:Range ows:rangeClosure="closed">([\s\S]*?)<\/ows:Range>/g)].map(
    ([, value, range = ""]) => value ?? `${one(range, "ows:MinimumValue")}..${one(range, "ows:MaximumValue")}/${one(range, "ows:Spacing")}`,
  );
}

/** An input or output by what the table of the originals says of it. */
function read(xml: string): object {
  const name = { id: one(xml, "ows:Identifier"), title: one(xml, "ows:Title") };
  if (/<Complex(Data|Output)\b/.test(xml)) return { ...name, kind: "complex", format: one(parts(xml, "Default")[0] ?? "", "MimeType") };
  if (/<BoundingBox(Data|Output)>/.test(xml)) return { ...name, kind: "bbox", systems: all(parts(xml, "Supported")[0] ?? "", "CRS") };
  const type = one(xml, "ows:DataType");
  expect(xml).toContain(`ows:reference="http://www.w3.org/TR/xmlschema-2/#${type}"`);
  const [uom] = all(parts(xml, "Default")[0] ?? "", "ows:UOM");
  const allowed = allowedValues(xml);
  return { ...name, kind: "literal", type, ...(uom === undefined ? {} : { uom }), ...(allowed.length === 0 ? {} : { allowed }) };
}

const hasGrass = ((): boolean => {
  try {
    return execFileSync("sh", ["-c", "command -v grass"]).length > 0;
  } catch {
    return false;
  }
})();

describe("the demo", () => {
  it("offers these processes, beside some that the original has not", () => {
    const names = Object.keys(expected).filter((name) => hasGrass || name !== "grassbuffer");
    expect([...described.keys()]).toEqual(expect.arrayContaining(names));
  });

  for (const [name, { supported, inputs, outputs, metadata, ...head }] of Object.entries(expected)) {
    it.skipIf(name === "grassbuffer" && !hasGrass)(
      `${name} is as it was${name === "grassbuffer" ? " (skipped where GRASS is not installed)" : ""}`,
      () => {
        const xml = described.get(name) ?? "";
        const [start = ""] = xml.split("<DataInputs>");
        const flag = (attribute: string) => new RegExp(`${attribute}="(\\w+)"`).exec(start)?.[1];
        expect({ title: one(start, "ows:Title"), version: /wps:processVersion="([^"]*)"/.exec(start)?.[1] }).toEqual(head);
        expect([flag("storeSupported"), flag("statusSupported")]).toEqual([String(supported), String(supported)]);
        const [own = ""] = start.split("<ProcessOutputs>");
        expect([...own.matchAll(/<ows:Metadata xlink:title="([^"]*)"(?![^>]*"urn:terrarium:)/g)].map(([, title]) => title)).toEqual(
          metadata,
        );
        expect(parts(xml, "Input").map(read)).toEqual(inputs);
        expect(parts(xml, "Output").map(read)).toEqual(outputs);
        expect(xml.match(/<Input minOccurs="1" maxOccurs="1">/g) ?? []).toHaveLength(inputs.length);
      },
    );
  }

  it("reads GML of three versions and GeoJSON wherever it takes vectors", () => {
    for (const name of ["buffer", "centroids", "area", "feature_count"]) {
      const formats = all(parts(parts(described.get(name) ?? "", "DataInputs")[0] ?? "", "Supported")[0] ?? "", "MimeType");
      expect(formats, name).toEqual(
        expect.arrayContaining([
          gml,
          "text/xml; subtype=gml/2.1.2",
          "text/xml; subtype=gml/3.1.1",
          "text/xml; subtype=gml/3.2.1",
          "application/geo+json",
        ]),
      );
    }
  });
});
