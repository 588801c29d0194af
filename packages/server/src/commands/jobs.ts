// `terrarium jobs`, `status`, `logs`, `results`, `dismiss`, `pause`, `resume`, `pin`, `unpin`: what a caller does with jobs, over HTTP like any other client.
// Data go to standard output, words to standard error.
import { mkdir } from "node:fs/promises";
import type { Job, Output } from "@terrarium/client";
import { type Command, InvalidArgumentError } from "commander";
import { plain } from "../main/plain.js";
import { clientOf, urlHelp } from "./client-of.js";
import { codeOfJob, guarded } from "./exit-codes.js";
import { saveOutput } from "./save-output.js";

interface Common {
  readonly url?: string;
  readonly json?: boolean;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function age(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)}s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)}h` : `${Math.round(seconds / 86_400)}d`;
}

function stateOf(job: Job): string {
  return job.pausedMs === undefined ? job.status : "paused";
}

function rowOf(job: Job, nowMs: number): readonly string[] {
  const { startedMs, finishedMs, createdMs } = job;
  const ran = startedMs === undefined ? "" : age((finishedMs ?? nowMs) - startedMs);
  const made = createdMs === undefined ? "" : `${age(nowMs - createdMs)} ago`;
  const message = plain(job.message ?? "").slice(0, 80);
  return [job.id, job.processId ?? "", stateOf(job), job.progress === undefined ? "" : `${job.progress}%`, made, ran, message].map(plain);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function lineOf(job: Job): string {
  const progress = job.progress === undefined ? "" : ` ${job.progress}%`;
  return plain(`${stateOf(job)}${progress}${job.message === undefined ? "" : ` ${job.message}`}`);
}

interface ListOptions extends Common {
  readonly status?: readonly string[];
  readonly process?: readonly string[];
  readonly datetime?: string;
  readonly minDuration?: number;
  readonly maxDuration?: number;
  readonly limit: number;
}

async function list(options: ListOptions): Promise<void> {
  const { status, process: processId, datetime, minDuration, maxDuration, limit } = options;
  const jobs = await clientOf(options).jobs({
    limit,
    ...(status === undefined ? {} : { status }),
    ...(processId === undefined ? {} : { processId }),
    ...(datetime === undefined ? {} : { datetime }),
    ...(minDuration === undefined ? {} : { minDuration }),
    ...(maxDuration === undefined ? {} : { maxDuration }),
  });
  if (options.json === true)
    return say(
      JSON.stringify(
        jobs.map(({ raw }) => raw),
        undefined,
        2,
      ),
    );
  if (jobs.length === 0) return void process.stderr.write("There are no such jobs.\n");
  say(table([["ID", "PROCESS", "STATUS", "DONE", "MADE", "RAN", "MESSAGE"], ...jobs.map((job) => rowOf(job, Date.now()))]));
}

interface StatusOptions extends Common {
  readonly watch?: boolean;
}

async function status(id: string, options: StatusOptions): Promise<void> {
  const client = clientOf(options);
  if (options.watch !== true) {
    const job = await client.status(id);
    return say(options.json === true ? JSON.stringify(job.raw, undefined, 2) : lineOf(job));
  }
  for await (const job of client.watch(id)) {
    say(options.json === true ? JSON.stringify(job.raw) : lineOf(job));
    process.exitCode = codeOfJob(job);
  }
}

interface LogOptions extends Common {
  readonly follow?: boolean;
}

async function logs(id: string, options: LogOptions): Promise<void> {
  const client = clientOf(options);
  // Colours and bells of a process are not ours to play, but its lines are its own.
  const shown = process.stdout.isTTY ? plain : (line: string): string => line;
  if (options.follow !== true) {
    const text = await client.log(id);
    if (options.json === true) return say(JSON.stringify({ id, log: text }));
    return void process.stdout.write(text.split("\n").map(shown).join("\n"));
  }
  for await (const { lines, missedBytes, isAnew } of client.followLog(id)) {
    if (isAnew) process.stderr.write("The log begins anew:\n");
    if (missedBytes > 0) process.stderr.write(`${missedBytes} bytes before this are not kept.\n`);
    for (const line of lines) say(options.json === true ? JSON.stringify(line) : shown(line.text));
  }
}

/** Bytes as base64, so that it is JSON. */
function toJson(output: Output): object {
  if (output.kind !== "bytes") return output;
  const { bytes, ...rest } = output;
  return { ...rest, base64: Buffer.from(bytes).toString("base64") };
}

interface ResultOptions extends Common {
  readonly output?: string;
}

async function results(id: string, options: ResultOptions): Promise<void> {
  const client = clientOf(options);
  const outputs = await client.results(id);
  if (options.output !== undefined) {
    await mkdir(options.output, { recursive: true });
    for (const output of outputs) say(await saveOutput(output, options.output, client));
    return;
  }
  if (options.json === true) return say(JSON.stringify(outputs.map(toJson), undefined, 2));
  for (const output of outputs) {
    if (output.kind === "link") say(plain(`${output.id}: ${output.href}`));
    else if (output.kind === "bytes")
      say(plain(`${output.id}: ${output.bytes.byteLength} bytes of ${output.mediaType}; -o DIR saves them`));
    else say(plain(`${output.id}: ${typeof output.value === "string" ? output.value : JSON.stringify(output.value)}`));
  }
}

type Verb = "dismiss" | "pause" | "resume" | "pin" | "unpin";

/** Does it to each job; one that refuses does not keep the next from being asked. */
async function control(verb: Verb, ids: readonly string[], options: Common): Promise<void> {
  const client = clientOf(options);
  let failed: unknown;
  for (const id of ids) {
    try {
      const job = await client[verb](id);
      say(options.json === true ? JSON.stringify(job.raw) : `${plain(id)} ${lineOf(job)}`);
    } catch (error) {
      failed ??= error;
      if (ids.length > 1) process.stderr.write(plain(`${id}: ${error instanceof Error ? error.message : String(error)}`).concat("\n"));
    }
  }
  if (failed !== undefined) throw failed;
}

function common(command: Command): Command {
  return command.option("--url <address>", urlHelp).option("--json", "the server's own documents, for programs");
}

function whole(most: number, what: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) > 0 && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`It is no ${what}.`);
  };
}

const seconds = whole(1e9, "number of seconds");
const words = (text: string): string[] => text.split(",").map((word) => word.trim());

/** Adds the verbs. */
export function addJobCommands(program: Command): void {
  common(program.command("jobs").description("list jobs, the newest first"))
    .option("--status <states>", "only these: accepted, running, paused, successful, failed, dismissed", words)
    .option("--process <ids>", "only those of these processes", words)
    .option("--datetime <time>", "only those made then: a time, or an interval such as 2026-01-01T00:00:00Z/..")
    .option("--min-duration <seconds>", "only those that ran so long", seconds)
    .option("--max-duration <seconds>", "only those that ran no longer", seconds)
    .option("--limit <number>", "at most so many", whole(999_999, "number of jobs"), 20)
    .action(guarded(list));
  common(program.command("status").alias("monitor").description("say how a job stands").argument("<job>"))
    .option("-w, --watch", "go on until it has ended; the exit code tells how")
    .action(guarded(status));
  common(program.command("logs").description("print what a process printed").argument("<job>"))
    .option("-f, --follow", "print lines as they come, until the job has ended")
    .action(guarded(logs));
  common(program.command("results").description("print the results of a job, or save them").argument("<job>"))
    .option("-o, --output <folder>", "save each output as a file there")
    .action(guarded(results));
  const verbs: Readonly<Record<Verb, string>> = {
    dismiss: "end jobs, or remove those that have ended with their results",
    pause: "hold running jobs",
    resume: "let held jobs go on",
    pin: "keep jobs and their results beyond their time",
    unpin: "keep them no longer than others",
  };
  for (const [verb, description] of Object.entries(verbs) as [Verb, string][]) {
    const command = common(program.command(verb).description(description).argument("<jobs...>"));
    if (verb === "dismiss") command.alias("cancel");
    command.action(guarded((ids: readonly string[], options: Common) => control(verb, ids, options)));
  }
}
