// What is written into a form, and the execute request that it makes: from values, from an example or a former request, and back. Pure.
import type { Json, JsonObject, OutputChoice, Parameter, Process, SchemaFormat } from "@terrarium/client";
import { type BoxField, type ComplexField, type FieldType, fieldTypeOf, type LiteralField } from "./field-type.js";

/** Where data come from. */
export type Source = "text" | "file" | "href" | "job";

/** One value of an input as it is written; which parts count is the affair of its type. */
export interface Entry {
  /** Unique in the form, and the same while it is edited. */
  readonly key: number;
  readonly source: Source;
  /** A literal, data or JSON. */
  readonly text: string;
  /** Minx, miny, maxx, maxy in the order of axes of the reference system. */
  readonly corners: readonly [string, string, string, string];
  readonly crs: string;
  readonly unit: string;
  /** Index of the format. */
  readonly format: number;
  /** A link, or the output of an earlier job. */
  readonly href: string;
  readonly file?: File | undefined;
}

export interface InputState {
  readonly parameter: Parameter;
  readonly type: FieldType;
  readonly entries: readonly Entry[];
}

export interface OutputState {
  readonly parameter: Parameter;
  readonly type: FieldType;
  readonly isWanted: boolean;
  readonly isReference: boolean;
  readonly format: number;
}

export interface FormState {
  readonly inputs: readonly InputState[];
  readonly outputs: readonly OutputState[];
  /** At once to the job, and not here to its end. */
  readonly isBackground: boolean;
}

let lastKey = 0;

/** An entry in which nothing is written, but for what the type presets. */
export function emptyEntry(type: FieldType): Entry {
  lastKey += 1;
  return {
    ...{ key: lastKey, source: "text", text: "", corners: ["", "", "", ""], unit: "", format: 0, href: "", crs: "" },
    ...(type.kind === "literal" ? { unit: type.units[0] ?? "", text: type.preset === undefined ? "" : String(type.preset) } : {}),
    ...(type.kind === "bbox" ? { crs: type.crs[0] ?? "" } : {}),
  };
}

export function firstState({ inputs, outputs }: Process): FormState {
  return {
    inputs: inputs.map((parameter) => {
      const type = fieldTypeOf(parameter);
      return { parameter, type, entries: Array.from({ length: Math.max(1, parameter.minOccurs) }, () => emptyEntry(type)) };
    }),
    outputs: outputs.map((parameter) => ({ parameter, type: fieldTypeOf(parameter), isWanted: true, isReference: false, format: 0 })),
    isBackground: false,
  };
}

export function isEmpty({ type }: Pick<InputState, "type">, { source, text, corners, href, file }: Entry): boolean {
  if (type.kind === "bbox") return corners.every((corner) => corner.trim() === "");
  if (type.kind === "literal" || type.kind === "json") return text.trim() === "";
  if (source === "text") return text.trim() === "";
  return source === "file" ? file === undefined : href.trim() === "";
}

function number(text: string): number | string {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? text : value;
}

/** What is no number is sent as it is: the server says what is wrong with it. */
function literalValue({ word }: LiteralField, text: string): string | number | boolean {
  if (word === "number" || word === "integer") return number(text);
  return word === "boolean" && (text === "true" || text === "false") ? text === "true" : text;
}

function json(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function formatMembers({ mediaType, encoding, schema }: SchemaFormat): JsonObject {
  return {
    mediaType,
    ...(encoding === undefined || encoding === "binary" ? {} : { encoding }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/** How the content of a file stands in a request; undefined: it is not read now, and a link stands for it. */
export type FileText = (file: File) => string | undefined;

function complexValue({ formats }: ComplexField, entry: Entry, textOf: FileText): Json {
  const format = formats[entry.format] ?? formats[0];
  const members = format === undefined ? {} : formatMembers(format);
  const { mediaType, ...others } = members;
  const linked = (href: string): Json => ({ href, ...(mediaType === undefined ? {} : { type: mediaType }), ...others });
  if (entry.source === "href" || entry.source === "job") return linked(entry.href.trim());
  const text = entry.source === "file" && entry.file !== undefined ? textOf(entry.file) : entry.text;
  if (text === undefined) return linked("https://example.org/file");
  return { value: format?.isJson === true ? json(text) : text, ...members };
}

function boxValue(_type: BoxField, { corners, crs }: Entry): Json {
  return { bbox: corners.map(number), crs };
}

function entryValue({ type }: Pick<InputState, "type">, entry: Entry, textOf: FileText): Json {
  switch (type.kind) {
    case "literal": {
      const value = literalValue(type, entry.text);
      return type.units.length > 1 ? { value, uom: entry.unit } : value;
    }
    case "bbox":
      return boxValue(type, entry);
    case "complex":
      return complexValue(type, entry, textOf);
    case "json":
      return json(entry.text);
  }
}

/** The inputs of the request; what is empty is left out. */
export function inputsOf({ inputs }: FormState, textOf: FileText): Record<string, Json> {
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const values = input.entries.filter((entry) => !isEmpty(input, entry)).map((entry) => entryValue(input, entry, textOf));
      const [only] = values;
      if (only === undefined) return [];
      return [[input.parameter.id, values.length === 1 && input.parameter.maxOccurs === 1 ? only : values]];
    }),
  );
}

/** The outputs of the request; undefined where all are wanted as they come. */
export function outputsOf({ outputs }: FormState): Record<string, OutputChoice> | undefined {
  const isPlain = outputs.every(({ isWanted, isReference, format }) => isWanted && !isReference && format === 0);
  if (isPlain) return undefined;
  return Object.fromEntries(
    outputs
      .filter(({ isWanted }) => isWanted)
      .map(({ parameter, type, isReference, format }) => {
        const chosen = type.kind === "complex" && format > 0 ? type.formats[format] : undefined;
        const choice: OutputChoice = {
          transmissionMode: isReference ? "reference" : "value",
          ...(chosen === undefined ? {} : { format: formatMembers(chosen) as NonNullable<OutputChoice["format"]> }),
        };
        return [parameter.id, choice];
      }),
  );
}
