// Validates documents against the schemas of OGC API - Processes 1.0 (18-062r2), where they are at hand: ../shared beside the repository.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../../../shared/schemas/ogcapi-processes/1.0/schemas");
export const hasOgcApiSchemas = existsSync(folder);

/** Files say `$ref: "x.yaml"`, one of them from a folder beside; all have one name here. OpenAPI 3.0 says by a boolean that a bound is open. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).flatMap(([name, value]): [string, unknown][] => {
    if (name === "$ref" && typeof value === "string") return [[name, value.replace(/^.*\//, "")]];
    if (name.startsWith("exclusiveM") && typeof value === "boolean") {
      const bound = (node as Record<string, unknown>)[name === "exclusiveMinimum" ? "minimum" : "maximum"];
      return value ? [[name, bound]] : [];
    }
    return [[name, asJsonSchema(value)]];
  });
  return Object.fromEntries(entries.filter(([name, value]) => !(name === "nullable" && typeof value === "boolean")));
}

/** A function that returns what is wrong with a document, "" if nothing. `schema` is the name of a file without its ending. */
export function makeOgcApiValidator(): (schema: string, document: unknown) => string {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".yaml")))
    ajv.addSchema(asJsonSchema(parse(readFileSync(join(folder, name), "utf8"))) as object, name);
  return (schema, document) => {
    const check = ajv.getSchema(`${schema}.yaml`);
    if (check === undefined) throw new Error(`there is no schema ${schema}`);
    return check(document) ? "" : ajv.errorsText(check.errors);
  };
}
