// Geometry operations by JSTS: planar, in the units of the coordinates.
import Area from "jsts/org/locationtech/jts/algorithm/Area.js";
import Centroid from "jsts/org/locationtech/jts/algorithm/Centroid.js";
import GeometryFactory from "jsts/org/locationtech/jts/geom/GeometryFactory.js";
import GeoJSONReader from "jsts/org/locationtech/jts/io/GeoJSONReader.js";
import GeoJSONWriter from "jsts/org/locationtech/jts/io/GeoJSONWriter.js";
import BufferOp from "jsts/org/locationtech/jts/operation/buffer/BufferOp.js";
import { GeoError } from "./geo-error.js";
import type { Geometry, Position } from "./model.js";

const reader = new GeoJSONReader(new GeometryFactory());
const writer = new GeoJSONWriter();

/** The buffer of a geometry: a Polygon or MultiPolygon, empty for a negative distance larger than the geometry. */
export function buffer(geometry: Geometry, distance: number, quadrantSegments = 8): Geometry {
  return writer.write(BufferOp.bufferOp(reader.read(geometry), distance, quadrantSegments)) as Geometry;
}

/** The centre of gravity of the parts of the highest dimension. Throws GeoError for an empty geometry, which has none. */
export function centroid(geometry: Geometry): Position {
  const centre = Centroid.getCentroid(reader.read(geometry)) as { readonly x: number; readonly y: number } | null;
  if (centre === null) throw new GeoError("an empty geometry has no centroid.");
  return [centre.x, centre.y];
}

/** The area of all polygons, holes left out; 0 for points and lines. */
export function area(geometry: Geometry): number {
  switch (geometry.type) {
    case "Polygon":
      return polygonArea(geometry.coordinates);
    case "MultiPolygon":
      return geometry.coordinates.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
    case "GeometryCollection":
      return geometry.geometries.reduce((sum, part) => sum + area(part), 0);
    default:
      return 0;
  }
}

function polygonArea([shell, ...holes]: readonly (readonly Position[])[]): number {
  if (shell === undefined) return 0;
  const ringArea = (ring: readonly Position[]): number => Area.ofRing(ring.map(([x, y]) => ({ x, y })));
  return holes.reduce((sum, hole) => sum - ringArea(hole), ringArea(shell));
}
