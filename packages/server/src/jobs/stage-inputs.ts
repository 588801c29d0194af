// Brings the inputs of a plan into a bundle: references are fetched (by the fetcher, through its guard), texts become files, job.json is written last.
// Two steps, because a sandbox is taken only when all inputs are there, and a bundle may have to be filled twice.
import { createHash } from "node:crypto";
import { closeSync, fchmodSync, openSync, writeFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Format, JobFile, JobInput } from "@terrarium/sdk";
import { fault, ServiceError } from "../core/errors.js";
import type { StoredFile } from "../core/message.js";
import { type Phrase, say } from "../core/sentence.js";
import type { Fetcher, FileStore, StagedFile } from "../core/staging.js";
import { decodeBase64 } from "../validation/base64.js";
import { notBase64, type PlannedInput, planSimple } from "../validation/validate-inputs.js";

/** An input whose bytes are at hand: in a stored file, or in memory where they came with the request. */
export type StagedInput =
  | Exclude<JobInput, { kind: "complex" }>
  | {
      readonly kind: "complex";
      readonly id: string;
      readonly format: Format;
      readonly byteLength: number;
      readonly href?: string;
      readonly source: { readonly key: string; readonly sha256: string } | { readonly bytes: Buffer };
    };

export interface StagingParts {
  readonly files: FileStore;
  readonly fetcher: Fetcher;
  /** Of the job. */
  readonly owner: string;
  readonly signal: AbortSignal;
  /** Keys of fetched files are put here as soon as they exist; the caller removes them when the job has ended. */
  readonly fetched: string[];
}

type PlannedReference = Extract<PlannedInput, { kind: "reference" }>;

/** The decoded bytes of a file in a new one; `problem` says what is wrong if it is not base64. */
async function decode(stored: StoredFile, id: string, problem: Phrase, parts: StagingParts): Promise<StoredFile> {
  const file = await parts.files.uploads().create();
  try {
    for await (const bytes of decodeBase64(parts.files.open(stored.key))) await file.write(bytes);
    const decoded = await file.close();
    parts.fetched.push(decoded.key);
    return decoded;
  } catch (error) {
    await file.discard();
    if (error instanceof ServiceError) throw error;
    throw fault("invalid-input", problem, id, error);
  }
}

async function readSmall(stored: StoredFile, files: FileStore): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.open(stored.key)) chunks.push(chunk);
  return new TextDecoder("utf-8").decode(Buffer.concat(chunks));
}

async function fetchInput(planned: PlannedReference, parts: StagingParts): Promise<StagedInput> {
  const stored = await parts.fetcher.fetch({ ...planned.reference, owner: parts.owner }, planned.id, planned.maximumBytes, parts.signal);
  parts.fetched.push(stored.key);
  const { as, id } = planned;
  if (as.kind === "simple") {
    const simple = planSimple(as.description, await readSmall(stored, parts.files));
    if ("code" in simple) throw new ServiceError([simple]);
    if (simple.kind === "literal" || simple.kind === "bbox") return simple;
    throw fault("internal", say("The input {id} cannot be read.", { id }), id);
  }
  const problem = say("The data behind the reference of input {id} is said to be base64, but it is not.", { id });
  const plain = as.isBase64 ? await decode(stored, id, problem, parts) : stored;
  return { kind: "complex", id, format: as.format, byteLength: plain.byteLength, href: planned.reference.href, source: sourceOf(plain) };
}

function sourceOf({ key, sha256 }: StoredFile): { readonly key: string; readonly sha256: string } {
  return { key, sha256 };
}

/** All inputs with their bytes at hand, in the order of the plan. Throws what the fetcher throws; invalid-input for what was fetched and is wrong. */
export async function stageInputs(inputs: readonly PlannedInput[], parts: StagingParts): Promise<StagedInput[]> {
  const staged: StagedInput[] = [];
  for (const planned of inputs) {
    const { id } = planned;
    if (planned.kind === "reference") staged.push(await fetchInput(planned, parts));
    else if (planned.kind === "stored") {
      const file = planned.isBase64 ? await decode(planned.file, id, notBase64(id), parts) : planned.file;
      staged.push({ kind: "complex", id, format: planned.format, byteLength: file.byteLength, source: sourceOf(file) });
    } else if (planned.kind === "text") {
      const bytes = Buffer.from(planned.text, planned.isBase64 ? "base64" : "utf8");
      staged.push({ kind: "complex", id, format: planned.format, byteLength: bytes.byteLength, source: { bytes } });
    } else staged.push(planned);
  }
  return staged;
}

/** What the process is given to read: the bytes of a file, a value as text. */
export function byteLengthOf(input: StagedInput | JobInput): number {
  if (input.kind === "complex") return input.byteLength;
  return Buffer.byteLength(input.kind === "literal" ? String(input.value) : input.bbox.join(" "));
}

/** More are not remembered with their job. */
const mostRemembered = 200;

/** What is remembered of the files that a job was given, in the order of its inputs. */
export function stagedFiles(staged: readonly StagedInput[]): StagedFile[] {
  const files = staged.filter((one) => one.kind === "complex").slice(0, mostRemembered);
  return files.map(({ id, format: { mediaType }, byteLength, source }) => {
    const sha256 = "sha256" in source ? source.sha256 : createHash("sha256").update(source.bytes).digest("hex");
    return { id, mediaType, byteLength, sha256 };
  });
}

/** So much is written at once: rounds through the thread pool would cost more. */
const smallLength = 64 * 1024;

/** A new file that every uid may read and none may write, whatever our umask is. */
async function writeReadable(path: string, content: string | Buffer): Promise<void> {
  if (content.length > smallLength) {
    await writeFile(path, content, { mode: 0o444 });
    await chmod(path, 0o444);
    return;
  }
  const file = openSync(path, "w", 0o444);
  try {
    writeFileSync(file, content);
    fchmodSync(file, 0o444);
  } finally {
    closeSync(file);
  }
}

/** Fills `dir`/job: inputs as in/0, in/1, ... and job.json. */
export async function fillBundle(
  dir: string,
  job: Omit<JobFile, "inputs">,
  staged: readonly StagedInput[],
  files: FileStore,
): Promise<void> {
  const inputs: JobInput[] = [];
  for (const input of staged) {
    if (input.kind !== "complex") {
      inputs.push(input);
      continue;
    }
    const { source, ...rest } = input;
    const file = `in/${inputs.length}`;
    if ("key" in source) await files.place(source.key, join(dir, "job", file));
    else await writeReadable(join(dir, "job", file), source.bytes);
    inputs.push({ ...rest, file });
  }
  await writeReadable(join(dir, "job", "job.json"), JSON.stringify({ ...job, inputs }));
}
