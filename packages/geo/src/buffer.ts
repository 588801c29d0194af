// Buffers by JSTS: planar, in the units of the coordinates.
import BufferOp from "jsts/org/locationtech/jts/operation/buffer/BufferOp.js";
import { fromJts, type JtsGeometry, toJts } from "./jts.js";
import type { Geometry } from "./model.js";

/** A Polygon or MultiPolygon; empty for a negative distance larger than the geometry. `quadrantSegments` approximate a quarter of a circle. */
export function buffer(geometry: Geometry, distance: number, quadrantSegments = 8): Geometry {
  return fromJts(BufferOp.bufferOp(toJts(geometry), distance, quadrantSegments) as JtsGeometry);
}
