// Writing XML: a tagged template that escapes what it is given, and documents that may hold streams.
// What the documents say is left to each protocol; reading XML is read-xml.ts.
import type { HttpResponse } from "../../core/message.js";

/** Opens a stream of markup when the answer reaches it. */
export type Stream = () => AsyncIterable<string>;

/** Well-formed markup in parts; made only by `xml`, `attribute`, `stream` and `nothing`. */
export interface Xml {
  readonly parts: readonly (string | Stream)[];
}

export type XmlValue = string | number | boolean | undefined | Xml | readonly Xml[];

/** Markup that is empty. */
export const nothing: Xml = { parts: [] };

// With the flag u a lone surrogate is a code point of its own, outside the ranges that XML 1.0 permits (clause 2.2).
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const special = /[&<>\r]/g;
const specialInAttribute = /[&<>"\r\n\t]/g;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Text as character data. Characters that XML cannot hold, lone surrogates among them, are dropped. */
export function escapeText(text: string): string {
  return text.replace(illegal, "").replace(special, (character) => entities[character] ?? character);
}

/** True if XML can hold every character of the text. */
export function isLegal(text: string): boolean {
  return text.search(illegal) === -1;
}

function escapeAttribute(text: string): string {
  return text.replace(illegal, "").replace(specialInAttribute, (character) => entities[character] ?? character);
}

/** ` name="value"` with line breaks and tabs kept; nothing for undefined. */
export function attribute(name: string, value: string | number | boolean | undefined): Xml {
  return value === undefined ? nothing : { parts: [` ${name}="${escapeAttribute(String(value))}"`] };
}

/** Markup that is written when the answer is sent. */
export function stream(open: Stream): Xml {
  return { parts: [open] };
}

function partsOf(value: XmlValue): readonly (string | Stream)[] {
  if (value === undefined) return [];
  if (typeof value !== "object") return [escapeText(String(value))];
  return "parts" in value ? value.parts : value.flatMap((each) => each.parts);
}

/** Markup from a template; strings, numbers and booleans are escaped as text, undefined is nothing. Attributes are written by `attribute`. */
export function xml(strings: TemplateStringsArray, ...values: readonly XmlValue[]): Xml {
  const parts: (string | Stream)[] = [strings[0] ?? ""];
  for (const [index, value] of values.entries()) {
    if (/=["']$/.test(strings[index] ?? "")) throw new Error("the value of an attribute is written by `attribute`, which escapes it");
    for (const part of [...partsOf(value), strings[index + 1] ?? ""]) {
      const last = parts.at(-1);
      if (typeof last === "string" && typeof part === "string") parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  return { parts };
}

/** `<name attributes>text</name>`, or nothing if the text is undefined or empty. */
export function element(name: string, text: string | number | boolean | undefined, ...attributes: readonly Xml[]): Xml {
  if (text === undefined || text === "") return nothing;
  return { parts: [`<${name}`, ...attributes.flatMap((each) => each.parts), `>${escapeText(String(text))}</${name}>`] };
}

/** A value as an element, which is there for an empty text too; nothing for undefined. */
export function valueElement(name: string, value: string | number | boolean | undefined): Xml {
  return value === "" ? { parts: [`<${name}></${name}>`] } : element(name, value);
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The markup in pieces, its streams opened one after the other. */
export async function* write({ parts }: Xml): AsyncGenerator<string> {
  for (const part of parts) {
    if (typeof part === "string") yield part;
    else yield* part();
  }
}

/** The answer that carries a document: a string if it holds no stream, else written while it is sent. */
export function respond(status: number, document: Xml, mediaType = "text/xml"): HttpResponse {
  const parts = [declaration, ...document.parts, "\n"];
  const isWhole = parts.every((part) => typeof part === "string");
  return {
    status,
    headers: { "content-type": `${mediaType}; charset=utf-8` },
    body: isWhole ? parts.join("") : write({ parts }),
  };
}
