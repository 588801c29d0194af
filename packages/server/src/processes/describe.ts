// Asks a process for its description, in a sandbox, and checks what it says before anybody relies on it.
import { literalTypes, type ProcessDescription } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import { type OnceParts, runOnce } from "./run-once.js";

/** The description that the process gives of itself. Throws an Error with one sentence that an author understands. */
export async function describeProcess(
  parts: OnceParts,
  id: string,
  process: Pick<DeployedProcess, "command" | "mounts" | "environment">,
): Promise<ProcessDescription> {
  const { messages, exit } = await runOnce(parts, id, process);
  for (const message of messages) {
    if (message.terrarium === "description") return checkDescription(message.description);
    if (message.terrarium === "error") throw new Error(message.message);
  }
  if (exit.reason === "timeout") throw new Error(`It did not describe itself within ${parts.limits.wallMs / 1000} s.`);
  const lastLine = exit.log.trim().split("\n").at(-1) ?? "";
  throw new Error(
    `It ended (${exit.reason}${exit.code === undefined ? "" : `, code ${exit.code}`}) without a description. ${lastLine}`.trim(),
  );
}

/** The description if it is one; else throws an Error that names the part that is wrong. What a process says of itself is untrusted. */
export function checkDescription(description: ProcessDescription): ProcessDescription {
  need(text(description?.id) && /^\S(.{0,198}\S)?$/.test(description.id), "its id must be 1 to 200 characters without blanks at its ends");
  need(text(description.version) && text(description.title), "it needs a version and a title");
  need(Array.isArray(description.inputs) && Array.isArray(description.outputs), "it needs lists of inputs and outputs");
  need(description.outputs.length > 0, "it needs at least one output");
  for (const input of description.inputs) {
    checkDomain(input, "input");
    const { minOccurs, maxOccurs } = input;
    need(
      Number.isInteger(minOccurs) && minOccurs >= 0 && Number.isInteger(maxOccurs) && maxOccurs >= Math.max(1, minOccurs),
      `input ${input.id} has impossible occurrences`,
    );
  }
  for (const output of description.outputs) checkDomain(output, "output");
  for (const list of [description.inputs, description.outputs]) {
    need(new Set(list.map((one) => one.id)).size === list.length, "an input or output id is used twice");
  }
  return description;
}

function checkDomain(one: ProcessDescription["outputs"][number], what: string): void {
  need(text(one?.id) && text(one.title), `each ${what} needs an id and a title`);
  if (one.kind === "literal")
    need((literalTypes as readonly string[]).includes(one.dataType), `${what} ${one.id} has an unknown data type`);
  else if (one.kind === "complex")
    need(
      Array.isArray(one.formats) && one.formats.length > 0 && one.formats.every((format) => text(format?.mediaType)),
      `${what} ${one.id} needs at least one format`,
    );
  else if (one.kind === "bbox")
    need(Array.isArray(one.crs) && one.crs.length > 0 && one.crs.every(text), `${what} ${one.id} needs at least one CRS`);
  else need(false, `${what} ${(one as { id: string }).id} is neither literal, complex nor bbox`);
}

function text(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}

function need(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(`Its description is not valid: ${otherwise}.`);
}
