// The inputs of an Execute against the description: every input once or as often as it may occur, every value of its kind, all faults together.
// Only what the request itself holds is judged; what stands behind a reference is checked when it is staged.
import type { ComplexDomain, Format, InputDescription, LiteralDomain, ProcessDescription } from "@terrarium/sdk";
import type { ErrorCode, Fault } from "../core/errors.js";
import type { Data, ExecuteInput, PartialFormat, ReferenceData } from "../core/execute.js";
import { formatText, matchFormat, normaliseEncoding } from "../core/format.js";
import { isText } from "../core/media-types.js";
import type { StoredFile } from "../core/message.js";
import { type Phrase, say, type Words, words } from "../core/sentence.js";
import { parseBoundingBox } from "./validate-bbox.js";
import { allowedText, isAllowed, type Literal, parseLiteral } from "./validate-literal.js";

/** An input occurrence that may be staged. `isBase64`: it is to be decoded; a process always sees plain bytes, so formats are without encoding. */
export type PlannedInput =
  | { readonly kind: "literal"; readonly id: string; readonly value: Literal; readonly uom?: string }
  | { readonly kind: "bbox"; readonly id: string; readonly bbox: readonly number[]; readonly crs: string }
  | { readonly kind: "text"; readonly id: string; readonly text: string; readonly isBase64: boolean; readonly format: Format }
  | { readonly kind: "stored"; readonly id: string; readonly file: StoredFile; readonly isBase64: boolean; readonly format: Format }
  | {
      readonly kind: "reference";
      readonly id: string;
      readonly reference: ReferenceData;
      readonly maximumBytes: number;
      readonly as: FetchedAs;
    };

/** What a fetched reference is to become. */
export type FetchedAs =
  | { readonly kind: "complex"; readonly format: Format; readonly isBase64: boolean }
  | { readonly kind: "simple"; readonly description: InputDescription };

/** Literals and boxes behind a reference are read into memory, so they are bounded. */
const simpleBytes = 65_536;

type Planned = PlannedInput | Fault;

function isFault(planned: Planned): planned is Fault {
  return "code" in planned;
}

function refuse(id: string, why: Phrase, code: ErrorCode = "invalid-input"): Fault {
  return { code, ...words(why), locator: id, part: "inputs" };
}

/** A value as it may stand in a sentence: short, on one line. */
function quote(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}

function planLiteral(id: string, domain: LiteralDomain, data: Extract<Data, { kind: "value" }>): Planned {
  const parsed = parseLiteral(domain.dataType, data.value);
  if ("problem" in parsed)
    return refuse(id, say("The value {value} of input {id} {problem}.", { value: quote(data.value), id, problem: words(parsed.problem) }));
  if (!isAllowed(domain, parsed.value))
    return refuse(
      id,
      say("The value {value} of input {id} is not allowed; allowed are: {allowedValues}.", {
        value: quote(data.value),
        id,
        allowedValues: allowedText(domain.allowedValues ?? []),
      }),
    );
  const uom = (data.uom ?? "").trim() === "" ? domain.uoms?.[0] : data.uom?.trim();
  if (uom !== undefined && domain.uoms?.includes(uom) !== true) {
    const named = { uom: quote(uom), id };
    return refuse(
      id,
      domain.uoms === undefined
        ? say("The unit of measure {uom} of input {id} is not supported; it takes none.", named)
        : say("The unit of measure {uom} of input {id} is not supported; supported are: {uoms}.", {
            ...named,
            uoms: domain.uoms.join(", "),
          }),
    );
  }
  return uom === undefined ? { kind: "literal", id, value: parsed.value } : { kind: "literal", id, value: parsed.value, uom };
}

function planBbox(id: string, supported: readonly string[], data: Extract<Data, { kind: "value" }>): Planned {
  const hints = {
    ...(data.crs === undefined ? {} : { crs: data.crs }),
    ...(data.dimensions === undefined ? {} : { dimensions: data.dimensions }),
  };
  const parsed = parseBoundingBox(data.value, hints, supported);
  if ("problem" in parsed) return refuse(id, say("The bounding box of input {id} {problem}.", { id, problem: words(parsed.problem) }));
  return { kind: "bbox", id, ...parsed.value };
}

