// One process as a typed operation: what its execute request may hold, and what its answers do.
import type {
  BoundingBoxDomain,
  ComplexDomain,
  Format,
  InputDescription,
  LiteralDomain,
  OutputDescription,
  ProcessDescription,
} from "@terrarium/sdk";
import { isText } from "../../core/media-types.js";
import { ref, text } from "./openapi-schemas.js";
import { formatSchema, inputSchema, isJson, type Schema, valueSchema } from "./schemas.js";

const anything: Schema = {};

function anyOf(choices: readonly Schema[]): Schema {
  const [only, ...more] = choices;
  return only !== undefined && more.length === 0 ? only : { anyOf: [...choices] };
}

function qualified(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return { type: "object", required: [...required], properties };
}

const mediaTypesOf = (formats: readonly Format[]): string[] => [...new Set(formats.map(({ mediaType }) => mediaType))];

/** Data behind an address, fetched by the server. */
function reference(formats?: readonly Format[]): Schema {
  const type = formats === undefined ? text : { type: "string", enum: mediaTypesOf(formats) };
  return qualified({ href: { type: "string", format: "uri" }, type, method: { type: "string", enum: ["GET"] } }, ["href"]);
}

function literalValue(domain: LiteralDomain): readonly Schema[] {
  const value = valueSchema(domain);
  const { uoms = [] } = domain;
  const uom = uoms.length === 0 ? {} : { uom: { type: "string", enum: [...uoms] } };
  return [value, qualified({ value, ...uom }, ["value"]), reference()];
}

/** Bytes stand in JSON as base64, whether the format of the process is that or the bytes themselves. */
function isBytes({ mediaType, encoding }: Format): boolean {
  return encoding !== undefined || !isText(mediaType);
}

function qualifiedFormat(format: Format): Schema {
  const { mediaType, schema } = format;
  // Bytes may be called base64, which they are in JSON, also where the process takes them as they are.
  const encoding = format.encoding ?? (isText(mediaType) ? undefined : "base64");
  const value = isJson(format) ? { anyOf: [{ type: "object" }, { type: "array", items: anything }] } : formatSchema(format);
  return qualified(
    {
      value,
      mediaType: { type: "string", enum: [mediaType] },
      ...(encoding === undefined ? {} : { encoding: { type: "string", enum: [encoding] } }),
      ...(schema === undefined ? {} : { schema: { type: "string", enum: [schema] } }),
    },
    ["value", "mediaType", ...(format.encoding === undefined ? [] : ["encoding"])],
  );
}

function complexValue({ formats }: ComplexDomain): readonly Schema[] {
  const [preset] = formats;
  // A string by itself is of the default format.
  const bare = preset === undefined ? [] : [isJson(preset) ? text : formatSchema(preset)];
  return [...bare, ...formats.map(qualifiedFormat), reference(formats)];
}

function occurrence(input: InputDescription): Schema {
  switch (input.kind) {
    case "literal":
      return anyOf(literalValue(input));
    case "complex":
      return anyOf(complexValue(input));
    case "bbox":
      return anyOf([inputSchema(input), reference()]);
  }
}

function inputValue(input: InputDescription): Schema {
  const { title, abstract, minOccurs, maxOccurs } = input;
  const one = occurrence(input);
  const about = { title, ...(abstract === undefined ? {} : { description: abstract }) };
  if (maxOccurs === 1) return { ...about, ...one };
  const bounds = { minItems: minOccurs, ...(Number.isSafeInteger(maxOccurs) ? { maxItems: maxOccurs } : {}) };
  const list: Schema = { type: "array", items: one, ...bounds };
  return { ...about, ...(minOccurs > 1 ? list : anyOf([list, one])) };
}

/** Left out only where there is a default or where nothing is needed. */
function isMandatory(input: InputDescription): boolean {
  return input.minOccurs > 0 && !(input.kind === "literal" && input.default !== undefined);
}

function formatRequest(formats: readonly Format[]): Schema {
  const one = ({ mediaType, encoding, schema }: Format): Schema =>
    qualified(
      {
        mediaType: { type: "string", enum: [mediaType] },
        ...(encoding === undefined ? {} : { encoding: { type: "string", enum: [encoding] } }),
        ...(schema === undefined ? {} : { schema: { type: "string", enum: [schema] } }),
      },
      ["mediaType", ...(encoding === undefined ? [] : ["encoding"])],
    );
  return anyOf(formats.map(one));
}

