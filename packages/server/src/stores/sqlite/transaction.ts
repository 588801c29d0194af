// The one transaction that is open, if there is one: begun by the first write, committed with all of its turn, or soon if nobody waits for that.
import type Database from "libsql";
import { fault, ServiceError } from "../../core/errors.js";
import { isLocked, lockedFault } from "./locked-line.js";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** After a failed fsync the kernel may call the pages clean: writing on would promise what is not on the disk. */
export function isDoubtful(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_IOERR") || codeOf(error).startsWith("SQLITE_CORRUPT");
}

export function explain(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (isLocked(error)) return lockedFault(error);
  if (codeOf(error).startsWith("SQLITE_FULL"))
    return fault("storage-full", "The server has no space left to keep the job; please try again later.", undefined, error);
  return fault("internal", "The job database failed; the operator has to look at it.", undefined, error);
}

interface Waiting {
  readonly done: () => void;
  readonly failed: (error: ServiceError) => void;
}

export interface TransactionParts {
  /** Bounds how long a write that is not durable may stay uncommitted. */
  readonly lateMs: number;
  /** Called when writes that had taken effect are undone. */
  readonly rolledBack: () => void;
}

export type Transaction = ReturnType<typeof makeTransaction>;

export function makeTransaction(db: Database.Database, { lateMs, rolledBack }: TransactionParts) {
  let isOpen = false;
  let waiting: Waiting[] = [];
  let soon: NodeJS.Immediate | undefined;
  let late: NodeJS.Timeout | undefined;
  let broken: ServiceError | undefined;

  function settle(error?: ServiceError): void {
    isOpen = false;
    if (soon !== undefined) clearImmediate(soon);
    if (late !== undefined) clearTimeout(late);
    soon = undefined;
    late = undefined;
    const all = waiting;
    waiting = [];
    for (const one of all) error === undefined ? one.done() : one.failed(error);
  }

  /** Undoes it for all. */
  function fail(error: unknown): ServiceError {
    const explained = explain(error);
    if (isDoubtful(error)) broken = explained;
    try {
      if (db.inTransaction) db.exec("rollback");
    } catch (second) {
      broken = explain(second);
    }
    rolledBack();
    settle(explained);
    return explained;
  }

  function commit(): void {
    try {
      if (isOpen) db.exec("commit");
      settle();
    } catch (error) {
      fail(error);
    }
  }

  return {
    /** Throws as SQLite does if the file is locked, a ServiceError otherwise. */
    begin(): void {
      if (broken !== undefined) throw broken;
      if (isOpen) return;
      try {
        db.exec("begin immediate");
      } catch (error) {
        throw isLocked(error) ? error : fail(error);
      }
      isOpen = true;
      late ??= setTimeout(commit, lateMs);
    },
    fail,
    commit,
    /** Is there a write that somebody waits for. */
    get isAwaited() {
      return waiting.length > 0;
    },
    /** Resolves when all of this turn is committed. */
    committed(): Promise<void> {
      soon ??= setImmediate(commit);
      return new Promise((done, failed) => waiting.push({ done, failed }));
    },
    refuse(error: ServiceError): void {
      broken ??= error;
    },
  };
}