/** The bounding box or literal that stands in a text, e.g. behind a reference. */
export function planSimple(description: InputDescription, text: string): Planned {
  const data: Data = { kind: "value", value: text };
  if (description.kind === "literal") return planLiteral(description.id, description, { ...data, value: text.replace(/\r?\n$/, "") });
  if (description.kind === "bbox") return planBbox(description.id, description.crs, data);
  return refuse(description.id, say("The input {id} is complex.", { id: description.id }));
}

interface Chosen {
  readonly format: Format;
  readonly isBase64: boolean;
}

function chooseFormat(id: string, domain: ComplexDomain, asked: PartialFormat, isInline: boolean): Chosen | Fault {
  const format = matchFormat(asked, domain.formats, "input") ?? bytesInBase64(domain, asked, isInline);
  if (format === undefined)
    return refuse(
      id,
      say("The format ({asked}) of input {id} is not supported; supported are: {formats}.", {
        asked: formatText(asked),
        id,
        formats: domain.formats.map(formatText).join("; "),
      }),
      "no-such-format",
    );
  // A reference delivers the bytes themselves unless it says otherwise; inline, a format that is offered in base64 alone can be nothing else.
  const encoding = normaliseEncoding(asked.encoding ?? (isInline ? format.encoding : undefined));
  const { encoding: _encoding, ...plain } = format;
  return { format: plain, isBase64: encoding === "base64" };
}

/** What is no text can stand in a document only in base64, whether its format says so or not. */
function bytesInBase64(domain: ComplexDomain, { encoding, ...asked }: PartialFormat, isInline: boolean): Format | undefined {
  if (!isInline || normaliseEncoding(encoding) !== "base64") return undefined;
  return matchFormat(
    asked,
    domain.formats.filter(({ mediaType }) => !isText(mediaType)),
    "input",
  );
}

/** In JSON base64 is no encoding of the format but the only way to write bytes. */
function chooseInJson(id: string, domain: ComplexDomain, { encoding, ...asked }: PartialFormat): Chosen | Fault {
  const isSaid = normaliseEncoding(encoding) === "base64";
  const chosen = chooseFormat(id, domain, isSaid || encoding === undefined ? asked : { ...asked, encoding }, true);
  if ("code" in chosen) return chosen;
  return { ...chosen, isBase64: chosen.isBase64 || isSaid || !isText(chosen.format.mediaType) };
}

function isBase64Text(text: string): boolean {
  const compact = text.replace(/\s+/g, "");
  // Many clients leave the padding out.
  return compact.length % 4 === 0 ? /^[A-Za-z0-9+/]*={0,2}$/.test(compact) : /^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}$/.test(compact);
}

function planComplex(id: string, domain: ComplexDomain, data: Exclude<Data, ReferenceData>, inputBytes: number): Planned {
  const chosen = data.isJson === true ? chooseInJson(id, domain, data.format ?? {}) : chooseFormat(id, domain, data.format ?? {}, true);
  if ("code" in chosen) return chosen;
  const { format, isBase64 } = chosen;
  const maximumBytes = boundOf(domain, inputBytes);
  if (data.kind === "stored") {
    const { file } = data;
    // The protocol has decoded what the client called base64 while it came in; what only the description calls so is decoded when it is staged.
    const isStillBase64 = isBase64 && (data.isJson === true || normaliseEncoding(data.format?.encoding) === undefined);
    if (isStillBase64 && data.markup === true) return refuse(id, notBase64(id));
    const byteLength = isStillBase64 ? Math.floor((file.byteLength / 4) * 3) : file.byteLength;
    return byteLength > maximumBytes ? tooLarge(id, maximumBytes) : { kind: "stored", id, file, isBase64: isStillBase64, format };
  }
  const text = typeof data.value === "string" ? data.value : JSON.stringify(data.value);
  if (isBase64 && !isBase64Text(text)) return refuse(id, notBase64(id));
  if (Buffer.byteLength(text, isBase64 ? "base64" : "utf8") > maximumBytes) return tooLarge(id, maximumBytes);
  return { kind: "text", id, text, isBase64, format };
}

/** The sentence for an input that must be base64. */
export function notBase64(id: string): Words {
  return say("The input {id} must be base64, but it is not.", { id });
}

function tooLarge(id: string, maximumBytes: number): Fault {
  return refuse(
    id,
    say("The input {id} is larger than {megabytes} MB, the most that is accepted.", {
      id,
      megabytes: Math.round(maximumBytes / 1e4) / 100,
    }),
    "too-large",
  );
}

function boundOf(domain: ComplexDomain, inputBytes: number): number {
  return Math.min(inputBytes, (domain.maximumMegabytes ?? Number.POSITIVE_INFINITY) * 1e6);
}

