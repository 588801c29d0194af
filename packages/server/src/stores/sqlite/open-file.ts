// Opens a job database for one server: locked against others, and with the tables of this server.
import Database from "libsql";
import { fault } from "../../core/errors.js";
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
export function prepareFile(db: Database.Database, file: string): void {
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
    db.exec("update jobs set lease_until_ms = 0 where lease_until_ms <> 0");
    db.exec("commit");
  } catch (error) {
    if (db.inTransaction) db.exec("rollback");
    throw error;
  }
}
