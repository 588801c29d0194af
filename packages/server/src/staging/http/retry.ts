// A source that fails for the moment is asked again: one that is busy, cannot be found or reached, or is cut off. One that refuses, or must not be
// asked, is not; nor is anything that may change something there (POST).
import { setTimeout as wait } from "node:timers/promises";
import { isUntrusted } from "./dial.js";
import { Refusal } from "./guard.js";

/** Before the second and the third time. */
const waitsMs = [300, 1_500];

/** Statuses of a server that is busy, or of a proxy whose server is. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** The refusal of an answer with this status. */
export function isPassing(status: number): boolean {
  return passing.has(status);
}

function mayPass(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Refusal) return cause.mayPass;
    if ("code" in cause && isUntrusted(String(cause.code))) return false;
  }
  // A fault with a code of ours (too large, no space) is the same the next time.
  return error instanceof Error && error.name !== "ServiceError";
}

/** Tries up to three times, within `signal`. Throws the last error. */
export async function tryAgain<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error;
      // Aborted meanwhile: the next try says so in its own words.
      await wait(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  return work();
}
