// `terrarium jobs`, `status`, `logs`, `results`, `dismiss`, `pause`, `resume`, `pin`, `unpin`: what a caller does with jobs, over HTTP like any other client.
// Data go to standard output, words to standard error.
import type { Job } from "@terrarium/client";
import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../config/values.js";
import { plain } from "../main/plain.js";
import { type Asked, asked, clientOf } from "./client-of.js";
import { CommandError, codeOfJob, exitCodes, fail } from "./exit-codes.js";
import { finite } from "./giving-up.js";
import { table } from "./table.js";
import { type Telling, tellOutputs } from "./tell-outputs.js";

interface Common extends Asked {
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

function lineOf(job: Job): string {
  const progress = job.progress === undefined ? "" : ` ${job.progress}%`;
  return plain(`${stateOf(job)}${progress}${job.message === undefined ? "" : ` ${job.message}`}`);
}

interface ListOptions extends Common {
  readonly status?: readonly string[];
  readonly process?: readonly string[];
  readonly datetime?: string;
  readonly since?: string;
  readonly minDuration?: number;
  readonly maxDuration?: number;
  readonly limit: number;
}

/** When the listed jobs were made, as the standard writes it. */
function madeOf({ datetime, since }: ListOptions): string | undefined {
  if (since === undefined) return datetime;
  const ms = parseDuration(since);
  if (ms === undefined) throw new CommandError(`--since ${since} is no duration such as 90s, 12h or 7d.`, exitCodes.usage);
  return `${new Date(Date.now() - ms).toISOString()}/..`;
}

async function list(options: ListOptions): Promise<void> {
  const { status, process: processId, minDuration, maxDuration, limit } = options;
  const datetime = madeOf(options);
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

async function results(id: string, options: Common & Telling): Promise<void> {
  const client = clientOf(options);
  await tellOutputs(await client.results(id), options, client);
}

type Verb = "dismiss" | "pause" | "resume" | "pin" | "unpin";

/** Does it to each job; one that refuses does not keep the next from being asked. The first that refuses gives the exit code. */
async function control(verb: Verb, ids: readonly string[], options: Common): Promise<void> {
  const client = clientOf(options);
  for (const id of ids) {
    try {
      const job = await client[verb](id);
      say(options.json === true ? JSON.stringify(job.raw) : `${plain(id)} ${lineOf(job)}`);
    } catch (error) {
      fail(error, ids.length > 1 ? `${id}: ` : "");
    }
  }
}

function common(command: Command): Command {
  return asked(command).option("--json", "the server's own documents, for programs");
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
    .addOption(new Option("--since <duration>", "only those made since then, e.g. 12h or 7d").conflicts("datetime"))
    .option("--min-duration <seconds>", "only those that ran so long", seconds)
    .option("--max-duration <seconds>", "only those that ran no longer", seconds)
    .option("--limit <number>", "at most so many", whole(999_999, "number of jobs"), 20)
    .action(finite(list));
  common(program.command("status").alias("monitor").description("say how a job stands").argument("<job>"))
    .option("-w, --watch", "go on until it has ended; the exit code tells how")
    .action(finite(status));
  common(program.command("logs").description("print what a process printed").argument("<job>"))
    .option("-f, --follow", "print lines as they come, until the job has ended")
    .action(finite(logs));
  common(program.command("results").description("print the results of a job, or save them").argument("<job>"))
    .option("-o, --output <folder>", "save each output as a file there")
    .action(finite(results));
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
    command.action(finite((ids: readonly string[], options: Common) => control(verb, ids, options)));
  }
}
