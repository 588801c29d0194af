// One plain sentence for each way in which a job can end without results: a limit with its value, and what to do.
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import type { Exit, LimitName } from "../core/engine.js";
import type { Fault } from "../core/errors.js";
import { say, together, type Words } from "../core/sentence.js";
import { bytesText, secondsText } from "./limit-words.js";

const advice = "Try less data, or ask the operator of this server to raise the limit.";

const limitSentences: Readonly<Record<LimitName, (limits: Limits) => Words>> = {
  memory: (limits) =>
    say("The process needed more than {memory} of memory, its limit, and was ended.", { memory: bytesText(limits.memoryBytes) }),
  disk: (limits) => say("The process failed when its disk space of {disk} was full.", { disk: bytesText(limits.diskBytes) }),
  inodes: ({ inodes }) => say("The process failed when it had made {inodes} files, its limit.", { inodes }),
  pids: ({ pids }) => say("The process failed at its limit of {pids} child processes and threads.", { pids }),
  fds: ({ fds }) => say("The process failed at its limit of {fds} open files in each of its child processes.", { fds }),
  output: (limits) => say("The process made an output larger than {output}, its limit.", { output: bytesText(limits.outputBytes) }),
  wall: (limits) => say("The process was ended after {wall}, its time limit.", { wall: secondsText(limits.wallMs) }),
  log: (limits) => say("Of what the process printed, only the last {log} were kept, its limit.", { log: bytesText(limits.logBytes) }),
};

/** In the order in which one explains a failure; a cut log explains none. */
const explaining: readonly LimitName[] = ["wall", "memory", "disk", "inodes", "pids", "fds", "output"];

/** What a limit that was hit means, with its value. */
export function limitSentence(name: LimitName, limits: Limits): Words {
  return limitSentences[name](limits);
}

/** A limit that was hit, and what to do about it. */
function exceeded(sentence: Words): Fault {
  return { code: "limit-exceeded", ...together(sentence, advice) };
}

function limitFault(exit: Exit, limits: Limits): Fault | undefined {
  const name = explaining.find((one) => exit.limitsHit.includes(one));
  return name === undefined ? undefined : exceeded(limitSentence(name, limits));
}

/** Only the last words are about the end. */
const lastWords = 2000;

/**
 * Limits that only the inside is told of: the kernel refuses a file too many or a block too many there, and counts it nowhere. Taken from what
 * the process itself says, so the sentence says so too.
 */
function wordsFault(words: string, { fds, inodes, ...limits }: Limits): Fault | undefined {
  const last = words.slice(-lastWords);
  const disk = bytesText(limits.diskBytes);
  if (/too many open files|EMFILE/i.test(last))
    return exceeded(say("The process says that it has too many open files; its limit is {fds}.", { fds }));
  if (/no space left on device|ENOSPC/i.test(last))
    return exceeded(
      say("The process says that no space was left; its limit is {disk} in {inodes} files, and 64 MiB of temporary files.", {
        disk,
        inodes,
      }),
    );
  if (/heap out of memory|MemoryError|cannot allocate memory|ENOMEM/i.test(last))
    return exceeded(
      say("The process says that it found no more memory; its limit is {memory}.", { memory: bytesText(limits.memoryBytes) }),
    );
  return undefined;
}

/** Adds to the limits that were counted the one of open files, which only the words of a failed process can tell. */
export function hitByWords(exit: Exit, words: string): Exit {
  const isSaid = /too many open files|EMFILE/i.test(words.slice(-lastWords)) && !exit.limitsHit.includes("fds");
  return isSaid ? { ...exit, limitsHit: [...exit.limitsHit, "fds"] } : exit;
}

/** Why a job that gave neither results nor an error has failed. */
export function exitFault(exit: Exit, limits: Limits): Fault {
  const byLimit = (name: LimitName): Fault => exceeded(limitSentence(name, limits));
  const explained = () => limitFault(exit, limits) ?? wordsFault(exit.log, limits);
  switch (exit.reason) {
    case "timeout":
      return byLimit("wall");
    case "out-of-memory":
      return byLimit("memory");
    case "output-limit":
      return byLimit("output");
    case "lost":
      return { code: "engine-failed", message: "The sandbox of the job was lost, and the job with it; please try again." };
    case "killed":
      return explained() ?? { code: "engine-failed", message: "The job was ended by the operator of the server." };
    case "signaled":
      return (
        explained() ?? { code: "process-failed", ...say("The process crashed (signal {signal}).", { signal: exit.signal ?? "unknown" }) }
      );
    case "exited":
      return explained() ?? exitedFault(exit);
  }
}

function exitedFault(exit: Exit): Fault {
  if (exit.code === undefined || exit.code === 0) return { code: "process-failed", message: "The process ended without giving results." };
  return { code: "process-failed", ...say("The process ended with exit code {code} and gave no results.", { code: exit.code }) };
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
  const counted = exit && (exit.reason === "timeout" ? exitFault(exit, limits) : limitFault(exit, limits));
  const limit = counted ?? wordsFault(`${exit?.log ?? ""}\n${text}`, limits);
  const [line = ""] = text.split("\n");
  // Runners say it themselves.
  return (
    limit ?? {
      code: "process-failed",
      ...(line.startsWith("The process ") ? { message: line } : say("The process failed: {line}", { line })),
    }
  );
}
