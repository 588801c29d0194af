// Counts the features of a file while it streams by: any size, little memory.
import { countFeatures, geoJsonFormats, gmlFormats } from "@terrarium/geo";
import { complex, defineProcess, literal } from "@terrarium/sdk";

export const featureCount = defineProcess({
  id: "feature_count",
  version: "None",
  title: "Feature count",
  abstract: "Counts the features of a vector layer",
  translations: { cs: { title: "Počet prvků", abstract: "Spočítá prvky vektorové vrstvy" } },
  metadata: [{ title: "Feature" }, { title: "Count" }],
  inputs: {
    layer: complex({
      title: "Layer",
      translations: { cs: { title: "Vrstva" } },
      formats: [...gmlFormats, ...geoJsonFormats, { mediaType: "application/gml+xml", encoding: "base64" }],
    }),
  },
  outputs: { count: literal("integer", { title: "Count", translations: { cs: { title: "Počet" } } }) },
  examples: [
    { title: "Points", inputs: { layer: { file: "data/points.geojson", mediaType: "application/geo+json" } } },
    { title: "Railroads (GML)", inputs: { layer: { file: "data/railroads.gml", mediaType: "application/gml+xml; version=2.1" } } },
  ],
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  run: async ({ inputs }) => ({ count: await countFeatures(inputs.layer, "layer") }),
});
