// The one vocabulary of errors. Codes are domain words, no HTTP, no XML; each protocol owns a total mapping of them.
// Two kinds stay apart: the process failed (process-failed) and we failed (engine-failed, internal).
import { type Phrase, type Words, words } from "./sentence.js";

export type ErrorCode =
  | "missing-parameter"
  | "invalid-parameter"
  | "unsupported"
  | "option-unsupported"
  | "version-negotiation-failed"
  | "invalid-update-sequence"
  /** Nobody knows who asks, or what was shown for it is wrong. */
  | "unauthenticated"
  /** Who asks is known, and may not. */
  | "forbidden"
  /** Wrong credentials were shown too often from one address. */
  | "too-many-attempts"
  | "no-such-process"
  | "no-such-job"
  /** It was there, and is no more: expired, dismissed or removed. */
  | "job-removed"
  | "result-not-ready"
  | "result-not-available"
  | "missing-input"
  | "invalid-input"
  | "no-such-input"
  | "too-many-inputs"
  | "unreachable-input"
  | "no-such-output"
  | "too-many-outputs"
  | "no-such-format"
  | "no-such-mode"
  | "storage-not-supported"
  | "too-large"
  | "storage-full"
  | "too-many-jobs"
  | "busy"
  | "conflict"
  /** An idempotency key that another request had. */
  | "key-reused"
  | "process-failed"
  | "limit-exceeded"
  | "engine-failed"
  | "internal";

/** One thing that is wrong: a plain sentence that says what, and with which parameter, input or output (`locator`). */
export interface Fault extends Words {
  readonly code: ErrorCode;
  readonly locator?: string;
  /** The value that is wrong, where `locator` names the parameter that held it: the id of a process or a job, a mode. */
  readonly subject?: string;
  /** `locator` is the id of an input, or of an output. */
  readonly part?: "inputs" | "outputs";
}

/** Carries one or more faults to the client. The message of a cause is logged, never told. */
export class ServiceError extends Error {
  readonly faults: readonly [Fault, ...Fault[]];
  /** Seconds after which the client may try again; for `busy` (the server is full), `too-many-jobs` (this owner has as many as one may have) and `too-many-attempts`. */
  readonly retryAfterS?: number;
  constructor(faults: readonly [Fault, ...Fault[]], options: { cause?: unknown; retryAfterS?: number } = {}) {
    super(faults.map((fault) => fault.message).join(" "), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ServiceError";
    this.faults = faults;
    if (options.retryAfterS !== undefined) this.retryAfterS = options.retryAfterS;
  }
  get code(): ErrorCode {
    return this.faults[0].code;
  }
}

/** Makes a ServiceError of one fault. */
export function fault(code: ErrorCode, told: Phrase, locator?: string, cause?: unknown): ServiceError {
  const one: Fault = { code, ...words(told), ...(locator === undefined ? {} : { locator }) };
  return new ServiceError([one], cause === undefined ? {} : { cause });
}

/** All that a client is told of an internal error, whatever its cause. */
export const internalMessage = "The server met an internal error. It was logged; please tell the operator the time of your request.";

/** Any thrown value as a ServiceError: what is foreign becomes `internal` and keeps the original as its cause. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return fault("internal", internalMessage, undefined, error);
}
