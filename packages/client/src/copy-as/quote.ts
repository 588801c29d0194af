// Text inside other languages: shell words, XML, addresses, and literals of JSON, Python and TypeScript. Whatever a value holds, it stays a value.
import type { Json, JsonObject } from "../types.js";
import { CopyError } from "./copy-error.js";

/** Half characters have no bytes in UTF-8. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** One word of a POSIX shell. Throws CopyError for U+0000, which no word can hold. */
export function shellWord(text: string): string {
  if (text.includes("\0")) throw new CopyError("A command line cannot hold the character U+0000.");
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const illegalInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Can XML 1.0 hold it? (clause 2.2) */
export function isXmlText(text: string): boolean {
  return !illegalInXml.test(text);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** As content of an element or an attribute. Throws CopyError for characters that XML cannot hold. */
export function xmlText(text: string): string {
  const given = wellFormed(text);
  const illegal = illegalInXml.exec(given)?.[0];
  if (illegal !== undefined)
    throw new CopyError(`XML cannot hold the character U+${illegal.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}.`);
  // A reader makes a line feed of a carriage return, and in attributes a blank of each white space, unless they are named.
  return given.replace(/[&<>"\r\n\t]/g, (one) => entities[one] ?? (one === "\r" ? "&#13;" : one));
}

export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** A whole document inside an element, kept readable. */
export function xmlData(text: string): string {
  const isPlain = !/[<&]/.test(text) || text.includes("\r") || !isXmlText(wellFormed(text));
  return isPlain ? xmlText(text) : `<![CDATA[${wellFormed(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** For one value in a query: nothing but unreserved characters stays (RFC 3986 clause 2.3). */
export function urlPart(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** How a language writes data. */
export interface Dialect {
  readonly word: (value: boolean | null) => string;
  readonly string: (text: string) => string;
  readonly key: (text: string) => string;
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");

/** A string of JSON in which nothing is invisible or turns the direction of what is read. */
function jsonString(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) =>
    one
      .split("")
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(""),
  );
}

export const json: Dialect = { word: String, string: jsonString, key: jsonString };

/** Python reads the escapes of JSON, but not its pairs of halves. */
export const python: Dialect = {
  word: (value) => (value === null ? "None" : value ? "True" : "False"),
  string: (text) =>
    JSON.stringify(wellFormed(text)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => {
      const code = one.codePointAt(0) ?? 0;
      return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
    }),
  key: (text) => python.string(text),
};

export const typescript: Dialect = {
  word: String,
  string: jsonString,
  // "__proto__" alone would set the prototype.
  key: (text) => (text === "__proto__" ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(text) ? text : jsonString(text)),
};

const widest = 100;

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function oneLine(value: Json, dialect: Dialect): string {
  if (value === null || typeof value === "boolean") return dialect.word(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : dialect.word(null);
  if (typeof value === "string") return dialect.string(value);
  if (isList(value)) return `[${value.map((one) => oneLine(one, dialect)).join(", ")}]`;
  const members = Object.entries(value as JsonObject).map(([key, one]) => `${dialect.key(key)}: ${oneLine(one, dialect)}`);
  return members.length === 0 ? "{}" : dialect === typescript ? `{ ${members.join(", ")} }` : `{${members.join(", ")}}`;
}

/** Data as source text, broken into lines where one would be too long. `indent` is that of the line in which it begins. */
export function literal(value: Json, dialect: Dialect, indent = ""): string {
  const line = oneLine(value, dialect);
  if (indent.length + line.length <= widest || typeof value !== "object" || value === null) return line;
  const deeper = `${indent}  `;
  if (isList(value)) return `[\n${value.map((one) => `${deeper}${literal(one, dialect, deeper)}`).join(",\n")}\n${indent}]`;
  const members = Object.entries(value).map(([key, one]) => `${deeper}${dialect.key(key)}: ${literal(one, dialect, deeper)}`);
  return `{\n${members.join(",\n")}\n${indent}}`;
}
