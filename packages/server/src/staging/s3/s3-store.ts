// Keeps results as objects of an S3-compatible service: PREFIX<jobId>/<index>. Files of requests stay on the disk, in a store that is given:
// a sandbox needs them there, and they are short-lived. Nothing is ever whole in memory.
import { createWriteStream } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fault, ServiceError } from "../../core/errors.js";
import type { FileFacts, FileStore } from "../../core/staging.js";
import { elementOf, makeS3Requests, S3Error, type S3Requests, type S3Settings, type S3Times } from "./requests.js";
import { abortUploads, plainText, uploadFile } from "./upload.js";

export interface S3StoreParts {
  readonly settings: S3Settings;
  /** Before the keys of all objects; "" or ends in a slash. */
  readonly prefix: string;
  readonly partBytes: number;
  /** How long an address is valid with which clients read results from the service itself; absent: they read through this server. */
  readonly signedS?: number;
  /** Keeps what is no result. */
  readonly local: FileStore;
  /** How many objects one page of a list holds at most; absent: as many as the service likes. */
  readonly pageKeys?: number;
  readonly times?: S3Times;
}

export interface S3Store extends FileStore {
  /** Throws an Error with one sentence for the administrator if the bucket cannot be used; resolves to a sentence if nobody can tell now. */
  probe(): Promise<string | undefined>;
  /** Takes back what servers that died had begun to store, a day ago or longer; gives how many. */
  abortLeft(nowMs: number): Promise<number>;
}

const outputKey = /^o-([a-z0-9]{1,64})-(\d{1,6})$/;
const dayMs = 24 * 3_600_000;
/** How often reading one object is begun again where it broke off. */
const mostBreaks = 5;

const gone = (cause?: unknown) => fault("result-not-available", "The file is no longer on the server.", undefined, cause);

const retryAfterS = 30;

function storageFault(error: unknown): unknown {
  if (!(error instanceof S3Error)) return error;
  const isFull = error.status === 507 || /Quota|InsufficientStorage|EntityTooLarge/.test(error.word);
  if (isFull) return fault("storage-full", "The server has no space left to store the data; please try again later.", undefined, error);
  const message = "The storage of results did not answer as it should; please try again later.";
  return new ServiceError([{ code: "busy", message }], { cause: error, retryAfterS });
}

/** Bytes of an object from `start` on, asked for again where the connection breaks. */
async function* readObject(requests: S3Requests, object: string, range?: { readonly start: number; readonly end: number }) {
  let position = range?.start ?? 0;
  let etag: string | undefined;
  for (let breaks = 0; ; breaks += 1) {
    const isPart = range !== undefined || position > 0;
    const headers = {
      ...(isPart ? { range: `bytes=${position}-${range?.end ?? ""}` } : {}),
      // Half of one object and half of another are no result.
      ...(etag === undefined ? {} : { "if-match": etag }),
    };
    const { response } = await requests.send({ method: "GET", object, headers });
    if (isPart && response.status !== 206) throw new Error(`The S3 service gave all of "${object}" where a part was asked for.`);
    etag ??= response.headers.get("etag") ?? undefined;
    if (response.body === null) return;
    try {
      for await (const chunk of response.body) {
        yield chunk;
        position += chunk.byteLength;
      }
      return;
    } catch (error) {
      if (breaks >= mostBreaks || etag === undefined) throw error;
    }
  }
}

async function* readStored(requests: S3Requests, object: string, range?: { readonly start: number; readonly end: number }) {
  try {
    yield* readObject(requests, object, range);
  } catch (error) {
    throw error instanceof S3Error && error.status === 404 ? gone(error) : storageFault(error);
  }
}

