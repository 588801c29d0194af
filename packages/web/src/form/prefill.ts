// Fills a form with the inputs of an example or of a former request, as OGC API - Processes writes them. Pure.
import type { Json, JsonObject, SchemaFormat } from "@terrarium/client";
import type { ComplexField, FieldType } from "./field-type.js";
import { type Entry, emptyEntry, type FormState, type InputState, type OutputState } from "./form-state.js";

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value, undefined, 2) : String(value);
}

/** The index of the format that is named; the first where none fits. */
function formatIndex(formats: readonly SchemaFormat[], named: JsonObject): number {
  const inner = isObject(named["format"]) ? named["format"] : {};
  const mediaType = named["mediaType"] ?? named["type"] ?? inner["mediaType"];
  const isNamed = (one: SchemaFormat) => one.mediaType === mediaType;
  const exact = formats.findIndex((one) => isNamed(one) && (named["encoding"] === undefined || one.encoding === named["encoding"]));
  return Math.max(0, exact === -1 ? formats.findIndex(isNamed) : exact);
}

function complexEntry(type: ComplexField, given: Json, entry: Entry): Entry {
  if (!isObject(given)) return { ...entry, text: textOf(given) };
  const format = formatIndex(type.formats, given);
  if (typeof given["href"] === "string") return { ...entry, source: "href", href: given["href"], format };
  // Data that stand there unqualified are JSON themselves.
  return given["value"] === undefined ? { ...entry, text: textOf(given) } : { ...entry, text: textOf(given["value"]), format };
}

function entryOf(type: FieldType, given: Json): Entry {
  const entry = emptyEntry(type);
  const fields = isObject(given) ? given : {};
  switch (type.kind) {
    case "complex":
      return complexEntry(type, given, entry);
    case "bbox": {
      const box = Array.isArray(fields["bbox"]) ? (fields["bbox"] as Json[]).map(textOf) : [];
      const [minx = "", miny = "", maxx = "", maxy = ""] = box.length === 6 ? [box[0], box[1], box[3], box[4]] : box;
      return { ...entry, corners: [minx, miny, maxx, maxy], crs: textOf(fields["crs"]) || entry.crs };
    }
    case "literal": {
      const unit = fields["uom"];
      return { ...entry, text: textOf(isObject(given) ? fields["value"] : given), ...(typeof unit === "string" ? { unit } : {}) };
    }
    case "json":
      return { ...entry, text: textOf(given) };
  }
}

function filledInput({ parameter, type, entries }: InputState, given: Json | undefined): InputState {
  if (given === undefined) return { parameter, type, entries: entries.map(() => emptyEntry(type)) };
  const list = Array.isArray(given) && type.kind !== "json" ? (given as Json[]) : [given as Json];
  return { parameter, type, entries: list.map((one) => entryOf(type, one)) };
}

function filledOutput(output: OutputState, chosen: JsonObject): OutputState {
  const asked = chosen[output.parameter.id];
  if (!isObject(asked)) return { ...output, isWanted: false };
  const format = output.type.kind === "complex" && isObject(asked["format"]) ? formatIndex(output.type.formats, asked["format"]) : 0;
  return { ...output, isWanted: true, isReference: asked["transmissionMode"] === "reference", format };
}

/** The form with these inputs and no others; the outputs stay unless some are named. */
export function filled(state: FormState, inputs: JsonObject, outputs?: JsonObject): FormState {
  return {
    ...state,
    inputs: state.inputs.map((input) => filledInput(input, inputs[input.parameter.id])),
    outputs: outputs === undefined ? state.outputs : state.outputs.map((output) => filledOutput(output, outputs)),
  };
}
