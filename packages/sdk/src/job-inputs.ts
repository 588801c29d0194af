// Turns the inputs of job.json into what `run` gets: literals of their type, bounding boxes, handles of staged files.
// The server has checked them against the description; here only their JavaScript form is made.
import { join } from "node:path";
import type { JobInput } from "./contract.js";
import type { InputDescription, LiteralType } from "./description.js";
import { type ComplexHandle, makeFileHandle } from "./file-handle.js";
import type { BoundingBox } from "./process-values.js";
import type { FileKind } from "./specs.js";

type InputValue = string | number | boolean | BoundingBox | ComplexHandle;

/** Where the files of inputs are, and which of them are of a kind that code knows. */
export interface Staged {
  readonly folder: string;
  readonly kinds: Readonly<Record<string, FileKind>>;
}

/** Every described input by name: a list where more than one may occur, undefined where none was given and none is needed. */
export function makeInputs(
  descriptions: readonly InputDescription[],
  given: readonly JobInput[],
  { folder, kinds }: Staged,
): Record<string, InputValue | readonly InputValue[] | undefined> {
  const entries = descriptions.map((description): [string, InputValue | readonly InputValue[] | undefined] => {
    const values = given.filter((input) => input.id === description.id).map((input) => makeValue(description, input, { folder, kinds }));
    if (description.maxOccurs > 1) return [description.id, values];
    if (values.length === 0 && description.minOccurs > 0) throw new Error(`job.json has no input "${description.id}".`);
    return [description.id, values[0] ?? defaultOf(description)];
  });
  return Object.fromEntries(entries);
}

function defaultOf(description: InputDescription): InputValue | undefined {
  return description.kind === "literal" ? description.default : undefined;
}

function makeValue(description: InputDescription, input: JobInput, { folder, kinds }: Staged): InputValue {
  if (input.kind !== description.kind) throw new Error(`job.json gives input "${input.id}" as ${input.kind}.`);
  if (input.kind === "bbox") return { bbox: input.bbox, crs: input.crs };
  if (input.kind === "complex") {
    const { id, file, format, byteLength } = input;
    const handle = makeFileHandle({ id, path: join(folder, file), format, byteLength });
    return kinds[id]?.open(handle) ?? handle;
  }
  return description.kind === "literal" ? toPrimitive(description.dataType, input.value) : input.value;
}

const numericTypes: readonly LiteralType[] = ["integer", "positiveInteger", "nonNegativeInteger", "float", "double", "decimal"];
const namedNumbers: Readonly<Record<string, number>> = { INF: Number.POSITIVE_INFINITY, "-INF": Number.NEGATIVE_INFINITY, NaN: Number.NaN };

/** JSON has no infinity: such numbers travel as text by their XML Schema names, and so may any number. */
function toPrimitive(dataType: LiteralType, value: string | number | boolean): string | number | boolean {
  if (numericTypes.includes(dataType)) return typeof value === "string" ? (namedNumbers[value] ?? Number(value)) : value;
  if (dataType === "boolean") return typeof value === "string" ? value === "true" || value === "1" : value;
  return String(value);
}
