// Reads and writes vector data of whatever supported format: the door that processes use.
// The content decides how a file is read, the media type how one is written.
import { detectContent, gmlVersionOf, isRfc7946 } from "./formats.js";
import { blame, GeoError } from "./geo-error.js";
import { countGeoJson, readGeoJson } from "./geojson-reader.js";
import { writeGeoJson } from "./geojson-writer.js";
import { countGml, readGml } from "./gml-reader.js";
import { writeGml } from "./gml-writer.js";
import type { Collection, Feature, JsonValue, Source } from "./model.js";

/** The features of a file as they come; properties read from GML are texts. Errors name `input`. Throws GeoError. */
export async function* readFeatures(source: Source, input: string): AsyncGenerator<Feature, void> {
  for await (const { feature } of readOpened(source, input)) yield feature;
}

async function* readOpened(source: Source, input: string): AsyncGenerator<{ kind: "gml" | "geojson"; feature: Feature }, void> {
  try {
    const { kind, bytes } = await open(source);
    for await (const feature of kind === "gml" ? readGml(bytes) : readGeoJson(bytes)) yield { kind, feature };
  } catch (error) {
    throw blame(error, input);
  }
}

/** How many features a file has, in flat memory. Errors name `input`. Throws GeoError. */
export async function countFeatures(source: Source, input: string): Promise<number> {
  try {
    const { kind, bytes } = await open(source);
    return await (kind === "gml" ? countGml(bytes) : countGeoJson(bytes));
  } catch (error) {
    throw blame(error, input);
  }
}

/** A whole file. Texts of GML become numbers where all values of a property are numbers. Throws GeoError, also for mixed reference systems. */
export async function readCollection(source: Source, input: string): Promise<Collection> {
  const features: Feature[] = [];
  let isTyped = true;
  for await (const { kind, feature } of readOpened(source, input)) {
    features.push(feature);
    isTyped = kind === "geojson";
  }
  const systems = new Set(features.flatMap(({ geometry, crs }) => (geometry === undefined || crs === undefined ? [] : [crs])));
  if (systems.size > 1) throw blame(new GeoError(`its features are in several reference systems (${[...systems].join(", ")}).`), input);
  const [crs] = systems;
  return {
    name: features[0]?.layer ?? input,
    ...(crs === undefined ? {} : { crs }),
    features: isTyped ? features : typeProperties(features),
  };
}

/** The text of a collection in the format of `mediaType`. Throws GeoError if its system does not fit the format. */
export function writeCollection(collection: Collection, mediaType: string): Generator<string, void> {
  const version = gmlVersionOf(mediaType);
  return version === undefined ? writeGeoJson(collection, { rfc7946: isRfc7946(mediaType) }) : writeGml(collection, version);
}

/** Looks at the first bytes and puts them back. */
async function open(source: Source): Promise<{ kind: "gml" | "geojson"; bytes: AsyncIterable<Uint8Array> }> {
  const pieces = source.stream()[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  let isDone = false;
  while (head.length < 512 && !isDone) {
    const next = await pieces.next();
    isDone = next.done === true;
    if (next.done !== true) head = Buffer.concat([head, next.value]);
  }
  const kind = detectContent(head);
  if (kind === undefined) {
    const what =
      head.length === 0 ? "it is empty" : `it is neither XML nor a JSON object, though it was sent as ${source.format.mediaType}`;
    throw new GeoError(`${what}.`);
  }
  const rest = async function* () {
    yield head;
    while (!isDone) {
      const next = await pieces.next();
      if (next.done === true) return;
      yield next.value;
    }
  };
  return { kind, bytes: rest() };
}

/** No leading zeros: what looks like "007" is a code. */
const numeric = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;

function typeProperties(features: readonly Feature[]): readonly Feature[] {
  const texts = new Set<string>();
  const numbers = new Set<string>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      if (value !== null) (typeof value === "string" && numeric.test(value) ? numbers : texts).add(name);
    }
  }
  const toNumber = (name: string, value: JsonValue) =>
    typeof value === "string" && numbers.has(name) && !texts.has(name) ? Number(value) : value;
  if (numbers.size === 0) return features;
  return features.map((feature) => ({
    ...feature,
    properties: Object.fromEntries(Object.entries(feature.properties).map(([name, value]) => [name, toNumber(name, value)])),
  }));
}
