// Opens a job database for one server: locked against others, and with the tables of this server.
import { statSync } from "node:fs";
import Database from "libsql";
import { fault, ServiceError } from "../../core/errors.js";
import { stepsFrom } from "../sql/migrate.js";
import { migrations } from "./schema.js";

/** Holds a job database, or another file, for one server. The lock is the kernel's: it goes with the server, however that ends. */
export interface FileLock {
  release(): void;
}

/**
 * Locks `file` for this server through an open transaction on `file`.lock; the database itself stays readable for other programs.
 * Throws conflict if another server has it.
 */
export function lockFile(file: string): FileLock {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY"))
      throw fault("conflict", `${file} is in use by another Terrarium server; stop it first.`);
    throw fault("internal", `${file} cannot be locked: ${String(error)}`, undefined, error);
  }
  return {
    release() {
      if (!lock.open) return;
      // Not `close` alone: libsql closes a connection only when its last statement is collected.
      lock.exec("rollback");
      lock.close();
    },
  };
}

/** Sets the file's modes and makes the tables. Throws unsupported if the file is of a newer server. */
function prepareFile(db: Database.Database, file: string): void {
  db.exec("pragma journal_mode = wal");
  db.exec("pragma synchronous = full");
  db.exec("begin immediate");
  try {
    const { user_version: found } = db.prepare("pragma user_version").get() as { user_version: number };
    for (const { version, script } of stepsFrom(Number(found), migrations, file)) {
      db.exec(script);
      db.exec(`pragma user_version = ${version}`);
    }
    // Nobody else can hold the file, so every lease in it belongs to a server that is dead.
    db.exec("update jobs set lease_until_ms = 0 where status in ('accepted', 'running', 'paused') and lease_until_ms <> 0");
    db.exec("commit");
  } catch (error) {
    if (db.inTransaction) db.exec("rollback");
    throw error;
  }
}

/** Larger files are not read as a whole at each start. */
const largestChecked = 32 * 2 ** 20;

/** SQLite itself finds a file that is too short, or no database. */
function checkFile(db: Database.Database, file: string): void {
  if (statSync(file).size > largestChecked) return;
  const [first] = db.prepare("pragma quick_check(1)").all() as { quick_check?: string }[];
  if (first?.quick_check !== "ok") throw damaged(file, String(first?.quick_check));
}

function damaged(file: string, reason: string, cause?: unknown): ServiceError {
  return fault(
    "internal",
    `The job database ${file} is damaged (${reason}). Restore it from a backup, or move it and the files beside it away to begin with none.`,
    undefined,
    cause,
  );
}

/** How long a start waits for a program that has locked the file; later the server waits in a way of its own. */
const startMs = 10_000;

/** The database, ready for use. Throws unsupported if it is of a newer server, internal if it is damaged or cannot be had; which file, the sentence says. */
export function openFile(file: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: startMs });
    prepareFile(db, file);
    checkFile(db, file);
    db.exec("pragma busy_timeout = 0");
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof ServiceError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = error instanceof Error ? error.message : String(error);
    if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) throw damaged(file, reason, error);
    throw fault("internal", `The job database ${file} cannot be opened: ${reason}.`, undefined, error);
  }
}
