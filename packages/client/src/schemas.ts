// What the JSON Schema of a parameter says: whether it is a literal, a bounding box or data in some format, and which formats. Tolerant of what servers leave out.
import { isObject } from "./ask.js";
import type { Json, JsonObject, Parameter } from "./types.js";

export interface SchemaFormat {
  readonly mediaType: string;
  /** "base64" or "binary" where the schema says so. */
  readonly encoding?: string;
  readonly schema?: string;
  /** A value in it is JSON itself, no text. */
  readonly isJson: boolean;
}

/** The schemas that a value may follow: those below oneOf, anyOf and allOf, else the schema itself. */
export function alternatives(schema: JsonObject): JsonObject[] {
  const nested = ["oneOf", "anyOf", "allOf"].flatMap((name) => {
    const list = schema[name];
    return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
  });
  return nested.length === 0 ? [schema] : nested.flatMap(alternatives);
}

/** The formats of complex data, the default first; none for literals and boxes. */
export function formatsOf(schema: JsonObject): SchemaFormat[] {
  return alternatives(schema).flatMap((one) => {
    const { contentMediaType, contentEncoding, contentSchema, type } = one;
    if (typeof contentMediaType !== "string") return [];
    return [
      {
        mediaType: contentMediaType,
        ...(typeof contentEncoding === "string" ? { encoding: contentEncoding } : {}),
        ...(typeof contentSchema === "string" ? { schema: contentSchema } : {}),
        isJson: type === "object" || type === "array",
      },
    ];
  });
}

/** Is this a bounding box? By the name of its format, or by its members. */
export function isBoxSchema(schema: JsonObject): boolean {
  return alternatives(schema).some(({ format, properties }) => format === "ogc-bbox" || (isObject(properties) && "bbox" in properties));
}

export type Shape = "literal" | "complex" | "bbox";

/** What kind of data the parameter is in the words of WPS. */
export function shapeOf({ schema }: Pick<Parameter, "schema">): Shape {
  if (isBoxSchema(schema)) return "bbox";
  const isData = formatsOf(schema).length > 0 || alternatives(schema).every(({ type }) => type === "object" || type === "array");
  return isData ? "complex" : "literal";
}

/** The reference system that a box has if none is said. */
export function defaultCrsOf(schema: JsonObject): string | undefined {
  for (const { properties } of alternatives(schema)) {
    const crs = isObject(properties) ? properties["crs"] : undefined;
    if (isObject(crs) && typeof crs["default"] === "string") return crs["default"];
  }
  return undefined;
}
