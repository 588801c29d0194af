// Writes a collection as GeoJSON, in pieces: as RFC 7946, or as GDAL does, with a "crs" member where the system is not WGS 84.
import { registryName } from "./crs.js";
import { type Collection, type Feature, type Geometry, mapPositions, type Ring } from "./model.js";
import { transformGeometry } from "./transform.js";

/**
 * The text of a FeatureCollection. RFC 7946 knows only WGS 84, longitude first, and shells that run counter-clockwise: coordinates are projected.
 * Otherwise coordinates stay as they are and the system is named. Throws GeoError if a system cannot be projected.
 */
export function* writeGeoJson(collection: Collection, { rfc7946 }: { readonly rfc7946: boolean }): Generator<string, void> {
  const { name, crs = wgs84 } = collection;
  const named =
    rfc7946 || crs === wgs84 ? "" : `"crs":${JSON.stringify({ type: "name", properties: { name: registryName(crs).name } })},\n`;
  yield `{"type":"FeatureCollection",\n"name":${JSON.stringify(name)},\n${named}"features":[`;
  let separator = "\n";
  for (const feature of collection.features) {
    yield separator + JSON.stringify(toJson(feature, rfc7946 ? (geometry) => toRfc7946(geometry, crs) : (geometry) => geometry));
    separator = ",\n";
  }
  yield "\n]}\n";
}

const wgs84 = "EPSG:4326";

function toJson({ id, properties, geometry }: Feature, change: (geometry: Geometry) => Geometry): unknown {
  return {
    type: "Feature",
    ...(id === undefined ? {} : { id }),
    properties,
    geometry: geometry === undefined ? null : change(geometry),
  };
}

function toRfc7946(geometry: Geometry, crs: string): Geometry {
  return rewind(transformGeometry(geometry, crs, wgs84));
}

/** RFC 7946 clause 3.1.6: shells counter-clockwise, holes clockwise. */
function rewind(geometry: Geometry): Geometry {
  const wind = (rings: readonly Ring[]) => rings.map((ring, index) => (isClockwise(ring) === (index === 0) ? ring.toReversed() : ring));
  switch (geometry.type) {
    case "Polygon":
      return { type: "Polygon", coordinates: wind(geometry.coordinates) };
    case "MultiPolygon":
      return { type: "MultiPolygon", coordinates: geometry.coordinates.map(wind) };
    case "GeometryCollection":
      return { type: "GeometryCollection", geometries: geometry.geometries.map(rewind) };
    default:
      return mapPositions(geometry, (position) => position);
  }
}

function isClockwise(ring: Ring): boolean {
  let twice = 0;
  ring.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    twice += (nextX - x) * (nextY + y);
  });
  return twice > 0;
}
