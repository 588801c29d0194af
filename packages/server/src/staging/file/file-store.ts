// Keeps files of requests (DIR/uploads) and of results (DIR/outputs/<jobId>/<index>) on the local disk, by key.
// Bytes only pass through: nothing here is parsed, and no file is ever whole in memory. When a file may go is decided by jobs.
import { createReadStream } from "node:fs";
import { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fault } from "../../core/errors.js";
import type { StoredFile } from "../../core/message.js";
import type { FileFacts, FileStore } from "../../core/staging.js";
import { codeOf, spaceFault } from "./disk-faults.js";
import { placeFile } from "./place-file.js";
import { makeUploads, type UploadBounds, uploadKey } from "./uploads.js";

export interface FileStoreParts extends UploadBounds {
  /** Becomes the parent of `uploads` and `outputs`, which are made. */
  readonly root: string;
}

const outputKey = /^o-([a-z0-9]{1,64})-(\d{1,6})$/;

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The disk seen as `root`/uploads and `root`/outputs. */
export async function makeFileStore(parts: FileStoreParts): Promise<FileStore> {
  const uploadsDir = join(parts.root, "uploads");
  const outputsDir = join(parts.root, "outputs");
  const partsDir = join(parts.root, "parts");
  // What a server left that died while it copied.
  await rm(partsDir, { recursive: true, force: true });
  await mkdir(partsDir, { recursive: true, mode: 0o700 });
  await mkdir(uploadsDir, { recursive: true, mode: 0o700 });
  await mkdir(outputsDir, { recursive: true, mode: 0o750 });
  const uploads = await makeUploads(uploadsDir, parts);

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
      await copyIn(path, target, join(partsDir, key));
    });
    await syncPath(dirname(target));
    await syncPath(outputsDir);
    return key;
  }

  return {
    uploads: () => uploads.ofRequest(),
    place: (key, path) => placeFile(pathOf(key), path),
    async adopt(jobId, index, path, facts): Promise<StoredFile> {
      try {
        return { key: await adopt(jobId, index, path), ...facts };
      } catch (error) {
        // Fails where the job has other outputs.
        await rmdir(join(outputsDir, jobId)).catch(() => undefined);
        throw spaceFault(error);
      }
    },
    open: (key) => read(key, {}),
    openRange: (key, start, end) => read(key, { start, end }),
    async remove(key) {
      const path = pathOf(key);
      if (uploadKey.test(key)) return uploads.remove(key);
      await rm(path, { force: true });
      // Fails as long as the job has other outputs, which is what is wanted.
      await rmdir(dirname(path)).catch(() => undefined);
    },
    async list() {
      const found = await listFiles(uploadsDir, outputsDir, pathOf);
      return found.map((one) => (uploadKey.test(one.key) && !uploads.wasLeft(one.key) ? { ...one, isNew: true } : one));
    },
    async secure(keys) {
      if (keys.length === 0) return;
      await Promise.all(keys.map((key) => syncPath(pathOf(key))));
      await syncPath(uploadsDir);
      uploads.keep(keys);
    },
  };
}

/** Another file system: a copy in a folder of its own, then the rename, so that no half file is ever seen under the key. */
async function copyIn(path: string, target: string, part: string): Promise<void> {
  try {
    await copyFile(path, part);
    await syncPath(part);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await rm(path, { force: true });
}

async function listFiles(uploadsDir: string, outputsDir: string, pathOf: (key: string) => string): Promise<FileFacts[]> {
  const keys = (await readdir(uploadsDir)).filter((key) => uploadKey.test(key));
  for (const jobId of await readdir(outputsDir))
    for (const name of await readdir(join(outputsDir, jobId)).catch(() => [])) keys.push(`o-${jobId}-${name}`);
  const found: FileFacts[] = [];
  for (const key of keys.filter((one) => uploadKey.test(one) || outputKey.test(one))) {
    // It may have gone since.
    const facts = await lstat(pathOf(key)).catch(() => undefined);
    if (facts !== undefined) found.push({ key, byteLength: facts.size, changedMs: facts.mtimeMs });
  }
  return found;
}
