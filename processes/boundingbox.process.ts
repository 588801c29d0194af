// Projects a bounding box to EPSG:4326. The original promises that and gives its input back unchanged; here it is done.
import { blame, parseCrsName, transformBox } from "@terrarium/geo";
import { bbox, defineProcess, UserError } from "@terrarium/sdk";

const target = "epsg:4326";

export const boundingbox = defineProcess({
  id: "boundingbox",
  version: "0.1",
  title: "Bounding box in- and out",
  abstract: "Gives a bounding box back in EPSG:4326, longitude first",
  translations: {
    cs: {
      title: "Ohraničující obdélník na vstupu i výstupu",
      abstract: "Vrátí ohraničující obdélník v EPSG:4326, nejprve zeměpisnou délku",
    },
  },
  inputs: { bboxin: bbox({ title: "box in", translations: { cs: { title: "vstupní obdélník" } }, crs: [target, "epsg:3035"] }) },
  outputs: { bboxout: bbox({ title: "box out", translations: { cs: { title: "výstupní obdélník" } }, crs: [target] }) },
  examples: [
    { title: "Around Prague", inputs: { bboxin: { bbox: [14.2, 49.9, 14.8, 50.2], crs: "epsg:4326" } } },
    { title: "In metres (EPSG:3035)", inputs: { bboxin: { bbox: [2900000, 4500000, 3000000, 4700000], crs: "epsg:3035" } } },
  ],
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  run({ inputs }) {
    const { bbox: box, crs } = inputs.bboxin;
    const { code, northFirst } = parseCrsName(crs);
    const [minX, minY, maxX, maxY] = flat(box, northFirst);
    if (minX > maxX || minY > maxY) throw new UserError("The lower corner of the box is not below its upper corner.", { input: "bboxin" });
    try {
      return { bboxout: { bbox: transformBox([minX, minY, maxX, maxY], code, parseCrsName(target).code), crs: target } };
    } catch (error) {
      throw blame(error, "bboxin");
    }
  },
});

/** The two horizontal dimensions, easting first; a third one has no meaning for a reference system of two. */
function flat(box: readonly number[], northFirst: boolean): [number, number, number, number] {
  const half = box.length / 2;
  const [first = 0, second = 0, third = 0, fourth = 0] = [...box.slice(0, 2), ...box.slice(half, half + 2)];
  return northFirst ? [second, first, fourth, third] : [first, second, third, fourth];
}
