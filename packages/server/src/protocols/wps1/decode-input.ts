// One wps:Input element of an Execute (OGC 05-007r7 tables 43 to 48): a literal, a bounding box, inline data that was stored while it came, or a reference.
import type { Fault } from "../../core/errors.js";
import type { Data, ExecuteInput, PartialFormat, ReferenceData } from "../../core/execute.js";
import { readNumbers } from "../ows/bounding-box.js";
import type { XmlElement } from "../ows/read-xml.js";
import { attributeOf, childrenOf, hrefOf, identifierOf, owsNamespaces, textOf } from "../ows/xml-query.js";

const wps = new Set(["http://www.opengis.net/wps/1.0.0"]);
const wpsOrOws = new Set([...wps, ...owsNamespaces]);

/** The input, or nothing and a fault. `index` counts from 0 and names an input without identifier. */
export function decodeInputElement(input: XmlElement, index: number, faults: Fault[]): ExecuteInput[] {
  const id = identifierOf(input);
  if (!id) {
    faults.push({ code: "missing-parameter", message: `Input number ${index + 1} has no ows:Identifier.`, locator: "identifier" });
    return [];
  }
  const data = decodeForm(input);
  if (typeof data !== "string") return [{ id, data }];
  faults.push({ code: "invalid-input", message: `The input ${id} ${data}.`, locator: id });
  return [];
}

/** mimeType, encoding and schema of an element; line breaks and runs of blanks inside a media type count as one blank. */
export function readFormatAttributes(element: XmlElement): { format?: PartialFormat } {
  const mediaType = attributeOf(element, "mimeType")?.replace(/\s+/g, " ");
  const encoding = attributeOf(element, "encoding");
  const schema = attributeOf(element, "schema");
  const format = { ...(mediaType ? { mediaType } : {}), ...(encoding ? { encoding } : {}), ...(schema ? { schema } : {}) };
  return Object.keys(format).length > 0 ? { format } : {};
}

/** A string says what is wrong, as the end of a sentence about the input. */
function decodeForm(input: XmlElement): Data | string {
  const forms = input.children.filter((child) => wps.has(child.uri) && (child.local === "Data" || child.local === "Reference"));
  const [form] = forms;
  if (form === undefined) return "has neither Data nor Reference";
  if (forms.length > 1) return "has more than one of Data and Reference";
  if (form.local === "Reference") return decodeReference(form);
  const [data] = form.children;
  if (data === undefined || form.children.length > 1)
    return "needs exactly one of LiteralData, ComplexData and BoundingBoxData in its Data";
  if (data.local === "LiteralData" && wps.has(data.uri)) return decodeLiteral(data);
  if (data.local === "ComplexData" && wps.has(data.uri)) return decodeComplex(data);
  if ((data.local === "BoundingBoxData" || data.local === "BoundingBox") && wpsOrOws.has(data.uri)) return decodeBoundingBox(data);
  return `has an unknown kind of data: ${data.local.slice(0, 60)}`;
}

function decodeLiteral(data: XmlElement): Data | string {
  if (data.children.length > 0) return "is LiteralData and may hold only text";
  const dataType = attributeOf(data, "dataType");
  const uom = attributeOf(data, "uom");
  return { kind: "value", value: data.text, syntax: "literal", ...(dataType ? { dataType } : {}), ...(uom ? { uom } : {}) };
}

function decodeComplex(data: XmlElement): Data | string {
  if (data.content === undefined) return "was not read to its end";
  if (data.content.kind === "bad") return data.content.problem;
  const { file, markup } = data.content;
  return { kind: "stored", file, ...readFormatAttributes(data), ...(markup ? { markup } : {}) };
}

function decodeBoundingBox(data: XmlElement): Data | string {
  const corner = (name: string): number[] | undefined => {
    const text = textOf(childrenOf(data, name, wpsOrOws)[0]);
    return text === undefined ? undefined : readNumbers(text);
  };
  const lower = corner("LowerCorner");
  const upper = corner("UpperCorner");
  if (lower === undefined || upper === undefined) return "needs a LowerCorner and an UpperCorner of finite numbers";
  const count = lower.length;
  if (count !== upper.length || (count !== 2 && count !== 3)) return "needs two corners of two or of three numbers each";
  const dimensions = attributeOf(data, "dimensions");
  if (dimensions && dimensions !== String(count)) return `has corners of ${count} numbers but says dimensions="${dimensions.slice(0, 20)}"`;
  const crs = attributeOf(data, "crs");
  return {
    kind: "value",
    value: { bbox: [...lower, ...upper], ...(crs ? { crs } : {}) },
    syntax: "bbox",
    ...(crs ? { crs } : {}),
    dimensions: count,
  };
}

function decodeReference(reference: XmlElement): ReferenceData | string {
  const href = hrefOf(reference);
  if (!href) return "has a Reference without xlink:href";
  const bodies = reference.children.filter((child) => wps.has(child.uri) && (child.local === "Body" || child.local === "BodyReference"));
  const [body] = bodies;
  if (bodies.length > 1) return "has more than one of Body and BodyReference";
  // Clients leave the method out beside a Body, as OWSLib does.
  const method = body !== undefined ? "POST" : (attributeOf(reference, "method") || "GET").toUpperCase();
  if (method !== "GET" && method !== "POST") return "has a Reference whose method is neither GET nor POST";
  const headers = readHeaders(reference);
  if (typeof headers === "string") return headers;
  const sent = body === undefined ? undefined : readBody(body);
  if (typeof sent === "string") return sent;
  return {
    kind: "reference",
    href,
    method,
    ...(headers.length > 0 ? { headers } : {}),
    ...(sent === undefined ? {} : { body: sent }),
    ...readFormatAttributes(reference),
  };
}

function readHeaders(reference: XmlElement): { name: string; value: string }[] | string {
  const headers: { name: string; value: string }[] = [];
  for (const header of childrenOf(reference, "Header", wps)) {
    const name = attributeOf(header, "key") ?? "";
    const value = attributeOf(header, "value") ?? "";
    // RFC 9110 clauses 5.1 and 5.5: a line break would let a client write headers of its own.
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return "has a Header whose key or value HTTP cannot carry";
    headers.push({ name, value });
  }
  return headers;
}

function readBody(body: XmlElement): NonNullable<ReferenceData["body"]> | string {
  if (body.local === "BodyReference") {
    const href = hrefOf(body);
    return href ? { kind: "reference", href } : "has a BodyReference without xlink:href";
  }
  if (body.content === undefined) return "has a Body that was not read to its end";
  if (body.content.kind === "bad") return `has a Body that ${body.content.problem}`;
  return { kind: "stored", file: body.content.file, ...(body.content.markup ? { markup: true } : {}) };
}
