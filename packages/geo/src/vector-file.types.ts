// Claims about the types of vector inputs and outputs, proved by the compiler: this file must compile. It does nothing when loaded.
import { defineProcess, literal } from "@terrarium/sdk";
import type { Collection } from "./model.js";
import { type VectorHandle, vector } from "./vector-file.js";

/** A handle goes in, once or as a list, and a collection comes out. */
export const sample = defineProcess({
  id: "sample",
  version: "1",
  title: "Sample",
  inputs: { layer: vector({ title: "Layer" }), masks: vector({ minOccurs: 0, maxOccurs: 3 }) },
  outputs: { out: vector({}), count: literal("integer", {}) },
  async run({ inputs }) {
    const masks: readonly VectorHandle[] = inputs.masks;
    const out: Collection = await inputs.layer.collection();
    return { out, count: (await inputs.layer.count()) + masks.length };
  },
});

const outputs = { out: vector({}) };
/** What is neither a collection nor a file is no result. */
export const wrong = defineProcess({
  id: "wrong",
  version: "1",
  title: "Wrong",
  inputs: {},
  outputs,
  // @ts-expect-error a list of features lacks its name and reference system
  run: () => ({ out: [{ properties: {} }] }),
});
