// The runner's channel: messages as lines of JSON on standard output, which is kept away from the code of the process.
// The last word, results or error, is left in out/results.json or out/error.json too.
import { readSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { RunnerMessage } from "./contract.js";

/** Sends a message; a channel that nobody reads any more is ignored. False: it was not sent. */
export function say(message: RunnerMessage): boolean {
  return writeAll(1, `${JSON.stringify(message)}\n`);
}

/**
 * Says the last word of a job and leaves it in `outdir`, renamed into place. The channel comes first: results without files are answered from it
 * at once and need no file. Throws only if neither way worked.
 */
export function sayLast(message: RunnerMessage & { terrarium: "results" | "error" }, outdir: string): void {
  const said = say(message);
  try {
    const draft = join(outdir, `.${message.terrarium}.part`);
    writeFileSync(draft, JSON.stringify(message));
    renameSync(draft, join(outdir, `${message.terrarium}.json`));
  } catch (error) {
    if (!said) throw error;
  }
}

/** Adds text to the log of the job; never fails. */
export function writeLog(text: string): void {
  writeAll(2, text.endsWith("\n") ? text : `${text}\n`);
}

/** Adds a piece of text to the log of the job as it is; never fails. */
export function addToLog(text: string): void {
  writeAll(2, text);
}

/** From here on console.log and process.stdout of the process's code go to the log. Programs it starts inherit the channel, but what they print is no message. */
export function keepStandardOutput(): void {
  if ("Bun" in globalThis) keepBunsOutput();
  else Object.defineProperty(process, "stdout", { configurable: true, enumerable: true, get: () => process.stderr });
}

/** Bun's console writes to standard output itself, and to describe process.stdout anew would open it: half of Bun's start. */
function keepBunsOutput(): void {
  for (const name of ["log", "info", "debug", "table", "dir", "group"] as const)
    console[name] = (...words: unknown[]) => console.error(...words);
  const late = (name: string | symbol): unknown => {
    const value: unknown = Reflect.get(process.stderr, name);
    return typeof value === "function" ? value.bind(process.stderr) : value;
  };
  process.stdout = new Proxy({}, { get: (_nothing, name) => late(name) }) as typeof process.stdout;
}

/** True once a line came on standard input; false at its end. Blocks: a waiting runner has nothing else to do, and the code it loaded gets no turn. */
export function readStartLine(): boolean {
  const byte = Buffer.alloc(1);
  while (patiently(() => readSync(0, byte)) > 0) if (byte[0] === 10) return true;
  return false;
}

function writeAll(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += patiently(() => writeSync(descriptor, bytes, written));
    return true;
  } catch {
    return false;
  }
}

/** Waits out EAGAIN, which comes only if whoever started us left the pipe non-blocking. */
function patiently(transfer: () => number): number {
  for (;;) {
    try {
      return transfer();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
