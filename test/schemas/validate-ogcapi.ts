// Validates documents against the schemas of OGC API - Processes: those of 1.0 (18-062r2) and of the 2.0 draft where they are at hand (../shared beside
// the repository), and those of our own OpenAPI document, always.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { inDialect } from "../../packages/server/src/protocols/ogcapi/openapi-dialect.js";
import { components } from "../../packages/server/src/protocols/ogcapi/openapi-schemas.js";
import type { Schema } from "../../packages/server/src/protocols/ogcapi/schemas.js";

const shared = join(import.meta.dirname, "../../../shared/schemas/ogcapi-processes");
export const hasOgcApiSchemas = existsSync(shared);

/** Says what is wrong with a document, "" if nothing. Schemas are named as the files of the standard, without their ending. */
export type Validate = (schema: string, document: unknown) => string;

type Node = Readonly<Record<string, unknown>>;

function mapped(node: unknown, change: (node: Node) => Node): unknown {
  if (Array.isArray(node)) return node.map((one) => mapped(one, change));
  if (typeof node !== "object" || node === null) return node;
  return change(Object.fromEntries(Object.entries(node).map(([name, value]) => [name, mapped(value, change)])));
}

/** OpenAPI 3.0 says by a boolean that a bound is open, and by another one what may be null. */
function asJsonSchema(node: Node): Node {
  const entries = Object.entries(node).flatMap(([name, value]): [string, unknown][] => {
    if (name.startsWith("exclusiveM") && typeof value === "boolean")
      return value ? [[name, node[name === "exclusiveMinimum" ? "minimum" : "maximum"]]] : [];
    return name === "nullable" && typeof value === "boolean" ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** Files say `$ref: "x.yaml"`, one of them from a folder beside; all have one name here. */
function byFileName(node: Node): Node {
  const { $ref } = node;
  return typeof $ref === "string" ? { ...node, $ref: $ref.replace(/^.*\//, "") } : node;
}

/**
 * Where the published schemas of 1.0 refuse what the standard wants: the branches of a value overlap (each number is of two, each text of two), and boxes
 * are allowed in two systems only, whatever a process describes.
 */
const mends: Readonly<Record<string, (schema: Node) => Node>> = {
  inputValueNoObject: ({ oneOf, ...rest }) => ({ ...rest, anyOf: oneOf }),
  bbox: (schema) => ({ ...schema, properties: { ...(schema["properties"] as Node), crs: { type: "string" } } }),
};

function makeAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv;
}

const accept: Validate = () => "";

/** The schemas of 1.0, or none where they are not at hand. */
export function makeOgcApiValidator(): Validate {
  if (!hasOgcApiSchemas) return accept;
  const ajv = makeAjv();
  const folder = join(shared, "1.0/schemas");
  for (const file of readdirSync(folder).filter((one) => one.endsWith(".yaml"))) {
    const schema = mapped(mapped(parse(readFileSync(join(folder, file), "utf8")), asJsonSchema), byFileName) as Node;
    const mend = mends[file.replace(/\.yaml$/, "")];
    ajv.addSchema(mend === undefined ? schema : mend(schema), file);
  }
  return (schema, document) => {
    const check = ajv.getSchema(`${schema}.yaml`);
    if (check === undefined) throw new Error(`there is no schema ${schema}`);
    return check(document) ? "" : ajv.errorsText(check.errors);
  };
}

/** Those of the 2.0 draft, or none. */
export function makeDraftValidator(): Validate {
  if (!hasOgcApiSchemas) return accept;
  const ajv = makeAjv();
  const document = JSON.parse(readFileSync(join(shared, "2.0-draft/ogcapi-processes.bundled.json"), "utf8")) as unknown;
  const loose = mapped(mapped(document, asJsonSchema), ({ format, ...rest }) =>
    // The draft wants a URI for the identifier of a process, which its own examples are not.
    format === undefined || format === "uri" ? rest : { ...rest, format },
  );
  ajv.addSchema(loose as Node, "draft");
  return (schema, value) => {
    const check = ajv.compile({ $ref: `draft#/components/schemas/${schema}` });
    return check(value) ? "" : ajv.errorsText(check.errors);
  };
}

/** What is not described is not allowed here, so that the OpenAPI document tells all there is. */
function closed(node: Node): Node {
  return typeof node["properties"] === "object" && node["additionalProperties"] === undefined
    ? { ...node, additionalProperties: false }
    : node;
}

/** Those of our own OpenAPI document, which must name every member that is sent; and schemas of its making that have no name there. */
export function makeOwnValidator(): (schema: string | Schema, document: unknown) => string {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const own = (schema: Schema): unknown => mapped(inDialect(schema, "3.1"), closed);
  const schemas = Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, own(schema)]));
  return (schema, document) => {
    const asked = typeof schema === "string" ? { $ref: `#/components/schemas/${schema}` } : (own(schema) as Node);
    const check = ajv.compile({ ...asked, components: { schemas } });
    return check(document) ? "" : ajv.errorsText(check.errors);
  };
}
