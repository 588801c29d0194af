// One value of an input, as OGC 18-062r2 clause 7.11.2 writes it: a scalar, {value, ...}, {href, ...} or {bbox, ...}. What it has to be is the
// affair of the process description, which nobody knows here; so what may be two things is told as both.
import type { JsonValue } from "@terrarium/sdk";
import type { Fault } from "../../core/errors.js";
import type { Data, PartialFormat } from "../../core/execute.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import type { Kept } from "./kept-values.js";
import { isKept, type Json, type Path, pointer } from "./read-json.js";

type Fields = ReadonlyMap<string, Json>;

/** Where faults go, each with the place that it is at. */
export interface Findings {
  readonly faults: Fault[];
  /** Identifiers of inputs that are given and cannot be read. */
  readonly unread: Set<string>;
}

export function isFields(node: Json | undefined): node is Fields {
  return node instanceof Map;
}

function wrong({ faults }: Findings, at: Path, why: Phrase, code: Fault["code"] = "invalid-input"): undefined {
  faults.push({ code, ...words(why), locator: pointer(at) });
  return undefined;
}

function textField(fields: Fields, name: string, at: Path, findings: Findings): string | undefined {
  const value = fields.get(name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value.trim();
  return wrong(findings, [...at, name], say("The member {name} must be a text.", { name }));
}

/** mediaType, encoding and schema, beside the value or together in `format`; `type` is what links call their media type. */
export function formatOf(fields: Fields, at: Path, findings: Findings, typeNames: readonly string[]): { format?: PartialFormat } {
  const inner = fields.get("format");
  const format: { mediaType?: string; encoding?: string; schema?: string } = {};
  const places: readonly [Fields, Path][] = [...(isFields(inner) ? [[inner, [...at, "format"]] as [Fields, Path]] : []), [fields, at]];
  if (inner !== undefined && inner !== null && !isFields(inner)) wrong(findings, [...at, "format"], "The member format must be an object.");
  for (const [place, where] of places) {
    const mediaType = typeNames.map((name) => textField(place, name, where, findings)).find((text) => text !== undefined && text !== "");
    const encoding = textField(place, "encoding", where, findings);
    // A schema may stand there as an object; what is compared is its address.
    const schema = typeof place.get("schema") === "string" ? textField(place, "schema", where, findings) : undefined;
    if (mediaType) format.mediaType = mediaType.replace(/\s+/g, " ");
    if (encoding) format.encoding = encoding;
    if (schema) format.schema = schema;
  }
  return Object.keys(format).length > 0 ? { format } : {};
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

/** Data in JSON: as it was written, unless it can also be a measure or a bounding box. */
function keptData(kept: Kept, format: { format?: PartialFormat }): Data {
  // Without a media type JSON is meant, whatever else the process would take.
  const told =
    format.format?.mediaType === undefined && kept.of !== "string"
      ? { format: { ...format.format, mediaType: "application/json" } }
      : format;
  if (kept.file !== undefined) return { kind: "stored", file: kept.file, ...told, ...(kept.of === "string" ? { isJson: true } : {}) };
  const fields = kept.of === "object" && kept.text.length < 2_000 ? parsed(kept.text) : undefined;
  if (fields !== undefined && hasOnly(fields, ["bbox", "crs"]) && Array.isArray(fields["bbox"]))
    return { kind: "value", value: fields as { readonly [name: string]: JsonValue }, ...told };
  const { measurement, uom } = fields ?? {};
  if (fields === undefined || !hasOnly(fields, ["measurement", "uom", "reference"]) || measurement === undefined)
    return { kind: "value", value: kept.text, syntax: "complex", ...told };
  return { kind: "value", value: kept.text, ...told, literal: { value: String(measurement), ...(typeof uom === "string" ? { uom } : {}) } };
}

function scalar(value: string | number | boolean): Extract<Data, { kind: "value" }> {
  return { kind: "value", value, ...(typeof value === "string" ? { isJson: true } : {}) };
}

function qualified(fields: Fields, name: "value" | "data", at: Path, findings: Findings): Data | undefined {
  const value = fields.get(name);
  const format = formatOf(fields, at, findings, ["mediaType", "type"]);
  if (value === undefined || value === null) return wrong(findings, [...at, name], "There is no value.");
  if (isKept(value)) return keptData(value, format);
  if (typeof value === "object") return wrong(findings, [...at, name], "The value cannot be understood.");
  const uom = textField(fields, "uom", at, findings);
  return { ...scalar(value), ...format, ...(uom ? { uom } : {}) };
}

function reference(fields: Fields, at: Path, findings: Findings): Data | undefined {
  const href = textField(fields, "href", at, findings);
  const method = (textField(fields, "method", at, findings) ?? "GET").toUpperCase();
  if (!href) return wrong(findings, [...at, "href"], "The link has no href.");
  if (method !== "GET" && method !== "POST") return wrong(findings, [...at, "method"], "The method of a link is GET or POST.");
  return { kind: "reference", href, method, ...formatOf(fields, at, findings, ["type", "mediaType"]) };
}

function boundingBox(fields: Fields, at: Path, findings: Findings): Data | undefined {
  const bbox = fields.get("bbox");
  const crs = textField(fields, "crs", at, findings);
  const numbers = Array.isArray(bbox) ? bbox.filter((each): each is number => typeof each === "number") : [];
  if (!Array.isArray(bbox) || numbers.length !== bbox.length || (numbers.length !== 4 && numbers.length !== 6))
    return wrong(findings, [...at, "bbox"], "A bounding box has 4 or 6 numbers.");
  const named = crs ? { crs } : {};
  return { kind: "value", value: { bbox: numbers, ...named }, syntax: "bbox", ...named, dimensions: numbers.length / 2 };
}

/** One occurrence of an input; undefined with a fault where it cannot be understood. */
export function decodeValue(node: Json, at: Path, findings: Findings): Data | undefined {
  if (node === null) return wrong(findings, at, "null is no value of an input; leave the input out.");
  if (isKept(node)) return keptData(node, {});
  if (!isFields(node)) {
    if (typeof node === "object") return wrong(findings, at, "A list in a list is no value of an input.");
    return scalar(node);
  }
  for (const name of ["value", "data"] as const) if (node.has(name)) return qualified(node, name, at, findings);
  if (node.has("href")) return reference(node, at, findings);
  if (node.has("bbox")) return boundingBox(node, at, findings);
  if (node.has("collection") || node.has("process"))
    return wrong(findings, at, "Collections and processes as inputs are not supported here; send a value or a link.", "option-unsupported");
  return wrong(findings, at, 'An object must be written as {"value": ...}, {"href": ...} or {"bbox": ...}.');
}
