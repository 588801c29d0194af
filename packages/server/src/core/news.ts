// What happens to jobs while somebody watches: plain data that the jobs room tells and a protocol puts into words. Times in milliseconds, sizes in bytes.
import type { Job, JobStatus } from "./job.js";
import type { Words } from "./sentence.js";

/** Where a job stands, finer than its state. */
export type Phase = "waiting" | "staging" | "running" | "paused" | "resuming" | "dismissing" | "ended";

export type LogLevel = "debug" | "info" | "warning" | "error";

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
}

/** How far somebody has read: whoever comes again with it gets what is new. */
export interface Cursor {
  /** Of the newest event. */
  readonly seq: number;
  /** Whose log is meant, and how many bytes of it were told. */
  readonly attempt: number;
  readonly logBytes: number;
  /** The end was told: nothing will come. */
  readonly hasEnded?: true;
}

/** What is to be remembered stands in `cursor`; news without one are of the moment. */
export type JobNews =
  | {
      readonly kind: "state";
      readonly cursor: Cursor;
      readonly atMs: number;
      readonly attempt: number;
      readonly status: JobStatus;
      readonly phase: Phase;
      readonly progress: number;
      readonly message?: string;
    }
  | ({ readonly kind: "waiting"; readonly ahead?: number } & Words)
  | {
      readonly kind: "log";
      readonly cursor: Cursor;
      readonly lines: readonly LogLine[];
      /** So much before these lines is not kept any more. */
      readonly missedBytes: number;
      /** What was told before is told again: a reader begins anew. */
      readonly isAnew: boolean;
    }
  | {
      readonly kind: "usage";
      readonly atMs: number;
      /** -1: nobody can tell. */
      readonly cpuMs: number;
      readonly memoryBytes: number;
      readonly memoryPeakBytes: number;
    }
  | { readonly kind: "end"; readonly cursor: Cursor; readonly status: JobStatus };

/** A job in a list that is watched. */
export type ListNews =
  | ({ readonly kind: "job"; readonly phase: Phase } & Pick<
      Job,
      "id" | "processId" | "status" | "progress" | "message" | "error" | "createdMs" | "startedMs" | "finishedMs" | "updatedMs"
    >)
  | { readonly kind: "gone"; readonly id: string };

/** One who watches. */
export interface Watching<T> {
  /** What has happened since; none: nothing has for a while. undefined: it is over. Throws if the reader was too slow and has to come again. */
  next(): Promise<readonly T[] | undefined>;
  /** Idempotent. */
  close(): void;
}

/** Of this attempt, not of one before. */
export function launchOf({ launchedMs, startedMs }: Pick<Job, "launchedMs" | "startedMs">): number | undefined {
  return launchedMs !== undefined && launchedMs >= (startedMs ?? 0) ? launchedMs : undefined;
}

export function phaseOf(job: Job): Phase {
  const { status, isDismissing, isResuming } = job;
  if (status === "successful" || status === "failed" || status === "dismissed") return "ended";
  if (isDismissing === true) return "dismissing";
  if (status === "accepted") return "waiting";
  if (status === "paused") return isResuming === true ? "resuming" : "paused";
  return launchOf(job) === undefined ? "staging" : "running";
}

/** A cursor as a word. */
export function writeCursor({ seq, attempt, logBytes, hasEnded }: Cursor): string {
  return [seq, attempt, logBytes, ...(hasEnded === true ? ["end"] : [])].join(".");
}

/** undefined: it is none of ours. */
export function readCursor(word: string): Cursor | undefined {
  const [, seq, attempt, logBytes, end] = /^(\d{1,15})\.(\d{1,9})\.(\d{1,15})(\.end)?$/.exec(word) ?? [];
  if (seq === undefined) return undefined;
  return { seq: Number(seq), attempt: Number(attempt), logBytes: Number(logBytes), ...(end === undefined ? {} : { hasEnded: true }) };
}

const longestLine = 4_000;
/** A level stands at the beginning, if anywhere. */
const headLength = 80;
const errors = new Set(["error", "critical", "fatal", "exception", "traceback"]);

/** Job output is not ours: only a short head is looked at, by patterns that read it once. */
function levelOf(line: string): LogLevel {
  const head = line.slice(0, headLength);
  const word = /\b(?:ERROR|CRITICAL|FATAL|WARNING|WARN|DEBUG)\b/.exec(head)?.[0] ?? /^[^A-Za-z]*([A-Za-z]{4,})/.exec(head)?.[1] ?? "";
  const small = word.toLowerCase();
  if (errors.has(small) || word.endsWith("Error") || word.endsWith("Exception")) return "error";
  if (small === "warning" || small === "warn" || word.endsWith("Warning")) return "warning";
  return small === "debug" ? "debug" : "info";
}

/** What was printed as lines, with the level that each seems to have. */
export function linesOf(text: string): LogLine[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => {
    // What a bar of progress wrote over is not seen on a terminal either.
    const seen = line.slice(line.lastIndexOf("\r", line.length - 2) + 1);
    return { level: levelOf(seen), text: seen.length > longestLine ? `${seen.slice(0, longestLine)} …` : seen };
  });
}
