// What conformance suites of OGC API - Processes execute: each output is the input of the same name. Published only where the administrator names this folder.
import { setTimeout as wait } from "node:timers/promises";
import { bbox, complex, defineProcess, literal } from "@terrarium/sdk";

const features = [{ mediaType: "application/geo+json" }, { mediaType: "application/gml+xml" }, { mediaType: "text/plain" }] as const;
const image = [{ mediaType: "image/tiff; application=geotiff" }] as const;
const crs = ["http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326"] as const;

export const echo = defineProcess({
  id: "echo",
  version: "1.0.0",
  title: "Echo",
  abstract: "Gives back what it is given; the output of an input that was left out is empty",
  inputs: {
    // The first one: suites execute with it alone, and with others alone.
    text: literal("string", { title: "A text", minOccurs: 0 }),
    count: literal("integer", { title: "A whole number", default: 1 }),
    numbers: literal("integer", { title: "Whole numbers", minOccurs: 0, maxOccurs: 10 }),
    features: complex({ title: "Features", formats: features, minOccurs: 0 }),
    image: complex({ title: "An image", formats: image, minOccurs: 0 }),
    box: bbox({ title: "A bounding box", crs, minOccurs: 0 }),
    pause: literal("nonNegativeInteger", { title: "How long it takes, in seconds", default: 0 }),
  },
  outputs: {
    text: literal("string", { title: "The text" }),
    count: literal("integer", { title: "The whole number" }),
    features: complex({ title: "The features", formats: features }),
    image: complex({ title: "The image", formats: image }),
    box: bbox({ title: "The bounding box", crs }),
  },
  async run({ inputs, job }) {
    const { text = "", count, numbers, features: given, image: picture, box, pause } = inputs;
    for (let second = 0; second < pause; second += 1) {
      job.progress((100 * second) / pause, `Waited for ${second} s`);
      await wait(1_000);
    }
    return {
      text,
      count: count + numbers.reduce((sum, one) => sum + one, 0),
      features: given === undefined ? { text: "", format: features[2] } : { path: given.path, format: given.format },
      image: picture === undefined ? { text: "" } : { path: picture.path },
      box: box ?? { bbox: [0, 0, 0, 0], crs: crs[0] },
    };
  },
});
