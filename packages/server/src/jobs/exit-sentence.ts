// One plain sentence for each way in which a job can end without results.
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import type { Exit } from "../core/engine.js";
import type { Fault } from "../core/errors.js";

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

type Sentence = (limits: Limits) => string;

const limitSentences: readonly (readonly [Exit["limitsHit"][number], Sentence])[] = [
  ["memory", (limits) => `The process needed more than ${megabytes(limits.memoryBytes)} of memory, its limit, and was ended.`],
  ["disk", (limits) => `The process failed when its disk space of ${megabytes(limits.diskBytes)} was full.`],
  ["inodes", (limits) => `The process failed when it had made ${limits.inodes} files, its limit.`],
  ["pids", (limits) => `The process failed at its limit of ${limits.pids} child processes and threads.`],
  ["fds", (limits) => `The process failed at its limit of ${limits.fds} open files.`],
  ["output", (limits) => `The process made an output larger than ${megabytes(limits.outputBytes)}, its limit.`],
];

function limitFault(exit: Exit, limits: Limits): Fault | undefined {
  for (const [name, sentence] of limitSentences)
    if (exit.limitsHit.includes(name)) return { code: "limit-exceeded", message: sentence(limits) };
  return undefined;
}

/** Why a job that gave neither results nor an error has failed. */
export function exitFault(exit: Exit, limits: Limits): Fault {
  switch (exit.reason) {
    case "timeout":
      return { code: "limit-exceeded", message: `The process was ended after ${seconds(limits.wallMs)}, its time limit.` };
    case "out-of-memory":
      return {
        code: "limit-exceeded",
        message: `The process needed more than ${megabytes(limits.memoryBytes)} of memory, its limit, and was ended.`,
      };
    case "output-limit":
      return {
        code: "limit-exceeded",
        message: `The process wrote more than its limit of ${megabytes(limits.outputBytes)} and was ended.`,
      };
    case "lost":
      return { code: "engine-failed", message: "The sandbox of the job was lost, and the job with it; please try again." };
    case "killed":
      return limitFault(exit, limits) ?? { code: "engine-failed", message: "The job was ended by the operator of the server." };
    case "signaled":
      return limitFault(exit, limits) ?? { code: "process-failed", message: `The process crashed (signal ${exit.signal ?? "unknown"}).` };
    case "exited":
      return limitFault(exit, limits) ?? exitedFault(exit);
  }
}

function exitedFault(exit: Exit): Fault {
  if (exit.code === undefined || exit.code === 0) return { code: "process-failed", message: "The process ended without giving results." };
  return { code: "process-failed", message: `The process ended with exit code ${exit.code} and gave no results.` };
}

type ErrorMessage = Extract<RunnerMessage, { terrarium: "error" }>;

/**
 * What a process says has gone wrong. A user error is the author's sentence, told verbatim and with the input it names;
 * `inputs` are the inputs that there are. Long texts are cut.
 */
export function saidFault(said: ErrorMessage, exit: Exit | undefined, limits: Limits, inputs: readonly string[]): Fault {
  const text = String(said.message).slice(0, 4000);
  if (said.kind === "user") {
    const input = typeof said.input === "string" && inputs.includes(said.input) ? said.input : undefined;
    return input === undefined ? { code: "process-failed", message: text } : { code: "invalid-input", message: text, locator: input };
  }
  // A limit explains the failure better than what the code made of it.
  const limit = exit === undefined ? undefined : exit.reason === "timeout" ? exitFault(exit, limits) : limitFault(exit, limits);
  const [line = ""] = text.split("\n");
  // Runners say it themselves.
  return limit ?? { code: "process-failed", message: line.startsWith("The process ") ? line : `The process failed: ${line}` };
}
