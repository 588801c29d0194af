// Makes what keeps files: the disk with its bounds and its guard, and the S3 service for results where one is configured.
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import type { StorageConfig } from "../config/storage.js";
import type { DiskGuard, FileStore } from "../core/staging.js";
import { deployedList, strayCode } from "../jobs/garbage.js";
import { removeOrSetAside } from "../jobs/remove-tree.js";
import { makeDiskGuard } from "../staging/file/disk-guard.js";
import { makeFileStore } from "../staging/file/file-store.js";
import type { Folders } from "./folders.js";

export interface Storage {
  readonly files: FileStore;
  readonly disk: DiskGuard;
}

/** Throws an Error with one sentence if the bucket that is configured refuses; one that does not answer is waited for by whoever needs it. */
export async function makeStorage(config: Pick<Config, "storage" | "limits">, folders: Folders, log: Logger): Promise<Storage> {
  const { reserveBytes, reserveInodes, arrivingBytes, storedBytes, s3 } = config.storage;
  const disk = makeDiskGuard({
    folders: [folders.store, folders.files, folders.bundles],
    ...{ reserveBytes, reserveInodes },
    ...{ now: () => performance.now(), warn: (facts: object, message: string) => log.warn(facts, message) },
  });
  const local = await makeFileStore({ root: folders.files, inputBytes: config.limits.inputBytes, arrivingBytes, storedBytes });
  return { disk, files: s3 === undefined ? local : await inS3(s3, local, log) };
}

/** How often uploads that nobody ends are looked for. */
const againMs = 6 * 3_600_000;

async function inS3(settings: NonNullable<StorageConfig["s3"]>, local: FileStore, log: Logger): Promise<FileStore> {
  // Only who stores there pays for it.
  const { makeS3Store } = await import("../staging/s3/s3-store.js");
  const { prefix, partBytes, signedS } = settings;
  const store = makeS3Store({ settings, prefix, partBytes, local, ...(signedS === undefined ? {} : { signedS }) });
  const problem = await store.probe();
  if (problem !== undefined) log.warn({}, problem);
  const takeBack = (): void =>
    void store.abortLeft(Date.now()).then(
      (count) => count > 0 && log.info({ count }, "what former servers had begun to store in S3 was taken back"),
      (error: unknown) => log.warn({ err: error }, "what former servers had begun to store in S3 was not looked for"),
    );
  takeBack();
  // What a server leaves that dies is not old enough yet when the next one starts.
  setInterval(takeBack, againMs).unref();
  return store;
}

/** Code that was published so long ago, or longer, goes when it is not deployed any more. */
const unusedMs = 7 * 24 * 3_600_000;

/**
 * Writes down which code is deployed, and removes what is not any more, unless a sandbox may still be running it. To be called with the rights with
 * which code is published, before the first sandbox of this server.
 */
export async function sweepCode({ runtime, bundles }: Folders, hashes: readonly string[], log: Logger): Promise<void> {
  mkdirSync(runtime, { recursive: true });
  writeFileSync(join(runtime, deployedList), JSON.stringify(hashes));
  if (readdirSync(bundles).length > 0) return;
  for await (const { name } of strayCode(runtime)) {
    const path = join(runtime, name);
    if (Date.now() - statSync(path).mtimeMs > unusedMs) await removeOrSetAside(path, log);
  }
}
