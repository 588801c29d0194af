// One transaction for all writes of one turn of the event loop: the price of an fsync is paid once for all of them.
// It knows nothing of jobs. Writes take effect in the order of the calls, and a durable one resolves after the commit that holds it.
import type Database from "libsql";
import { fault, ServiceError } from "../../core/errors.js";

export interface GroupCommit {
  /** Runs `action` in the open transaction; resolves after its commit, or at once if `isDurable` says that nobody relies on it. */
  write<T>(action: () => T, isDurable: (result: T) => boolean): Promise<T>;
  /** Runs `action` when no durable write is uncommitted: what is read was promised. */
  read<T>(action: () => T): Promise<T>;
  /** Commits what is left; later writes are refused. */
  close(): void;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function explain(error: unknown): ServiceError {
  if (codeOf(error).startsWith("SQLITE_FULL"))
    return fault("storage-full", "The server has no space left to keep the job; please try again later.", undefined, error);
  return fault("internal", "The job database failed; the operator has to look at it.", undefined, error);
}

interface Waiting {
  readonly done: () => void;
  readonly failed: (error: ServiceError) => void;
}

export interface GroupCommitParts {
  /** Bounds how long a write that is not durable may stay uncommitted. */
  readonly lateMs: number;
  /** Called when writes that had taken effect are undone. */
  readonly rolledBack: () => void;
}

/** Over an open database that nobody else writes to. */
export function makeGroupCommit(db: Database.Database, { lateMs, rolledBack }: GroupCommitParts): GroupCommit {
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

  function fail(error: unknown): ServiceError {
    const explained = explain(error);
    // After a failed fsync the kernel may call the pages clean: writing on would promise what is not on the disk.
    if (codeOf(error).startsWith("SQLITE_IOERR") || codeOf(error).startsWith("SQLITE_CORRUPT")) broken = explained;
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

  function run<T>(action: () => T): T {
    if (broken !== undefined) throw broken;
    try {
      if (!isOpen) db.exec("begin immediate");
      isOpen = true;
      return action();
    } catch (error) {
      // What was refused for a reason leaves the transaction as it was; anything else ends it for all.
      if (error instanceof ServiceError && db.inTransaction) throw error;
      throw fail(error);
    } finally {
      if (isOpen && late === undefined) late = setTimeout(commit, lateMs);
    }
  }

  function durable(): Promise<void> {
    soon ??= setImmediate(commit);
    return new Promise((done, failed) => waiting.push({ done, failed }));
  }

  return {
    async write(action, isDurable) {
      const result = run(action);
      if (isDurable(result)) await durable();
      return result;
    },
    async read(action) {
      // A failed commit is the writer's to tell; the reader then sees the state before it.
      if (waiting.length > 0) await durable().catch(() => undefined);
      return action();
    },
    close() {
      commit();
      broken ??= fault("internal", "The job database is closed.");
    },
  };
}
