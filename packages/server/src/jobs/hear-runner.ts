// What a runner says, from its channel or from the files that it leaves: progress as it comes, then results or an error, whichever is first.
import { readFile, rm, stat } from "node:fs/promises";
import type { RunnerMessage } from "@terrarium/sdk";
import type { Collected, Exit } from "../core/engine.js";
import type { Sandbox } from "./pool.js";
import type { Progress } from "./progress.js";

type ErrorMessage = Extract<RunnerMessage, { terrarium: "error" }>;

export type Heard =
  | { readonly kind: "results"; readonly outputs: unknown; readonly attachments?: unknown }
  | { readonly kind: "error"; readonly error: ErrorMessage }
  /** It ended without a word. */
  | { readonly kind: "silent"; readonly exit: Exit };

export interface Said {
  /** Resolves with the first results or error, or when the sandbox has ended without. */
  hear(progress: Progress): Promise<Heard>;
}

function wordOf(message: RunnerMessage): Heard | undefined {
  if (message.terrarium === "results") return { kind: "results", outputs: message.outputs, attachments: message.attachments };
  return message.terrarium === "error" ? { kind: "error", error: message } : undefined;
}

/** Listens from the call on, so that nothing said before `hear` is lost. */
export function hearRunner(sandbox: Sandbox): Said {
  let progress: Progress | undefined;
  const early: RunnerMessage[] = [];
  let tell: (heard: Heard) => void = () => undefined;
  const word = new Promise<Heard>((resolve) => {
    tell = resolve;
  });
  sandbox.listen((message) => {
    const heard = wordOf(message);
    if (heard !== undefined) tell(heard);
    else if (message.terrarium !== "progress") return;
    else if (progress === undefined) early.push(message);
    else progress.report(message.percent, message.message);
  });
  return {
    hear(to) {
      progress = to;
      for (const message of early.splice(0)) if (message.terrarium === "progress") to.report(message.percent, message.message);
      // The word goes before the exit if both are there.
      return Promise.race([word, sandbox.exit.then((exit): Heard => ({ kind: "silent", exit }))]);
    },
  };
}

/** A message file larger than this is not read: literal results are small. */
const largestFile = 16 * 1024 * 1024;

/** results.json, else error.json of an ended sandbox; undefined if there is neither, or nothing readable in it. */
export async function readSaidFile(collect: (name: string) => Promise<readonly Collected[]>): Promise<Heard | undefined> {
  for (const name of ["results.json", "error.json"]) {
    const [file] = await collect(name).catch(() => []);
    if (file === undefined) continue;
    try {
      if ((await stat(file.path)).size > largestFile) continue;
      const said: unknown = JSON.parse(await readFile(file.path, "utf8"));
      if (typeof said !== "object" || said === null) continue;
      if (name === "results.json" && "outputs" in said) {
        const attachments = "attachments" in said ? said.attachments : undefined;
        return { kind: "results", outputs: said.outputs, attachments };
      }
      if (name === "error.json" && "message" in said) return { kind: "error", error: said as ErrorMessage };
    } catch {
      // Not JSON: the process wrote it, and it says nothing.
    } finally {
      await rm(file.path, { force: true });
    }
  }
  return undefined;
}
