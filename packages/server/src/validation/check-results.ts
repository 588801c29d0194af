// What a process says it has made, against its description. It comes out of the sandbox, so nothing in it is believed before it is looked at.
import type { Attachment, Format, JobOutput, Limits, OutputDescription, OutputValue } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { formatText, matchFormat } from "../core/format.js";
import type { Result } from "../core/job.js";
import { type Phrase, say, words } from "../core/sentence.js";
import { matchCrs, parseBoundingBox } from "./validate-bbox.js";
import { parseLiteral } from "./validate-literal.js";

/** A file that is published beside an output. */
export type CheckedAttachment = Required<Attachment>;

/** A checked output; a complex one still lies in the sandbox under its flat name. */
export type CheckedOutput =
  | Exclude<Result, { kind: "complex" }>
  | {
      readonly id: string;
      readonly kind: "complex";
      readonly name: string;
      readonly format: Format;
      readonly attachments?: readonly CheckedAttachment[];
    };

type Loose = { readonly [key in keyof OutputValue | "value" | "uom" | "bbox" | "crs" | "file" | "format"]?: unknown };

const wrong = (id: string, what: Phrase): Error =>
  fault("process-failed", say("The process ended with a wrong output: {id} {what}.", { id, what: words(what) }), id);

function checkLiteral(given: Loose, description: OutputDescription & { kind: "literal" }, wanted: JobOutput): CheckedOutput {
  const { id } = description;
  const { value } = given;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") throw wrong(id, "is no literal value");
  // 42 for an output of type string is what many a process gives.
  const parsed = parseLiteral(description.dataType, description.dataType === "string" ? String(value) : value);
  // Not in JSON and so not as a number: INF and NaN are honest results of a computation.
  const isSpecial = typeof value === "string" && /^(-?INF|NaN)$/.test(value) && /^(float|double)$/.test(description.dataType);
  if ("problem" in parsed && !isSpecial) throw wrong(id, say("is not of its type {dataType}", { dataType: description.dataType }));
  const typed = "value" in parsed ? parsed.value : value;
  const uom = typeof given.uom === "string" && given.uom !== "" ? given.uom : wanted.uom;
  return uom === undefined ? { id, kind: "literal", value: typed } : { id, kind: "literal", value: typed, uom };
}

function checkBbox(given: Loose, description: OutputDescription & { kind: "bbox" }): CheckedOutput {
  const { id } = description;
  const { bbox, crs } = given;
  if (!Array.isArray(bbox) || bbox.some((one) => typeof one !== "number")) throw wrong(id, "is no bounding box");
  const named = typeof crs === "string" && crs !== "" ? crs : (description.crs[0] ?? "");
  const known = matchCrs(named, description.crs);
  if (known === undefined) throw wrong(id, "is in a coordinate reference system that the process does not offer");
  const parsed = parseBoundingBox({ bbox }, {}, [known]);
  if ("problem" in parsed) throw wrong(id, parsed.problem);
  return { id, kind: "bbox", ...parsed.value };
}

function checkComplex(given: Loose, description: OutputDescription & { kind: "complex" }): CheckedOutput {
  const { id } = description;
  const { file, format } = given;
  if (typeof file !== "string" || !/^[^/\0]{1,255}$/.test(file) || file === "." || file === "..")
    throw wrong(id, "names no file of the folder out");
  const asked = typeof format === "object" && format !== null ? (format as Partial<Format>) : {};
  if (typeof asked.mediaType !== "string") throw wrong(id, "has no format");
  const known = matchFormat(
    { mediaType: asked.mediaType, ...(typeof asked.schema === "string" ? { schema: asked.schema } : {}) },
    description.formats,
  );
  if (known === undefined)
    throw wrong(
      id,
      say("is in a format that the process does not offer ({format})", {
        format: formatText({ mediaType: asked.mediaType.slice(0, 100) }),
      }),
    );
  return { id, kind: "complex", name: file, format: known };
}

function checkOne(given: Loose, description: OutputDescription, wanted: JobOutput): CheckedOutput {
  if (given.kind !== description.kind) throw wrong(description.id, say("is not {kind}", { kind: description.kind }));
  if (description.kind === "literal") return checkLiteral(given, description, wanted);
  if (description.kind === "bbox") return checkBbox(given, description);
  const checked = checkComplex(given, description);
  // Offered twice, as text and in base64: the client is answered in the encoding that it asked for.
  const asked = wanted.format;
  return checked.kind === "complex" && asked !== undefined && matchFormat(checked.format, [{ mediaType: asked.mediaType }]) !== undefined
    ? { ...checked, format: asked }
    : checked;
}

/** The bound of files holds for text too: it is kept in the store and sent with every look at the job. */
function checkSize(checked: CheckedOutput, { outputBytes }: Limits): CheckedOutput {
  if (checked.kind === "literal" && Buffer.byteLength(String(checked.value)) + Buffer.byteLength(checked.uom ?? "") > outputBytes)
    throw fault(
      "limit-exceeded",
      say("The output {id} is larger than the limit of {outputBytes} bytes.", { id: checked.id, outputBytes }),
      checked.id,
    );
  return checked;
}

/**
 * The wanted outputs, in the order they were asked for. Throws process-failed, or limit-exceeded for a literal that is too large, with a sentence
 * that names the first wrong one.
 */
export function checkResults(
  outputs: unknown,
  wanted: readonly JobOutput[],
  { description: process, limits }: Pick<DeployedProcess, "description" | "limits">,
): CheckedOutput[] {
  if (!Array.isArray(outputs)) throw fault("process-failed", "The process ended with results that cannot be read.");
  const byId = new Map<unknown, Loose>();
  for (const one of outputs as unknown[]) {
    if (typeof one !== "object" || one === null) throw fault("process-failed", "The process ended with results that cannot be read.");
    const given = one as Loose;
    if (byId.has(given.id)) throw wrong(String(given.id).slice(0, 60), "is given twice");
    byId.set(given.id, given);
  }
  const checked = wanted.map((output) => {
    const description = process.outputs.find((one) => one.id === output.id);
    const given = byId.get(output.id);
    if (description === undefined || given === undefined)
      throw fault("process-failed", say("The process ended without its output {id}.", { id: output.id }), output.id);
    return checkSize(checkOne(given, description, output), limits);
  });
  const names = checked.flatMap((one) => (one.kind === "complex" ? [one.name] : []));
  if (new Set(names).size !== names.length) throw fault("process-failed", "The process named one file for two outputs.");
  return checked;
}
