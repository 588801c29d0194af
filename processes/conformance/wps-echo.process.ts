// What conformance suites of WPS 2.0 execute: each output is the input of the same kind. Published only where the administrator names this folder.
import { setTimeout as wait } from "node:timers/promises";
import { bbox, complex, defineProcess, literal } from "@terrarium/sdk";

const formats = [{ mediaType: "text/xml" }, { mediaType: "application/json" }, { mediaType: "text/plain" }] as const;
const crs = ["EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "http://www.opengis.net/def/crs/EPSG/0/4326"] as const;

export const echo = defineProcess({
  // The suites hard-code it.
  id: "org.n52.javaps.test.EchoProcess",
  version: "1.0.0",
  title: "Echo for conformance suites",
  abstract: "Gives back what it is given; the output of an input that was left out is empty",
  inputs: {
    duration: literal("nonNegativeInteger", { title: "How long it takes, in milliseconds", default: 0 }),
    complexInput: complex({ title: "Data", formats, minOccurs: 0 }),
    boundingboxInput: bbox({ title: "A bounding box", crs, minOccurs: 0 }),
    // Behind all other literals: the official suite executes with the last one that is described.
    literalInput: literal("string", { title: "A text", minOccurs: 0 }),
  },
  outputs: {
    literalOutput: literal("string", { title: "The text" }),
    complexOutput: complex({ title: "The data", formats }),
    boundingboxOutput: bbox({ title: "The bounding box", crs }),
  },
  limits: { diskBytes: 64 * 2 ** 20 },
  async run({ inputs }) {
    const { literalInput = "", complexInput, boundingboxInput, duration } = inputs;
    await wait(duration);
    return {
      literalOutput: literalInput,
      complexOutput: complexInput === undefined ? { text: "" } : { path: complexInput.path, format: complexInput.format },
      boundingboxOutput: boundingboxInput ?? { bbox: [0, 0, 0, 0], crs: crs[0] },
    };
  },
});
