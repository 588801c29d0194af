// The vector formats that processes take and give, by media type, and which reader or writer each needs.
import type { GmlVersion } from "./gml-writer.js";

interface VectorFormat {
  readonly mediaType: string;
}

/** GML in all spellings that clients use; which version it is, the content says. */
export const gmlFormats = [
  { mediaType: "application/gml+xml" },
  { mediaType: "application/gml+xml; version=3.2" },
  { mediaType: "application/gml+xml; version=3.1" },
  { mediaType: "application/gml+xml; version=2.1" },
  { mediaType: "text/xml; subtype=gml/3.2.1" },
  { mediaType: "text/xml; subtype=gml/3.1.1" },
  { mediaType: "text/xml; subtype=gml/2.1.2" },
  { mediaType: "text/xml" },
  { mediaType: "application/xml" },
] as const satisfies readonly VectorFormat[];

export const geoJsonFormats = [
  { mediaType: "application/geo+json" },
  { mediaType: "application/geojson" },
  { mediaType: "application/json" },
] as const satisfies readonly VectorFormat[];

/** The version of GML that a media type asks for; undefined if it asks for none of GML. The newest where it names none. */
export function gmlVersionOf(mediaType: string): GmlVersion | undefined {
  const [type = "", ...parameters] = mediaType.toLowerCase().split(";");
  if (!["application/gml+xml", "text/xml", "application/xml"].includes(type.trim())) return undefined;
  const version = parameters.map((parameter) => /(?:gml\/|version=)"?(\d\.\d)/.exec(parameter)?.[1]).find((found) => found !== undefined);
  if (version?.startsWith("2.")) return "2.1.2";
  return version?.startsWith("3.0") || version?.startsWith("3.1") ? "3.1.1" : "3.2.1";
}

/** Is this the GeoJSON of RFC 7946, which is always in WGS 84; other media types are used for GeoJSON of any system. */
export function isRfc7946(mediaType: string): boolean {
  return /^application\/geo\+json\b/i.test(mediaType);
}

/** What a file is, by its first bytes; undefined if they show neither XML nor JSON. */
export function detectContent(head: Uint8Array): "gml" | "geojson" | undefined {
  const start = Buffer.from(head.subarray(0, 512))
    .toString("latin1")
    .replaceAll(/[\0\xff\xfe]|\xef\xbb\xbf/g, "")
    .trimStart();
  if (start.startsWith("<")) return "gml";
  return start.startsWith("{") ? "geojson" : undefined;
}
