// Areas by JSTS: planar, in the square of the unit of the coordinates.
import Area from "jsts/org/locationtech/jts/algorithm/Area.js";
import type { Geometry, Position } from "./model.js";

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
  return holes.reduce((sum, hole) => sum - ringArea(hole), ringArea(shell));
}

function ringArea(ring: readonly Position[]): number {
  return Area.ofRing(ring.map(([x, y]) => ({ x, y }))) as number;
}
