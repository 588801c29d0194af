// Vector data as plain values, shaped like GeoJSON. Positions are always easting or longitude first, whatever the file's order was.

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** x, y and perhaps z; finite. */
export type Position = readonly number[];
/** Closed: at least four positions, the last equal to the first. */
export type Ring = readonly Position[];

export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly Ring[] }
  | { readonly type: "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Ring[])[] }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly Geometry[] };

export interface Feature {
  readonly id?: string;
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly geometry?: Geometry;
  /** "EPSG:4326" and the like, or the name in the file where it is of another kind; absent where the file names none. */
  readonly crs?: string;
  /** The name of its type or layer, where the file has one. */
  readonly layer?: string;
}

export interface Collection {
  readonly name: string;
  readonly crs?: string;
  readonly features: readonly Feature[];
}

/** A file to read; the handle of a complex input is one. */
export interface Source {
  readonly format: { readonly mediaType: string };
  stream(): AsyncIterable<Uint8Array>;
}

/** Every position of a geometry through `change`, its shape kept. */
export function mapPositions(geometry: Geometry, change: (position: Position) => Position): Geometry {
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: change(geometry.coordinates) };
    case "LineString":
    case "MultiPoint":
      return { type: geometry.type, coordinates: geometry.coordinates.map(change) };
    case "Polygon":
    case "MultiLineString":
      return { type: geometry.type, coordinates: geometry.coordinates.map((line) => line.map(change)) };
    case "MultiPolygon":
      return { type: "MultiPolygon", coordinates: geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(change))) };
    case "GeometryCollection":
      return { type: "GeometryCollection", geometries: geometry.geometries.map((part) => mapPositions(part, change)) };
  }
}
