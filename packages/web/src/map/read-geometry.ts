// Reads a GeoJSON geometry that somebody wrote, or the one in a feature. Says what is wrong as far as a form needs it.
import type { Geometry } from "@terrarium/geo/model";
import type { Shape } from "./draw-map.js";

/** How deep the lists of coordinates are nested, by type. */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

function isPosition(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length >= 2 && value.length <= 4 && value.every((one) => typeof one === "number" && Number.isFinite(one))
  );
}

function isNested(value: unknown, depth: number): boolean {
  if (depth === 0) return isPosition(value);
  return Array.isArray(value) && value.length > 0 && value.every((one) => isNested(one, depth - 1));
}

function isGeometry(value: object): value is Geometry {
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (type === "GeometryCollection")
    return Array.isArray(geometries) && geometries.every((one) => typeof one === "object" && one !== null && isGeometry(one));
  const depth = typeof type === "string" ? depths[type] : undefined;
  return depth !== undefined && isNested(coordinates, depth);
}

/** The geometry, also out of a Feature or a collection of one. */
export function readGeometry(text: string, shapes: readonly Shape[]): Geometry | "wrong-kind" | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const wrapped = value as {
    readonly type?: unknown;
    readonly geometry?: unknown;
    readonly features?: readonly { geometry?: unknown }[];
  } | null;
  if (wrapped?.type === "Feature") value = wrapped.geometry;
  if (wrapped?.type === "FeatureCollection" && wrapped.features?.length === 1) value = wrapped.features[0]?.geometry;
  if (typeof value !== "object" || value === null || !isGeometry(value)) return undefined;
  const plain = value.type.replace(/^Multi/, "");
  return shapes.length === 3 || shapes.some((shape) => shape === plain) ? value : "wrong-kind";
}
