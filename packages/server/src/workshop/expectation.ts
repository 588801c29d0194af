// Whether an output is what an example expects of it. Files are read by the caller; rasters are compared by whoever can read them.
import type { JsonValue } from "@terrarium/sdk";
import { isNear, jsonDifference, textDifference, usualTolerance } from "./compare.js";

/** One output as it came. */
export type Given = { readonly kind: "value"; readonly value: JsonValue } | { readonly kind: "bytes"; readonly bytes: Uint8Array };

/** The world around: files beside the process, and how rasters are compared. */
export interface Surroundings {
  read(file: string): Promise<Uint8Array>;
  /** The first difference of two rasters; undefined: none. */
  rasterDifference(got: Uint8Array, expected: Uint8Array, tolerance: number): Promise<string | undefined>;
}

interface Wish {
  readonly near?: number;
  readonly tolerance?: number;
  readonly file?: string;
  readonly matches?: string;
}

const wishes: readonly string[] = ["near", "tolerance", "file", "matches"];

/** An object of words that have a meaning here; any other value is expected as it is. */
function wishOf(expected: JsonValue): Wish | undefined {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected)) return undefined;
  const names = Object.keys(expected);
  return names.length > 0 && names.every((name) => wishes.includes(name)) ? (expected as Wish) : undefined;
}

function textOf(given: Given): string {
  if (given.kind === "bytes") return new TextDecoder().decode(given.bytes);
  return typeof given.value === "string" ? given.value : JSON.stringify(given.value);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function jsonOf(given: Given): JsonValue | undefined {
  return given.kind === "value" && typeof given.value !== "string" ? given.value : parsed(textOf(given));
}

/** A TIFF of either byte order, plain or big. */
function isTiff([a, b, c, d]: Uint8Array): boolean {
  return (a === 0x49 && b === 0x49 && (c === 42 || c === 43)) || (a === 0x4d && b === 0x4d && (d === 42 || d === 43));
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0");
  } catch {
    return false;
  }
}

async function fileDifference(given: Given, expected: Uint8Array, tolerance: number, { rasterDifference }: Surroundings) {
  const bytes = given.kind === "bytes" ? given.bytes : new TextEncoder().encode(textOf(given));
  if (isTiff(expected)) return rasterDifference(bytes, expected, tolerance);
  if (!isText(expected)) return Buffer.compare(bytes, expected) === 0 ? undefined : `Its ${bytes.length} bytes are not those of the file.`;
  const text = new TextDecoder().decode(expected);
  const json = parsed(text);
  if (json === undefined || typeof json === "number") return textDifference(textOf(given), text, tolerance);
  return jsonDifference(jsonOf(given), json, tolerance);
}

/** What is wrong with an output, in one sentence; undefined: it is as expected. */
export async function differenceFrom(expected: JsonValue, given: Given | undefined, around: Surroundings): Promise<string | undefined> {
  if (given === undefined) return "It is not there.";
  const wish = wishOf(expected);
  if (wish === undefined) {
    const got = typeof expected === "string" ? textOf(given) : jsonOf(given);
    return jsonDifference(got, expected);
  }
  const { near, file, matches, tolerance = usualTolerance } = wish;
  if (near !== undefined && !isNear(Number(textOf(given)), near, tolerance / Math.max(1, Math.abs(near))))
    return `It is ${textOf(given).slice(0, 40)}, not within ${tolerance} of ${near}.`;
  if (matches !== undefined && !new RegExp(matches, "m").test(textOf(given))) return `It does not match ${matches}.`;
  return file === undefined ? undefined : fileDifference(given, await around.read(file), tolerance, around);
}
