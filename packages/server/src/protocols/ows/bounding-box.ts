// Bounding boxes in the notations of OWS Common: corners of an element, or one text (OGC 06-121r3 clause 10.2.3).
import type { JsonValue } from "@terrarium/sdk";

export interface BoundingBox {
  /** Lower corner, then upper corner: 4 or 6 numbers. */
  readonly bbox: readonly number[];
  readonly crs?: string;
}

/** Finite decimal numbers between blanks or commas; undefined if anything else is there. */
export function readNumbers(text: string): number[] | undefined {
  const words = text.trim().split(/[\s,]+/);
  const numbers = words.map(Number);
  return words.every((word) => /^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(word)) && numbers.every(Number.isFinite) ? numbers : undefined;
}

/** A bounding box as Data holds it: {bbox, crs?}, or the KVP text `x1,y1,x2,y2[,crs[,dimensions]]`. */
export function readBoundingBox(value: JsonValue): BoundingBox | undefined {
  if (typeof value === "string") return readText(value);
  if (typeof value !== "object" || value === null || !("bbox" in value)) return undefined;
  const { bbox, crs } = value as { readonly bbox?: JsonValue; readonly crs?: JsonValue };
  if (!Array.isArray(bbox)) return undefined;
  const numbers = bbox.filter((each): each is number => typeof each === "number");
  if (numbers.length !== bbox.length || (numbers.length !== 4 && numbers.length !== 6)) return undefined;
  return typeof crs === "string" ? { bbox: numbers, crs } : { bbox: numbers };
}

function readText(text: string): BoundingBox | undefined {
  const words = text.split(",").map((word) => word.trim());
  const first = words.findIndex((word) => readNumbers(word) === undefined);
  const numbers = words.slice(0, first < 0 ? words.length : first).map(Number);
  const crs = first < 0 ? undefined : words[first];
  if ((numbers.length !== 4 && numbers.length !== 6) || (first >= 0 && words.length - first > 2)) return undefined;
  return crs ? { bbox: numbers, crs } : { bbox: numbers };
}
