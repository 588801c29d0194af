// Gives vector data in another format: GML of any version as GeoJSON, the other way, and between versions.
import { writeFile } from "node:fs/promises";
import { convert, geoJsonFormats, gmlFormats } from "@terrarium/geo";
import { complex, defineProcess } from "@terrarium/sdk";

const formats = [...geoJsonFormats, ...gmlFormats] as const;

export const reformat = defineProcess({
  id: "reformat",
  version: "1.0.0",
  title: "Change the format of vector data",
  abstract: "Returns the features of a vector layer in another format: GML or GeoJSON",
  translations: {
    cs: { title: "Změna formátu vektorových dat", abstract: "Vrátí prvky vektorové vrstvy v jiném formátu: GML nebo GeoJSON" },
  },
  inputs: { layer: complex({ title: "Layer", translations: { cs: { title: "Vrstva" } }, formats }) },
  outputs: { out: complex({ title: "Converted layer", translations: { cs: { title: "Převedená vrstva" } }, formats }) },
  async run({ inputs, job }) {
    const { format } = job.output("out");
    const path = job.out("converted");
    await writeFile(path, convert(inputs.layer, format.mediaType, "layer"));
    return { out: { path, format } };
  },
});
