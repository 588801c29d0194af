// Vector data as inputs and outputs of a process: handles that give features, and features that become a file in the format that was asked for.
import { writeFile } from "node:fs/promises";
import { type ComplexHandle, fileBuilder } from "@terrarium/sdk";
import { geoJsonFormats, gmlFormats } from "./formats.js";
import type { Collection, Feature } from "./model.js";
import { countFeatures, readCollection, readFeatures, writeCollection } from "./vector.js";

export interface VectorHandle extends ComplexHandle {
  /** One feature after the other. Throws GeoError, which is told to the client, if they cannot be read. */
  features(): AsyncGenerator<Feature, void>;
  /** All of them, with the reference system that they share. Throws GeoError as well if they share none. */
  collection(): Promise<Collection>;
  /** How many there are, in little memory. Throws GeoError. */
  count(): Promise<number>;
}

/** Features: GeoJSON and GML of any version unless other `formats` are named. For an output a Collection will do. */
export const vector = fileBuilder<VectorHandle, Collection>([...geoJsonFormats, ...gmlFormats], {
  open: (file) => ({
    ...file,
    features: () => readFeatures(file, file.id),
    collection: () => readCollection(file, file.id),
    count: () => countFeatures(file, file.id),
  }),
  write: (collection, { mediaType }, path) => writeFile(path, writeCollection(collection, mediaType)),
});
