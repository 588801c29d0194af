// Brings one file of the disk into a bucket: small ones with one request, others part by part, so that memory holds one part. An object is seen
// when all of it is there, never before; what is begun and fails is taken back.
import { type FileHandle, open } from "node:fs/promises";
import { elementOf, S3Error, type S3Requests } from "./requests.js";

export interface UploadParts {
  readonly requests: S3Requests;
  /** A larger file goes up in parts of this size; the service wants at least 5 MiB. */
  readonly partBytes: number;
}

/** What a service takes at most. */
const mostParts = 10_000;

async function readPart(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await file.read(buffer, at, length - at, position + at);
    if (bytesRead === 0) throw new Error("A result became shorter while it was stored.");
    at += bytesRead;
  }
  return buffer;
}

interface Multipart {
  readonly object: string;
  readonly uploadId: string;
}

/** Is the object there with this length? A completion whose answer was lost cannot be asked for twice. */
async function isComplete({ requests }: UploadParts, object: string, byteLength: number): Promise<boolean> {
  const { response } = await requests.send({ method: "HEAD", object, also: [404] });
  return response.ok && Number(response.headers.get("content-length")) === byteLength;
}

async function complete(parts: UploadParts, { object, uploadId }: Multipart, etags: readonly string[], byteLength: number): Promise<void> {
  const listed = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`).join("");
  const body = Buffer.from(`<CompleteMultipartUpload>${listed}</CompleteMultipartUpload>`);
  const call = { method: "POST", object, query: { uploadId }, headers: { "content-type": "application/xml" }, body } as const;
  try {
    const answer = await parts.requests.text(call);
    // It begins its answer before it knows how it ends, so an error may stand in a 200.
    const word = answer.includes("<Error>") ? (elementOf(answer, "Code") ?? "") : undefined;
    if (word !== undefined) throw new S3Error(call, 200, word.replace(/\W/g, "").slice(0, 60));
  } catch (error) {
    if (!(await isComplete(parts, object, byteLength).catch(() => false))) throw error;
  }
}

async function inParts(file: FileHandle, object: string, byteLength: number, parts: UploadParts): Promise<void> {
  const { requests } = parts;
  const uploadId = elementOf(await requests.text({ method: "POST", object, query: { uploads: "" } }), "UploadId");
  if (uploadId === undefined) throw new Error("The S3 service began no upload.");
  try {
    const partBytes = Math.max(parts.partBytes, Math.ceil(byteLength / mostParts));
    const etags: string[] = [];
    for (let position = 0; position < byteLength; position += partBytes) {
      const body = await readPart(file, position, Math.min(partBytes, byteLength - position));
      const query = { partNumber: String(etags.length + 1), uploadId };
      const { response } = await requests.send({ method: "PUT", object, query, body });
      await response.body?.cancel();
      etags.push(response.headers.get("etag") ?? "");
    }
    await complete(parts, { object, uploadId }, etags, byteLength);
  } catch (error) {
    // What this leaves when it fails too is swept later.
    await abortUpload(requests, { object, uploadId }).catch(() => undefined);
    throw error;
  }
}

async function abortUpload(requests: S3Requests, { object, uploadId }: Multipart): Promise<void> {
  const { response } = await requests.send({ method: "DELETE", object, query: { uploadId }, also: [404] });
  await response.body?.cancel();
}

/** Makes the object of the file at `path`. Throws S3Error. */
export async function uploadFile(path: string, object: string, byteLength: number, parts: UploadParts): Promise<void> {
  const file = await open(path, "r");
  try {
    if (byteLength > parts.partBytes) return await inParts(file, object, byteLength, parts);
    const { response } = await parts.requests.send({ method: "PUT", object, body: await readPart(file, 0, byteLength) });
    await response.body?.cancel();
  } finally {
    await file.close();
  }
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };

/** Text of an element without its entities. */
export function plainText(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities[entity] ?? entity);
}

/** Takes back uploads below `prefix` that were begun before `beforeMs` and never ended: their server died. Gives how many. */
export async function abortUploads(requests: S3Requests, prefix: string, beforeMs: number): Promise<number> {
  let count = 0;
  for (let markers: Record<string, string> | undefined = {}; markers !== undefined; ) {
    const page = await requests.text({ method: "GET", object: "", query: { uploads: "", prefix, ...markers } });
    for (const [, one = ""] of page.matchAll(/<Upload>(.*?)<\/Upload>/gs)) {
      const [object, uploadId, begun] = ["Key", "UploadId", "Initiated"].map((name) => elementOf(one, name));
      if (object === undefined || uploadId === undefined || !(Date.parse(begun ?? "") < beforeMs)) continue;
      await abortUpload(requests, { object: plainText(object), uploadId });
      count += 1;
    }
    const [key, id] = [elementOf(page, "NextKeyMarker"), elementOf(page, "NextUploadIdMarker")];
    const isMore = elementOf(page, "IsTruncated") === "true" && key !== undefined && key !== "";
    markers = isMore ? { "key-marker": plainText(key), "upload-id-marker": id ?? "" } : undefined;
  }
  return count;
}
