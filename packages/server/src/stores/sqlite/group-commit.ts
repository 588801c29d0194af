// One transaction for all writes of one turn of the event loop: the price of an fsync is paid once for all of them.
// It knows nothing of jobs. Writes take effect in the order of the calls, and a durable one resolves after the commit that holds it.
import type Database from "libsql";
import { fault } from "../../core/errors.js";
import { isLocked, makeLockedLine } from "./locked-line.js";
import { explain, isDoubtful, makeTransaction, type TransactionParts } from "./transaction.js";

export interface GroupCommit {
  /**
   * Runs `action` in the open transaction; resolves after its commit, or at once if `isDurable` says that nobody relies on it.
   * Throws busy if another program locks the file for longer than `patienceMs`.
   */
  write<T>(action: () => T, isDurable: (result: T) => boolean, patienceMs: number): Promise<T>;
  /** Runs `action` when no durable write is uncommitted: what is read was promised. */
  read<T>(action: () => T): Promise<T>;
  /** Commits what is left; later writes are refused. */
  close(): void;
}

/** Over an open database that nobody else writes to, but may lock. */
export function makeGroupCommit(db: Database.Database, parts: TransactionParts): GroupCommit {
  const transaction = makeTransaction(db, parts);
  const line = makeLockedLine(transaction.begin);

  function run<T>(action: () => T): T {
    transaction.begin();
    try {
      return action();
    } catch (error) {
      // A statement that fails is undone alone, and the others of the turn stay; where SQLite could not do that it has ended the transaction.
      if (db.inTransaction && !isDoubtful(error)) throw explain(error);
      throw transaction.fail(error);
    }
  }

  function runInTurn<T>(action: () => T, patienceMs: number): T | Promise<T> {
    const inTurn = (): T => run(action);
    if (!line.isEmpty) return line.wait(inTurn, patienceMs);
    try {
      return inTurn();
    } catch (error) {
      if (!isLocked(error)) throw error;
      return line.wait(inTurn, patienceMs);
    }
  }

  return {
    async write(action, isDurable, patienceMs) {
      const taken = runInTurn(() => {
        const result = action();
        // Waited for from here on: a later write of the same line may undo this one before the caller goes on.
        return { result, committed: isDurable(result) ? transaction.committed() : undefined };
      }, patienceMs);
      const { result, committed } = taken instanceof Promise ? await taken : taken;
      await committed;
      return result;
    },
    async read(action) {
      // A failed commit is the writer's to tell; the reader then sees the state before it.
      if (transaction.isAwaited) await transaction.committed().catch(() => undefined);
      try {
        return action();
      } catch (error) {
        throw explain(error);
      }
    },
    close() {
      line.close();
      transaction.commit();
      transaction.refuse(fault("internal", "The job database is closed."));
    },
  };
}
