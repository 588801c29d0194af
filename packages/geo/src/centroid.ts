// Centroids by JSTS: planar, in the units of the coordinates.
import Centroid from "jsts/org/locationtech/jts/algorithm/Centroid.js";
import { GeoError } from "./geo-error.js";
import { toJts } from "./jts.js";
import type { Geometry, Position } from "./model.js";

/** The centre of gravity of the parts of the highest dimension. Throws GeoError for an empty geometry, which has none. */
export function centroid(geometry: Geometry): Position {
  const centre = Centroid.getCentroid(toJts(geometry)) as { readonly x: number; readonly y: number } | null;
  if (centre === null) throw new GeoError("an empty geometry has no centroid.");
  return [centre.x, centre.y];
}
