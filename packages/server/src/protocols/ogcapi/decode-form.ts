// An execution form of the pages, as a browser sends it, as an Execute. Files and long texts go straight into the sink.
// The names of the fields are html/field-names.ts; whether the values fit the process is left to the jobs room.
import type { Format } from "@terrarium/sdk";
import { type Fault, fault } from "../../core/errors.js";
import type { Data, Execute, ExecuteInput, OutputRequest, PartialFormat } from "../../core/execute.js";
import type { HttpRequest, Sink, StoredFile } from "../../core/message.js";
import { throwMisread } from "../../core/misread.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import { makeBase64Decoder } from "../ows/base64.js";
import { decodeValue, unreadInputs } from "../ows/kvp.js";
import { type FieldKind, modeField, outputField, outputFormatField, readFieldName } from "./html/field-names.js";
import { boundaryOf, type FormPart, readMultipart } from "./multipart.js";

/** Of one field that is no file, and of a whole form without files. */
const textBytes = 8_000_000;
/** Longer texts are put aside as files. */
const inlineLength = 65_536;
const mostFields = 10_000;

/** How long a client is kept waiting for a result before it is shown the job. */
export const formWaitMs = 15_000;

function bad(why: Phrase, locator: string): Fault {
  return { code: "invalid-input", ...words(why), locator, part: "inputs" };
}

/** Does a request carry a form? */
export function isForm(contentType: string | undefined): boolean {
  return /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(contentType ?? "");
}

interface Field {
  readonly name: string;
  readonly value: string | StoredFile;
}

async function readText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > textBytes)
      throw fault(
        "too-large",
        say("A text in a form may have {textBytes} bytes. Send the data as a file, or give its address.", { textBytes }),
      );
    // The body's buffers are not kept: a piece may be part of a large one.
    pieces.push(Uint8Array.from(piece));
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

async function store(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, sink: Sink): Promise<StoredFile> {
  const file = await sink.create();
  try {
    for await (const piece of pieces) await file.write(piece);
  } catch (error) {
    await file.discard();
    throw error;
  }
  return file.close();
}

async function readPart(part: FormPart, sink: Sink): Promise<Field[]> {
  const { name, fileName, bytes } = part;
  if (fileName === undefined) return [{ name, value: await readText(bytes) }];
  // Browsers send a file field without a file as a nameless empty one.
  return fileName === "" ? [] : [{ name, value: await store(bytes, sink) }];
}

function readPairs(text: string): Field[] {
  return text.split("&").flatMap((pair) => {
    const cut = pair.indexOf("=");
    const name = decodeValue(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? "" : decodeValue(pair.slice(cut + 1));
    if (name === undefined || value === undefined) throw fault("invalid-parameter", "The form is not valid percent-encoded UTF-8.", "body");
    return name === "" ? [] : [{ name, value }];
  });
}

async function readFields({ headers, body }: HttpRequest, sink: Sink): Promise<Field[]> {
  const contentType = headers["content-type"] ?? "";
  if (!/^\s*multipart\//i.test(contentType)) return readPairs(await readText(body));
  const fields: Field[] = [];
  for await (const part of readMultipart(body, boundaryOf(contentType))) fields.push(...(await readPart(part, sink)));
  return fields;
}

type Parts = ReadonlyMap<FieldKind, string | StoredFile>;

function text(parts: Parts, kind: FieldKind): string {
  const value = parts.get(kind);
  return typeof value === "string" ? value : "";
}

/** The value of a format field: {mediaType, encoding?, schema?}. */
function readFormat(value: string, locator: string, faults: Fault[]): PartialFormat | undefined {
  if (value === "") return undefined;
  const parsed = ((): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      // A media type by itself, for those who write the request by hand.
      return { mediaType: value };
    }
  })();
  const known = typeof parsed === "object" && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : {};
  const { mediaType, encoding, schema } = known;
  if (typeof mediaType !== "string" || [encoding, schema].some((one) => one !== undefined && typeof one !== "string")) {
    faults.push(bad("The format of the form cannot be read.", locator));
    return undefined;
  }
  const format: Format = {
    mediaType,
    ...(typeof encoding === "string" ? { encoding } : {}),
    ...(typeof schema === "string" ? { schema } : {}),
  };
  return format;
}

function numberOf(value: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
}

/** A bounding box; undefined where none of its numbers is given. */
function readBox(parts: Parts, id: string, faults: Fault[]): Data | undefined {
  const words = (["minx", "miny", "maxx", "maxy"] as const).map((kind) => text(parts, kind));
  if (words.every((word) => word.trim() === "")) return undefined;
  const bbox = words.map(numberOf);
  if (bbox.some((one) => !Number.isFinite(one))) {
    faults.push(bad(say("The bounding box of input {id} needs four numbers.", { id }), id));
    return undefined;
  }
  const crs = text(parts, "crs");
  return { kind: "value", value: { bbox, ...(crs === "" ? {} : { crs }) }, syntax: "bbox" };
}

/** A date or time as XML Schema writes it: browsers leave out seconds that are zero. */
function moment(value: string, zone: string): string {
  return /(?:^|T)\d\d:\d\d$/.test(value) ? `${value}:00${zone}` : value + zone;
}

/** A text of a form has the line breaks of the network; data has those of its author's editor, as far as anybody can know. */
function plainLines(value: string): string {
  return value.replace(/\r\n/g, "\n");
}

