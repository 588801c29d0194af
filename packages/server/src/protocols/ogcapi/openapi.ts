// The OpenAPI document of what is there: every operation of the table, and for each deployed process an operation with the types of its own.
import type { JsonValue, ProcessDescription } from "@terrarium/sdk";
import type { Links, ServiceDescription } from "../../core/service.js";
import { inDialect, type OpenApiVersion } from "./openapi-dialect.js";
import { executionPath, operationPath, type Parameter, subscriberCallbacks, tagOf, writeOperation } from "./openapi-operations.js";
import { type Content, requestSchema, resultsContent, resultsSchema } from "./openapi-process.js";
import { components, ref, text } from "./openapi-schemas.js";
import { type SignInWays, securitySchemes } from "./openapi-security.js";
import type { Operation, OperationId, Resource } from "./resources.js";
import { inputSchema, type Schema } from "./schemas.js";

export type { OpenApiVersion } from "./openapi-dialect.js";

export interface OpenApiParts {
  readonly service: ServiceDescription;
  readonly links: Pick<Links, "base">;
  readonly table: readonly Resource[];
  readonly processes: readonly ProcessDescription[];
  readonly updateSequence: number;
  /** Is there a page of this operation. */
  readonly hasPage: (id: OperationId) => boolean;
  /** How one signs in; absent: nothing is said of it. */
  readonly ways?: SignInWays | undefined;
}

/** Letters, digits and underscores, so that generators can make names of it; unique among all. */
function operationNames(processes: readonly ProcessDescription[], prefix: string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    processes.map(({ id }) => {
      const plain = `${prefix}_${id.replace(/\W+/g, "_")}`;
      let name = plain;
      for (let number = 2; taken.has(name); number += 1) name = `${plain}_${number}`;
      taken.add(name);
      return [id, name] as const;
    }),
  );
}

/** Inputs as query parameters: simple values as they are, everything else as text or JSON. */
function inputParameters(process: ProcessDescription): Parameter[] {
  return process.inputs.map((input) => {
    const value = input.kind === "literal" ? inputSchema(input) : text;
    const isRequired = input.minOccurs > 0 && !(input.kind === "literal" && input.default !== undefined) && input.kind !== "complex";
    // Several values are the parameter several times, as OpenAPI has it by default.
    const schema: Schema = input.maxOccurs > 1 ? { type: "array", items: value } : value;
    return { name: input.id, in: "query", description: input.title, schema, isRequired };
  });
}

interface OfProcess extends Pick<OpenApiParts, "ways"> {
  readonly operations: readonly Operation[];
  readonly names: (prefix: string) => string;
}

function processItem(process: ProcessDescription, { operations, names, ways }: OfProcess): JsonValue {
  const about = {
    path: "",
    tag: "Execution",
    ways,
    special: { 200: resultsContent(process) },
    hasPage: false,
    ...(process.abstract === undefined ? {} : { description: process.abstract }),
  };
  const one = (operation: Operation): JsonValue =>
    operation.id === "execute"
      ? writeOperation({
          ...about,
          operation,
          operationId: names("execute"),
          summary: process.title,
          body: { "application/json": { schema: requestSchema(process) } },
          ...(process.storeSupported ? { callbacks: subscriberCallbacks(resultsSchema(process)) } : {}),
        })
      : writeOperation({
          ...about,
          operation,
          operationId: names("query"),
          summary: `${process.title}, inputs in the query`,
          more: inputParameters(process),
        });
  return Object.fromEntries(operations.map((operation) => [operation.method.toLowerCase(), one(operation)]));
}

const formBody: Content = {
  "application/x-www-form-urlencoded": { schema: { type: "object", description: "The form of the page of a process." } },
  "multipart/form-data": { schema: { type: "object", description: "The form of the page of a process, with files." } },
};

function item(resource: Resource, { hasPage, ways }: Pick<OpenApiParts, "hasPage" | "ways">): JsonValue {
  const write = (operation: Operation): JsonValue => {
    const { id } = operation;
    const forms = hasPage("execute") ? formBody : {};
    const body =
      id === "execute"
        ? { body: { "application/json": { schema: ref("execute") }, ...forms }, callbacks: subscriberCallbacks({ type: "object" }) }
        : id === "validate"
          ? { body: { "application/json": { schema: ref("execute") } } }
          : {};
    return writeOperation({ path: resource.path, operation, operationId: id, tag: tagOf(resource), hasPage: hasPage(id), ways, ...body });
  };
  return Object.fromEntries(resource.operations.map((operation) => [operation.method.toLowerCase(), write(operation)]));
}

function isSchemaPlace(key: string, value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return key === "schema" && typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every schema of the document in the words of the version. */
function translated(node: JsonValue, version: OpenApiVersion): JsonValue {
  if (Array.isArray(node)) return node.map((one: JsonValue) => translated(one, version));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, isSchemaPlace(key, value) ? inDialect(value, version) : translated(value, version)]),
  );
}

function contact({ provider }: ServiceDescription): { contact?: JsonValue } {
  const { email } = provider.contact;
  return {
    contact: {
      name: provider.name,
      ...(provider.site === undefined ? {} : { url: provider.site }),
      ...(email === undefined ? {} : { email }),
    },
  };
}

/** The whole document. `version` is that of OpenAPI. OGC 18-062r2 clause 11.2 */
export function openApiDocument(parts: OpenApiParts, version: OpenApiVersion): JsonValue {
  const { service, links, table, processes, updateSequence, ways } = parts;
  const execution = table.find(({ path }) => path === executionPath);
  const names = { execute: operationNames(processes, "execute"), query: operationNames(processes, "query") };
  const general = table.map((resource) => [resource.path, item(resource, parts)] as const);
  const special = (execution === undefined ? [] : processes).map((process) => {
    const nameOf = (prefix: string) => (prefix === "execute" ? names.execute : names.query).get(process.id) ?? prefix;
    return [operationPath(process.id), processItem(process, { operations: execution?.operations ?? [], names: nameOf, ways })] as const;
  });
  const paths = Object.fromEntries([...general, ...special]);
  const schemas = Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, inDialect(schema, version)]));
  return {
    openapi: version === "3.0" ? "3.0.3" : "3.1.0",
    info: {
      title: service.title,
      ...(service.abstract === "" ? {} : { description: service.abstract }),
      // Grows with the offering, as the document does.
      version: `1.0.${updateSequence}`,
      ...contact(service),
    },
    servers: [{ url: links.base }],
    tags: [
      { name: "Service", description: "What this service is and what it conforms to" },
      { name: "Processes", description: "What is offered" },
      { name: "Execution", description: "One operation for each process, with its own types" },
      { name: "Jobs", description: "What was executed" },
      { name: "Administration", description: "For those whose role is to administer" },
    ],
    paths: translated(paths, version),
    components: { schemas, ...(ways === undefined ? {} : { securitySchemes: securitySchemes(ways) }) },
  };
}
