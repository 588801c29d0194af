// Literal values: text or JSON in, a typed value out, by the lexical forms of XML Schema part 2; then the allowed values of the description.
// Knows one value at a time; how often an input may occur is validate-inputs' affair.
import type { AllowedRange, AllowedValue, JsonValue, LiteralDomain, LiteralType } from "@terrarium/sdk";
import { type Phrase, type SentenceValue, say, type Words, words } from "../core/sentence.js";

export type Literal = string | number | boolean;

/** A value, or how the sentence ends that begins with "The value ... of input x", without its full stop. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Phrase };

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const double = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const zone = "(Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))?";
const dateForm = new RegExp(`^(-?\\d{4,9})-(\\d\\d)-(\\d\\d)${zone}$`);
const timeForm = new RegExp(`^(?:([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(\\.\\d+)?|24:00:00(?:\\.0+)?)${zone}$`);

function isDate(text: string): boolean {
  const [, year, month, day] = dateForm.exec(text) ?? [];
  if (year === undefined || /^-?0+$/.test(year)) return false;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const days = [31, (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
  return days !== undefined && d >= 1 && d <= days;
}

function isDateTime(text: string): boolean {
  const [date = "", time = "", ...more] = text.split("T");
  return more.length === 0 && /\d$/.test(date) && date.length >= 10 && isDate(date) && timeForm.test(time);
}

function parseInteger(text: string, type: LiteralType): Parsed<number> {
  if (!/^[+-]?\d+$/.test(text)) return { problem: "is not a whole number" };
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return { problem: "is too large; whole numbers are accepted up to 9007199254740991 (2^53 - 1)" };
  if (type === "positiveInteger" && value < 1) return { problem: "must be a whole number above 0" };
  if (type === "nonNegativeInteger" && value < 0) return { problem: "must not be below 0" };
  return { value: value === 0 ? 0 : value };
}

function parseReal(text: string, form: RegExp): Parsed<number> {
  if (!form.test(text)) return { problem: "is not a number" };
  const value = Number(text);
  return Number.isFinite(value) ? { value } : { problem: "is too large for a number" };
}

/** The XML Schema facet whiteSpace=collapse, which all types but string have. */
function collapse(text: string): string {
  return text.replace(/[\t\n\r ]+/g, " ").trim();
}

function parseText(type: LiteralType, raw: string): Parsed<Literal> {
  if (type === "string") return { value: raw };
  const text = collapse(raw);
  switch (type) {
    case "boolean":
      if (text === "true" || text === "1") return { value: true };
      return text === "false" || text === "0" ? { value: false } : { problem: "is not a boolean; it must be true, false, 1 or 0" };
    case "integer":
    case "positiveInteger":
    case "nonNegativeInteger":
      return parseInteger(text, type);
    case "float":
    case "double":
      return parseReal(text, double);
    case "decimal":
      return parseReal(text, decimal);
    case "anyURI":
      return text === "" || /[\s<>"{}|\\^`]/.test(text) ? { problem: "is not a URI" } : { value: text };
    case "date":
      return isDate(text) ? { value: text } : { problem: "is not a date such as 2024-02-29" };
    case "time":
      return timeForm.test(text) ? { value: text } : { problem: "is not a time such as 13:20:00" };
    case "dateTime":
      return isDateTime(text) ? { value: text } : { problem: "is not a date and time such as 2024-02-29T13:20:00Z" };
  }
}

const numeric: ReadonlySet<LiteralType> = new Set(["integer", "positiveInteger", "nonNegativeInteger", "float", "double", "decimal"]);

/** A value as a client or a process gives it, as a value of the type. Source: XML Schema part 2, clause 3. */
export function parseLiteral(type: LiteralType, value: JsonValue): Parsed<Literal> {
  if (typeof value === "string") return parseText(type, value);
  if (typeof value === "boolean") return type === "boolean" ? { value } : { problem: say("is a boolean, not a {type}", { type }) };
  if (typeof value !== "number") return { problem: say("is not a {type}", { type }) };
  if (!numeric.has(type)) return { problem: say("is a number, not a {type}", { type }) };
  if (!Number.isFinite(value)) return { problem: "is not a number" };
  const isReal = type === "float" || type === "double" || type === "decimal";
  return isReal ? { value } : parseInteger(Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value), type);
}

/** What is compared: numbers as they are, dates as instants, all else as text. */
function comparable(type: LiteralType, value: Literal): number | string {
  if (typeof value === "number") return value;
  if (type === "dateTime" || type === "date") {
    const instant = Date.parse(String(value));
    return Number.isNaN(instant) ? String(value) : instant;
  }
  return String(value);
}

function inRange(type: LiteralType, value: Literal, range: AllowedRange): boolean {
  const own = comparable(type, value);
  const bound = (edge: string | number): number | string => comparable(type, numeric.has(type) ? Number(edge) : edge);
  const closure = range.closure ?? "closed";
  if (range.minimum !== undefined) {
    const minimum = bound(range.minimum);
    if (own < minimum || (own === minimum && (closure === "open" || closure === "open-closed"))) return false;
  }
  if (range.maximum !== undefined) {
    const maximum = bound(range.maximum);
    if (own > maximum || (own === maximum && (closure === "open" || closure === "closed-open"))) return false;
  }
  if (range.spacing === undefined || range.spacing <= 0 || typeof own !== "number") return true;
  const steps = (own - Number(range.minimum ?? 0)) / range.spacing;
  // A step such as 0.1 is not exact in binary; a billionth of a step is nobody's other value.
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

function isRange(allowed: AllowedValue): allowed is AllowedRange {
  return typeof allowed === "object";
}

/** Is the value one of those that the description allows? */
export function isAllowed(domain: LiteralDomain, value: Literal): boolean {
  if (domain.allowedValues === undefined) return true;
  const own = comparable(domain.dataType, value);
  return domain.allowedValues.some((allowed) => {
    if (isRange(allowed)) return inRange(domain.dataType, value, allowed);
    const one = parseLiteral(domain.dataType, allowed);
    return "value" in one ? comparable(domain.dataType, one.value) === own : String(allowed) === String(value);
  });
}

function rangeText({ minimum, maximum, spacing, closure = "closed" }: AllowedRange): Words {
  const least = (value: string | number): SentenceValue => (closure.startsWith("open") ? say("above {value}", { value }) : value);
  const most = (value: string | number): SentenceValue =>
    closure === "open" || closure === "closed-open" ? say("below {value}", { value }) : value;
  const range =
    minimum === undefined
      ? say("up to {maximum}", { maximum: maximum === undefined ? words("any") : most(maximum) })
      : maximum === undefined
        ? say("{minimum} or more", { minimum: least(minimum) })
        : say("{minimum} to {maximum}", { minimum: least(minimum), maximum: most(maximum) });
  return spacing === undefined ? range : say("{range} in steps of {spacing}", { range, spacing });
}

const mostShown = 12;

/** The allowed values as part of a sentence; at most the first twelve. */
export function allowedText(allowed: readonly AllowedValue[]): Words {
  const shown = allowed.slice(0, mostShown).map((one) => (isRange(one) ? rangeText(one) : { message: String(one) }));
  const all = allowed.length > mostShown ? [...shown, { message: "..." }] : shown;
  return all.reduceRight((rest, first) => say("{first}, {rest}", { first, rest }));
}
