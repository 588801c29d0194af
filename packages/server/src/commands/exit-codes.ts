// How a command ends: its exit code, for scripts, and one sentence on standard error, for people.
import { JobEndedError, ProblemError } from "@terrarium/client";
import { ConfigError } from "../config/config.js";
import { type ErrorCode, ServiceError } from "../core/errors.js";
import { RefusedError } from "../main/admin-socket.js";
import { plain } from "../main/plain.js";

/** 1 is left to defects of the program itself. */
export const exitCodes = {
  ok: 0,
  defect: 1,
  usage: 2,
  invalidInput: 3,
  processFailed: 4,
  limit: 5,
  dismissed: 6,
  infrastructure: 7,
  notAllowed: 8,
  notFound: 9,
} as const;

/** What each says, in few words. */
export const meanings: readonly (readonly [code: number, meaning: string])[] = [
  [exitCodes.ok, "done"],
  [exitCodes.usage, "wrong words, files or configuration"],
  [exitCodes.invalidInput, "what was given is not valid"],
  [exitCodes.processFailed, "the process failed"],
  [exitCodes.limit, "a limit"],
  [exitCodes.dismissed, "dismissed, or given up by Ctrl-C"],
  [exitCodes.infrastructure, "the server or this host"],
  [exitCodes.notAllowed, "not allowed"],
  [exitCodes.notFound, "not found"],
];

const { invalidInput, limit, infrastructure, notAllowed, notFound } = exitCodes;

/** Every error of a server as the command ends with it. */
const ofServer: Readonly<Record<ErrorCode, number>> = {
  "missing-parameter": invalidInput,
  "invalid-parameter": invalidInput,
  unsupported: infrastructure,
  "option-unsupported": infrastructure,
  "version-negotiation-failed": infrastructure,
  "invalid-update-sequence": invalidInput,
  unauthenticated: notAllowed,
  forbidden: notAllowed,
  "too-many-attempts": notAllowed,
  "no-such-process": notFound,
  "no-such-job": notFound,
  "job-removed": notFound,
  "result-not-ready": notFound,
  "result-not-available": notFound,
  "missing-input": invalidInput,
  "invalid-input": invalidInput,
  "no-such-input": invalidInput,
  "too-many-inputs": invalidInput,
  "unreachable-input": invalidInput,
  "no-such-output": invalidInput,
  "too-many-outputs": invalidInput,
  "no-such-format": invalidInput,
  "no-such-mode": invalidInput,
  "storage-not-supported": invalidInput,
  "too-large": limit,
  "storage-full": infrastructure,
  "too-many-jobs": limit,
  busy: infrastructure,
  conflict: invalidInput,
  "key-reused": invalidInput,
  "process-failed": exitCodes.processFailed,
  "limit-exceeded": limit,
  "engine-failed": infrastructure,
  internal: infrastructure,
};

/** A command cannot go on, for a reason that is the user's to know. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}

/** The code for the last word of a problem's type, if that is one of ours. */
function codeOfType(type: string): number | undefined {
  const word = type.split(/[/:]/).at(-1) ?? "";
  return Object.hasOwn(ofServer, word) ? ofServer[word as ErrorCode] : undefined;
}

/** The code for a job that has ended. */
export function codeOfJob(job: { readonly status: string; readonly raw: { readonly [key: string]: unknown } }): number {
  if (job.status === "dismissed") return exitCodes.dismissed;
  if (job.status !== "failed") return exitCodes.ok;
  const exception = job.raw["exception"];
  const type = typeof exception === "object" && exception !== null && "type" in exception ? String(exception.type) : "";
  return codeOfType(type) ?? exitCodes.processFailed;
}

/** Of servers that name no problem of ours. */
function codeOfStatus(status: number): number {
  if (status === 401 || status === 403) return notAllowed;
  if (status === 404 || status === 410) return notFound;
  if (status === 413 || status === 429) return limit;
  return status >= 400 && status < 500 ? invalidInput : infrastructure;
}

function codeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof ConfigError) return exitCodes.usage;
  if (error instanceof JobEndedError) return codeOfJob(error.job);
  if (error instanceof ProblemError) return codeOfType(error.type) ?? codeOfStatus(error.status);
  if (error instanceof RefusedError || error instanceof ServiceError) return codeOfType(error.code ?? "") ?? infrastructure;
  if (!(error instanceof Error) || isDefect(error)) return exitCodes.defect;
  return isOfSystem(error) && /^E(?:ACCES|PERM)$/.test(error.code) ? notAllowed : infrastructure;
}

/** An error of the operating system: a file that cannot be written, a full disk. */
function isOfSystem(error: Error): error is Error & { readonly code: string } {
  return "code" in error && typeof error.code === "string" && /^E[A-Z0-9]+$/.test(error.code);
}

function isDefect(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

/** Why there is no answer, as the system names it. */
function reasonOf({ cause }: Error): string {
  const below = cause instanceof Error ? cause.cause : undefined;
  return below instanceof Error && isOfSystem(below) ? ` (${below.code})` : "";
}

function sentenceOf(error: Error): string {
  if (!(error instanceof ProblemError)) return error.message;
  if (error.status === 0) return `${error.message.replace(/\.$/, "")}${reasonOf(error)}. Does the server run? --server names another.`;
  return error.status === 401 ? `${error.message} TERRARIUM_TOKEN or --token-file shows who you are.` : error.message;
}

/** Says the sentence of an error after `what`, and sets the exit code unless an earlier failure has. A defect keeps its stack. */
export function fail(error: unknown, what = ""): void {
  process.exitCode ??= codeOf(error);
  console.error(error instanceof Error && !isDefect(error) ? `${what}${sentenceOf(error)}`.split("\n").map(plain).join("\n") : error);
}

/** The action of a command; what it throws ends it with a code. */
export function guarded<A extends readonly unknown[]>(action: (...given: A) => Promise<void>): (...given: A) => Promise<void> {
  return (...given) => action(...given).catch((error: unknown) => fail(error));
}
