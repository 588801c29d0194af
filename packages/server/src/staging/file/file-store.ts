// Keeps files of requests (DIR/uploads) and of results (DIR/outputs/<jobId>/<index>) on the local disk, by key.
// Bytes only pass through: nothing here is parsed, and no file is ever whole in memory. When a file may go is decided by jobs.
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, copyFile, type FileHandle, link, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fault, type ServiceError } from "../../core/errors.js";
import type { Sink, SinkFile, StoredFile } from "../../core/message.js";
import type { FileStore } from "../../core/staging.js";

/** A FileStore that also knows all its keys, for sweeping, and can make files survive a power cut. */
export interface LocalFileStore extends FileStore {
  /** Every key there is: u-... for uploads, o-<jobId>-<index> for outputs. */
  keys(): Promise<string[]>;
  /** Resolves when the stored files are on the disk, not only in the kernel's memory. */
  secure(keys: readonly string[]): Promise<void>;
}

const uploadKey = /^u-[0-9a-f]{32}$/;
const outputKey = /^o-([a-z0-9]{1,64})-(\d{1,6})$/;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** A full disk, told in the words of clients; anything else stays what it is. */
function spaceFault(error: unknown): unknown {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error))
    ? fault("storage-full", "The server has no space left to store the data; please try again later.", undefined, error)
    : error;
}

function tooLarge(limitBytes: number): ServiceError {
  const megabytes = Math.round(limitBytes / 1e4) / 100;
  return fault("too-large", `The data is larger than ${megabytes} MB, the limit of this server.`);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.byteLength) offset += (await handle.write(bytes, offset)).bytesWritten;
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function createUpload(path: string, key: string, limitBytes: number): Promise<SinkFile> {
  const handle = await open(path, "wx", 0o640).catch((error: unknown) => {
    throw spaceFault(error);
  });
  const hash = createHash("sha256");
  let byteLength = 0;
  let isOpen = true;
  async function discard(): Promise<void> {
    if (isOpen) {
      isOpen = false;
      await handle.close();
    }
    await rm(path, { force: true });
  }
  return {
    async write(bytes) {
      byteLength += bytes.byteLength;
      try {
        if (byteLength > limitBytes) throw tooLarge(limitBytes);
        hash.update(bytes);
        await writeAll(handle, bytes);
      } catch (error) {
        await discard();
        throw spaceFault(error);
      }
    },
    async close() {
      isOpen = false;
      await handle.close();
      return { key, byteLength, sha256: hash.digest("hex") };
    },
    discard,
  };
}

async function copyReadable(from: string, to: string): Promise<void> {
  await copyFile(from, to).catch((error: unknown) => {
    throw spaceFault(error);
  });
  await chmod(to, 0o444);
}

/** The disk seen as `root`/uploads and `root`/outputs; the folders are made. `inputBytes` bounds one upload. */
export async function makeFileStore(parts: { readonly root: string; readonly inputBytes: number }): Promise<LocalFileStore> {
  const uploadsDir = join(parts.root, "uploads");
  const outputsDir = join(parts.root, "outputs");
  await mkdir(uploadsDir, { recursive: true, mode: 0o700 });
  await mkdir(outputsDir, { recursive: true, mode: 0o750 });

  /** Keys reach us through addresses; only the two shapes that we give out lead to a path. */
  function pathOf(key: string): string {
    if (uploadKey.test(key)) return join(uploadsDir, key);
    const [, jobId, index] = outputKey.exec(key) ?? [];
    if (jobId === undefined || index === undefined) throw fault("result-not-available", "There is no such file.");
    return join(outputsDir, jobId, index);
  }

  async function* read(key: string, range: { readonly start?: number; readonly end?: number }): AsyncGenerator<Uint8Array> {
    try {
      yield* createReadStream(pathOf(key), { ...range, highWaterMark: 256 * 1024 });
    } catch (error) {
      throw codeOf(error) === "ENOENT" ? fault("result-not-available", "The file is no longer on the server.") : error;
    }
  }

  async function adopt(jobId: string, index: number, path: string): Promise<string> {
    const key = `o-${jobId}-${index}`;
    const target = pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o750 });
    await chmod(path, 0o640);
    await rename(path, target).catch(async (error: unknown) => {
      if (codeOf(error) !== "EXDEV") throw error;
      // Another file system: a copy beside the target, then the rename, so that no half file is ever seen under the key.
      await copyFile(path, `${target}.part`);
      await rename(`${target}.part`, target);
      await rm(path, { force: true });
    });
    await syncPath(dirname(target));
    await syncPath(outputsDir);
    return key;
  }

  return {
    uploads: () => makeUploads(uploadsDir, parts.inputBytes),
    async place(key, path) {
      const from = pathOf(key);
      // The link shares the inode, so the mode is set on the stored file itself; its folder is closed to others.
      await chmod(from, 0o444);
      await link(from, path).catch((error: unknown) => {
        if (!["EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(error))) throw spaceFault(error);
        return copyReadable(from, path);
      });
    },
    async adopt(jobId, index, path, facts): Promise<StoredFile> {
      try {
        return { key: await adopt(jobId, index, path), ...facts };
      } catch (error) {
        throw spaceFault(error);
      }
    },
    open: (key) => read(key, {}),
    openRange: (key, start, end) => read(key, { start, end }),
    async remove(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      // Fails as long as the job has other outputs, which is what is wanted.
      if (key.startsWith("o-")) await rmdir(dirname(path)).catch(() => undefined);
    },
    keys: () => listKeys(uploadsDir, outputsDir),
    async secure(keys) {
      if (keys.length === 0) return;
      await Promise.all(keys.map((key) => syncPath(pathOf(key))));
      await syncPath(uploadsDir);
    },
  };
}

function makeUploads(dir: string, limitBytes: number): Sink & { discard(): Promise<void> } {
  const files: SinkFile[] = [];
  return {
    async create() {
      const key = `u-${randomBytes(16).toString("hex")}`;
      const file = await createUpload(join(dir, key), key, limitBytes);
      files.push(file);
      return file;
    },
    async discard() {
      await Promise.all(files.splice(0).map((file) => file.discard()));
    },
  };
}

async function listKeys(uploadsDir: string, outputsDir: string): Promise<string[]> {
  const keys = await readdir(uploadsDir);
  for (const jobId of await readdir(outputsDir))
    for (const name of await readdir(join(outputsDir, jobId)).catch(() => [])) keys.push(`o-${jobId}-${name}`);
  return keys.filter((key) => uploadKey.test(key) || outputKey.test(key));
}
