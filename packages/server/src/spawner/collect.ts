// Takes output files out of a sandbox whose children are all dead. The folder was the job's: every name is opened relative to a descriptor
// of it, one component, following nothing; only a regular file with one link and a bounded size is taken, as a copy made while hashing.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { chown, type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Collected } from "../core/engine.js";
import { fault, type ServiceError } from "../core/errors.js";

export interface Collecting {
  /** Descriptor of the out folder. */
  readonly folder: FileHandle;
  readonly into: string;
  readonly maximumBytes: number;
  /** Owner of the copies. */
  readonly uid: number;
  readonly gid: number;
}

function refusal(name: string, what: string): ServiceError {
  return fault("process-failed", `The output file "${name}" ${what}.`, name);
}

async function openOutput(folder: FileHandle, name: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return await open(`/proc/self/fd/${folder.fd}/${name}`, flags);
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

async function collectOne(parts: Collecting, name: string): Promise<Collected> {
  if (!/^[^/\0]{1,255}$/.test(name) || name === "." || name === "..") throw refusal(name, "has no valid name");
  const from = await openOutput(parts.folder, name);
  const path = join(parts.into, name);
  let to: FileHandle | undefined;
  try {
    const facts = await from.stat();
    if (!facts.isFile()) throw refusal(name, "is not a regular file");
    if (facts.nlink !== 1) throw refusal(name, "has more than one link");
    if (facts.size > parts.maximumBytes) {
      const message = `The output file "${name}" has ${facts.size} bytes, more than the limit of ${parts.maximumBytes} bytes.`;
      throw fault("limit-exceeded", message, name);
    }
    to = await open(path, "wx", 0o640);
    const sha256 = await copyHashed(from, to, facts.size);
    await to.chown(parts.uid, parts.gid);
    await to.sync();
    return { name, path, byteLength: facts.size, sha256 };
  } catch (error) {
    if (to) await rm(path, { force: true });
    throw error;
  } finally {
    await to?.close();
    await from.close();
  }
}

/** Copies the named files into `into`; on failure nothing stays there. Throws process-failed or limit-exceeded naming the file. */
export async function collectOutputs(parts: Collecting, names: readonly string[]): Promise<Collected[]> {
  if (await mkdir(parts.into, { recursive: true })) await chown(parts.into, parts.uid, parts.gid);
  const collected: Collected[] = [];
  try {
    for (const name of new Set(names)) collected.push(await collectOne(parts, name));
  } catch (error) {
    await Promise.all(collected.map((file) => rm(file.path, { force: true })));
    throw error;
  }
  return collected;
}
