// Calls when the time of a job has passed: of its wait, or of all of it. On the monotonic clock, by one timer, which knows only identifiers.

export type Deadline = "wait" | "total";

export interface Deadlines {
  /** The job waits: so much is left to it. Of a job that is known already the whole time stays as it is. */
  wait(id: string, waitMs: number, totalMs: number): void;
  /** It has its turn, and only its whole time counts. */
  begin(id: string, totalMs: number): void;
  drop(id: string): void;
  close(): void;
}

/** On the monotonic clock. */
interface Due {
  readonly waitMs: number;
  readonly totalMs: number;
}

/** Many that pass within so short a time are told together. */
const togetherMs = 50;
const longestTimerMs = 2 ** 31 - 1;

const first = ({ waitMs, totalMs }: Due): number => Math.min(waitMs, totalMs);

/** `passed` is called once for each deadline; the job is not known any more then. */
export function makeDeadlines(passed: (id: string, which: Deadline) => void): Deadlines {
  const dues = new Map<string, Due>();
  let timer: NodeJS.Timeout | undefined;
  let nextMs = Number.POSITIVE_INFINITY;

  function arm(dueMs: number): void {
    clearTimeout(timer);
    nextMs = dueMs;
    timer = setTimeout(look, Math.min(longestTimerMs, Math.max(0, dueMs - performance.now()))).unref();
  }
  function look(): void {
    const nowMs = performance.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const [id, due] of dues) {
      if (first(due) > nowMs) {
        earliest = Math.min(earliest, first(due));
        continue;
      }
      dues.delete(id);
      passed(id, due.totalMs <= due.waitMs ? "total" : "wait");
    }
    nextMs = Number.POSITIVE_INFINITY;
    if (earliest < Number.POSITIVE_INFINITY) arm(Math.max(earliest, nowMs + togetherMs));
  }
  function set(id: string, waitMs: number, totalMs: number): void {
    const nowMs = performance.now();
    const due = { waitMs: nowMs + Math.max(0, waitMs), totalMs: dues.get(id)?.totalMs ?? nowMs + Math.max(0, totalMs) };
    dues.set(id, due);
    if (first(due) < nextMs) arm(first(due));
  }

  return {
    wait: set,
    begin: (id, totalMs) => set(id, Number.POSITIVE_INFINITY, totalMs),
    drop: (id) => void dues.delete(id),
    close() {
      clearTimeout(timer);
      dues.clear();
    },
  };
}
