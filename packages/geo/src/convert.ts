// From GML to GeoJSON, the other way, and between versions of either, in one call.
import { blame } from "./geo-error.js";
import type { Source } from "./model.js";
import { readCollection, writeCollection } from "./vector.js";

/**
 * The text of a vector file in the format of `mediaType`, e.g. that of `job.output(...)`. GeoJSON of RFC 7946 is projected to WGS 84; else coordinates
 * stay as they are. Errors name `input`. Throws GeoError for data that cannot be read or written so.
 */
export async function* convert(source: Source, mediaType: string, input: string): AsyncGenerator<string, void> {
  const collection = await readCollection(source, input);
  try {
    yield* writeCollection(collection, mediaType);
  } catch (error) {
    throw blame(error, input);
  }
}
