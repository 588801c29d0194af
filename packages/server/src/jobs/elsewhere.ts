// What of a job lies on another server of the store: its log, and its results where they are files of one server's disk.
import { ServiceError } from "../core/errors.js";
import { filesOf, type Job } from "../core/job.js";
import type { StoredFile } from "../core/message.js";
import type { FileStore } from "../core/staging.js";
import type { JobsParts } from "./parts.js";

/** Has another server run it, or runs it. */
export async function isElsewhere(id: string, { store, worker }: Pick<JobsParts, "store" | "worker">): Promise<boolean> {
  if (store.left === undefined) return false;
  const holder = await store.holder(id);
  return holder !== undefined && holder !== worker;
}

async function isThere({ key, byteLength }: StoredFile, files: FileStore): Promise<boolean> {
  try {
    for await (const _ of byteLength === 0 ? files.open(key) : files.openRange(key, 0, 0)) break;
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === "result-not-available") return false;
    throw error;
  }
}

/** Has a job files that another server has and this one has not. */
export async function areResultsElsewhere({ id, results }: Job, parts: Pick<JobsParts, "store" | "worker" | "files">): Promise<boolean> {
  const [file] = filesOf(results);
  return file !== undefined && (await isElsewhere(id, parts)) && !(await isThere(file, parts.files));
}
