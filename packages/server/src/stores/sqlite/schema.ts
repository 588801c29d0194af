// The tables of the SQLite store, and the check that a file is one that this server may open.
import Database from "libsql";
import { fault } from "../../core/errors.js";

/** Grows with every change of the tables; a server opens older files (and upgrades them) but never newer ones. */
export const schemaVersion = 1;

// `state` and `execute` are JSON: the columns beside them are only what is searched. `execute` stands apart because it can be large and never changes.
const tables = `
create table if not exists jobs (
  seq integer primary key autoincrement,
  id text not null unique,
  status text not null,
  attempt integer not null,
  owner text not null,
  finished_ms integer,
  lease_until_ms integer not null default 0,
  worker text,
  state text not null,
  execute text not null
);
create index if not exists jobs_by_status on jobs (status, seq);
create index if not exists jobs_by_finish on jobs (finished_ms) where finished_ms is not null;
create table if not exists events (
  seq integer primary key autoincrement,
  job_id text not null,
  attempt integer not null,
  at_ms integer not null,
  status text not null,
  progress integer not null,
  message text
);
create index if not exists events_by_job on events (job_id, seq);
`;

/** Holds a job database for one server. The lock is the kernel's: it goes with the server, however that ends. */
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
      throw fault("conflict", `The job database ${file} is in use by another Terrarium server; stop it first.`);
    throw fault("internal", `The job database ${file} cannot be locked: ${String(error)}`, undefined, error);
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
  const found = Number((db.prepare("pragma user_version").get() as { user_version: number }).user_version);
  if (found > schemaVersion) {
    db.exec("rollback");
    throw fault(
      "unsupported",
      `The job database ${file} was written by a newer Terrarium (schema ${found}; this one knows ${schemaVersion}); use that version, or another --data directory.`,
    );
  }
  db.exec(tables);
  db.exec(`pragma user_version = ${schemaVersion}`);
  // Nobody else can hold the file, so every lease in it belongs to a server that is dead.
  db.exec("update jobs set lease_until_ms = 0");
  db.exec("commit");
}
