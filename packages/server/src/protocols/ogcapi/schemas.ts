// JSON Schemas of the values of inputs and outputs, in the words that OGC API - Processes 1.0 knows (those of OpenAPI 3.0 and content*). Pure, no $ref.
// How often an input occurs is told beside its schema; what else a request may say in place of a value is openapi-process.ts' affair.
import type {
  AllowedRange,
  AllowedValue,
  ComplexDomain,
  Domain,
  Format,
  InputDescription,
  JsonValue,
  LiteralDomain,
  LiteralType,
  OutputDescription,
} from "@terrarium/sdk";
import { isText, syntaxOf } from "../../core/media-types.js";

export { isText } from "../../core/media-types.js";

export type Schema = { readonly [key: string]: JsonValue };

const literalSchemas: Readonly<Record<LiteralType, Schema>> = {
  string: { type: "string" },
  boolean: { type: "boolean" },
  integer: { type: "integer" },
  positiveInteger: { type: "integer", minimum: 1 },
  nonNegativeInteger: { type: "integer", minimum: 0 },
  float: { type: "number", format: "float" },
  double: { type: "number", format: "double" },
  decimal: { type: "number" },
  anyURI: { type: "string", format: "uri" },
  date: { type: "string", format: "date" },
  time: { type: "string", format: "time" },
  dateTime: { type: "string", format: "date-time" },
};

/** Is the type a number in JSON? */
export function isNumeric(type: LiteralType): boolean {
  return literalSchemas[type].type === "integer" || literalSchemas[type].type === "number";
}

function isRange(allowed: AllowedValue): allowed is AllowedRange {
  return typeof allowed === "object";
}

/** A value of a description as JSON of the type: authors may write numbers as text. */
function typed(type: LiteralType, value: string | number | boolean): string | number | boolean {
  if (isNumeric(type)) return Number(value);
  return type === "boolean" ? value === true || value === "true" || value === "1" : String(value);
}

/** Bounds of numbers only: JSON Schema knows no order of dates. The step counts from zero there, so it is told where that is the same. */
function rangeSchema(type: LiteralType, range: AllowedRange): Schema {
  const { minimum, maximum, spacing, closure = "closed" } = range;
  if (!isNumeric(type)) return {};
  const step = spacing !== undefined && spacing > 0 && Number.isInteger(spacing) && Number(minimum ?? 0) % spacing === 0;
  return {
    ...(minimum === undefined ? {} : { minimum: Number(minimum) }),
    ...(minimum !== undefined && (closure === "open" || closure === "open-closed") ? { exclusiveMinimum: true } : {}),
    ...(maximum === undefined ? {} : { maximum: Number(maximum) }),
    ...(maximum !== undefined && (closure === "open" || closure === "closed-open") ? { exclusiveMaximum: true } : {}),
    ...(step ? { multipleOf: spacing } : {}),
  };
}

function literalSchema(domain: LiteralDomain): Schema {
  const { dataType, allowedValues = [], uoms = [] } = domain;
  const base = literalSchemas[dataType];
  const values = allowedValues.filter((one) => !isRange(one)).map((one) => typed(dataType, one as string | number | boolean));
  // The own lower bound of a type holds beside that of a range.
  const ranges = allowedValues.filter(isRange).map((range) => {
    const own = rangeSchema(dataType, range);
    return Number(own["minimum"] ?? Number.NEGATIVE_INFINITY) < Number(base["minimum"] ?? Number.NEGATIVE_INFINITY)
      ? { ...own, minimum: base["minimum"] ?? 0, exclusiveMinimum: false }
      : own;
  });
  const choices: Schema[] = [
    ...(values.length === 0 ? [] : [{ ...base, enum: values }]),
    ...ranges.map((range) => ({ ...base, ...range })),
  ];
  const [only = base, ...more] = choices;
  return {
    ...(more.length === 0 ? only : { anyOf: choices }),
    ...(domain.default === undefined ? {} : { default: typed(dataType, domain.default) }),
    ...(uoms.length === 0 ? {} : { description: `Unit of measure: ${uoms.join(", ")}.` }),
  };
}

/** Is it written as JSON, and therefore stands in JSON as it is? */
export function isJson(format: Format): boolean {
  return format.encoding === undefined && syntaxOf(format.mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "") === "json";
}

/** Data in one format: JSON as an object, text as text, bytes as base64 text, which the standard calls binary. OGC 18-062r2 clause 7.11.2.3 */
export function formatSchema(format: Format): Schema {
  const { mediaType, encoding, schema } = format;
  const content: Schema = { contentMediaType: mediaType, ...(schema === undefined ? {} : { contentSchema: schema }) };
  if (isJson(format)) return { type: "object", ...content };
  if (encoding !== undefined) return { type: "string", contentEncoding: encoding, ...content };
  return isText(mediaType) ? { type: "string", ...content } : { type: "string", contentEncoding: "binary", ...content };
}

function complexSchema({ formats }: ComplexDomain): Schema {
  const [only, ...more] = formats.map(formatSchema);
  return more.length === 0 && only !== undefined ? only : { oneOf: formats.map(formatSchema) };
}

function bboxSchema(crs: readonly string[]): Schema {
  const corners = (count: number): Schema => ({ type: "array", minItems: count, maxItems: count, items: { type: "number" } });
  const [preset = ""] = crs;
  return {
    allOf: [
      { format: "ogc-bbox" },
      {
        type: "object",
        required: ["bbox"],
        properties: { bbox: { oneOf: [corners(4), corners(6)] }, crs: { type: "string", enum: [...crs], default: preset } },
      },
    ],
  };
}

/** The schema of one value: of a literal, of a bounding box, or of data in any of the formats, the default first. */
export function valueSchema(domain: Domain): Schema {
  switch (domain.kind) {
    case "literal":
      return literalSchema(domain);
    case "complex":
      return complexSchema(domain);
    case "bbox":
      return bboxSchema(domain.crs);
  }
}

/** Of one occurrence of an input: where it may occur more often, a request holds an array of them. OGC 18-062r2 clause 7.11.2.2 */
export function inputSchema(input: InputDescription): Schema {
  return valueSchema(input);
}

/** Of an output where it stands in JSON. */
export function outputSchema(output: OutputDescription): Schema {
  return valueSchema(output);
}
