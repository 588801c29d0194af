// `terrarium run`: executes a process, on a server of its own or on one that is there, and tells or saves the results.
import { mkdir } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { type Client, type ExecuteOptions, type Json, type JsonObject, makeClient, type Output, type Parameter } from "@terrarium/client";
import { type Command, Option } from "commander";
import { plain } from "../main/plain.js";
import { inputsOf } from "../workshop/input-words.js";
import { clientOf } from "./client-of.js";
import { CommandError, exitCodes, guarded } from "./exit-codes.js";
import { type AuthorOptions, find, read, withServer } from "./offered.js";
import { saveOutput } from "./save-output.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell(text: string): void {
  process.stderr.write(`${plain(text)}\n`);
}

interface RunOptions extends AuthorOptions {
  readonly url?: string;
  readonly input?: readonly string[];
  readonly inputs?: string;
  readonly outputs?: string;
  readonly mode: "sync" | "async";
  readonly response: "raw" | "document";
  readonly output?: string;
}

/** The object in an option: JSON, `@file`, or `@-` for standard input. */
async function objectOf(name: string, text: string | undefined): Promise<JsonObject> {
  if (text === undefined) return {};
  const place = text.startsWith("@") ? text.slice(1) : undefined;
  const said = place === undefined ? text : place === "-" ? await readAll(process.stdin) : new TextDecoder().decode(await read(place));
  try {
    const object = JSON.parse(said) as Json;
    if (typeof object === "object" && object !== null && !Array.isArray(object)) return object as JsonObject;
  } catch {
    // Told below.
  }
  throw new CommandError(`${name} is to be a JSON object, @file, or @- for standard input.`, exitCodes.usage);
}

async function tellOutputs(outputs: readonly Output[], options: RunOptions, client: Client): Promise<void> {
  const { output: folder } = options;
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  for (const one of outputs) {
    if (folder !== undefined) say(plain(await saveOutput(one, folder, client)));
    else if (options.json !== true) say(plain(`${one.id}: ${summaryOf(one)}`));
  }
  if (folder === undefined && options.json === true) say(JSON.stringify(Object.fromEntries(outputs.map((one) => [one.id, jsonOf(one)]))));
}

function summaryOf(output: Output): string {
  if (output.kind === "link") return output.href;
  if (output.kind === "bytes") return `${output.bytes.byteLength} bytes of ${output.mediaType}; -o FOLDER saves them`;
  return typeof output.value === "string" ? output.value : JSON.stringify(output.value);
}

function jsonOf(output: Output): Json {
  if (output.kind === "link") return { href: output.href };
  return output.kind === "value"
    ? output.value
    : { value: Buffer.from(output.bytes).toString("base64"), encoding: "base64", mediaType: output.mediaType };
}

async function givenInputs(options: RunOptions, parameters: readonly Parameter[]): Promise<JsonObject> {
  const words = await inputsOf(options.input ?? [], parameters, read).catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError((error as Error).message, exitCodes.usage);
  });
  return { ...(await objectOf("--inputs", options.inputs)), ...words };
}

async function execute(client: Client, id: string, options: RunOptions): Promise<void> {
  const { mode, response } = options;
  const given = await givenInputs(options, (await client.describe(id)).inputs);
  const outputs =
    options.outputs === undefined
      ? {}
      : { outputs: (await objectOf("--outputs", options.outputs)) as NonNullable<ExecuteOptions["outputs"]> };
  let jobId: string | undefined;
  try {
    const results = await client.run(id, given, {
      ...{ mode, response, ...outputs },
      onStatus(job) {
        jobId = job.id;
        tell(`${job.status}${job.progress === undefined ? "" : ` ${job.progress}%`}${job.message === undefined ? "" : ` ${job.message}`}`);
      },
    });
    await tellOutputs(results, options, client);
  } finally {
    // What the process printed is most of what its author wants to see.
    if (jobId !== undefined) process.stderr.write(await client.log(jobId).catch(() => ""));
  }
}

async function run(name: string, options: RunOptions): Promise<void> {
  if (options.url !== undefined) return execute(clientOf({ url: options.url }), name, options);
  await withServer(name, options, async ({ url }, offered) => execute(makeClient(url), find(offered, name).description.id, options));
}

const collect = (word: string, all: readonly string[] = []): readonly string[] => [...all, word];

/** Adds the verb. */
export function addRunCommand(program: Command): void {
  program
    .command("run")
    .alias("execute")
    .description("execute a process, by its id or its file, sealed as on a server")
    .argument("<process>")
    .option("-i, --input <name=value>", "an input; @file or @http://... for files; may come again", collect)
    .option("--inputs <json>", "inputs as OGC API - Processes writes them; @file or @- for standard input")
    .option("--outputs <json>", "which outputs, and how, as OGC API - Processes writes them")
    .addOption(new Option("--mode <mode>", "how it is executed").choices(["sync", "async"]).default("async"))
    .addOption(new Option("--response <form>", "what is answered").choices(["document", "raw"]).default("document"))
    .option("-o, --output <folder>", "save each output as a file there")
    .option("--url <address>", "on this server, not on one of its own")
    .option("--config <file>", "configuration of the project", "terrarium.toml")
    .option("--json", "for programs")
    .action(guarded(run));
}
