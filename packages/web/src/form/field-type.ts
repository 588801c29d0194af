// What a form must know of an input, read from its JSON Schema: a literal with its choices and bounds, a bounding box, data in some formats, or something
// that only JSON can say. Pure, and tolerant of other servers.
import { formatsOf, type Json, type JsonObject, type Parameter, type SchemaFormat, shapeOf } from "@terrarium/client";

export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly isAbove: boolean;
  readonly isBelow: boolean;
  readonly step?: number;
}

export type LiteralWord = "text" | "number" | "integer" | "boolean" | "date" | "time" | "date-time" | "uri";

export type Scalar = string | number | boolean;

export interface LiteralField {
  readonly kind: "literal";
  readonly word: LiteralWord;
  /** Single values that are allowed; beside them those within the bounds. */
  readonly choices: readonly Scalar[];
  readonly bounds: readonly Bounds[];
  readonly preset?: Scalar;
  /** The default first. */
  readonly units: readonly string[];
}

export interface ComplexField {
  readonly kind: "complex";
  /** The default first; never empty. */
  readonly formats: readonly SchemaFormat[];
}

export interface BoxField {
  readonly kind: "bbox";
  /** The default first. */
  readonly crs: readonly string[];
}

export type FieldType = LiteralField | ComplexField | BoxField | { readonly kind: "json" };

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value)
    ? (value as Json[]).filter((one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one))
    : [];
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** In OpenAPI 3.0 a bound says that it is exclusive, in JSON Schema 2020-12 it has another name. */
function boundsOf(schema: JsonObject): Bounds[] {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const minimum = numberOf(exclusiveMinimum) ?? numberOf(schema["minimum"]);
  const maximum = numberOf(exclusiveMaximum) ?? numberOf(schema["maximum"]);
  const step = numberOf(schema["multipleOf"]);
  if (minimum === undefined && maximum === undefined && step === undefined) return [];
  return [
    {
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
      ...(step === undefined ? {} : { step }),
      isAbove: exclusiveMinimum === true || typeof exclusiveMinimum === "number",
      isBelow: exclusiveMaximum === true || typeof exclusiveMaximum === "number",
    },
  ];
}

const words: Readonly<Record<string, LiteralWord>> = { date: "date", time: "time", "date-time": "date-time", uri: "uri" };

function wordOf({ type, format }: JsonObject): LiteralWord | undefined {
  if (type === "number" || type === "integer" || type === "boolean") return type;
  return type === "string" ? (words[String(format)] ?? "text") : undefined;
}

function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Our server tells the units of a literal in words, for want of a word of JSON Schema. */
function unitsOf({ description }: JsonObject): string[] {
  const [, list] = /^Unit of measure: (.+)\.$/.exec(typeof description === "string" ? description : "") ?? [];
  return list?.split(", ") ?? [];
}

function literalOf(schema: JsonObject): FieldType {
  const parts = [...objects(schema["anyOf"]), ...objects(schema["oneOf"])];
  const all = parts.length === 0 ? [schema] : parts;
  const word = wordOf(all[0] ?? {});
  if (word === undefined || all.some((one) => wordOf(one) !== word)) return { kind: "json" };
  const choices = all.flatMap((one) => (Array.isArray(one["enum"]) ? (one["enum"] as Json[]).filter(isScalar) : []));
  const preset = schema["default"];
  return {
    kind: "literal",
    word,
    choices,
    bounds: all.flatMap((one) => (Array.isArray(one["enum"]) ? [] : boundsOf(one))),
    units: unitsOf(schema),
    ...(isScalar(preset) ? { preset } : {}),
  };
}

function crsOf(schema: JsonObject): string[] {
  const found = [schema, ...objects(schema["allOf"])].flatMap(({ properties }) => {
    const crs = (properties as JsonObject | undefined)?.["crs"] as JsonObject | undefined;
    return Array.isArray(crs?.["enum"]) ? (crs["enum"] as Json[]).map(String) : [];
  });
  return found.length === 0 ? ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"] : found;
}

export function fieldTypeOf(parameter: Parameter): FieldType {
  const { schema } = parameter;
  const shape = shapeOf(parameter);
  if (shape === "literal") return literalOf(schema);
  if (shape === "bbox") return { kind: "bbox", crs: crsOf(schema) };
  const formats = formatsOf(schema);
  return formats.length === 0 ? { kind: "json" } : { kind: "complex", formats };
}

/** Must something be written for it. */
export function isRequired({ minOccurs, schema }: Parameter): boolean {
  return minOccurs > 0 && schema["default"] === undefined;
}

/** Can the data be typed as text. */
export function isTyped({ encoding, isJson, mediaType }: SchemaFormat): boolean {
  return isJson || encoding === undefined || (encoding === "base64" && !/^(?:image|application\/(?:zip|octet-stream|x-))/.test(mediaType));
}
