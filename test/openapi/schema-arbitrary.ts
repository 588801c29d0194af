// Values that a JSON Schema permits, for property tests: as much of the language as our own documents use.
import fc from "fast-check";

export type Schema = Readonly<Record<string, unknown>>;

function formatted(format: unknown): fc.Arbitrary<string> | undefined {
  const day = fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
  switch (format) {
    case "uri":
    case "uri-reference":
      return fc.constantFrom("https://example.org/a?b=c", "http://example.org/", "https://example.org/data.gml");
    case "date":
      return day.map((one) => one.toISOString().slice(0, 10));
    case "time":
      return day.map((one) => one.toISOString().slice(11));
    case "date-time":
      return day.map((one) => one.toISOString());
    case "byte":
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("base64"));
    default:
      return undefined;
  }
}

function stringOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema["contentEncoding"] === "base64") return formatted("byte") ?? fc.constant("");
  return formatted(schema["format"]) ?? fc.string({ maxLength: 12 });
}

function numberOf(schema: Schema): fc.Arbitrary<unknown> {
  const bound = (edge: "minimum" | "maximum"): { value?: number; isOpen: boolean } => {
    const exclusive = schema[edge === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"];
    // A number of its own in OpenAPI 3.1, a word beside the bound in 3.0.
    if (typeof exclusive === "number") return { value: exclusive, isOpen: true };
    const value = schema[edge];
    return typeof value === "number" ? { value, isOpen: exclusive === true } : { isOpen: false };
  };
  const [low, high] = [bound("minimum"), bound("maximum")];
  const step = schema["multipleOf"];
  if (schema["type"] === "integer" || typeof step === "number") {
    const unit = typeof step === "number" ? step : 1;
    const least = low.value === undefined ? -1e6 : Math.ceil(low.value / unit) + (low.isOpen && Number.isInteger(low.value / unit) ? 1 : 0);
    const most =
      high.value === undefined ? least + 1e6 : Math.floor(high.value / unit) - (high.isOpen && Number.isInteger(high.value / unit) ? 1 : 0);
    return fc.integer({ min: least, max: most }).map((count) => count * unit);
  }
  const min = low.value ?? -1e9;
  const max = high.value ?? 1e9;
  return fc.double({ min, max, minExcluded: low.isOpen, maxExcluded: high.isOpen, noNaN: true });
}

function objectOf(schema: Schema, root: Schema): fc.Arbitrary<unknown> {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema["required"] ?? []) as string[];
  const members = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, permitted(inner, root)]));
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) });
}

function resolved(schema: Schema, root: Schema): Schema {
  const pointer = schema["$ref"];
  if (typeof pointer !== "string") return schema;
  return pointer
    .slice(2)
    .split("/")
    .reduce<Schema>((node, name) => node[name] as Schema, root);
}

/** Values of the schema; `root` is where $ref begins. */
export function permitted(given: Schema, root: Schema): fc.Arbitrary<unknown> {
  const schema = resolved(given, root);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  for (const word of ["anyOf", "oneOf"]) {
    const choices = schema[word];
    if (Array.isArray(choices)) return fc.oneof(...choices.map((one: Schema) => permitted(one, root)));
  }
  // Of our documents only bounding boxes have it: a format, and what it is.
  if (Array.isArray(schema["allOf"])) return permitted((schema["allOf"] as Schema[]).at(-1) ?? {}, root);
  switch (schema["type"]) {
    case "string":
      return stringOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return fc.boolean();
    case "array": {
      const [minLength = 0, maxLength = minLength + 3] = [schema["minItems"], schema["maxItems"]] as [number?, number?];
      return fc.array(permitted((schema["items"] ?? {}) as Schema, root), { minLength, maxLength: Math.min(maxLength, minLength + 3) });
    }
    case "object":
      return objectOf(schema, root);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
