// All outputs of a job as one ZIP: stored as they are while they are read, its length known before. Nothing of it lies in memory or on disk.
import { makeZip, predictLength } from "client-zip";
import type { FastifyReply } from "fastify";
import type { Job, Result } from "../core/job.js";
import { extensionOf } from "../core/media-types.js";
import type { FileStore } from "../core/staging.js";
import { sendResponse } from "./exchange.js";

/** One file of the archive. */
interface Entry {
  readonly name: string;
  readonly size: number;
  /** Opens it; not before its turn. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A safe name for a download: only letters, digits, dot, dash and underscore of the output's id, and no dot at its beginning. */
export function fileName(outputId: string, mediaType: string): string {
  const base = outputId
    .replace(/[^\w.-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, 80);
  return `${base}.${extensionOf(mediaType)}`;
}

/** What a simple output is as a file of text. */
export function simpleText(result: Exclude<Result, { kind: "complex" }>): string {
  return result.kind === "literal" ? String(result.value) : [...result.bbox, result.crs].join(",");
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

type Opened = Omit<Entry, "name"> & { readonly wanted: string };

function filesOf(result: Result, files: Pick<FileStore, "open">): Opened[] {
  if (result.kind !== "complex") {
    const bytes = new TextEncoder().encode(simpleText(result));
    return [{ wanted: fileName(result.id, "text/plain"), size: bytes.byteLength, open: () => once(bytes) }];
  }
  const { file, format, attachments = [] } = result;
  return [
    { wanted: fileName(result.id, format.mediaType), size: file.byteLength, open: () => files.open(file.key) },
    // Their names stand in the output itself.
    ...attachments.map(({ name, file: other }) => ({
      wanted: name.replace(/[^\w.-]/g, "_").slice(0, 120),
      size: other.byteLength,
      open: () => files.open(other.key),
    })),
  ];
}

/** Each under a name of its own, also where capitals are not told apart. None begins with a dot: that would be hidden, or another folder. */
export function entriesOf(results: readonly Result[], files: Pick<FileStore, "open">): readonly Entry[] {
  const taken = new Set<string>();
  return results
    .flatMap((result) => filesOf(result, files))
    .map(({ wanted, size, open }) => {
      const plain = wanted.replace(/^\.+/, "_");
      const [, base = plain, ending = ""] = /^(.+?)(\.[^.]*)?$/.exec(plain) ?? [];
      let name = plain;
      for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base}-${number}${ending}`;
      taken.add(name.toLowerCase());
      return { name, size, open };
    });
}

/** The bytes of the archive. A file that breaks off, or has another size than it should, breaks the archive off. */
export async function* archive(entries: readonly Entry[], lastModified: Date): AsyncGenerator<Uint8Array> {
  let current: AsyncGenerator<Uint8Array> | undefined;
  async function* whole({ open, size }: Entry): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const piece of open()) {
      bytes += piece.byteLength;
      yield piece;
    }
    if (bytes !== size) throw new Error(`a stored file has ${bytes} bytes in place of ${size}`);
  }
  function* inputs() {
    for (const entry of entries) {
      current = whole(entry);
      yield { name: entry.name, size: entry.size, input: current, lastModified };
    }
  }
  const reader = makeZip(inputs()).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Whoever goes away in the middle leaves a file open; the writer of the archive does not close it.
    await reader.cancel().catch(() => undefined);
    await current?.return(undefined);
  }
}

export function archiveLength(entries: readonly Entry[]): bigint {
  return predictLength(entries.map(({ name, size }) => ({ name, size })));
}

/** Of a job that has ended. */
export function sendArchive(job: Job, files: Pick<FileStore, "open">, reply: FastifyReply): FastifyReply {
  const entries = entriesOf(job.results ?? [], files);
  const headers = {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="job-${job.id}.zip"`,
    "content-security-policy": "sandbox; default-src 'none'",
    "content-length": String(archiveLength(entries)),
  };
  // The body of an answer to HEAD would be read to its end.
  const isAsked = reply.request.method !== "HEAD";
  const body = archive(isAsked ? entries : [], new Date(job.finishedMs ?? job.updatedMs));
  return sendResponse(reply, { status: 200, headers, body });
}
