// The inputs and outputs of an OGC API request in the words of WPS: one entry for each occurrence, with its kind and format.
import { isObject } from "../ask.js";
import { formatsOf, type SchemaFormat, type Shape, shapeOf } from "../schemas.js";
import type { Input, Json, JsonObject, Parameter } from "../types.js";
import { CopyError } from "./copy-error.js";
import type { CopyRequest } from "./copy-request.js";
import { isXmlText, wellFormed } from "./quote.js";

export interface GivenFormat {
  readonly mediaType?: string;
  readonly encoding?: string;
  readonly schema?: string;
}

export type Given = { readonly id: string } & (
  | { readonly kind: "literal"; readonly text: string; readonly uom?: string }
  | { readonly kind: "box"; readonly numbers: readonly number[]; readonly crs?: string }
  | { readonly kind: "complex"; readonly text: string; readonly format: GivenFormat }
  | { readonly kind: "reference"; readonly href: string; readonly format: GivenFormat }
);

function word(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The format that a qualified value names: in its own members, or in `format`. */
function formatIn(given: JsonObject): GivenFormat {
  const inner = isObject(given["format"]) ? given["format"] : {};
  const of = (name: string): string | undefined => word(given, name) ?? word(inner, name);
  const [mediaType, encoding, schema] = [of("mediaType") ?? word(given, "type"), of("encoding"), of("schema")];
  return {
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(schema === undefined ? {} : { schema }),
  };
}

function plainText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function literalOf(id: string, given: Json): Given {
  if (!isObject(given)) return { id, kind: "literal", text: plainText(given) };
  const inner = isObject(given["value"]) ? given["value"] : given;
  const value = inner["measurement"] ?? inner["value"] ?? null;
  const uom = word(inner, "uom") ?? word(given, "uom");
  return { id, kind: "literal", text: plainText(value), ...(uom === undefined ? {} : { uom }) };
}

function fromBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s/g, "")), (one) => one.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

function isSameType(a: string, b: string): boolean {
  return a.replace(/\s/g, "").toLowerCase() === b.replace(/\s/g, "").toLowerCase();
}

/** The described format that is meant. JSON without a media type is JSON, text is text, as the server reads them. */
function described({ mediaType, encoding }: GivenFormat, value: Json, formats: readonly SchemaFormat[]): SchemaFormat | undefined {
  if (mediaType === undefined) return typeof value === "object" ? (formats.find(({ isJson }) => isJson) ?? formats[0]) : formats[0];
  const same = formats.filter((one) => isSameType(one.mediaType, mediaType));
  return same.find((one) => (one.encoding === "base64") === (encoding === "base64")) ?? same[0];
}

/** Text where it can be text: WPS takes base64 only in formats that are described with it. Throws CopyError for bytes where none is. */
function complexOf(id: string, given: Json, formats: readonly SchemaFormat[]): Given {
  const isQualified = isObject(given) && "value" in given;
  const value = isQualified ? (given["value"] ?? null) : given;
  const said = isQualified ? formatIn(given) : {};
  const known = described(said, value, formats);
  const mediaType = said.mediaType ?? known?.mediaType;
  const schema = said.schema ?? known?.schema;
  const format = { ...(mediaType === undefined ? {} : { mediaType }), ...(schema === undefined ? {} : { schema }) };
  const text = plainText(value);
  const isBytes = known?.encoding === "base64" || known?.encoding === "binary";
  const isEncoded = typeof value === "string" && (said.encoding?.toLowerCase() === "base64" || isBytes);
  const decoded = isEncoded && !isBytes ? fromBase64(text) : isEncoded ? undefined : text;
  if (decoded !== undefined && isXmlText(wellFormed(decoded))) return { id, kind: "complex", text: decoded, format };
  const takesBase64 = formats.some((one) => one.encoding === "base64" && isSameType(one.mediaType, mediaType ?? ""));
  if (known !== undefined && !takesBase64)
    throw new CopyError(
      `WPS cannot send the bytes of the input ${id} in the request: no format of it is described with base64. Give an address.`,
    );
  return { id, kind: "complex", text: isEncoded ? text : toBase64(text), format: { ...format, encoding: "base64" } };
}

function boxOf(id: string, given: Json): Given {
  const box = isObject(given) && isObject(given["value"]) ? given["value"] : given;
  const numbers = isObject(box) ? box["bbox"] : box;
  if (!Array.isArray(numbers) || !numbers.every((one) => typeof one === "number"))
    throw new CopyError(`The input ${id} is no bounding box.`);
  const crs = isObject(box) ? word(box, "crs") : undefined;
  return { id, kind: "box", numbers: numbers as readonly number[], ...(crs === undefined ? {} : { crs }) };
}

function givenOf(parameter: Parameter, given: Json): Given {
  const { id } = parameter;
  const href = isObject(given) ? word(given, "href") : undefined;
  if (isObject(given) && href !== undefined) return { id, kind: "reference", href, format: formatIn(given) };
  const shape = shapeOf(parameter);
  if (shape === "bbox") return boxOf(id, given);
  return shape === "literal" ? literalOf(id, given) : complexOf(id, given, formatsOf(parameter.schema));
}

/** The occurrences of an input: a list is a list of them, whatever they are. */
export function occurrencesOf(input: Input): readonly Json[] {
  return Array.isArray(input) ? (input as readonly Json[]) : [input];
}

/** All of them, in the order of the request. Throws CopyError for an input that the process has not. */
export function givenInputs({ inputs, process }: CopyRequest): Given[] {
  return Object.entries(inputs).flatMap(([id, input]) => {
    const parameter = process.inputs.find((one) => one.id === id);
    if (parameter === undefined) throw new CopyError(`The process has no input ${id}.`);
    return occurrencesOf(input).map((one) => givenOf(parameter, one));
  });
}

export interface Wanted {
  readonly id: string;
  readonly shape: Shape;
  readonly byReference: boolean;
  readonly format: GivenFormat;
}

/** The outputs that are asked for by name; none: all of them. */
export function wantedOutputs({ outputs = {}, process }: CopyRequest): Wanted[] {
  return Object.entries(outputs).map(([id, choice]) => {
    const parameter = process.outputs.find((one) => one.id === id);
    if (parameter === undefined) throw new CopyError(`The process has no output ${id}.`);
    const { mediaType, encoding, schema } = choice.format ?? {};
    return {
      ...{ id, shape: shapeOf(parameter), byReference: choice.transmissionMode === "reference" },
      format: {
        ...(mediaType === undefined ? {} : { mediaType }),
        ...(encoding === undefined ? {} : { encoding }),
        ...(schema === undefined ? {} : { schema }),
      },
    };
  });
}

/** The one output that a raw answer is made of. Throws CopyError if it could be several. */
export function rawOutput(request: CopyRequest, standard: string): Wanted {
  const wanted = wantedOutputs(request);
  const all =
    wanted.length > 0
      ? wanted
      : wantedOutputs({ ...request, outputs: Object.fromEntries(request.process.outputs.map(({ id }) => [id, {}])) });
  const [only] = all;
  if (only === undefined || all.length > 1) throw new CopyError(`${standard} gives one raw output: choose it, or ask for a document.`);
  return only;
}
