// Opens the store of jobs that the configuration names, and says under which name this server holds jobs there.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/config.js";
import type { Store } from "../core/job.js";
import type { Log } from "../jobs/parts.js";
import { lockFile } from "../stores/sqlite/open-file.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import type { Folders } from "./folders.js";

export interface StoreParts {
  readonly config: Pick<Config, "store">;
  readonly folders: Pick<Folders, "store" | "database">;
  readonly now: () => number;
  readonly log: Log;
}

export interface OpenStore {
  readonly store: Store;
  /** Names the data directory in leases, so that after a restart its jobs are its own again. */
  readonly worker: string;
}

/** The name in the file, or a new one where there is none: a full disk or a power cut may have left the file empty, and servers of one name take each other's jobs. */
function workerOf(folder: string): string {
  const file = join(folder, "worker");
  const known = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (known !== "") return known;
  const name = randomBytes(8).toString("hex");
  writeFileSync(`${file}.new`, name, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return name;
}

/** Throws a ServiceError with a sentence for the administrator. */
export async function openStore({ config, folders, now, log }: StoreParts): Promise<OpenStore> {
  const { postgres } = config.store;
  if (postgres === undefined) return { store: makeSqliteStore({ file: folders.database, now }), worker: workerOf(folders.store) };
  // Two servers of one name would take each other's jobs.
  const lock = lockFile(join(folders.store, "server"));
  try {
    // Loaded only where it is used.
    const { openPostgresStore } = await import("../stores/postgres/postgres-store.js");
    const warn = (error: unknown, message: string): void => log.warn({ err: error }, message);
    const store = await openPostgresStore({ ...postgres, now, warn });
    const close = (): Promise<void> => store.close().finally(() => lock.release());
    return { store: { ...store, close }, worker: workerOf(folders.store) };
  } catch (error) {
    lock.release();
    throw error;
  }
}
