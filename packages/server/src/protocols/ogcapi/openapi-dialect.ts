// The same schema in the words of OpenAPI 3.0 and of OpenAPI 3.1 (JSON Schema 2020-12). What comes in is that of schemas.ts, with `nullable`.
import type { JsonValue } from "@terrarium/sdk";
import type { Schema } from "./schemas.js";

export type OpenApiVersion = "3.0" | "3.1";

type Members = { [key: string]: JsonValue };

function isObject(value: JsonValue | undefined): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keywords whose values are schemas themselves; what stands in an example, a default or an enumeration is none. */
function eachSchema(schema: Schema, change: (inner: Schema) => Schema): Members {
  const inner = (value: JsonValue): JsonValue => (isObject(value) ? change(value) : value);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]): [string, JsonValue] => {
      if (key === "properties" && isObject(value))
        return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))];
      if ((key === "allOf" || key === "anyOf" || key === "oneOf") && Array.isArray(value)) return [key, value.map(inner)];
      return [key, key === "items" || key === "additionalProperties" || key === "not" ? inner(value) : value];
    }),
  );
}

function joined(...sentences: readonly (JsonValue | undefined)[]): { description?: string } {
  const description = sentences.filter((one) => typeof one === "string" && one !== "").join(" ");
  return description === "" ? {} : { description };
}

/** OpenAPI 3.0 has formats for bytes, and no word for the media type of a string: that is told in words. */
function to30(schema: Schema): Schema {
  const { contentEncoding, contentMediaType, contentSchema, description, ...rest } = schema;
  const told = typeof contentMediaType === "string" ? `Of the media type ${contentMediaType}.` : undefined;
  const following = typeof contentSchema === "string" ? `Of the schema ${contentSchema}.` : undefined;
  const format = contentEncoding === undefined ? {} : { format: "byte" };
  return eachSchema({ ...rest, ...format, ...joined(description, told, following) }, to30);
}

function bound(schema: Schema, edge: "minimum" | "maximum", exclusive: "exclusiveMinimum" | "exclusiveMaximum"): Members {
  const value = schema[edge];
  if (value === undefined) return {};
  return schema[exclusive] === true ? { [exclusive]: value } : { [edge]: value };
}

/** JSON Schema has numbers for open bounds, null as a type, and base64 for bytes in JSON; contentSchema is a schema there, not an address. */
function to31(schema: Schema): Schema {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, nullable, contentEncoding, contentSchema, description, type, ...rest } =
    schema;
  const following = typeof contentSchema === "string" ? `Of the schema ${contentSchema}.` : undefined;
  const types = type === undefined ? {} : { type: nullable === true ? [type, "null"] : type };
  return eachSchema(
    {
      ...types,
      ...rest,
      ...bound(schema, "minimum", "exclusiveMinimum"),
      ...bound(schema, "maximum", "exclusiveMaximum"),
      ...(contentEncoding === undefined ? {} : { contentEncoding: contentEncoding === "binary" ? "base64" : contentEncoding }),
      ...joined(description, following),
    },
    to31,
  );
}

export function inDialect(schema: Schema, version: OpenApiVersion): Schema {
  return version === "3.0" ? to30(schema) : to31(schema);
}