function outputRequest(output: OutputDescription, transmissions: readonly string[]): Schema {
  const format = output.kind === "complex" ? { format: formatRequest(output.formats) } : {};
  return { type: "object", properties: { ...format, transmissionMode: { type: "string", enum: [...transmissions] } } };
}

/** The body of an execute request of this process. */
export function requestSchema(process: ProcessDescription): Schema {
  const mandatory = process.inputs.filter(isMandatory).map(({ id }) => id);
  const transmissions = process.storeSupported ? ["value", "reference"] : ["value"];
  const members = (entries: readonly (readonly [string, Schema])[], required: readonly string[]): Schema => ({
    type: "object",
    ...(required.length === 0 ? {} : { required: [...required] }),
    properties: Object.fromEntries(entries),
    additionalProperties: false,
  });
  const inputs = members(
    process.inputs.map((input) => [input.id, inputValue(input)] as const),
    mandatory,
  );
  const outputs = members(
    process.outputs.map((output) => [output.id, outputRequest(output, transmissions)] as const),
    [],
  );
  return {
    type: "object",
    ...(mandatory.length === 0 ? {} : { required: ["inputs"] }),
    properties: {
      inputs,
      outputs: { ...outputs, description: "The outputs that are wanted; absent: all." },
      response: { type: "string", enum: ["raw", "document"], default: "raw" },
      ...(process.storeSupported ? { subscriber: ref("subscriber") } : {}),
    },
  };
}

const linkToOutput = qualified({ href: { type: "string", format: "uri" }, rel: text, type: text, schema: text }, ["href"]);

/** What a process calls JSON or text and is neither comes as a string or as base64: nobody can promise for it. */
function qualifiedOutput({ formats }: ComplexDomain): Schema {
  return qualified({ value: anything, mediaType: { type: "string", enum: mediaTypesOf(formats) }, encoding: text, schema: text }, [
    "value",
    "mediaType",
  ]);
}

function boxOutput(): Schema {
  const corner: Schema = { type: "array", minItems: 4, maxItems: 6, items: { type: "number" } };
  return qualified({ bbox: corner, crs: text }, ["bbox", "crs"]);
}

function literalOutput(output: LiteralDomain): readonly Schema[] {
  const value = valueSchema({ kind: "literal", dataType: output.dataType });
  return [value, ...((output.uoms ?? []).length > 1 ? [qualified({ value, uom: text }, ["value", "uom"])] : [])];
}

/** The values that an output has in a document. */
function outputValues(output: OutputDescription): readonly Schema[] {
  switch (output.kind) {
    case "literal":
      return literalOutput(output);
    case "complex":
      return [qualifiedOutput(output)];
    case "bbox":
      return [boxOutput()];
  }
}

/** The document of results of this process. */
export function resultsSchema({ outputs }: ProcessDescription): Schema {
  const entries = outputs.map((output) => [output.id, { title: output.title, ...anyOf([...outputValues(output), linkToOutput]) }] as const);
  return { type: "object", properties: Object.fromEntries(entries), additionalProperties: false };
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** What one output is like when it comes by itself. */
function rawContent(output: OutputDescription & (LiteralDomain | BoundingBoxDomain | ComplexDomain)): [string, Schema][] {
  if (output.kind === "bbox") return [["application/json", boxOutput()]];
  if (output.kind === "literal")
    return [
      ["text/plain", text],
      ["application/json", valueSchema({ kind: "literal", dataType: output.dataType })],
    ];
  return output.formats.map((format) => [
    format.mediaType,
    isJson(format) ? anything : isBytes(format) ? { type: "string", format: "binary" } : text,
  ]);
}

/** All contents of a successful answer: a document, one output by itself, several in parts. */
export function resultsContent(process: ProcessDescription): Content {
  const choices = new Map<string, Schema[]>([["application/json", [resultsSchema(process)]]]);
  for (const [mediaType, schema] of process.outputs.flatMap(rawContent))
    choices.set(mediaType, [...(choices.get(mediaType) ?? []), schema]);
  const several: readonly (readonly [string, Schema[]])[] = process.outputs.length > 1 ? [["multipart/related", [text]]] : [];
  const distinct = (schemas: readonly Schema[]) => [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return Object.fromEntries([...choices, ...several].map(([mediaType, schemas]) => [mediaType, { schema: anyOf(distinct(schemas)) }]));
}
