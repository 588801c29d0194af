// A client that knows nothing but an OpenAPI document: makes requests of its operations, and checks each answer by what the document says of it.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Schema } from "./schema-arbitrary.js";

interface Media {
  readonly schema: Schema;
}

interface Answer {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Request {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface Received {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** undefined where it is no JSON. */
  readonly json: unknown;
}

export interface Client {
  readonly operations: ReadonlyMap<string, { readonly path: string; readonly method: string; readonly described: Described }>;
  /** Throws an Error where the answer is not one of those that the document promises. */
  call(operationId: string, request?: Request): Promise<Received>;
}

const essence = (type: string): string => type.split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** The content that is promised for this media type: the same, then the same without parameters, then any. */
function promised(content: Readonly<Record<string, Media>>, type: string): Media | undefined {
  const same = Object.entries(content).find(([name]) => name.replace(/\s/g, "") === type.replace(/\s/g, ""));
  return (same ?? Object.entries(content).find(([name]) => essence(name) === essence(type)))?.[1] ?? content["*/*"];
}

export function makeClient(document: Document): Client {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  const compiled = new Map<Schema, ValidateFunction>();
  const validator = (schema: Schema): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components });
    compiled.set(schema, known);
    return known;
  };
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(
        ([method, described]) => [described.operationId, { path, method: method.toUpperCase(), described }] as const,
      ),
    ),
  );

  function check(what: string, { responses }: Described, received: Received): void {
    const answer = responses[String(received.status)];
    if (answer === undefined) throw new Error(`${what}: the status ${received.status} is not promised: ${received.text.slice(0, 500)}`);
    for (const [name, { required = false }] of Object.entries(answer.headers ?? {}))
      if (required && !received.headers.has(name)) throw new Error(`${what}: the header ${name} is missing`);
    if (answer.content === undefined) {
      if (received.text !== "") throw new Error(`${what}: a body was not promised with ${received.status}: ${received.text.slice(0, 200)}`);
      return;
    }
    const media = promised(answer.content, received.type);
    if (media === undefined) throw new Error(`${what}: the type ${received.type} is not promised with ${received.status}`);
    if (received.json === undefined) return;
    const validate = validator(media.schema);
    if (!validate(received.json)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)} in ${received.text.slice(0, 2_000)}`);
  }

  return {
    operations,
    async call(operationId, { path = {}, query = {}, headers = {}, body } = {}) {
      const operation = operations.get(operationId);
      if (operation === undefined) throw new Error(`there is no operation ${operationId}`);
      const { described } = operation;
      const known = new Set((described.parameters ?? []).map(({ name }) => name.toLowerCase()));
      for (const name of [...Object.keys(path), ...Object.keys(query)])
        if (!known.has(name.toLowerCase())) throw new Error(`${operationId} has no parameter ${name}`);
      const filled = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(path[name] ?? ""));
      const url = `${document.servers[0]?.url}${filled}?${new URLSearchParams(query)}`;
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const response = await fetch(url, { method: operation.method, headers: { ...type, ...headers }, redirect: "manual", ...sent });
      const text = await response.text();
      const contentType = response.headers.get("content-type") ?? "";
      const isJson = /[/+]json$/.test(essence(contentType)) && text !== "";
      const received = {
        status: response.status,
        type: contentType,
        headers: response.headers,
        text,
        json: isJson ? (JSON.parse(text) as unknown) : undefined,
      };
      check(`${operation.method} ${url} ${JSON.stringify(body ?? null).slice(0, 300)}`, described, received);
      return received;
    },
  };
}
