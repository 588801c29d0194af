// The files of requests and of fetched references: one folder, each file under a random key, all of them together within bounds that are
// counted in memory. A file counts from its first byte until it is removed.
import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, lstat, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fault, ServiceError } from "../../core/errors.js";
import type { Sink, SinkFile } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { spaceFault } from "./disk-faults.js";

/** Sizes in bytes. */
export interface UploadBounds {
  /** One file. */
  readonly inputBytes: number;
  /** All files that are being written at one time. Absent: no bound. */
  readonly arrivingBytes?: number;
  /** All files that there are, for jobs that wait and run too. Absent: no bound. */
  readonly storedBytes?: number;
}

export interface Uploads {
  ofRequest(): Sink & { discard(): Promise<void> };
  /** Idempotent. */
  remove(key: string): Promise<void>;
  /** They belong to a job: their requests discard them no more. */
  keep(keys: readonly string[]): void;
  /** Was it there before this server began. */
  wasLeft(key: string): boolean;
}

export const uploadKey = /^u-[0-9a-f]{32}$/;

const retryAfterS = 30;

/** What the folder holds, as it is counted. */
interface Account {
  /** By key. */
  readonly sizes: Map<string, number>;
  /** The sum of them. */
  stored: number;
  /** The part of it that belongs to open files. */
  arriving: number;
  /** Those that belong to a job. */
  readonly kept: Set<string>;
}

function count(account: Account, key: string, bytes: number): void {
  account.sizes.set(key, (account.sizes.get(key) ?? 0) + bytes);
  account.stored += bytes;
}

function countOut(account: Account, key: string): void {
  account.stored -= account.sizes.get(key) ?? 0;
  account.sizes.delete(key);
  account.kept.delete(key);
}

function tooLarge(limitBytes: number): ServiceError {
  const megabytes = Math.round(limitBytes / 1e4) / 100;
  return fault("too-large", say("The data is larger than {megabytes} MB, the limit of this server.", { megabytes }));
}

/** Throws if so many more bytes do not fit. */
function checkRoom(bytes: number, { arriving, stored }: Account, bounds: UploadBounds): void {
  const { arrivingBytes = Number.POSITIVE_INFINITY, storedBytes = Number.POSITIVE_INFINITY } = bounds;
  if (arriving + bytes > arrivingBytes) {
    const message = "The server receives as much data as it may at one time; please try again later.";
    throw new ServiceError([{ code: "busy", message }], { retryAfterS });
  }
  if (stored + bytes > storedBytes) {
    const message = "The server has no more room for the inputs of jobs; please try again later.";
    throw new ServiceError([{ code: "storage-full", message }], { retryAfterS });
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.byteLength) offset += (await handle.write(bytes, offset)).bytesWritten;
}

interface UploadParts {
  readonly folder: string;
  readonly bounds: UploadBounds;
  readonly account: Account;
}

async function createUpload(parts: UploadParts): Promise<SinkFile & { readonly key: string }> {
  const { folder, bounds, account } = parts;
  const key = `u-${randomBytes(16).toString("hex")}`;
  const handle = await open(join(folder, key), "wx", 0o640).catch((error: unknown) => {
    throw spaceFault(error);
  });
  account.sizes.set(key, 0);
  const hash = createHash("sha256");
  let byteLength = 0;
  let isOpen = true;
  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    account.arriving -= byteLength;
    await handle.close();
  }
  async function discard(): Promise<void> {
    await close();
    await removeUpload(key, parts);
  }
  return {
    key,
    async write(bytes) {
      try {
        if (byteLength + bytes.byteLength > bounds.inputBytes) throw tooLarge(bounds.inputBytes);
        checkRoom(bytes.byteLength, account, bounds);
        byteLength += bytes.byteLength;
        account.arriving += bytes.byteLength;
        count(account, key, bytes.byteLength);
        hash.update(bytes);
        await writeAll(handle, bytes);
      } catch (error) {
        await discard();
        throw spaceFault(error);
      }
    },
    async close() {
      await close();
      return { key, byteLength, sha256: hash.digest("hex") };
    },
    discard,
  };
}

async function removeUpload(key: string, { folder, account }: UploadParts): Promise<void> {
  await rm(join(folder, key), { force: true });
  countOut(account, key);
}

/** The folder of uploads, with what a former server left counted in. */
export async function makeUploads(folder: string, bounds: UploadBounds): Promise<Uploads> {
  const account: Account = { sizes: new Map(), stored: 0, arriving: 0, kept: new Set() };
  const parts: UploadParts = { folder, bounds, account };
  const left = new Set(await readdir(folder));
  for (const name of left) count(account, name, (await lstat(join(folder, name))).size);
  return {
    ofRequest() {
      const files: (SinkFile & { readonly key: string })[] = [];
      return {
        async create() {
          const file = await createUpload(parts);
          files.push(file);
          return file;
        },
        async discard() {
          const own = files.splice(0).filter(({ key }) => !account.kept.has(key));
          await Promise.all(own.map((file) => file.discard()));
        },
      };
    },
    remove: (key) => removeUpload(key, parts),
    keep(keys) {
      for (const key of keys) account.kept.add(key);
    },
    wasLeft: (key) => left.has(key),
  };
}