async function listObjects(requests: S3Requests, { prefix, pageKeys }: S3StoreParts): Promise<FileFacts[]> {
  const found: FileFacts[] = [];
  const asked = { "list-type": "2", prefix, ...(pageKeys === undefined ? {} : { "max-keys": String(pageKeys) }) };
  for (let token: string | undefined = ""; token !== undefined; ) {
    const after: Record<string, string> = token === "" ? {} : { "continuation-token": token };
    const page = await requests.text({ method: "GET", object: "", query: { ...asked, ...after } });
    for (const [, one = ""] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = plainText(elementOf(one, "Key") ?? "").slice(prefix.length);
      const key = `o-${name.replace("/", "-")}`;
      if (!outputKey.test(key)) continue;
      found.push({ key, byteLength: Number(elementOf(one, "Size")), changedMs: Date.parse(elementOf(one, "LastModified") ?? "") });
    }
    const next = elementOf(page, "NextContinuationToken");
    token = elementOf(page, "IsTruncated") === "true" && next !== undefined ? plainText(next) : undefined;
  }
  return found;
}

async function probe(requests: S3Requests, { endpoint, bucket }: S3Settings): Promise<string | undefined> {
  const asked = await requests.send({ method: "HEAD", object: "", also: [301, 307, 400, 403, 404] }).catch(() => undefined);
  if (asked === undefined) return `The S3 service at ${endpoint} does not answer now: no result can be stored before it does.`;
  const { response } = asked;
  if (response.ok) return undefined;
  const problems: Readonly<Record<number, string>> = {
    403: "its keys are not accepted for it",
    404: "there is no such bucket",
  };
  throw new Error(
    `The bucket ${bucket} at ${endpoint} cannot be used: ${problems[response.status] ?? `status ${response.status}, check endpoint and region`}.`,
  );
}

/** A file store whose results are objects. */
export function makeS3Store(parts: S3StoreParts): S3Store {
  const { local, prefix, signedS } = parts;
  const requests = makeS3Requests(parts.settings, parts.times);

  /** Keys reach us through addresses; only the shape that we give out leads to an object. */
  function objectOf(key: string): string | undefined {
    const [, jobId, index] = outputKey.exec(key) ?? [];
    return jobId === undefined || index === undefined ? undefined : `${prefix}${jobId}/${index}`;
  }

  function open(key: string, range?: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array> {
    const object = objectOf(key);
    if (object !== undefined) return readStored(requests, object, range);
    return range === undefined ? local.open(key) : local.openRange(key, range.start, range.end);
  }

  return {
    uploads: () => local.uploads(),
    secure: (keys) => local.secure(keys),
    open: (key) => open(key),
    openRange: (key, start, end) => open(key, { start, end }),
    async place(key, path) {
      if (objectOf(key) === undefined) return local.place(key, path);
      await pipeline(open(key), createWriteStream(path, { flags: "wx" }));
      await chmod(path, 0o444);
    },
    async adopt(jobId, index, path, facts) {
      const key = `o-${jobId}-${index}`;
      const object = objectOf(key);
      if (object === undefined) throw gone();
      try {
        await uploadFile(path, object, facts.byteLength, { requests, partBytes: parts.partBytes });
      } catch (error) {
        throw storageFault(error);
      }
      await rm(path, { force: true });
      return { key, ...facts };
    },
    async remove(key) {
      const object = objectOf(key);
      if (object === undefined) return local.remove(key);
      const { response } = await requests.send({ method: "DELETE", object, also: [404] });
      await response.body?.cancel();
    },
    async list() {
      return [...(await local.list()), ...(await listObjects(requests, parts))];
    },
    ...(signedS === undefined
      ? {}
      : {
          async signedAddress(key, { contentType, contentDisposition }) {
            const object = objectOf(key);
            if (object === undefined) throw gone();
            return requests.signedAddress(object, signedS, { "content-type": contentType, "content-disposition": contentDisposition });
          },
        }),
    probe: () => probe(requests, parts.settings),
    abortLeft: (nowMs) => abortUploads(requests, prefix, nowMs - dayMs),
  };
}
