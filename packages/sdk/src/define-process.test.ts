// What defineProcess makes of a definition, and which definitions it refuses. Its types are proved by define-process.types.ts.
import { expect, test } from "vitest";
import { defineProcess } from "./define-process.js";
import { bbox, complex, literal } from "./specs.js";

const named = { id: "p", version: "1", title: "P", outputs: {}, run: () => ({}) };

test("a description holds all that was said, in the order of the keys, with its defaults", () => {
  const { description } = defineProcess({
    id: "p",
    version: "1",
    title: "P",
    keywords: ["k"],
    limits: { wallMs: 5 },
    inputs: {
      z: literal("float", { title: "Z", uoms: ["m"], allowedValues: [0, { minimum: 1, maximum: 9 }], default: 1 }),
      a: complex({ formats: [{ mediaType: "text/plain" }], minOccurs: 0, maxOccurs: 3 }),
    },
    outputs: { box: bbox({ crs: ["EPSG:4326"] }) },
    run: ({ inputs }) => ({ box: { bbox: [inputs.z, 0, 1, inputs.a.length] } }),
  });
  const z = {
    id: "z",
    title: "Z",
    kind: "literal",
    dataType: "float",
    uoms: ["m"],
    allowedValues: [0, { minimum: 1, maximum: 9 }],
    default: 1,
  };
  expect(description).toEqual({
    id: "p",
    version: "1",
    title: "P",
    keywords: ["k"],
    limits: { wallMs: 5 },
    inputs: [
      { ...z, minOccurs: 0, maxOccurs: 1 },
      { id: "a", title: "a", kind: "complex", formats: [{ mediaType: "text/plain" }], minOccurs: 0, maxOccurs: 3 },
    ],
    outputs: [{ id: "box", title: "box", kind: "bbox", crs: ["EPSG:4326"] }],
    storeSupported: true,
    statusSupported: true,
  });
});

test("a definition that cannot be is refused with the name of what is wrong", () => {
  expect(() => defineProcess({ ...named, id: "two words", inputs: {} })).toThrow(/two words/);
  expect(() => defineProcess({ ...named, inputs: { file: complex({ formats: [] }) } })).toThrow(/Input "file".*format/);
  expect(() => defineProcess({ ...named, inputs: { box: bbox({ crs: [] }) } })).toThrow(/Input "box".*reference system/);
  expect(() => defineProcess({ ...named, inputs: { n: literal("float", { minOccurs: 3, maxOccurs: 2 }) } })).toThrow(
    /"n" may occur 3 to 2/,
  );
  expect(() => defineProcess({ ...named, inputs: { n: literal("float", { maxOccurs: 0 }) } })).toThrow(/"n" may occur/);
});
