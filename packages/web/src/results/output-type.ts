// An output as the pages show it, and by which viewer. What a process says of its output decides, and for JSON and XML the beginning of the file.

export interface FileOutput {
  readonly kind: "file";
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly mediaType: string;
  readonly byteLength: number;
  readonly sha256: string;
}

export type ResultOutput =
  | FileOutput
  | { readonly kind: "literal"; readonly id: string; readonly title: string; readonly value: string; readonly uom?: string }
  | { readonly kind: "bbox"; readonly id: string; readonly title: string; readonly bbox: readonly number[]; readonly crs: string };

export type Viewer = "geojson" | "gml" | "kml" | "flatgeobuf" | "raster" | "json" | "xml" | "table" | "image" | "text" | "bytes";

const byType: Readonly<Record<string, Viewer>> = {
  "application/geo+json": "geojson",
  "application/vnd.geo+json": "geojson",
  "application/geojson": "geojson",
  "application/gml+xml": "gml",
  "application/gml": "gml",
  "text/gml": "gml",
  "application/vnd.google-earth.kml+xml": "kml",
  "application/vnd.google-earth.kml": "kml",
  "application/kml+xml": "kml",
  "application/flatgeobuf": "flatgeobuf",
  "application/vnd.flatgeobuf": "flatgeobuf",
  "application/x-flatgeobuf": "flatgeobuf",
  "image/tiff": "raster",
  "image/geotiff": "raster",
  "image/x-geotiff": "raster",
  "application/geotiff": "raster",
  "application/x-geotiff": "raster",
  "text/csv": "table",
  "application/csv": "table",
  "text/tab-separated-values": "table",
  // Pictures that hold nothing but a picture: SVG is a document and is shown as text.
  "image/png": "image",
  "image/jpeg": "image",
  "image/jpg": "image",
  "image/gif": "image",
  "image/webp": "image",
  "application/wkt": "text",
  "application/yaml": "text",
  "application/x-yaml": "text",
  "application/sql": "text",
  "application/javascript": "text",
  "application/x-ndjson": "text",
};

/** By the media type alone. */
export function viewerOf(mediaType: string): Viewer {
  const [type = "", ...parameters] = mediaType.toLowerCase().split(";");
  const plain = type.trim();
  if ((plain === "text/xml" || plain === "application/xml") && parameters.some((one) => one.includes("gml"))) return "gml";
  const known = byType[plain];
  if (known !== undefined) return known;
  if (plain === "application/json" || plain === "text/json" || plain.endsWith("+json")) return "json";
  if (plain === "application/xml" || plain === "text/xml" || plain.endsWith("+xml")) return "xml";
  return plain.startsWith("text/") ? "text" : "bytes";
}

const geoTypes =
  /^\s*\{(?:[^{}]|\{[^{}]*\})*?"type"\s*:\s*"(?:FeatureCollection|Feature|Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection)"/;

/** By the beginning of the file as well: JSON may be GeoJSON, XML may be GML or KML; a claim of GeoJSON may be wrong. */
export function viewerFor(mediaType: string, head: string): Viewer {
  const viewer = viewerOf(mediaType);
  if (viewer === "json") return geoTypes.test(head) ? "geojson" : "json";
  if (viewer === "geojson") return /^\s*\{/.test(head) ? "geojson" : "json";
  if (viewer !== "xml") return viewer;
  if (/["']http:\/\/www\.opengis\.net\/gml(?:\/3\.2)?["']/.test(head)) return "gml";
  return /["']http:\/\/(?:www\.opengis\.net\/kml|earth\.google\.com\/kml)\/2\.\d["']/.test(head) ? "kml" : "xml";
}

export function isMappable(viewer: Viewer): viewer is "geojson" | "gml" | "kml" | "flatgeobuf" | "raster" {
  return viewer === "geojson" || viewer === "gml" || viewer === "kml" || viewer === "flatgeobuf" || viewer === "raster";
}

export function sizeText(bytes: number, language: string): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const number = bytes / 1024 ** power;
  return `${number.toLocaleString(language, { maximumFractionDigits: power === 0 || number >= 100 ? 0 : 1 })} ${units[power]}`;
}
