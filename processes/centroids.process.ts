// Replaces each geometry by its centroid, keeping the attributes.
import { writeFile } from "node:fs/promises";
import { blame, centroid, type Feature, geoJsonFormats, gmlFormats, readCollection, writeCollection } from "@terrarium/geo";
import { complex, defineProcess } from "@terrarium/sdk";

function toCentroid(feature: Feature): Feature {
  const { geometry } = feature;
  return geometry === undefined ? feature : { ...feature, geometry: { type: "Point", coordinates: centroid(geometry) } };
}

export const centroids = defineProcess({
  id: "centroids",
  version: "None",
  title: "Process Centroids",
  abstract: "Returns the centroids of the features of a vector layer as GeoJSON or GML",
  translations: { cs: { title: "Centroidy", abstract: "Vrátí centroidy prvků vektorové vrstvy jako GeoJSON nebo GML" } },
  inputs: { layer: complex({ title: "Layer", translations: { cs: { title: "Vrstva" } }, formats: [...gmlFormats, ...geoJsonFormats] }) },
  outputs: {
    out: complex({
      title: "Referenced Output",
      translations: { cs: { title: "Výstup odkazem" } },
      formats: [
        { mediaType: "application/json" },
        { mediaType: "application/geo+json" },
        { mediaType: "application/geojson" },
        ...gmlFormats,
      ],
    }),
  },
  examples: [{ title: "Of polygons", inputs: { layer: { file: "data/polygons.geojson", mediaType: "application/geo+json" } } }],
  async run({ inputs, job }) {
    const collection = await readCollection(inputs.layer, "layer");
    const { format } = job.output("out");
    const path = job.out("centroids");
    try {
      const points = { ...collection, features: collection.features.map(toCentroid) };
      await writeFile(path, writeCollection(points, format.mediaType));
    } catch (error) {
      throw blame(error, "layer");
    }
    return { out: { path, format } };
  },
});
