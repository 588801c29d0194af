// The bridge to JSTS, whose geometries the operations work on. Its typings know no geometry, so this file names the little that is used.
import GeometryFactory from "jsts/org/locationtech/jts/geom/GeometryFactory.js";
import GeoJSONReader from "jsts/org/locationtech/jts/io/GeoJSONReader.js";
import GeoJSONWriter from "jsts/org/locationtech/jts/io/GeoJSONWriter.js";
import type { Geometry } from "./model.js";

/** A JSTS geometry, opaque here. */
export interface JtsGeometry {
  isEmpty(): boolean;
}

const reader = new GeoJSONReader(new GeometryFactory());
const writer = new GeoJSONWriter();

export function toJts(geometry: Geometry): JtsGeometry {
  return reader.read(geometry) as JtsGeometry;
}

export function fromJts(geometry: JtsGeometry): Geometry {
  // JSTS writes an empty polygon with one empty ring, which no format has.
  if (geometry.isEmpty()) return { type: "Polygon", coordinates: [] };
  return writer.write(geometry) as Geometry;
}
