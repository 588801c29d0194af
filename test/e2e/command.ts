// The command line as its users type it: the built one, run to its end.
import { type ExecFileOptions, execFile } from "node:child_process";
import { cli } from "./server.js";

export interface Ended {
  /** -1: ended by a signal. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function runCommand(words: readonly string[], options: ExecFileOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...words], { ...options, encoding: "utf8" }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, out, err });
    });
  });
}