function planReference(description: InputDescription, reference: ReferenceData, inputBytes: number): Planned {
  const { id } = description;
  if (!/^https?:\/\//i.test(reference.href.trim()))
    return refuse(id, say("The reference of input {id} must be an http or https address.", { id }), "unreachable-input");
  if (description.kind !== "complex")
    return { kind: "reference", id, reference, maximumBytes: simpleBytes, as: { kind: "simple", description } };
  const chosen = chooseFormat(id, description, reference.format ?? {}, false);
  if ("code" in chosen) return chosen;
  return { kind: "reference", id, reference, maximumBytes: boundOf(description, inputBytes), as: { kind: "complex", ...chosen } };
}

const kindWords = { literal: "a literal value", complex: "complex data", bbox: "a bounding box" } as const;

function planOne(description: InputDescription, data: Data, inputBytes: number): Planned {
  const { id } = description;
  if (data.kind === "reference") return planReference(description, data, inputBytes);
  const given = data.kind === "stored" ? "complex" : (data.syntax ?? description.kind);
  if (given !== description.kind)
    return refuse(
      id,
      say("The input {id} must be {kind}, but {given} was sent.", {
        id,
        kind: words(kindWords[description.kind]),
        given: words(kindWords[given]),
      }),
    );
  if (description.kind === "complex") return planComplex(id, description, data, inputBytes);
  if (data.kind === "stored") return refuse(id, say("The input {id} must be {kind}.", { id, kind: words(kindWords[description.kind]) }));
  if (description.kind === "bbox") return planBbox(id, description.crs, data);
  return planLiteral(id, description, data.literal === undefined ? data : { ...data, ...data.literal });
}

const times = (count: number): Words => (count === 1 ? words("once") : say("{count} times", { count }));

function occurrenceFault(description: InputDescription, count: number): Fault | undefined {
  const { id, minOccurs, maxOccurs } = description;
  if (count > maxOccurs)
    return refuse(
      id,
      say("The input {id} may be given {maxOccurs}, but was given {count}.", { id, maxOccurs: times(maxOccurs), count: times(count) }),
      "too-many-inputs",
    );
  if (count >= minOccurs) return undefined;
  const message =
    count === 0
      ? say("The input {id} is missing.", { id })
      : say("The input {id} must be given at least {minOccurs}, but was given {count}.", {
          id,
          minOccurs: times(minOccurs),
          count: times(count),
        });
  return refuse(id, message, "missing-input");
}

/** The default of an input that was left out, if it has one; a default makes any input optional. */
function planDefault(description: InputDescription): PlannedInput | undefined {
  if (description.kind !== "literal" || description.default === undefined) return undefined;
  const uom = description.uoms?.[0];
  const planned: PlannedInput = { kind: "literal", id: description.id, value: description.default };
  return uom === undefined ? planned : { ...planned, uom };
}

/** All occurrences in the order of the description, and all faults. `inputBytes` bounds a complex input that has no own bound. */
export function planInputs(
  given: readonly ExecuteInput[],
  process: ProcessDescription,
  inputBytes: number,
): { readonly inputs: readonly PlannedInput[]; readonly faults: readonly Fault[] } {
  const inputs: PlannedInput[] = [];
  const faults: Fault[] = [];
  const byId = new Map<string, Data[]>();
  for (const { id, data } of given) {
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [data]);
    else known.push(data);
  }
  for (const description of process.inputs) {
    const occurrences = byId.get(description.id) ?? [];
    byId.delete(description.id);
    const filled = occurrences.length === 0 ? planDefault(description) : undefined;
    const fault = filled === undefined ? occurrenceFault(description, occurrences.length) : undefined;
    if (filled !== undefined) inputs.push(filled);
    if (fault !== undefined) faults.push(fault);
    // Values beyond the allowed number are not worth a second fault each.
    for (const data of occurrences.slice(0, description.maxOccurs)) {
      const planned = planOne(description, data, inputBytes);
      if (isFault(planned)) faults.push(planned);
      else inputs.push(planned);
    }
  }
  for (const id of byId.keys())
    faults.push(
      refuse(
        id,
        say("The process {process} has no input {id}; its inputs are: {inputs}.", {
          process: process.id,
          id: quote(id),
          inputs: process.inputs.map((one) => one.id).join(", ") || words("none"),
        }),
        "no-such-input",
      ),
    );
  return { inputs, faults };
}
