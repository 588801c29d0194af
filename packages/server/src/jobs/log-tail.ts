// What a watched job has printed so far, in the pieces in which it was told: for those who come later, and to know what of the kept log is still to be
// told when the job has ended.
import { readFile } from "node:fs/promises";
import type { Job } from "../core/job.js";
import { logPath } from "./finish-job.js";

/** From byte to byte of all that an attempt printed. */
export interface LogPiece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The bytes were counted otherwise before: a reader begins anew. */
  readonly isAnew?: true;
}

export interface LogTail {
  readonly attempt: number;
  /** So many bytes of all that the attempt printed were told. */
  readonly bytes: number;
  readonly pieces: readonly LogPiece[];
  add(piece: LogPiece): void;
}

/** Kept for newcomers; what is older they find in the log, once it is kept. */
const mostKept = 512 * 1024;

export function makeLogTail(attempt: number): LogTail {
  let pieces: LogPiece[] = [];
  let kept = 0;
  return {
    attempt,
    get bytes() {
      return pieces.at(-1)?.to ?? 0;
    },
    get pieces() {
      return pieces;
    },
    add(piece) {
      if (piece.isAnew === true) pieces = [];
      pieces.push(piece);
      kept += piece.text.length;
      while (kept > mostKept && pieces.length > 1) kept -= pieces.shift()?.text.length ?? 0;
    },
  };
}

/** The part of a piece that lies behind a byte of the whole. */
export function beyond({ text, from }: LogPiece, known: number): string {
  if (known <= from) return text;
  return Buffer.from(text)
    .subarray(known - from)
    .toString();
}

async function readLog(logsDir: string, id: string): Promise<string> {
  try {
    return await readFile(logPath(logsDir, id), "utf8");
  } catch {
    // It printed nothing, or another server has it.
    return "";
  }
}

/** Of a job that has ended: what its log has beyond what was told; undefined: nothing. */
export async function restOfLog(logsDir: string, job: Job, told: LogTail): Promise<LogPiece | undefined> {
  const text = await readLog(logsDir, job.id);
  if (text === "") return undefined;
  const bytes = Buffer.from(text);
  // Where it was cut, or held what is no text, the bytes of the file are not those that were counted.
  if (job.limitsHit?.includes("log") === true || text.includes("\uFFFD")) {
    const last = told.pieces.at(-1)?.text;
    return last !== undefined && text.endsWith(last) ? undefined : { from: 0, to: bytes.length, text, isAnew: true };
  }
  const { bytes: from } = told;
  return from >= bytes.length ? undefined : { from, to: bytes.length, text: bytes.subarray(from).toString() };
}
