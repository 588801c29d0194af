// Turns what `run` gave into the outputs of a results message: checks it against the description and puts files into out/.
// Collecting the files from out/ and encoding them for a client is the server's.
import { constants, copyFileSync, existsSync, lstatSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { JobOutput, OutputValue } from "./contract.js";
import type { Format, LiteralDomain, OutputDescription } from "./description.js";
import type { ComplexResult } from "./process-values.js";
import type { FileKind } from "./specs.js";

type Literal = string | number | boolean;
type Described<Kind> = Extract<OutputDescription, { kind: Kind }>;

/** What a caller asked for, with defaults filled in; nothing asked means all. */
export function requestedOutputs(descriptions: readonly OutputDescription[], asked: readonly JobOutput[]): readonly JobOutput[] {
  return asked.length > 0 ? asked : descriptions.map(({ id }) => ({ id }));
}

/** The asked format, or the first described one. */
export function formatOf(description: Described<"complex">, asked: JobOutput | undefined): Format {
  const format = asked?.format ?? description.formats[0];
  if (format === undefined) throw new Error(`Output "${description.id}" describes no format.`);
  return format;
}

/** What was given for outputs of a known kind, and is no file yet, becomes one. Throws an Error that names the output. */
export async function writeGiven(
  descriptions: readonly OutputDescription[],
  requests: readonly JobOutput[],
  given: Readonly<Record<string, unknown>>,
  { kinds, outdir }: { readonly kinds: Readonly<Record<string, FileKind>>; readonly outdir: string },
): Promise<Readonly<Record<string, unknown>>> {
  const written: Record<string, unknown> = { ...given };
  for (const description of descriptions) {
    const { id } = description;
    const write = kinds[id]?.write;
    const request = requests.find((one) => one.id === id);
    const value = given[id];
    if (write === undefined || description.kind !== "complex" || request === undefined || value === undefined || isFile(value)) continue;
    const format = formatOf(description, request);
    const path = join(outdir, freeName(id, outdir));
    await write(value as never, format, path).catch((cause: unknown) => {
      if (cause instanceof Error && "userError" in cause) throw cause;
      throw new Error(`the output "${id}" could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
    written[id] = { path, format };
  }
  return written;
}

function isFile(value: unknown): boolean {
  return typeof value === "object" && value !== null && ["path", "text", "bytes", "json"].some((name) => Object.hasOwn(value, name));
}

/** The outputs that were asked for, in that order. Throws an Error that names the output that is missing, not described or of another type. */
export function makeOutputs(
  descriptions: readonly OutputDescription[],
  requests: readonly JobOutput[],
  given: Readonly<Record<string, unknown>>,
  outdir: string,
): OutputValue[] {
  const known = new Map(descriptions.map((description) => [description.id, description]));
  const stranger = Object.keys(given).find((id) => !known.has(id));
  if (stranger !== undefined) throw new Error(`it gave an output "${stranger}" that it does not describe.`);
  return requests.map((request) => {
    const description = known.get(request.id);
    if (description === undefined) throw new Error(`it has no output "${request.id}".`);
    const value = given[request.id];
    if (value === undefined || value === null) throw new Error(`it gave no value for the output "${request.id}".`);
    if (description.kind === "literal") return makeLiteral(description, request, value);
    if (description.kind === "bbox") return makeBox(description, value);
    return makeComplex(description, request, value as ComplexResult, outdir);
  });
}

function makeLiteral(description: Described<"literal">, request: JobOutput, given: unknown): OutputValue {
  const { value, uom } = typeof given === "object" ? (given as { value: unknown; uom?: string }) : { value: given };
  const unit = uom ?? request.uom ?? description.uoms?.[0];
  const literal = checkLiteral(description, value);
  return { id: description.id, kind: "literal", value: literal, ...(unit === undefined ? {} : { uom: unit }) };
}

function checkLiteral({ id, dataType }: LiteralDomain & { id: string }, value: unknown): Literal {
  const wrong = () => new Error(`the output "${id}" should be ${dataType} and is ${JSON.stringify(value)}.`);
  if (dataType === "boolean") {
    if (typeof value !== "boolean") throw wrong();
    return value;
  }
  if (dataType === "float" || dataType === "double") {
    if (typeof value !== "number") throw wrong();
    if (Number.isNaN(value)) return "NaN";
    return Number.isFinite(value) ? value : value > 0 ? "INF" : "-INF";
  }
  if (dataType === "decimal") {
    if (typeof value !== "number" || !Number.isFinite(value)) throw wrong();
    return value;
  }
  if (dataType === "integer" || dataType === "positiveInteger" || dataType === "nonNegativeInteger") {
    const least = { integer: Number.NEGATIVE_INFINITY, positiveInteger: 1, nonNegativeInteger: 0 }[dataType];
    if (typeof value !== "number" || !Number.isInteger(value) || value < least) throw wrong();
    return value;
  }
  if (typeof value !== "string") throw wrong();
  return value;
}

function makeBox(description: Described<"bbox">, given: unknown): OutputValue {
  const { bbox, crs = description.crs[0] } = given as { bbox?: unknown; crs?: string };
  const numbers = Array.isArray(bbox) && bbox.every((one) => typeof one === "number" && Number.isFinite(one)) ? (bbox as number[]) : [];
  if ((numbers.length !== 4 && numbers.length !== 6) || crs === undefined) {
    throw new Error(`the output "${description.id}" should be a bounding box of 4 or 6 numbers.`);
  }
  return { id: description.id, kind: "bbox", bbox: numbers, crs };
}

function makeComplex(description: Described<"complex">, request: JobOutput, given: ComplexResult, outdir: string): OutputValue {
  const { id } = description;
  const format = given.format ?? formatOf(description, request);
  if ("path" in given && typeof given.path === "string") {
    return { id, kind: "complex", file: takeFile(id, resolve(given.path), outdir), format };
  }
  const content = contentOf(given);
  if (content === undefined) throw new Error(`the output "${id}" should be a file: { path }, { text }, { bytes } or { json }.`);
  const file = freeName(id, outdir);
  writeFileSync(join(outdir, file), content, { flag: "wx" });
  return { id, kind: "complex", file, format };
}

function contentOf(given: ComplexResult): string | Uint8Array | undefined {
  if ("text" in given && typeof given.text === "string") return given.text;
  if ("bytes" in given && given.bytes instanceof Uint8Array) return given.bytes;
  return "json" in given ? JSON.stringify(given.json) : undefined;
}

/** The flat name in out/ under which the file at `path` is found from now on. Staged inputs and shared files are copied, others moved. */
function takeFile(id: string, path: string, outdir: string): string {
  if (!existsSync(path) || !lstatSync(path).isFile()) throw new Error(`the output "${id}" names a file that is not there: ${path}`);
  if (dirname(path) === resolve(outdir)) return path.slice(dirname(path).length + 1);
  const file = freeName(id, outdir);
  try {
    renameSync(path, join(outdir, file));
  } catch (error) {
    // Across mounts, or read-only where it lies.
    if (!["EXDEV", "EROFS", "EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copyFileSync(path, join(outdir, file), constants.COPYFILE_EXCL);
  }
  return file;
}

function freeName(id: string, outdir: string): string {
  const base = `output-${id.replace(/[^A-Za-z0-9._-]/g, "_")}`;
  let name = base;
  for (let count = 2; existsSync(join(outdir, name)); count++) name = `${base}-${count}`;
  return name;
}
