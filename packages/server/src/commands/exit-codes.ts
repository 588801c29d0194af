// How a command ends: its exit code, for scripts, and one sentence on standard error, for people.
import { JobEndedError, ProblemError } from "@terrarium/client";
import { plain } from "../main/plain.js";

/** 1 is what has no code of its own. */
export const exitCodes = {
  ok: 0,
  other: 1,
  usage: 2,
  invalidInput: 3,
  processFailed: 4,
  limit: 5,
  dismissed: 6,
  infrastructure: 7,
  notAllowed: 8,
  notFound: 9,
} as const;

/** A command cannot go on, for a reason that is the user's to know. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}

/** The code for a job that has ended. */
export function codeOfJob(job: { readonly status: string; readonly raw: { readonly [key: string]: unknown } }): number {
  if (job.status === "dismissed") return exitCodes.dismissed;
  if (job.status !== "failed") return exitCodes.ok;
  const exception = job.raw["exception"];
  const type = typeof exception === "object" && exception !== null && "type" in exception ? String(exception.type) : "";
  if (type.endsWith("limit-exceeded")) return exitCodes.limit;
  return /(?:engine-failed|internal|storage-full)$/.test(type) ? exitCodes.infrastructure : exitCodes.processFailed;
}

const byStatus: Readonly<Record<number, number>> = {
  400: exitCodes.invalidInput,
  401: exitCodes.notAllowed,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  410: exitCodes.notFound,
  413: exitCodes.limit,
  422: exitCodes.invalidInput,
};

export function codeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof JobEndedError) return codeOfJob(error.job);
  if (!(error instanceof ProblemError)) return exitCodes.other;
  return byStatus[error.status] ?? (error.status === 0 || error.status >= 500 ? exitCodes.infrastructure : exitCodes.other);
}

/** Errors that are sentences for people; anything else is a defect and keeps its stack. */
export function fail(error: unknown): void {
  const isSentence =
    error instanceof Error && !(error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError);
  console.error(isSentence ? error.message.split("\n").map(plain).join("\n") : error);
  process.exitCode = codeOf(error);
}

/** The action of a command; what it throws ends it with a code. */
export function guarded<A extends readonly unknown[]>(action: (...given: A) => Promise<void>): (...given: A) => Promise<void> {
  return (...given) => action(...given).catch(fail);
}
