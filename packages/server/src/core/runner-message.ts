// One line of the runner's channel as a message, if it is one in every part: it comes out of a sandbox, so nothing in it is believed.
import type { Attachment, OutputValue, RunnerMessage } from "@terrarium/sdk";

const textLength = 4096;

type Found = { readonly [key: string]: unknown };

function isObject(value: unknown): value is Found {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFlatName(value: unknown): value is string {
  return typeof value === "string" && /^[^/\0]{1,255}$/.test(value) && value !== "." && value !== "..";
}

function optionalText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isFormat(value: unknown): boolean {
  return isObject(value) && typeof value["mediaType"] === "string" && optionalText(value["encoding"]) && optionalText(value["schema"]);
}

function isOutput(value: unknown): value is OutputValue {
  if (!isObject(value) || typeof value["id"] !== "string") return false;
  const given = value["value"];
  if (value["kind"] === "literal") {
    const isLiteral = typeof given === "string" || typeof given === "boolean" || (typeof given === "number" && Number.isFinite(given));
    return isLiteral && optionalText(value["uom"]);
  }
  if (value["kind"] === "bbox") {
    const bbox = value["bbox"];
    const numbers = Array.isArray(bbox) && (bbox.length === 4 || bbox.length === 6) && bbox.every((part) => Number.isFinite(part));
    return numbers && typeof value["crs"] === "string";
  }
  return value["kind"] === "complex" && isFlatName(value["file"]) && isFormat(value["format"]);
}

function isListOf<T>(value: unknown, holds: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(holds);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Its name becomes the last part of an address. */
function isAttachment(value: unknown): value is Attachment {
  return isObject(value) && isFlatName(value["name"]) && isFlatName(value["file"]) && optionalText(value["mediaType"]);
}

function progressOf(found: Found): RunnerMessage | undefined {
  const { percent, message } = found;
  if (percent !== undefined && (typeof percent !== "number" || !Number.isFinite(percent))) return undefined;
  if (!optionalText(message)) return undefined;
  return {
    terrarium: "progress",
    ...(typeof percent === "number" ? { percent: Math.min(100, Math.max(0, percent)) } : {}),
    ...(typeof message === "string" ? { message: message.slice(0, textLength) } : {}),
  };
}

function errorOf(found: Found): RunnerMessage | undefined {
  const { kind, message, input, detail } = found;
  if ((kind !== "user" && kind !== "process") || typeof message !== "string" || !optionalText(input)) return undefined;
  return {
    terrarium: "error",
    kind,
    message: message.slice(0, textLength),
    ...(typeof input === "string" ? { input: input.slice(0, textLength) } : {}),
    ...(detail === undefined ? {} : { detail: detail as never }),
  };
}

function descriptionOf({ description, modules }: Found): RunnerMessage | undefined {
  if (!isObject(description)) return undefined;
  const areNames = Array.isArray(modules) && modules.every((name) => typeof name === "string");
  return { terrarium: "description", description: description as never, ...(areNames ? { modules: modules as string[] } : {}) };
}

function descriptionsOf({ processes, problems, modules }: Found): RunnerMessage | undefined {
  const isProcess = (one: unknown) => isObject(one) && isObject(one["description"]) && typeof one["entry"] === "string";
  if (!isListOf(problems, isString) || !isListOf(modules, isString) || !Array.isArray(processes) || !processes.every(isProcess))
    return undefined;
  return { terrarium: "descriptions", processes: processes as never, problems, modules };
}

/** More levels than any honest message has. Who writes JSON recurses, and a job must not choose how deep. */
const mostLevels = 32;

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

/** A line as a runner message; undefined if it is none, or not a valid one. */
export function parseMessage(line: string): RunnerMessage | undefined {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(found) || !isShallow(found, mostLevels)) return undefined;
  switch (found["terrarium"]) {
    case "ready":
      return { terrarium: "ready" };
    case "progress":
      return progressOf(found);
    case "error":
      return errorOf(found);
    case "results": {
      const { outputs, attachments = [] } = found;
      if (!Array.isArray(outputs) || !outputs.every(isOutput) || !isListOf(attachments, isAttachment)) return undefined;
      return { terrarium: "results", outputs, ...(attachments.length === 0 ? {} : { attachments }) };
    }
    case "description":
      return descriptionOf(found);
    case "descriptions":
      return descriptionsOf(found);
    default:
      return undefined;
  }
}
