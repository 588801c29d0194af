// Copies of a data directory: made while its server works, and made a data directory again.
//
// Theory of operation. Files of uploads and results never change once they are whole. So the files are copied first, then the database as of one moment,
// then what came in between: every file that the database names was there at that moment, and is copied before or after. What is lost is only a
// result that was removed within those seconds. Sandboxes and their folders are not copied: jobs that ran begin again.
import { execFile } from "node:child_process";
import { constants, type Stats } from "node:fs";
import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isFinal, type Job, type JobStatus, type JobStore } from "../core/job.js";
import { copyDatabase } from "../stores/sqlite/copy-file.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import { type Folders, makeFolders } from "./folders.js";

/** Says that a copy is whole, and what it is of; written last. */
export interface Manifest {
  readonly format: 1;
  /** Of the server that can read it; an older one cannot read the database of a newer one. */
  readonly version: string;
  readonly made: string;
  readonly files: number;
  readonly bytes: number;
}

const manifestName = "terrarium-backup.json";
/** Of the folder `store`: the database is copied by itself, locks and sockets are nothing without their server, and its name among servers is its own. */
const notCopied = /^(?:jobs\.sqlite(?:$|[.-].*)|.*\.(?:sock|lock)|worker(?:\.new)?)$/;

async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** undefined: it has gone in the meantime. */
async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Where a file is copied that is not there already, or was not whole when it was. */
async function copyOne(from: string, facts: Stats, to: string): Promise<void> {
  const there = await lookAt(to);
  if (there !== undefined && there.size === facts.size && Math.abs(there.mtimeMs - facts.mtimeMs) < 1) return;
  await rm(to, { force: true });
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  await chmod(to, facts.mode & 0o777);
  await utimes(to, facts.atimeMs / 1000, facts.mtimeMs / 1000);
}

/** Copies files and folders below `from`; links and sockets are nobody's data. */
async function copyTree(from: string, to: string, isLeftOut: (name: string) => boolean = () => false): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of (await namesIn(from)).filter((one) => !isLeftOut(one))) {
    const [source, target] = [join(from, name), join(to, name)];
    const facts = await lookAt(source);
    if (facts?.isDirectory() === true) {
      await copyTree(source, target);
      await chmod(target, facts.mode & 0o777);
    } else if (facts?.isFile() === true) await copyOne(source, facts, target);
  }
}

async function measure(dir: string): Promise<{ files: number; bytes: number }> {
  const sum = { files: 0, bytes: 0 };
  for (const name of await namesIn(dir)) {
    const facts = await lookAt(join(dir, name));
    if (facts?.isDirectory() === true) {
      const below = await measure(join(dir, name));
      sum.files += below.files;
      sum.bytes += below.bytes;
    } else if (facts !== undefined) {
      sum.files += 1;
      sum.bytes += facts.size;
    }
  }
  return sum;
}

/** Resolves when all files below survive a power cut: one call for the whole file system, where one for each file would take minutes. */
async function sync(dir: string): Promise<void> {
  await promisify(execFile)("sync", ["--file-system", dir]);
}

async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  const file = await open(join(dir, manifestName), "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies the data directory to a new or empty folder. Throws an Error with one sentence. */
export async function backUp(dataDir: string, dest: string, { version, now }: { version: string; now: () => number }): Promise<Manifest> {
  const database = join(dataDir, "store", "jobs.sqlite");
  if ((await lookAt(database)) === undefined)
    throw new Error(`There is no job database in ${dataDir}; name the data directory by --data or --config.`);
  if ((await namesIn(dest)).length > 0) throw new Error(`The folder ${dest} is not empty; a backup needs one of its own.`);
  await mkdir(join(dest, "store"), { recursive: true, mode: 0o700 });
  // It holds what users sent, and the key of this server.
  await chmod(dest, 0o700);
  // What was fetched can be fetched again, and half copies are nobody's.
  const copyFiles = (): Promise<void> =>
    copyTree(join(dataDir, "files"), join(dest, "files"), (name) => name === "cache" || name === "parts");
  await copyFiles();
  try {
    copyDatabase(database, join(dest, "store", "jobs.sqlite"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The job database ${database} cannot be copied: ${reason}. Where its disk is read-only, copy the data directory first, and make the backup of the copy.`,
    );
  }
  await copyFiles();
  for (const name of ["logs", "deployed"]) await copyTree(join(dataDir, name), join(dest, name));
  await copyTree(join(dataDir, "store"), join(dest, "store"), (name) => notCopied.test(name));
  const manifest: Manifest = { format: 1, version, made: new Date(now()).toISOString(), ...(await measure(dest)) };
  await sync(dest);
  await writeManifest(dest, manifest);
  return manifest;
}

async function readManifest(dir: string): Promise<Manifest> {
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(await readFile(join(dir, manifestName), "utf8")) as Partial<Manifest>;
  } catch {
    throw new Error(`${dir} is no whole backup: ${manifestName} is missing or cannot be read.`);
  }
  if (manifest.format !== 1) throw new Error(`The backup in ${dir} is of a newer Terrarium (${manifest.version}); use that version.`);
  return manifest as Manifest;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly jobs: Readonly<Record<JobStatus, number>>;
  /** Files of results that the database names and the backup has not, or not whole. */
  readonly missing: readonly string[];
}

const page = 500;

async function* allJobs(store: JobStore): AsyncGenerator<Job> {
  for (let offset = 0; ; offset += page) {
    const jobs = await store.list({ offset, limit: page });
    yield* jobs;
    if (jobs.length < page) return;
  }
}

async function missingOf(store: JobStore, { files }: Folders): Promise<string[]> {
  const missing: string[] = [];
  for await (const job of allJobs(store)) {
    if (!isFinal(job.status)) continue;
    for (const [index, result] of (job.results ?? []).entries()) {
      if (result.kind !== "complex") continue;
      const facts = await lookAt(join(files, "outputs", job.id, result.file.key.split("-")[2] ?? String(index)));
      if (facts?.size !== result.file.byteLength) missing.push(`${job.id}/${result.id}`);
    }
  }
  return missing;
}

/**
 * Makes a data directory of a backup; the directory must not exist, or be empty. `hasFiles`: results are kept as files there, and not elsewhere.
 * Throws an Error with one sentence.
 */
export async function restore(from: string, dataDir: string, { hasFiles }: { readonly hasFiles: boolean }): Promise<Restored> {
  const manifest = await readManifest(from);
  const found = await measure(from);
  const bytes = found.bytes - ((await lookAt(join(from, manifestName)))?.size ?? 0);
  if (found.files - 1 !== manifest.files || bytes !== manifest.bytes)
    throw new Error(
      `${from} is no whole backup: it has ${found.files - 1} files of ${manifest.files}, and ${bytes} bytes of ${manifest.bytes}.`,
    );
  if ((await namesIn(dataDir)).some((name) => name !== "lost+found"))
    throw new Error(`The folder ${dataDir} is not empty; a backup is restored to a new data directory.`);
  const folders = makeFolders(dataDir);
  for (const [source, target] of [
    ["files", folders.files],
    ["logs", folders.logs],
    ["deployed", folders.deployed],
    ["store", folders.store],
  ] as const)
    await copyTree(join(from, source), target);
  await sync(dataDir);
  const store = makeSqliteStore({ file: folders.database, now: Date.now });
  try {
    return { manifest, jobs: await store.count(), missing: hasFiles ? await missingOf(store, folders) : [] };
  } finally {
    await store.close();
  }
}
