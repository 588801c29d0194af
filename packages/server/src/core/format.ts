// Formats as clients write them and as processes offer them: normalised, compared, matched. Pure; used by jobs and by protocols.
// It compares and chooses; the spellings of the field (GML, GeoJSON, KML, GeoTIFF ...) are in media-types.ts.
import type { Format } from "@terrarium/sdk";
import type { PartialFormat } from "./execute.js";
import { familyName, syntaxOf } from "./media-types.js";

interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function parseMediaType(text: string): MediaType {
  const [type = "", ...rest] = text.split(";");
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const [name = "", ...value] = part.split("=");
    const key = name.trim().toLowerCase();
    if (key !== "")
      parameters.set(
        key,
        value
          .join("=")
          .trim()
          .replace(/^"(.*)"$/s, "$1")
          .trim()
          .toLowerCase(),
      );
  }
  return { type: type.replace(/\s+/g, "").toLowerCase(), parameters };
}

/** One spelling for equal media types: lower case, no blanks or quotes, parameters sorted by name. */
export function normaliseMediaType(text: string): string {
  const { type, parameters } = parseMediaType(text);
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `;${name}=${value}`);
  return type + sorted.join("");
}

/** Encodings that mean "as it is": plain text or raw bytes. */
const plainEncodings = new Set(["", "utf-8", "utf8", "raw", "none", "identity", "8bit", "binary"]);

/** An encoding in lower case; undefined for plain text or raw bytes, however the client names that. */
export function normaliseEncoding(encoding: string | undefined): string | undefined {
  const word = (encoding ?? "").trim().toLowerCase();
  return plainEncodings.has(word) ? undefined : word;
}

interface Family {
  readonly name: string;
  readonly version?: string;
}

/** What a media type is about: "text/xml; subtype=gml/3.1.1" and "application/gml+xml; version=3.1" are both GML. */
function familyOf(text: string): Family {
  const { type, parameters } = parseMediaType(text);
  const name = familyName(type);
  const [subtype = "", subtypeVersion] = (parameters.get("subtype") ?? "").split("/");
  const version = subtypeVersion ?? parameters.get("version");
  const special = (name === "xml" && subtype === "gml") || (name === "json" && subtype === "geojson") ? subtype : name;
  return version === undefined || version === "" ? { name: special } : { name: special, version };
}

function agrees(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/**
 * What the formats are for. "any": what is supported must be what was asked for. "input": what is sent must be something that is accepted, and
 * GeoJSON is JSON, as GML is XML.
 */
export type FormatUse = "any" | "input";

/** How far the media types are apart: 0 equal, then ever looser aliases; undefined: different. */
function mediaTypeDistance(requested: string, supported: string, use: FormatUse): number | undefined {
  if (normaliseMediaType(requested) === normaliseMediaType(supported)) return 0;
  const [a, b] = [familyOf(requested), familyOf(supported)];
  if (a.version !== undefined && b.version !== undefined && !agrees(a.version, b.version)) return undefined;
  if (a.name === b.name) return a.version === b.version ? 1 : 2;
  const xml = new Set(["xml", "gml"]);
  if (xml.has(a.name) && xml.has(b.name)) return 3;
  // GeoJSON is JSON, but JSON need not be GeoJSON.
  if (a.name === "json" && b.name === "geojson") return 3;
  return use === "input" && (b.name === "json" || b.name === "xml") && syntaxOf(parseMediaType(requested).type) === b.name ? 4 : undefined;
}

const gmlSchema = /^https?:\/\/schemas\.opengis\.net\/gml\/(\d+(?:\.\d+)*)\//;

/** A schema asked for must be the offered one. The OGC schemas of GML are also taken for a GML format that names none. */
function schemaFits(requested: string | undefined, supported: Format): boolean {
  const schema = requested?.trim() ?? "";
  if (schema === "") return true;
  if (supported.schema !== undefined) return supported.schema.trim() === schema;
  const version = gmlSchema.exec(schema)?.[1];
  const family = familyOf(supported.mediaType);
  if (version === undefined || family.name !== "gml") return false;
  return family.version === undefined || agrees(family.version, version);
}

function distance(requested: PartialFormat, supported: Format, use: FormatUse): number | undefined {
  const mediaType = (requested.mediaType ?? "").trim() === "" ? 0 : mediaTypeDistance(requested.mediaType ?? "", supported.mediaType, use);
  if (mediaType === undefined || !schemaFits(requested.schema, supported)) return undefined;
  const wanted = normaliseEncoding(requested.encoding);
  const offered = normaliseEncoding(supported.encoding);
  if (wanted !== undefined) return wanted === offered ? mediaType : undefined;
  const saysPlain = requested.encoding !== undefined && requested.encoding.trim() !== "";
  if (offered !== undefined && saysPlain) return undefined;
  // Nothing said: among equals a plain format goes before an encoded one, unless no media type was named (then the default wins).
  return requested.mediaType === undefined || offered === undefined ? mediaType : mediaType + 0.5;
}

/**
 * The supported format that is meant by `requested`: an exact match first, then an alias; parts left out match anything.
 * undefined: not supported. OGC 05-007r7 clause 10.2.1: absent attributes mean the default, which is the first of `supported`.
 */
export function matchFormat(requested: PartialFormat, supported: readonly Format[], use: FormatUse = "any"): Format | undefined {
  let best: { readonly format: Format; readonly distance: number } | undefined;
  for (const format of supported) {
    const far = distance(requested, format, use);
    if (far !== undefined && (best === undefined || far < best.distance)) best = { format, distance: far };
  }
  return best?.format;
}

/** A format as one readable phrase for sentences. */
export function formatText(format: PartialFormat): string {
  const parts = [format.mediaType ?? "no media type"];
  if (format.encoding !== undefined && format.encoding !== "") parts.push(`encoding ${format.encoding}`);
  if (format.schema !== undefined && format.schema !== "") parts.push(`schema ${format.schema}`);
  return parts.join(", ");
}
