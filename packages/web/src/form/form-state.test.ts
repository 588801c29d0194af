import type { JsonObject, Parameter, Process } from "@terrarium/client";
import { describe, expect, it } from "vitest";
import { fieldTypeOf } from "./field-type.js";
import { type FormState, firstState, inputsOf, outputsOf } from "./form-state.js";
import { filled } from "./prefill.js";

function parameter(id: string, schema: JsonObject, more: Partial<Parameter> = {}): Parameter {
  return { id, schema, minOccurs: 1, maxOccurs: 1, ...more };
}

const gml = { type: "string", contentMediaType: "application/gml+xml" };
const geojson = { type: "object", contentMediaType: "application/geo+json" };
const tiff = { type: "string", contentEncoding: "binary", contentMediaType: "image/tiff" };
const box = {
  allOf: [
    { format: "ogc-bbox" },
    {
      type: "object",
      required: ["bbox"],
      properties: { bbox: { type: "array" }, crs: { type: "string", enum: ["a", "b"], default: "a" } },
    },
  ],
};
const process: Process = {
  ...{ id: "p", title: "P", version: "1", jobControlOptions: ["async-execute"], raw: {} },
  inputs: [
    parameter("count", { type: "integer", minimum: 1 }),
    parameter("names", { type: "string" }, { minOccurs: 0, maxOccurs: 5 }),
    parameter("length", { type: "number", description: "Unit of measure: m, km." }),
    parameter("flag", { type: "boolean", default: false }, { minOccurs: 0 }),
    parameter("area", box),
    parameter("layer", { oneOf: [gml, geojson] }),
    parameter("dem", tiff),
  ],
  outputs: [parameter("out", { oneOf: [gml, geojson] }), parameter("number", { type: "number" })],
};

/** As a request holds it. */
const request = {
  count: 3,
  names: ["a", "b"],
  length: { value: 2.5, uom: "km" },
  flag: true,
  area: { bbox: [1, 2, 3, 4], crs: "b" },
  layer: { value: { type: "FeatureCollection", features: [] }, mediaType: "application/geo+json" },
  dem: { href: "https://example.org/dem", type: "image/tiff" },
};

const none = () => undefined;

describe("a form", () => {
  it("that is filled from a request makes the same request", () => {
    expect(inputsOf(filled(firstState(process), request), none)).toEqual(request);
  });

  it("that nobody has touched sends what is preset and nothing else", () => {
    expect(inputsOf(firstState(process), none)).toEqual({ flag: false });
    expect(outputsOf(firstState(process))).toBeUndefined();
  });

  it("forgets what was written before when it is filled", () => {
    const state = filled(filled(firstState(process), request), { count: 1 });
    expect(inputsOf(state, none)).toEqual({ count: 1, flag: false });
  });

  it("sends as text what is no number, so that the server can say what is wrong with it", () => {
    expect(inputsOf(filled(firstState(process), { count: "many" }), none)).toEqual({ count: "many", flag: false });
  });

  it("sends a file in its format, and a link in its place while it is not read", () => {
    const file = new File(["abc"], "a.tif");
    const plain = firstState(process);
    const state: FormState = {
      ...plain,
      inputs: plain.inputs.map((input) =>
        input.parameter.id === "dem"
          ? { ...input, entries: input.entries.map((entry) => ({ ...entry, source: "file" as const, file })) }
          : input,
      ),
    };
    expect(inputsOf(state, () => "YWJj")["dem"]).toEqual({ value: "YWJj", mediaType: "image/tiff" });
    expect(inputsOf(state, none)["dem"]).toMatchObject({ href: expect.any(String), type: "image/tiff" });
  });

  it("asks for outputs only where something else than the default is wanted", () => {
    const state = filled(
      firstState(process),
      {},
      { out: { transmissionMode: "reference", format: { mediaType: "application/geo+json" } } },
    );
    expect(outputsOf(state)).toEqual({ out: { transmissionMode: "reference", format: { mediaType: "application/geo+json" } } });
  });
});

describe("the type of a field", () => {
  it.each<[string, JsonObject, object]>([
    ["choices", { type: "string", enum: ["a", "b"] }, { word: "text", choices: ["a", "b"] }],
    [
      "a number in one of several ranges",
      {
        anyOf: [
          { type: "number", enum: [0] },
          { type: "number", minimum: 1, maximum: 2, multipleOf: 0.5 },
        ],
      },
      { choices: [0], bounds: [{ minimum: 1, maximum: 2, step: 0.5, isAbove: false, isBelow: false }] },
    ],
    [
      "open ends as OpenAPI 3.0 says them",
      { type: "number", minimum: 0, exclusiveMinimum: true },
      { bounds: [{ minimum: 0, isAbove: true, isBelow: false }] },
    ],
    [
      "open ends as JSON Schema says them",
      { type: "number", exclusiveMaximum: 9 },
      { bounds: [{ maximum: 9, isAbove: false, isBelow: true }] },
    ],
    ["a moment", { type: "string", format: "date-time" }, { word: "date-time" }],
    ["units", { type: "number", description: "Unit of measure: m, km." }, { units: ["m", "km"] }],
  ])("%s", (_name, schema, type) => {
    expect(fieldTypeOf(parameter("x", schema))).toMatchObject({ kind: "literal", ...type });
  });

  it("is JSON where no field fits, as other servers may have it", () => {
    expect(fieldTypeOf(parameter("x", { type: "array", items: { type: "number" } }))).toEqual({ kind: "json" });
    expect(fieldTypeOf(parameter("x", { anyOf: [{ type: "string" }, { type: "number" }] }))).toEqual({ kind: "json" });
  });
});
