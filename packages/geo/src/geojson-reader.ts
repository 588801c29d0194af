// Reads features from GeoJSON as it comes: a FeatureCollection, one Feature or a bare geometry. Memory holds one feature at a time.
// OGC/IETF: RFC 7946, and the "crs" member of its forerunner (GeoJSON 2008), which GDAL and many servers still write.
import { parseCrsName } from "./crs.js";
import { GeoError } from "./geo-error.js";
import { scanFeatures } from "./geojson-scanner.js";
import type { Feature, Geometry, JsonValue, Position } from "./model.js";

type Json = Readonly<Record<string, unknown>>;

/** The features of a GeoJSON text, in its order. Throws GeoError. */
export async function* readGeoJson(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Feature, void> {
  let crs: string | undefined;
  let layer: string | undefined;
  let isCollection = false;
  for await (const piece of scanFeatures(bytes)) {
    if (piece.kind === "feature") {
      yield toFeature(parseJson(piece.text), crs, layer);
    } else if (piece.kind === "head") {
      const head = asObject(parseJson(piece.text), "the document");
      crs = crsOf(head);
      layer = typeof head["name"] === "string" ? head["name"] : undefined;
      isCollection = true;
    } else {
      yield* readRest(asObject(parseJson(piece.text), "the document"), isCollection ? crs : undefined, isCollection);
    }
  }
}

/** How many features a GeoJSON text has. Throws GeoError. */
export async function countGeoJson(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const _ of readGeoJson(bytes)) count++;
  return count;
}

/** What is left when the features are taken out of the document. */
function* readRest(document: Json, crs: string | undefined, isCollection: boolean): Generator<Feature, void> {
  const { type } = document;
  if (isCollection) {
    if (type !== "FeatureCollection") throw new GeoError('its "type" is not FeatureCollection.');
    if (crsOf(document) !== crs) throw new GeoError('it names its reference system after its features; put "crs" before "features".');
    return;
  }
  if (type === "FeatureCollection") throw new GeoError('it is a FeatureCollection without a list of "features".');
  if (type === "Feature") yield toFeature(document, crsOf(document), undefined);
  else yield { properties: {}, geometry: toGeometry(document), crs: crsOf(document) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.replaceAll(/\s+/g, " ").slice(0, 120) : "";
    throw new GeoError(`it is not valid JSON (${detail}).`, { cause });
  }
}

function asObject(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new GeoError(`${what} is not a JSON object.`);
  return value as Json;
}

/** Coordinates stand easting first whatever the name promises: so GDAL writes and reads them. RFC 7946 clause 4: none named is WGS 84. */
function crsOf(document: Json): string {
  const { crs } = document;
  if (crs === undefined || crs === null) return "EPSG:4326";
  const name = asObject(asObject(crs, '"crs"')["properties"], '"crs.properties"')["name"];
  if (typeof name !== "string") throw new GeoError('its "crs" has no name.');
  return parseCrsName(name).code;
}

function toFeature(value: unknown, crs: string | undefined, layer: string | undefined): Feature {
  const feature = asObject(value, "a feature");
  if (feature["type"] !== "Feature") throw new GeoError('a feature has a "type" that is not Feature.');
  const { id, properties, geometry } = feature;
  return {
    ...(typeof id === "string" || typeof id === "number" ? { id: String(id) } : {}),
    ...(layer === undefined ? {} : { layer }),
    properties: properties === undefined || properties === null ? {} : (asObject(properties, '"properties"') as Record<string, JsonValue>),
    ...(geometry === undefined || geometry === null ? {} : { geometry: toGeometry(geometry) }),
    ...(crs === undefined ? {} : { crs }),
  };
}

function toGeometry(value: unknown): Geometry {
  const { type, coordinates, geometries } = asObject(value, "a geometry");
  switch (type) {
    case "Point":
      return { type, coordinates: positionOf(coordinates) };
    case "MultiPoint":
      return { type, coordinates: listOf(coordinates, positionOf) };
    case "LineString":
      return { type, coordinates: lineOf(coordinates) };
    case "MultiLineString":
      return { type, coordinates: listOf(coordinates, lineOf) };
    case "Polygon":
      return { type, coordinates: listOf(coordinates, ringOf) };
    case "MultiPolygon":
      return { type, coordinates: listOf(coordinates, (polygon) => listOf(polygon, ringOf)) };
    case "GeometryCollection":
      return { type, geometries: listOf(geometries, toGeometry) };
    default:
      throw new GeoError(`${JSON.stringify(type) ?? "nothing"} is no GeoJSON type of a geometry.`);
  }
}

function listOf<One>(value: unknown, read: (one: unknown) => One): One[] {
  if (!Array.isArray(value)) throw new GeoError("a geometry has coordinates that are not nested as its type demands.");
  return value.map(read);
}

function positionOf(value: unknown): Position {
  const position = listOf(value, (one) => {
    if (typeof one !== "number" || !Number.isFinite(one))
      throw new GeoError(`${JSON.stringify(one)} is not a coordinate: it is no finite number.`);
    return one;
  });
  if (position.length < 2) throw new GeoError("a position has fewer than two coordinates.");
  return position.slice(0, 3);
}

function lineOf(value: unknown): Position[] {
  const line = listOf(value, positionOf);
  if (line.length < 2) throw new GeoError("a line has fewer than two positions.");
  return line;
}

function ringOf(value: unknown): Position[] {
  const ring = listOf(value, positionOf);
  const [first] = ring;
  const last = ring.at(-1);
  if (ring.length < 4) throw new GeoError("a ring has fewer than four positions.");
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new GeoError("a ring is not closed: its last position differs from its first.");
  return ring;
}
