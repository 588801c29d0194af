// Bounding boxes: KVP text or structured values in, numbers and a supported coordinate reference system out.
// The order of axes is the client's and the process's affair: numbers are never swapped here.
import type { JsonValue } from "@terrarium/sdk";
import { type Phrase, say } from "../core/sentence.js";
import type { Parsed } from "./validate-literal.js";

export interface BoundingBox {
  readonly bbox: readonly number[];
  readonly crs: string;
}

/** What a client says about the system beside the numbers. */
export interface BoundingBoxHints {
  readonly crs?: string;
  readonly dimensions?: number;
}

const spellings: readonly RegExp[] = [
  /^epsg:+(\d+)$/,
  /^urn:(?:x-)?ogc:def:crs:epsg:[^:]*:(\d+)$/,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/epsg\/[^/]+\/(\d+)\/?$/,
  /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d+)$/,
];
const crs84 =
  /^(?:urn:(?:x-)?ogc:def:crs:ogc:[^:]*:crs84|https?:\/\/www\.opengis\.net\/def\/crs\/ogc\/[^/]+\/crs84\/?|(?:ogc|crs):+(?:crs)?84)$/;

/** One spelling for the many names of a coordinate reference system: EPSG:4326, urn:ogc:def:crs:EPSG::4326, http://www.opengis.net/def/crs/EPSG/0/4326. */
export function normaliseCrs(crs: string): string {
  const text = crs.trim().toLowerCase();
  for (const spelling of spellings) {
    const code = spelling.exec(text)?.[1];
    if (code !== undefined) return `EPSG:${Number(code)}`;
  }
  return crs84.test(text) ? "OGC:CRS84" : crs.trim();
}

/** Does the name promise the order of axes of the EPSG registry, latitude first for many systems? Short names mean easting first. OGC 07-092r3, OGC 09-048r5 */
function isRegistryName(crs: string): boolean {
  return /^(?:urn:|https?:\/\/www\.opengis\.net\/def\/)/i.test(crs.trim()) && normaliseCrs(crs) !== "OGC:CRS84";
}

/**
 * The supported system that is meant by `crs`; undefined if it is none of them. It is spelled as it is supported, unless the two names promise
 * different orders of axes: then it is a URN or a short name as the caller's was, for nothing else tells the order of the numbers.
 */
export function matchCrs(crs: string, supported: readonly string[]): string | undefined {
  const meant = supported.filter((one) => normaliseCrs(one) === normaliseCrs(crs));
  if (meant.length === 0) return undefined;
  const own = isRegistryName(crs) ? normaliseCrs(crs).replace(/^EPSG:/, "urn:ogc:def:crs:EPSG::") : normaliseCrs(crs);
  return meant.find((one) => isRegistryName(one) === isRegistryName(crs)) ?? own;
}

interface Raw {
  readonly numbers: readonly number[];
  readonly crs?: string;
  readonly dimensions?: number;
}

const numberForm = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** x1,y1[,z1],x2,y2[,z2][,crs[,dimensions]]. Source: OGC 06-121r9 clause 10.2.3. */
function readText(text: string): Parsed<Raw> {
  const tokens = text.split(",").map((token) => token.trim());
  const firstWord = tokens.findIndex((token) => !numberForm.test(token));
  const count = firstWord === -1 ? tokens.length : firstWord;
  const [crs, dimensions, ...more] = tokens.slice(count);
  if (more.length > 0 || (dimensions !== undefined && !/^\d$/.test(dimensions)))
    return { problem: "is not a bounding box such as 46,102,47,103,urn:ogc:def:crs:EPSG::4326,2" };
  const raw: Raw = { numbers: tokens.slice(0, count).map(Number) };
  const withCrs = crs === undefined || crs === "" ? raw : { ...raw, crs };
  return { value: dimensions === undefined ? withCrs : { ...withCrs, dimensions: Number(dimensions) } };
}

function readStructure(value: JsonValue): Parsed<Raw> {
  const fields = Array.isArray(value) ? { bbox: value } : value;
  if (typeof fields !== "object" || fields === null || !("bbox" in fields)) return { problem: "is not a bounding box" };
  const { bbox, crs } = fields as { readonly bbox: JsonValue; readonly crs?: JsonValue };
  if (!Array.isArray(bbox) || bbox.some((one) => typeof one !== "number"))
    return { problem: "is not a bounding box: its corners must be numbers" };
  if (crs !== undefined && typeof crs !== "string") return { problem: "has no readable coordinate reference system" };
  return { value: crs === undefined ? { numbers: bbox as number[] } : { numbers: bbox as number[], crs } };
}

function problemOf(numbers: readonly number[], dimensions: number | undefined): Phrase | undefined {
  if (numbers.some((one) => !Number.isFinite(one))) return "has a corner that is not a finite number";
  if (numbers.length !== 4 && numbers.length !== 6)
    return say("must have 4 numbers (or 6 in three dimensions), not {count}", { count: numbers.length });
  const half = numbers.length / 2;
  if (dimensions !== undefined && dimensions !== half)
    return say("has corners of {count} numbers, but says it has {dimensions} dimensions", { count: half, dimensions });
  for (let axis = 0; axis < half; axis += 1)
    if ((numbers[axis] ?? 0) > (numbers[axis + half] ?? 0)) return "has a lower corner that is above its upper corner";
  return undefined;
}

/** A bounding box in one of the supported systems (the first of them if none is named). */
export function parseBoundingBox(value: JsonValue, hints: BoundingBoxHints, supported: readonly string[]): Parsed<BoundingBox> {
  const read = typeof value === "string" ? readText(value) : readStructure(value);
  if ("problem" in read) return read;
  const raw = read.value;
  const problem = problemOf(raw.numbers, raw.dimensions ?? hints.dimensions);
  if (problem !== undefined) return { problem };
  const named = raw.crs ?? hints.crs ?? "";
  const crs = named.trim() === "" ? supported[0] : matchCrs(named, supported);
  if (crs === undefined)
    return {
      problem: say("is in {crs}, which is not supported; supported are {supported}", {
        crs: JSON.stringify(named.slice(0, 100)),
        supported: supported.join(", "),
      }),
    };
  return { value: { bbox: raw.numbers, crs } };
}
