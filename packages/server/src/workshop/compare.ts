// Compares what a process gave with what its example expects, as people would: numbers may differ in their last digits, the order of members does not
// matter. Says in one sentence where the first difference is. Pure.
import type { JsonValue } from "@terrarium/sdk";

/** Relative, and absolute below 1. */
export const usualTolerance = 1e-6;

const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;

export function isNear(got: number, expected: number, tolerance: number): boolean {
  if (got === expected || (Number.isNaN(got) && Number.isNaN(expected))) return true;
  return Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The first difference of two JSON values; undefined: none. `at` is where they are, e.g. "features[0]". */
export function jsonDifference(got: JsonValue | undefined, expected: JsonValue, tolerance = usualTolerance, at = ""): string | undefined {
  const place = at === "" ? "It" : at;
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return `${place} is ${shown(got)}, not a list.`;
    if (got.length !== expected.length) return `${place} has ${got.length} members, not ${expected.length}.`;
    return firstOf(expected.map((one, index) => () => jsonDifference(got[index], one, tolerance, `${at}[${index}]`)));
  }
  if (isObject(expected)) {
    if (!isObject(got)) return `${place} is ${shown(got)}, not an object.`;
    const extra = Object.keys(got).find((key) => !Object.hasOwn(expected, key));
    if (extra !== undefined) return `${place} has a member ${extra} that is not expected.`;
    return firstOf(
      Object.entries(expected).map(
        ([key, one]) =>
          () =>
            jsonDifference(got[key], one, tolerance, at === "" ? key : `${at}.${key}`),
      ),
    );
  }
  const isSame = typeof got === "number" && typeof expected === "number" ? isNear(got, expected, tolerance) : got === expected;
  return isSame ? undefined : `${place} is ${shown(got)}, not ${shown(expected)}.`;
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const difference = check();
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The first difference of two texts of any notation (GML, CSV, WKT ...): the numbers in them are compared as numbers, all else but blanks as it is. */
export function textDifference(got: string, expected: string, tolerance = usualTolerance): string | undefined {
  const [gotLines, expectedLines] = [linesOf(got), linesOf(expected)];
  for (const [index, line] of expectedLines.entries()) {
    const other = gotLines[index];
    if (other === undefined) return `It ends after line ${gotLines.length}; line ${index + 1} should be ${shown(line)}.`;
    if (!isSameLine(other, line, tolerance)) return `Line ${index + 1} is ${shown(other)}, not ${shown(line)}.`;
  }
  return gotLines.length > expectedLines.length ? `It has ${gotLines.length} lines, not ${expectedLines.length}.` : undefined;
}

/** Lines that say something, without blanks at their ends. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function isSameLine(got: string, expected: string, tolerance: number): boolean {
  const words = (text: string) => text.replace(number, "#").replace(/\s+/g, " ");
  if (words(got) !== words(expected)) return false;
  const numbers = (text: string) => (text.match(number) ?? []).map(Number);
  const [mine, theirs] = [numbers(got), numbers(expected)];
  return theirs.every((one, index) => isNear(mine[index] ?? Number.NaN, one, tolerance));
}
