import type { Parameter } from "@terrarium/client";
import { describe, expect, it } from "vitest";
import { exampleInputs, inputsOf } from "./input-words.js";

const parameter = (id: string, schema: Parameter["schema"], maxOccurs = 1): Parameter => ({ id, schema, minOccurs: 1, maxOccurs });
const parameters = [
  parameter("name", { type: "string" }),
  parameter("size", { type: "number" }, 3),
  parameter("flag", { type: "boolean" }),
  parameter("layer", {
    oneOf: [
      { type: "string", contentMediaType: "application/gml+xml" },
      { type: "object", contentMediaType: "application/geo+json" },
    ],
  }),
  parameter("box", { type: "object", required: ["bbox"], properties: { bbox: { type: "array" } } }),
];
const read = async (path: string) => new TextEncoder().encode(`content of ${path}`);
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("inputs of a command line", () => {
  it("are of the type that the process wants", async () => {
    const words = ["name=1", "size=2.5", "flag=true", "box=1, 2,3,-4"];
    expect(await inputsOf(words, parameters, read)).toEqual({ name: "1", size: 2.5, flag: true, box: { bbox: [1, 2, 3, -4] } });
  });
  it("are a list when they come again, and keep what stands behind the first =", async () => {
    expect(await inputsOf(["size=1", "size=2", "name=a=b\nc"], parameters, read)).toEqual({ size: [1, 2], name: "a=b\nc" });
  });
  it("are files, whose ending chooses among the types that are taken, or addresses", async () => {
    const { layer } = await inputsOf(["layer=@x/y.geojson"], parameters, read);
    expect(layer).toEqual({ value: base64("content of x/y.geojson"), encoding: "base64", mediaType: "application/geo+json" });
    expect((await inputsOf(["layer=@x.unknown"], parameters, read))["layer"]).toMatchObject({ mediaType: "application/gml+xml" });
    expect(await inputsOf(["layer=@https://example.org/a"], parameters, read)).toEqual({ layer: { href: "https://example.org/a" } });
  });
  it("of complex data are given as they stand", async () => {
    expect(await inputsOf(["layer=<a/>"], parameters, read)).toEqual({ layer: { value: "<a/>", mediaType: "application/gml+xml" } });
  });
  it.for([
    ["name", "name is no input; write -i name=value, or -i name=@file."],
    ["nme=1", "There is no input nme; there are: name, size, flag, layer, box."],
  ] as const)("that are none are told: %s", async ([word, sentence]) => {
    await expect(inputsOf([word], parameters, read)).rejects.toThrow(sentence);
  });
});

it("files in an example become their contents, everything else stays", async () => {
  const inputs = { name: "a", size: [1, 2], layer: [{ file: "a.gml" }, { file: "b", mediaType: "text/xml" }] };
  expect(await exampleInputs(inputs, parameters, read)).toEqual({
    ...{ name: "a", size: [1, 2] },
    layer: [
      { value: base64("content of a.gml"), encoding: "base64", mediaType: "application/gml+xml" },
      { value: base64("content of b"), encoding: "base64", mediaType: "text/xml" },
    ],
  });
});
