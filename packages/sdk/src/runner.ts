// The Node runner, the program inside the sandbox: loads a process, says "ready", waits for its start line, runs one job, says its last word, ends.
// Run as `node runner.cjs [--describe] /process/index.cjs` in /job/work (or a *.process.toml, read by command.cjs beside it); bundled into one CommonJS file, because the loader of ES modules costs a third of a start.
// The contract is contract.ts; what comes of the messages is the engine's.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { addToLog, keepStandardOutput, readStartLine, say, sayLast, writeLog } from "./channel.js";
import type { JobFile, OutputValue, RunnerMessage } from "./contract.js";
import type { DefinedProcess } from "./define-process.js";
import { exec } from "./exec.js";
import { makeInputs } from "./job-inputs.js";
import { formatOf, makeOutputs, requestedOutputs, writeGiven } from "./job-outputs.js";
import type { JobContext } from "./process-values.js";
import { openWayOut } from "./way-out.js";

type ErrorMessage = RunnerMessage & { terrarium: "error" };

const folder = process.env["TERRARIUM_JOB"] ?? "/job";
const outdir = join(folder, "out");
let over = false;

/** Says the last word and ends the program; only the first call counts. */
function end(message: RunnerMessage & { terrarium: "results" | "error" }): void {
  if (over) return;
  over = true;
  try {
    sayLast(message, outdir);
  } catch (error) {
    writeLog(`The last word could neither be said nor written: ${String(error)}`);
    process.exit(1);
  }
  process.exit(message.terrarium === "results" ? 0 : 1);
}

function fail(error: unknown, lead: string): void {
  if (over) return;
  writeLog(error instanceof Error ? (error.stack ?? error.message) : String(error));
  end(errorMessage(error, lead));
}

/** User errors word by word; of others the first line, behind `lead`. The stack is for the log. */
function errorMessage(error: unknown, lead: string): ErrorMessage {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "userError" in error && error.userError === true) {
    const input = "input" in error && typeof error.input === "string" ? { input: error.input } : {};
    return { terrarium: "error", kind: "user", message, ...input };
  }
  const firstLine = message.split("\n", 1)[0] ?? "";
  return { terrarium: "error", kind: "process", message: `${lead}: ${firstLine.slice(0, 1000)}` };
}

async function loadProcess(file: string): Promise<DefinedProcess> {
  const path = resolve(file);
  if (file.endsWith(".toml")) {
    const reader = join(dirname(resolve(process.argv[1] ?? "")), "command.cjs");
    return (createRequire(path)(reader) as { readCommand(path: string): DefinedProcess }).readCommand(path);
  }
  const module = (file.endsWith(".cjs") ? createRequire(path)(path) : await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const found = new Set(Object.values(module).filter(isProcess));
  const [only] = found;
  if (only === undefined || found.size > 1) {
    throw new Error(`A process file exports one process made by defineProcess; this one exports ${found.size}.`);
  }
  return only;
}

function isProcess(value: unknown): value is DefinedProcess {
  return typeof value === "object" && value !== null && "terrarium" in value && value.terrarium === "process";
}

function makeContext(process_: DefinedProcess, job: JobFile): JobContext<Record<string, unknown>> {
  const requests = requestedOutputs(process_.description.outputs, job.outputs);
  const output = (id: string) => {
    const description = process_.description.outputs.find((one) => one.id === id);
    if (description === undefined) throw new Error(`There is no output "${id}".`);
    const request = requests.find((one) => one.id === id);
    const asked = request !== undefined;
    if (description.kind === "complex") return { asked, format: formatOf(description, request) };
    return { asked, ...(request?.uom === undefined ? {} : { uom: request.uom }) };
  };
  const progress = (percent: number | undefined, message?: string): void => {
    const known = percent !== undefined && !Number.isNaN(percent);
    const part = { ...(known ? { percent: Math.min(100, Math.max(0, percent)) } : {}), ...(message === undefined ? {} : { message }) };
    if (!over) say({ terrarium: "progress", ...part });
  };
  return {
    id: job.jobId,
    ...(job.language === undefined ? {} : { language: job.language }),
    limits: job.limits,
    workdir: process.cwd(),
    outdir,
    get signal() {
      return dismissalSignal();
    },
    out: outPath,
    progress,
    log: (message, data) => writeLog(data === undefined ? message : `${message} ${JSON.stringify(data)}`),
    exec: (program, args, options = {}) => exec(program, args, options, { progress, log: addToLog }),
    output,
  };
}

let dismissed: AbortController | undefined;

/** Only who asks for it hears of a dismissal; all others end by its SIGTERM. */
function dismissalSignal(): AbortSignal {
  if (dismissed === undefined) {
    const controller = new AbortController();
    dismissed = controller;
    process.on("SIGTERM", () => controller.abort(new Error("the job was dismissed.")));
  }
  return dismissed.signal;
}

function outPath(name: string): string {
  if (name === "" || name.startsWith(".") || name.includes("/")) throw new Error(`"${name}" is no flat file name for an output.`);
  return join(outdir, name);
}

async function runJob(process_: DefinedProcess): Promise<OutputValue[]> {
  const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8")) as JobFile;
  const { description, run } = process_;
  const inputs = makeInputs(description.inputs, job.inputs, { folder, kinds: process_.kinds?.inputs ?? {} });
  // The types of a loaded process are its author's affair: inputs were made from its own description.
  const call = { inputs, job: makeContext(process_, job) } as unknown as Parameters<typeof run>[0];
  const given: unknown = await run(call);
  if (typeof given !== "object" || given === null) throw new Error("it gave no outputs.");
  const requests = requestedOutputs(description.outputs, job.outputs);
  const kinds = process_.kinds?.outputs ?? {};
  const written = await writeGiven(description.outputs, requests, given as Record<string, unknown>, { kinds, outdir });
  return makeOutputs(description.outputs, requests, written, outdir);
}

async function main(args: readonly string[]): Promise<void> {
  const file = args.find((argument) => !argument.startsWith("--"));
  keepStandardOutput();
  let lead = "The process could not be loaded";
  process.on("uncaughtException", (error) => fail(error, lead));
  process.on("unhandledRejection", (error) => fail(error, lead));
  process.on("exit", (code) => {
    if (over) return;
    process.exitCode = 1;
    fail(new Error(`its code ended the program with code ${code}.`), lead);
  });
  try {
    if (file === undefined) throw new Error("usage: node runner.cjs [--describe] FILE");
    await openWayOut(folder);
    const process_ = await loadProcess(file);
    if (args.includes("--describe")) {
      over = say({ terrarium: "description", description: process_.description });
      process.exit(0);
    }
    say({ terrarium: "ready" });
    if (!readStartLine()) {
      over = true;
      process.exit(0);
    }
    lead = "The process failed";
    end({ terrarium: "results", outputs: await runJob(process_) });
  } catch (error) {
    fail(error, lead);
  }
}

void main(process.argv.slice(2));
