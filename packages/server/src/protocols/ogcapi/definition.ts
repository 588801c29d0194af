// The request that a job was made by, as OGC API - Processes writes it, whatever protocol it came by; the draft of Part 4 calls it the definition of the job.
// What it was sent with as a file is not kept beyond the job, and is named for that.
import type { JsonValue } from "@terrarium/sdk";
import type { Data, Execute, PartialFormat } from "../../core/execute.js";
import type { Job } from "../../core/job.js";
import type { Links } from "../../core/service.js";
import { address } from "./documents.js";
import { isJson } from "./schemas.js";

type Members = { readonly [name: string]: JsonValue };

function named({ mediaType, encoding, schema }: PartialFormat = {}, typeName: "mediaType" | "type" = "mediaType"): Members {
  return {
    ...(mediaType === undefined ? {} : { [typeName]: mediaType }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/** Data in JSON is kept as its text. */
function complexValue(value: JsonValue, format: PartialFormat | undefined): JsonValue {
  const { mediaType } = format ?? {};
  if (typeof value !== "string" || mediaType === undefined || !isJson({ ...format, mediaType })) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

function written(data: Data): JsonValue | undefined {
  switch (data.kind) {
    case "reference":
      return { href: data.href, ...(data.method === "POST" ? { method: "POST" } : {}), ...named(data.format, "type") };
    case "stored":
      return undefined;
    case "value": {
      const { value, format, uom, literal, syntax } = data;
      if (literal !== undefined && syntax === undefined && literal.uom !== undefined) return { value: literal.value, uom: literal.uom };
      if (syntax === "bbox") return value;
      if (format !== undefined) return { value: complexValue(value, format), ...named(format) };
      return uom === undefined && typeof value !== "object" ? value : { value, ...(uom === undefined ? {} : { uom }) };
    }
  }
}

/** An input that occurs once is its value, else the list of them. */
function inputs(execute: Execute): Members {
  const all = new Map<string, JsonValue[]>();
  for (const { id, data } of execute.inputs) {
    const value = written(data);
    if (value !== undefined) all.set(id, [...(all.get(id) ?? []), value]);
  }
  return Object.fromEntries([...all].map(([id, values]) => [id, values.length === 1 && values[0] !== undefined ? values[0] : values]));
}

function unavailable({ inputs: given }: Execute): JsonValue[] {
  return given.flatMap(({ id, data }) =>
    data.kind === "stored" ? [{ input: id, byteLength: data.file.byteLength, sha256: data.file.sha256, ...named(data.format) }] : [],
  );
}

export function definitionDocument({ execute, processId, staged }: Job, links: Links): Members {
  const outputs = execute.outputs.map(({ id, format, transmission }) => [
    id,
    { transmissionMode: transmission, ...(format === undefined ? {} : { format: named(format) }) },
  ]);
  return {
    process: address(links, "/processes/{processId}", { processId }),
    inputs: inputs(execute),
    ...(outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) }),
    unavailable: unavailable(execute),
    // As its process read them, once they were brought.
    ...(staged === undefined
      ? {}
      : { staged: staged.map(({ id, mediaType, byteLength, sha256 }) => ({ input: id, mediaType, byteLength, sha256 })) }),
  };
}
