// Data in an Execute document as the versions of WPS share it: formats, bounding boxes, references with headers and bodies.
// Which element holds which of them is left to each version; inline data was stored while it came, see opaque-content.ts.
import type { Data, PartialFormat, ReferenceData } from "../../core/execute.js";
import { say, type Words, words } from "../../core/sentence.js";
import { readNumbers } from "./bounding-box.js";
import type { XmlElement } from "./read-xml.js";
import { attributeOf, childrenOf, hrefOf, owsNamespaces, textOf } from "./xml-query.js";

/** Namespaces that the version's own elements may be in. */
export type Namespaces = ReadonlySet<string>;

/** mimeType, encoding and schema of an element; line breaks and runs of blanks inside a media type count as one blank. */
export function readFormatAttributes(element: XmlElement): { format?: PartialFormat } {
  const mediaType = attributeOf(element, "mimeType")?.replace(/\s+/g, " ");
  const encoding = attributeOf(element, "encoding");
  const schema = attributeOf(element, "schema");
  const format = { ...(mediaType ? { mediaType } : {}), ...(encoding ? { encoding } : {}), ...(schema ? { schema } : {}) };
  return Object.keys(format).length > 0 ? { format } : {};
}

/** wps:LiteralData or wps:LiteralValue. Words say what is wrong, as the end of a sentence about the input; so do those below. */
export function decodeLiteral(data: XmlElement): Data | Words {
  if (data.children.length > 0) return say("is {local} and may hold only text", { local: data.local });
  const dataType = attributeOf(data, "dataType");
  const uom = attributeOf(data, "uom");
  return { kind: "value", value: data.text, syntax: "literal", ...(dataType ? { dataType } : {}), ...(uom ? { uom } : {}) };
}

/** An element whose content was read while it came: to the sink, or short text that may be anything. */
export function decodeStored(data: XmlElement): Data | Words {
  if (data.content === undefined) return words("was not read to its end");
  if (data.content.kind === "bad") return words(data.content.problem);
  if (data.content.kind === "text") return { kind: "value", value: data.content.text, ...readFormatAttributes(data) };
  const { file, markup } = data.content;
  return { kind: "stored", file, ...readFormatAttributes(data), ...(markup ? { markup } : {}) };
}

/** An element with ows:LowerCorner and ows:UpperCorner, whatever its own name; `namespaces` are those of the version beside OWS. */
export function decodeBoundingBox(data: XmlElement, namespaces: Namespaces): Data | Words {
  const all = new Set([...namespaces, ...owsNamespaces]);
  const corner = (name: string): number[] | undefined => {
    const text = textOf(childrenOf(data, name, all)[0]);
    return text === undefined ? undefined : readNumbers(text);
  };
  const lower = corner("LowerCorner");
  const upper = corner("UpperCorner");
  if (lower === undefined || upper === undefined) return words("needs a LowerCorner and an UpperCorner of finite numbers");
  const count = lower.length;
  if (count !== upper.length || (count !== 2 && count !== 3)) return words("needs two corners of two or of three numbers each");
  const dimensions = attributeOf(data, "dimensions");
  if (dimensions && dimensions !== String(count))
    return say('has corners of {count} numbers but says dimensions="{dimensions}"', { count, dimensions: dimensions.slice(0, 20) });
  const crs = attributeOf(data, "crs");
  return {
    kind: "value",
    value: { bbox: [...lower, ...upper], ...(crs ? { crs } : {}) },
    syntax: "bbox",
    ...(crs ? { crs } : {}),
    dimensions: count,
  };
}

/** wps:Reference of an input. */
export function decodeReference(reference: XmlElement, namespaces: Namespaces): ReferenceData | Words {
  const href = hrefOf(reference);
  if (!href) return words("has a Reference without xlink:href");
  const bodies = reference.children.filter(
    (child) => namespaces.has(child.uri) && (child.local === "Body" || child.local === "BodyReference"),
  );
  const [body] = bodies;
  if (bodies.length > 1) return words("has more than one of Body and BodyReference");
  // Clients leave the method out beside a Body, as OWSLib does.
  const method = body !== undefined ? "POST" : (attributeOf(reference, "method") || "GET").toUpperCase();
  if (method !== "GET" && method !== "POST") return words("has a Reference whose method is neither GET nor POST");
  const headers = readHeaders(reference, namespaces);
  if ("message" in headers) return headers;
  const sent = body === undefined ? undefined : readBody(body);
  if (sent !== undefined && "message" in sent) return sent;
  return {
    kind: "reference",
    href,
    method,
    ...(headers.length > 0 ? { headers } : {}),
    ...(sent === undefined ? {} : { body: sent }),
    ...readFormatAttributes(reference),
  };
}

function readHeaders(reference: XmlElement, namespaces: Namespaces): { name: string; value: string }[] | Words {
  const headers: { name: string; value: string }[] = [];
  for (const header of childrenOf(reference, "Header", namespaces)) {
    const name = attributeOf(header, "key") ?? "";
    const value = attributeOf(header, "value") ?? "";
    // RFC 9110 clauses 5.1 and 5.5: a line break would let a client write headers of its own.
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return words("has a Header whose key or value HTTP cannot carry");
    headers.push({ name, value });
  }
  return headers;
}

function readBody(body: XmlElement): NonNullable<ReferenceData["body"]> | Words {
  if (body.local === "BodyReference") {
    const href = hrefOf(body);
    return href ? { kind: "reference", href } : words("has a BodyReference without xlink:href");
  }
  if (body.content === undefined) return words("has a Body that was not read to its end");
  if (body.content.kind === "bad") return say("has a Body that {problem}", { problem: words(body.content.problem) });
  if (body.content.kind === "text") return words("has a Body that was not kept");
  return { kind: "stored", file: body.content.file, ...(body.content.markup ? { markup: true } : {}) };
}
