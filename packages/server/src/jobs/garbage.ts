// Says what nobody needs any more, with its size, and removes it when asked: jobs whose time is over, files, logs and bundles that belong to no
// job, code of processes that are not deployed. What must go at once is removed by recover.ts; this finds what crashes and failures left.
import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Garbage, GarbageReport } from "../core/administration.js";
import { filesOf, type Job, type JobStore } from "../core/job.js";
import type { FileStore } from "../core/staging.js";
import { expired, forget } from "./expiry.js";
import { live } from "./finish-job.js";
import type { JobLimits, Log } from "./parts.js";
import { strayKeys } from "./recover.js";
import { removeTree, setAside } from "./remove-tree.js";

export interface GarbageParts {
  readonly store: JobStore;
  readonly files: FileStore;
  readonly bundlesDir: string;
  readonly logsDir: string;
  /** Where published code lies. Absent: it is left alone. */
  readonly runtimeDir?: string;
  /** A server works on this data directory: then only those bundles are garbage that it has set aside, and code is left alone. */
  readonly isServing: boolean;
  readonly limits: Pick<JobLimits, "retentionMs">;
  /** Wall time in milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** Younger files may belong to a request or a run that goes on. */
const settledMs = 24 * 3_600_000;

function bytesOf(job: Job): number {
  return filesOf(job.results).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

async function* expiredJobs(parts: GarbageParts): AsyncGenerator<Garbage> {
  for await (const job of expired(parts)) yield { kind: "job", name: job.id, bytes: bytesOf(job), why: "its time is over" };
}

async function* strayFiles(parts: GarbageParts): AsyncGenerator<Garbage> {
  const old = (await parts.files.list()).filter(({ changedMs }) => parts.now() - changedMs > settledMs);
  const stray = new Set(
    await strayKeys(
      parts,
      old.map(({ key }) => key),
    ),
  );
  for (const { key, byteLength } of old) {
    if (!stray.has(key)) continue;
    yield key.startsWith("u-")
      ? { kind: "upload", name: key, bytes: byteLength, why: "no job has it as an input" }
      : { kind: "output", name: key, bytes: byteLength, why: "no job has it as a result" };
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function* strayLogs({ store, logsDir, now }: GarbageParts): AsyncGenerator<Garbage> {
  for (const name of await namesIn(logsDir)) {
    const facts = await lstat(join(logsDir, name)).catch(() => undefined);
    if (facts === undefined || now() - facts.mtimeMs < settledMs) continue;
    if ((await store.get(name.replace(/\.log$/, ""))) === undefined)
      yield { kind: "log", name, bytes: facts.size, why: "there is no such job any more" };
  }
}

async function* strayBundles({ store, bundlesDir, isServing }: GarbageParts): AsyncGenerator<Garbage> {
  const names = await namesIn(bundlesDir);
  const kept = new Set(isServing ? [] : (await store.list({ status: live })).flatMap(({ handle }) => handle?.id ?? []));
  for (const name of names) {
    const isAside = name.startsWith(setAside);
    if (kept.has(name) || (isServing && !isAside)) continue;
    const why = isAside ? "it could not be removed before" : "nothing runs in it";
    yield { kind: "bundle", name, bytes: await sizeOf(join(bundlesDir, name)), why };
  }
}

/** The name of the list of what the last start deployed, in the folder of published code. */
export const deployedList = "deployed.json";

/** Code of processes that the last start did not deploy. Some job may still run it: ask only when none does. */
export async function* strayCode(runtimeDir: string): AsyncGenerator<Garbage> {
  const text = await readFile(join(runtimeDir, deployedList), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const deployed = new Set(JSON.parse(text) as string[]);
  for (const name of await namesIn(runtimeDir)) {
    const hash = /^process-([0-9a-f]+)(?:\.json)?$/.exec(name)?.[1];
    if (hash === undefined || deployed.has(hash)) continue;
    yield { kind: "code", name, bytes: await sizeOf(join(runtimeDir, name)), why: "its process is not deployed any more" };
  }
}

/** Bytes of all files below; what cannot be looked at counts nothing. */
async function sizeOf(path: string): Promise<number> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.size;
  let sum = 0;
  for (const name of await namesIn(path)) sum += await sizeOf(join(path, name));
  return sum;
}

async function* find(parts: GarbageParts): AsyncGenerator<Garbage> {
  yield* expiredJobs(parts);
  yield* strayFiles(parts);
  yield* strayLogs(parts);
  yield* strayBundles(parts);
  if (parts.runtimeDir === undefined || parts.isServing) return;
  const runs = await parts.store.list({ status: live, limit: 1 });
  if (runs.length === 0) yield* strayCode(parts.runtimeDir);
}

async function remove({ kind, name }: Garbage, parts: GarbageParts): Promise<void> {
  switch (kind) {
    case "job": {
      const job = await parts.store.get(name);
      if (job !== undefined) await forget(job, parts, "expired");
      return;
    }
    case "output":
    case "upload":
      return parts.files.remove(name);
    case "log":
      return rm(join(parts.logsDir, name), { force: true });
    case "bundle":
      return removeTree(join(parts.bundlesDir, name));
    case "code":
      return removeTree(join(parts.runtimeDir ?? "", name));
  }
}

/** Finds all that nobody needs, and unless `isDryRun` removes it. A failure to remove one thing does not keep it from the next. */
export async function collectGarbage(parts: GarbageParts, { isDryRun }: { readonly isDryRun: boolean }): Promise<GarbageReport> {
  const found: Garbage[] = [];
  const failed: { garbage: Garbage; reason: string }[] = [];
  for await (const garbage of find(parts)) found.push(garbage);
  for (const garbage of isDryRun ? [] : found) {
    try {
      await remove(garbage, parts);
    } catch (error) {
      failed.push({ garbage, reason: error instanceof Error ? error.message : String(error) });
      parts.log.warn({ err: error, kind: garbage.kind, name: garbage.name }, "what nobody needs could not be removed");
    }
  }
  const bytes = found.reduce((sum, one) => sum + Math.max(0, one.bytes), 0);
  return { found, bytes, removed: isDryRun ? 0 : found.length - failed.length, failed };
}
