// What an error of the database means to a client. A lost connection says nothing of whether the last statement took effect.
import { DatabaseError } from "pg";
import { type ErrorCode, ServiceError } from "../../core/errors.js";

/** Seconds after which a client may try again. */
const retryAfterS = 5;

class Unreachable extends ServiceError {}

export function unreachable(cause?: unknown): ServiceError {
  const message = "The server cannot reach its job database at the moment; please try again in a few seconds.";
  return new Unreachable([{ code: "busy", message }], { cause, retryAfterS });
}

/** Is it the connection that failed, and may the statement have been done. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Unreachable;
}

// Classes and codes of SQLSTATE, PostgreSQL 15 appendix A. Shutting down, starting, no connection left; read-only: a standby.
const lost = /^(08|57P0|53300|25006)/;
const full = /^(53100|53200|53400)/;
const waitedTooLong = /^(55P03|57014|40001|40P01)/;

/** Is the connection of no more use, or the server behind it? */
export function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || lost.test(error.code ?? "");
}

export function explain(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (isLost(error)) return unreachable(error);
  const state = error instanceof DatabaseError ? (error.code ?? "") : "";
  const one = (code: ErrorCode, message: string, after?: number): ServiceError =>
    new ServiceError([{ code, message }], { cause: error, ...(after === undefined ? {} : { retryAfterS: after }) });
  if (full.test(state)) return one("storage-full", "The server has no space left to keep the job; please try again later.");
  if (waitedTooLong.test(state)) return one("busy", "The job database is busy; please try again in a few seconds.", retryAfterS);
  return one("internal", "The job database failed; the operator has to look at it.");
}
