// Files that a process publishes beside its outputs, because an output tells their addresses (metalinks). They belong to its first file.
import type { Attachment, ProcessDescription } from "@terrarium/sdk";
import type { Collected } from "../core/engine.js";
import type { Attached, Job } from "../core/job.js";
import type { CheckedAttachment, CheckedOutput } from "../validation/check-results.js";
import type { JobsParts } from "./parts.js";

/** More than this are not published. */
const most = 1000;

function isFlatName(name: unknown): name is string {
  return typeof name === "string" && /^[^/\0]{1,255}$/.test(name) && name !== "." && name !== "..";
}

/** What becomes a header line. */
function isMediaType(text: unknown): text is string {
  return typeof text === "string" && /^[\x21-\x7e]+\/[\x20-\x7e]{0,200}[\x21-\x7e]$/.test(text);
}

function checked(given: unknown): CheckedAttachment[] {
  if (typeof given !== "object" || given === null) return [];
  const { name, file, mediaType } = given as { readonly [key in keyof Attachment]?: unknown };
  if (!isFlatName(name) || !isFlatName(file)) return [];
  return [{ name, file, mediaType: isMediaType(mediaType) ? mediaType : "application/octet-stream" }];
}

/** The outputs with their attachments; what has the name of an output or of another attachment, or is an output itself, is left out. */
export function attach(given: unknown, outputs: CheckedOutput[], process: ProcessDescription): CheckedOutput[] {
  if (!Array.isArray(given)) return outputs;
  const names = new Set(process.outputs.map(({ id }) => id));
  const files = new Set(outputs.flatMap((one) => (one.kind === "complex" ? [one.name] : [])));
  const attachments = given
    .slice(0, most)
    .flatMap(checked)
    .filter(({ name, file }) => {
      const isFree = !names.has(name) && !files.has(file);
      names.add(name);
      files.add(file);
      return isFree;
    });
  const first = outputs.findIndex(({ kind }) => kind === "complex");
  return attachments.length === 0
    ? outputs
    : outputs.map((one, at) => (at === first && one.kind === "complex" ? { ...one, attachments } : one));
}

/** Keys of files are numbered: so far behind those of the outputs of an attempt. */
const firstIndex = 5_000;
const perAttempt = 10_000;

/** The attachments of one output, kept beside it; none as no member at all. */
export async function adoptAttachments(
  job: Job,
  attachments: readonly CheckedAttachment[] = [],
  collected: readonly Collected[],
  { files }: JobsParts,
): Promise<{ readonly attachments?: readonly Attached[] }> {
  const attached: Attached[] = [];
  for (const [at, { name, file, mediaType }] of attachments.entries()) {
    const found = collected.find((one) => one.name === file);
    if (found === undefined) continue;
    const { byteLength, sha256 } = found;
    const index = (job.attempt - 1) * perAttempt + firstIndex + at;
    attached.push({ name, file: await files.adopt(job.id, index, found.path, { byteLength, sha256 }), mediaType });
  }
  return attached.length === 0 ? {} : { attachments: attached };
}
