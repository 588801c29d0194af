// The writes that wait for a file that another program has locked, in their order, without holding up the server. Each waits as long as it may.
import { fault, ServiceError } from "../../core/errors.js";

/** How soon a locked file is tried again. */
const againMs = 50;
const retryAfterS = 5;

export function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

export function lockedFault(cause: unknown): ServiceError {
  const message = "The job database is locked by another program; please try again in a few seconds.";
  return new ServiceError([{ code: "busy", message }], { cause, retryAfterS });
}

interface Waiting {
  readonly untilMs: number;
  readonly run: () => void;
  readonly failed: (error: ServiceError) => void;
}

export interface LockedLine {
  readonly isEmpty: boolean;
  /** Runs `action` in its turn, in a transaction. Throws busy if the file is locked for longer than `patienceMs`. */
  wait<T>(action: () => T, patienceMs: number): Promise<T>;
  /** Refuses those that wait. */
  close(): void;
}

/** `begin` opens a transaction if there is none; it throws as SQLite does. */
export function makeLockedLine(begin: () => void): LockedLine {
  let line: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function again(): void {
    timer = undefined;
    try {
      begin();
      for (const one of line.splice(0)) one.run();
    } catch (error) {
      if (!isLocked(error)) {
        // Each is told by its own attempt.
        for (const one of line.splice(0)) one.run();
        return;
      }
      const nowMs = performance.now();
      for (const { failed, untilMs } of line) if (untilMs <= nowMs) failed(lockedFault(error));
      line = line.filter(({ untilMs }) => untilMs > nowMs);
      if (line.length > 0) timer = setTimeout(again, againMs);
    }
  }

  return {
    get isEmpty() {
      return line.length === 0;
    },
    wait<T>(action: () => T, patienceMs: number) {
      timer ??= setTimeout(again, againMs);
      return new Promise<T>((resolve, failed) => {
        const run = (): void => {
          try {
            resolve(action());
          } catch (error) {
            failed(error);
          }
        };
        line.push({ untilMs: performance.now() + patienceMs, run, failed });
      });
    },
    close() {
      clearTimeout(timer);
      for (const { failed } of line.splice(0)) failed(fault("busy", "The server is shutting down; please try again."));
    },
  };
}
