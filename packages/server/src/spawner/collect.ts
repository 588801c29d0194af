// Takes output files out of a sandbox whose children are all dead. The folder was the job's: every name is opened relative to a descriptor
// of it, one component, following nothing; only a regular file with one link and a bounded size is taken, as a copy made while hashing.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Collected } from "../core/engine.js";
import { fault, type ServiceError } from "../core/errors.js";
import { say, words } from "../core/sentence.js";
import { inFolder, namesBelow, type OpenFolder, openBelow } from "./descend.js";

export interface Collecting {
  /** Descriptor of the out folder. */
  readonly folder: FileHandle;
  /** Where the copies go: a folder strictly below `bundleDir`, which is strictly below `bundlesDir`; made if it is missing. */
  readonly into: string;
  readonly bundleDir: string;
  readonly bundlesDir: string;
  readonly maximumBytes: number;
  /** Of all files together: a sparse file takes nothing of the job's quota, its copy is as large as it says. */
  readonly maximumTotalBytes: number;
  /** Owner of the copies. */
  readonly owner: { readonly uid: number; readonly gid: number };
}

function refusal(name: string, what: string): ServiceError {
  return fault("process-failed", say('The output file "{name}" {what}.', { name, what: words(what) }), name);
}

/** A full disk of the host, told in the words of clients; anything else stays what it is. */
function spaceFault(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return fault("storage-full", "The server has no space left for the data of this job; please try again later.", undefined, error);
}

async function openOutput(folder: FileHandle, name: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return await open(inFolder(folder, name), flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw refusal(name, "was not written");
    throw refusal(name, "is not a regular file");
  }
}

async function copyHashed(from: FileHandle, to: FileHandle, size: number): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(256 * 1024, Math.max(1, size)));
  let at = 0;
  while (at < size) {
    const { bytesRead } = await from.read(buffer, 0, Math.min(buffer.length, size - at), at);
    if (bytesRead === 0) throw new Error("The file became shorter although nothing of the job lives.");
    hash.update(buffer.subarray(0, bytesRead));
    await to.writeFile(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest("hex");
}

async function collectOne(parts: Collecting, name: string, to: OpenFolder, leftBytes: number): Promise<Collected> {
  if (!/^[^/\0]{1,255}$/.test(name) || name === "." || name === "..") throw refusal(name, "has no valid name");
  const from = await openOutput(parts.folder, name);
  const path = inFolder(to, name);
  let copy: FileHandle | undefined;
  try {
    const facts = await from.stat();
    if (!facts.isFile()) throw refusal(name, "is not a regular file");
    if (facts.nlink !== 1) throw refusal(name, "has more than one link");
    if (facts.size > parts.maximumBytes) {
      const message = say('The output file "{name}" has {size} bytes, more than the limit of {maximumBytes} bytes.', {
        name,
        size: facts.size,
        maximumBytes: parts.maximumBytes,
      });
      throw fault("limit-exceeded", message, name);
    }
    if (facts.size > leftBytes) {
      const message = say("The output files have more than {maximumTotalBytes} bytes together, the limit of this job.", {
        maximumTotalBytes: parts.maximumTotalBytes,
      });
      throw fault("limit-exceeded", message, name);
    }
    copy = await open(path, "wx", 0o640);
    const sha256 = await copyHashed(from, copy, facts.size);
    await copy.chown(parts.owner.uid, parts.owner.gid);
    await copy.sync();
    return { name, path: join(parts.into, name), byteLength: facts.size, sha256 };
  } catch (error) {
    if (copy) await rm(path, { force: true });
    throw spaceFault(error);
  } finally {
    await copy?.close();
    await from.close();
  }
}

/** Copies the named files into `into`; on failure none stays there. Throws process-failed or limit-exceeded naming the file, storage-full without space. */
export async function collectOutputs(parts: Collecting, names: readonly string[]): Promise<Collected[]> {
  namesBelow(parts.bundleDir, parts.into);
  const to = openBelow(parts.bundlesDir, parts.into, parts.owner);
  const collected: Collected[] = [];
  let leftBytes = parts.maximumTotalBytes;
  try {
    for (const name of new Set(names)) {
      const file = await collectOne(parts, name, to, leftBytes);
      leftBytes -= file.byteLength;
      collected.push(file);
    }
  } catch (error) {
    await Promise.all(collected.map((file) => rm(inFolder(to, file.name), { force: true })));
    throw error;
  } finally {
    to.close();
  }
  return collected;
}