async function storeText(
  value: string,
  format: PartialFormat | undefined,
  id: string,
  sink: Sink,
  faults: Fault[],
): Promise<Data | undefined> {
  const decoder = makeBase64Decoder();
  const isBase64 = format?.encoding?.trim().toLowerCase() === "base64";
  const bytes = isBase64 ? decoder.write(value) : new TextEncoder().encode(value);
  const rest = decoder.end();
  if (bytes === undefined || rest === undefined) {
    faults.push(bad(say("The input {id} must be base64, but it is not.", { id }), id));
    return undefined;
  }
  const file = await store([bytes, rest], sink);
  return { kind: "stored", file, ...(format === undefined ? {} : { format }) };
}

/** Data as text, address or file; undefined where none is given. */
async function readComplex(parts: Parts, id: string, sink: Sink, faults: Fault[]): Promise<Data | undefined> {
  const file = parts.get("file");
  const href = text(parts, "href").trim();
  const value = plainLines(text(parts, "text"));
  const given = [typeof file === "object", href !== "", value.trim() !== ""].filter(Boolean).length;
  if (given === 0) return undefined;
  if (given > 1) {
    faults.push(bad(say("The input {id} is given as text, as an address or as a file: as one of these.", { id }), id));
    return undefined;
  }
  const format = readFormat(text(parts, "format"), id, faults);
  const formatted = format === undefined ? {} : { format };
  if (typeof file === "object") return { kind: "stored", file, ...formatted };
  if (href === "") {
    if (value.length > inlineLength) return storeText(value, format, id, sink, faults);
    return { kind: "value", value, syntax: "complex", ...formatted };
  }
  // What an address gives is the data itself, whatever a text of this format is.
  const { encoding: _encoding, ...plain } = format ?? {};
  return { kind: "reference", href, method: "GET", ...(format === undefined ? {} : { format: plain }) };
}

function readLiterals(parts: Parts): Data[] {
  const uom = text(parts, "uom");
  const values = [
    text(parts, "literal"),
    ...(text(parts, "moment") === "" ? [] : [moment(text(parts, "moment"), text(parts, "zone"))]),
    ...text(parts, "lines").split(/\r?\n/),
  ];
  return values.flatMap((value): Data[] =>
    value === "" ? [] : [{ kind: "value", value: plainLines(value), syntax: "literal", ...(uom === "" ? {} : { uom }) }],
  );
}

const literalKinds: ReadonlySet<FieldKind> = new Set(["literal", "moment", "lines", "zone", "uom"]);

interface Occurrence {
  readonly id: string;
  readonly parts: Map<FieldKind, string | StoredFile>;
}

/** The fields of one occurrence side by side; inputs and occurrences in the order in which they came. */
function gather(fields: readonly Field[]): Occurrence[] {
  const occurrences = new Map<string, Occurrence>();
  for (const { name, value } of fields) {
    const field = readFieldName(name);
    if (field === undefined) continue;
    const key = `${field.number}:${field.inputId}`;
    const known = occurrences.get(key) ?? { id: field.inputId, parts: new Map() };
    occurrences.set(key, known);
    known.parts.set(field.kind, value);
  }
  return [...occurrences.values()];
}

async function readInputs(fields: readonly Field[], sink: Sink, faults: Fault[]): Promise<ExecuteInput[]> {
  const inputs: ExecuteInput[] = [];
  for (const { id, parts } of gather(fields)) {
    const isLiteral = [...parts.keys()].every((kind) => literalKinds.has(kind));
    const isBox = parts.has("minx");
    const other = isLiteral ? undefined : isBox ? readBox(parts, id, faults) : await readComplex(parts, id, sink, faults);
    const data = isLiteral ? readLiterals(parts) : other === undefined ? [] : [other];
    inputs.push(...data.map((one) => ({ id, data: one })));
  }
  return inputs;
}

function readOutputs(fields: readonly Field[], faults: Fault[]): OutputRequest[] {
  const values = new Map(fields.map(({ name, value }) => [name, typeof value === "string" ? value : ""]));
  const ids = [...values.keys()].filter((name) => name.startsWith(outputField)).map((name) => name.slice(outputField.length));
  return ids.map((id) => {
    const format = readFormat(values.get(outputFormatField + id) ?? "", id, faults);
    return { id, ...(format === undefined ? {} : { format }), transmission: "value" };
  });
}

/** The Execute that a form says. Throws ServiceError with all faults that need no description of the process. */
export async function decodeForm(request: HttpRequest, processId: string, sink: Sink): Promise<Execute> {
  const fields = await readFields(request, sink);
  if (fields.length > mostFields)
    throw fault("invalid-parameter", say("The form has more than {mostFields} fields.", { mostFields }), "body");
  const faults: Fault[] = [];
  const inputs = await readInputs(fields, sink, faults);
  const outputs = readOutputs(fields, faults);
  const isBackground = fields.some(({ name, value }) => name === modeField && value === "background");
  const execute: Execute = {
    ...{ processId, inputs, outputs },
    // In the background where that can be had, so that nothing is lost when the browser goes away.
    ...(isBackground ? { mode: "async" } : { mode: "auto", waitMs: formWaitMs }),
    ...{ response: "document", store: false, status: false, lineage: false },
  };
  throwMisread(faults, execute, unreadInputs(faults));
  return execute;
}
