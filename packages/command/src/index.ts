// What the Node runner asks for when a process is a *.process.toml: the file as a process.

import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DefinedProcess } from "@terrarium/sdk";
import { readCommandFile } from "./command-file.js";
import { makeCommandProcess } from "./command-process.js";

/** The process that the file at `path` describes. Throws an Error with one sentence that names what is wrong in it. */
export function readCommand(path: string): DefinedProcess {
  return makeCommandProcess(readCommandFile(readFileSync(path, "utf8")), dirname(path));
}
