// Runs a program of the sandbox for a process: words, never a shell; what it prints is the job's log, and its progress may be read from that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** Bytes of standard output that are given back. */
const mostText = 1024 * 1024;
/** Characters kept of what a program printed last: a number cut in two is found, and its complaint told. */
const tailLength = 2000;

/** How well-known tools print their progress; the first group is the percentage. */
export const toolProgress = {
  /** GDAL and OGR: `0...10...20...30`. */
  gdal: /(\d{1,3})(?:\.{1,3}| - done)/g,
  /** GRASS with GRASS_MESSAGE_FORMAT=gui. */
  grass: /GRASS_INFO_PERCENT: (\d{1,3})/g,
} as const;

export interface ExecOptions {
  /** The file that standard output is written to. Absent: it goes to the log, and is given back. */
  readonly into?: string;
  /** Finds the percentage in what the program prints, as its first group; the last match counts. */
  readonly progress?: RegExp;
  /** Added to the environment of the sandbox. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ExecResult {
  /** The standard output as text: its first MiB, and nothing if it went into a file. */
  readonly stdout: string;
  /** There was more. */
  readonly isCut: boolean;
}

/** What a running program tells; the job's context is one. */
export interface ExecListener {
  progress(percent: number): void;
  log(text: string): void;
}

/** Calls `tell` with each new percentage that appears in the text. */
function makeProgress(pattern: RegExp, tell: (percent: number) => void): (text: string) => void {
  const every = new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`);
  let tail = "";
  let told: number | undefined;
  return (text) => {
    tail = (tail + text).slice(-tailLength);
    const percent = Number([...tail.matchAll(every)].at(-1)?.[1] ?? Number.NaN);
    if (Number.isNaN(percent) || percent === told) return;
    told = percent;
    tell(percent);
  };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim().slice(0, 500) ?? "";
}

/**
 * Runs `program` with these arguments in the working folder and resolves when it has ended well. Throws an Error with its last line of complaint
 * if it ended otherwise or is not there.
 */
export async function exec(
  program: string,
  args: readonly string[],
  { into, progress, environment }: ExecOptions,
  listener: ExecListener,
): Promise<ExecResult> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  const follow = progress && makeProgress(progress, listener.progress);
  const kept: Buffer[] = [];
  let length = 0;
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-tailLength);
    listener.log(text);
    follow?.(text);
  });
  if (into === undefined)
    child.stdout.on("data", (bytes: Buffer) => {
      if (length < mostText) kept.push(bytes.subarray(0, mostText - length));
      length += bytes.length;
      const text = bytes.toString();
      listener.log(text);
      follow?.(text);
    });
  const ended = once(child, "close").catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === "ENOENT" ? `the program ${program} is not there.` : `${program} cannot be run: ${error.message}`);
  });
  const written = into === undefined ? undefined : pipeline(child.stdout, createWriteStream(into));
  const [[code, signal]] = (await Promise.all([ended, written])) as [[number | null, NodeJS.Signals | null], undefined];
  const stdout = Buffer.concat(kept).toString();
  if (code === 0) return { stdout, isCut: length > mostText };
  const said = lastLine(complaint) || lastLine(stdout);
  throw new Error(`${program} ended ${signal === null ? `with code ${code}` : `by ${signal}`}${said === "" ? "." : `: ${said}`}`);
}
