// What `terrarium run` and `rerun` have in common: inputs from words, one execution, what is told while it goes on, and what Ctrl-C does to it.
import { text as readAll } from "node:stream/consumers";
import { type Client, type ExecuteOptions, type Job, type JsonObject, type Parameter, ProblemError } from "@terrarium/client";
import { type Command, Option } from "commander";
import { plain } from "../main/plain.js";
import { inputsOf } from "../workshop/input-words.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { onGivingUp } from "./giving-up.js";
import { read } from "./offered.js";
import { type Telling, tellOutputs } from "./tell-outputs.js";

export interface ExecuteWords extends Telling {
  readonly input?: readonly string[];
  readonly inputs?: string;
  readonly outputs?: string;
  readonly mode: "sync" | "async";
  readonly response: "raw" | "document";
  readonly async?: boolean;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
}

/** A request that was made before, to be made again with changes. */
export interface Former {
  readonly inputs: JsonObject;
  readonly outputs?: JsonObject;
}

type Outputs = NonNullable<ExecuteOptions["outputs"]>;

interface Asking {
  readonly client: Client;
  readonly id: string;
  readonly given: JsonObject;
  readonly wanted: Pick<ExecuteOptions, "mode" | "response" | "outputs">;
}

function tell(text: string): void {
  process.stderr.write(`${plain(text)}\n`);
}

/** An object of JSON, and no array. */
export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** The object in an option: JSON, `@file`, or `@-` for standard input. */
async function objectOf(name: string, text: string): Promise<JsonObject> {
  const place = text.startsWith("@") ? text.slice(1) : undefined;
  const said = place === undefined ? text : place === "-" ? await readAll(process.stdin) : new TextDecoder().decode(await read(place));
  try {
    const object: unknown = JSON.parse(said);
    if (isObject(object)) return object;
  } catch {
    // Told below.
  }
  throw new CommandError(`${name} is to be a JSON object, @file, or @- for standard input.`, exitCodes.usage);
}

async function givenInputs(words: ExecuteWords, parameters: readonly Parameter[]): Promise<JsonObject> {
  const named = await inputsOf(words.input ?? [], parameters, read).catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError((error as Error).message, exitCodes.usage);
  });
  return { ...(words.inputs === undefined ? {} : await objectOf("--inputs", words.inputs)), ...named };
}

/** Has the request checked by the server that would execute it. */
async function check({ client, id, given, wanted }: Asking, words: ExecuteWords): Promise<void> {
  const { isValid, errors } = await client.validate(id, given, wanted).catch((error: unknown) => {
    const isUnknown = error instanceof ProblemError && [404, 405, 501].includes(error.status);
    throw isUnknown ? new CommandError("This server cannot check a request without executing it.", exitCodes.infrastructure) : error;
  });
  if (words.json === true) process.stdout.write(`${JSON.stringify({ valid: isValid, errors })}\n`);
  for (const { detail } of errors) tell(detail);
  if (isValid) tell("The request is valid; nothing was executed.");
  else process.exitCode = exitCodes.invalidInput;
}

/** Leaves the job to the server. A server may execute at once all the same. */
async function begin({ client, id, given, wanted }: Asking, words: ExecuteWords): Promise<void> {
  const begun = await client.execute(id, given, { ...wanted, mode: "async" });
  if (begun.kind === "results") return tellOutputs(begun.outputs, words, client);
  const { job } = begun;
  process.stdout.write(`${words.json === true ? JSON.stringify(job.raw) : plain(job.id)}\n`);
  tell("The job is accepted: terrarium status, logs, results and dismiss take its id.");
}

function tellState(job: Job): void {
  tell(`${job.status}${job.progress === undefined ? "" : ` ${job.progress}%`}${job.message === undefined ? "" : ` ${job.message}`}`);
}

/** What became of the job that nobody waits for any more. */
async function fateOf(client: Client, jobId: string | undefined): Promise<string> {
  if (jobId === undefined) return "The execution was given up.";
  const now = await client.status(jobId).catch(() => undefined);
  const isOver = now !== undefined && now.status !== "accepted" && now.status !== "running";
  return `The job ${jobId} ${isOver ? `is ${now.status}` : "could not be dismissed and may go on"}.`;
}

/** Executes and waits. Who gives up dismisses the job. */
async function wait({ client, id, given, wanted }: Asking, words: ExecuteWords): Promise<void> {
  const patience = new AbortController();
  const { signal } = patience;
  let jobId: string | undefined;
  const onStatus = (job: Job): void => {
    jobId = job.id;
    tellState(job);
  };
  const results = client.run(id, given, { ...wanted, signal, onStatus });
  const goOn = onGivingUp(async () => {
    patience.abort(new Error("The execution was given up."));
    await results.catch(() => undefined);
    tell(await fateOf(client, jobId));
  });
  try {
    await tellOutputs(await results, words, client);
  } catch (error) {
    // All that is left to do is done there, and then the program ends.
    if (signal.aborted) return await new Promise<never>(() => {});
    throw error;
  } finally {
    // What the process printed is most of what its author wants to see.
    if (jobId !== undefined) process.stderr.write(await client.log(jobId).catch(() => ""));
    goOn();
  }
}

/** Does with the process what the words say. Throws what the client throws, and CommandError. */
export async function execute(client: Client, id: string, words: ExecuteWords, former?: Former): Promise<void> {
  const { mode, response, dryRun, outputs: asked } = words;
  if (words.async === true && mode === "sync") throw new CommandError("--async and --mode sync do not go together.", exitCodes.usage);
  const given = { ...former?.inputs, ...(await givenInputs(words, (await client.describe(id)).inputs)) };
  const outputs = asked === undefined ? former?.outputs : await objectOf("--outputs", asked);
  const asking = { client, id, given, wanted: { mode, response, ...(outputs === undefined ? {} : { outputs: outputs as Outputs }) } };
  if (dryRun === true) return check(asking, words);
  return words.async === true && words.wait !== true ? begin(asking, words) : wait(asking, words);
}

const collect = (word: string, all: readonly string[] = []): readonly string[] => [...all, word];

/** Adds the options. */
export function executing(command: Command): Command {
  return command
    .option("-i, --input <name=value>", "an input; @file or @http://... for files; may come again", collect)
    .option("--inputs <json>", "inputs as OGC API - Processes writes them; @file or @- for standard input")
    .option("--outputs <json>", "which outputs, and how, as OGC API - Processes writes them")
    .addOption(new Option("--mode <mode>", "how it is executed").choices(["sync", "async"]).default("async"))
    .addOption(new Option("--response <form>", "what is answered").choices(["document", "raw"]).default("document"))
    .option("-o, --output <folder>", "save each output as a file there")
    .option("--async", "do not wait: print the id of the job, and leave it to the server")
    .option("--wait", "wait for the results, which is usual; Ctrl-C dismisses the job")
    .option("--dry-run", "only have the request checked")
    .option("--json", "for programs");
}
