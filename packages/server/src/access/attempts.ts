// Bounds what wrong credentials can make the server do, and say in its log. A token cannot be guessed however often one tries; it is work and lines that are saved.
// Credentials that were right a short while ago are checked all the same: who shares an address with somebody that tries is not locked out.
import { createHash } from "node:crypto";
import { ServiceError } from "../core/errors.js";

export interface AttemptsParts {
  /** On the monotonic clock, in milliseconds. */
  readonly now: () => number;
  readonly log: { warn(facts: object, message: string): void };
}

export interface Attempts {
  /** Throws too-many-attempts where this address has shown too many wrong credentials, unless these were right before. */
  admit(address: string, credentials: string): void;
  /** They were wrong, for a reason that holds no part of them. */
  failed(address: string, credentials: string, reason: string): void;
  succeeded(credentials: string): void;
}

const windowMs = 60_000;
/** In one window: for one address, and lines of the log for all. */
const mostFailures = 30;
const mostLines = 100;
/** What is remembered at most; the oldest is forgotten first. */
const mostRemembered = 10_000;

function remembered<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.size > mostRemembered ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
}

export function makeAttempts({ now, log }: AttemptsParts): Attempts {
  const failures = new Map<string, { sinceMs: number; count: number }>();
  // Digests, so that what is right is nowhere in memory for longer than it is needed.
  const right = new Map<string, true>();
  const digestOf = (credentials: string): string => createHash("sha256").update(credentials).digest("base64");
  let lines = { sinceMs: 0, count: 0 };

  function tell(facts: object): void {
    if (now() - lines.sinceMs >= windowMs) {
      if (lines.count > mostLines) log.warn({ count: lines.count - mostLines }, "more wrong credentials were shown than are written here");
      lines = { sinceMs: now(), count: 0 };
    }
    lines.count += 1;
    if (lines.count <= mostLines) log.warn(facts, "wrong credentials were shown");
  }

  return {
    admit(address, credentials) {
      const before = failures.get(address);
      if (before === undefined || before.count < mostFailures || right.has(digestOf(credentials))) return;
      const leftMs = before.sinceMs + windowMs - now();
      if (leftMs <= 0) return void failures.delete(address);
      const message = "Wrong credentials were shown too often from your address. Try again in a minute.";
      throw new ServiceError([{ code: "too-many-attempts", message }], { retryAfterS: leftMs / 1000 });
    },
    failed(address, credentials, reason) {
      right.delete(digestOf(credentials));
      const before = failures.get(address);
      const isFresh = before === undefined || now() - before.sinceMs >= windowMs;
      remembered(failures, address, isFresh ? { sinceMs: now(), count: 1 } : { ...before, count: before.count + 1 });
      tell({ address, reason });
    },
    succeeded: (credentials) => remembered(right, digestOf(credentials), true),
  };
}
