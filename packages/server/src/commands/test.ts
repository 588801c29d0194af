// `terrarium test`: runs the examples of processes on a server of its own and compares what comes of them; for people, programs and CI.
import { writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Client, JobEndedError, type Json, makeClient, type Output } from "@terrarium/client";
import type { Example, JsonValue, ProcessDescription } from "@terrarium/sdk";
import { type Command, Option } from "commander";
import { plain } from "../main/plain.js";
import { differenceFrom, type Given, type Surroundings } from "../workshop/expectation.js";
import { exampleInputs } from "../workshop/input-words.js";
import { junitReport, type Tried } from "../workshop/junit.js";
import { rasterDifference } from "../workshop/raster.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";
import { type AuthorOptions, authored, find, isFile, read, withServer } from "./offered.js";
import { watchFolder } from "./watch-folder.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell(text: string): void {
  process.stderr.write(`${plain(text)}\n`);
}

interface TestOptions extends AuthorOptions {
  readonly update?: boolean;
  readonly junit?: string;
  readonly watch?: boolean;
}

async function givenOf(output: Output, client: Client): Promise<Given> {
  if (output.kind === "value") return { kind: "value", value: output.value };
  if (output.kind === "bytes") return { kind: "bytes", bytes: output.bytes };
  return { kind: "bytes", bytes: new Uint8Array(await (await client.open(output.href)).arrayBuffer()) };
}

/** Makes the file that an output is expected to be like one that it is like. An expectation in the description stays what its author wrote. */
async function rewrite(expected: JsonValue, given: Given | undefined, folder: string): Promise<boolean> {
  if (given === undefined || typeof expected !== "object" || expected === null || !("file" in expected)) return false;
  const path = join(folder, String(expected["file"]));
  const text = given.kind === "value" ? (typeof given.value === "string" ? given.value : `${JSON.stringify(given.value)}\n`) : undefined;
  await writeFile(path, text ?? (given.kind === "bytes" ? given.bytes : ""));
  tell(`wrote ${path}`);
  return true;
}

interface Trying {
  readonly client: Client;
  /** Where the files of the process are. */
  readonly folder: string;
  readonly update: boolean;
}

async function tryExample(
  { client, folder, update }: Trying,
  { id }: ProcessDescription,
  { title, inputs, expect = {} }: Example,
): Promise<Tried> {
  const begunMs = performance.now();
  const problems: string[] = [];
  const beside = (file: string) => read(join(folder, file));
  const around: Surroundings = { read: beside, rasterDifference };
  try {
    const { inputs: parameters } = await client.describe(id);
    const outputs = await client.run(id, await exampleInputs(inputs as Record<string, Json>, parameters, beside), {
      mode: "async",
      response: "document",
    });
    for (const [name, expected] of Object.entries(expect)) {
      const output = outputs.find((one) => one.id === name);
      const given = output && (await givenOf(output, client));
      const difference = await differenceFrom(expected, given, around).catch((error: Error) => {
        // A file that is not there yet is written.
        if (update) return error.message;
        throw error;
      });
      if (difference !== undefined && !(update && (await rewrite(expected, given, folder)))) problems.push(`${name}: ${difference}`);
    }
  } catch (error) {
    const log = error instanceof JobEndedError ? await client.log(error.job.id).catch(() => "") : "";
    problems.push(`${(error as Error).message}${log === "" ? "" : `\n${log.trimEnd()}`}`);
  }
  return { process: id, example: title, problems, ms: Math.round(performance.now() - begunMs) };
}

async function tryAll(names: readonly string[], options: TestOptions): Promise<Tried[]> {
  const [first] = names;
  return withServer(names.length === 1 ? first : undefined, options, async ({ url }, offered) => {
    const client = makeClient(url);
    const chosen = names.length === 0 ? offered.processes : names.map((name) => find(offered, name));
    const all: Tried[] = [];
    for (const { description, file } of chosen)
      for (const example of description.examples ?? [])
        all.push(await tryExample({ client, folder: dirname(file), update: options.update === true }, description, example));
    for (const { file, reason } of names.length === 0 ? offered.hidden : [])
      all.push({ process: file, example: "is published", problems: [reason], ms: 0 });
    return all;
  });
}

const hasFailed = ({ problems }: Tried): boolean => problems.length > 0;

function tellAll(tried: readonly Tried[], { json }: TestOptions): void {
  if (json === true) {
    say(JSON.stringify(tried, undefined, 2));
    return;
  }
  for (const one of tried) {
    say(plain(`${hasFailed(one) ? "FAILED" : "ok"}  ${one.process}: ${one.example} (${one.ms} ms)`));
    for (const line of one.problems.flatMap((problem) => problem.split("\n"))) say(`        ${plain(line)}`);
  }
  const failed = tried.filter(hasFailed).length;
  say(tried.length === 0 ? "There are no examples." : `${tried.length - failed} passed, ${failed} failed`);
}

async function test(names: readonly string[], options: TestOptions): Promise<void> {
  const { junit } = options;
  const tried = await tryAll(names, options);
  tellAll(tried, options);
  if (junit !== undefined)
    await writeFile(junit, junitReport(tried)).catch((error: NodeJS.ErrnoException) => {
      throw new CommandError(`The report ${junit} cannot be written (${error.code}).`, exitCodes.usage);
    });
  if (tried.some(hasFailed)) process.exitCode = exitCodes.processFailed;
}

/** Tests again after each change in the folders of the files that are named, or of the configuration; ends when it is interrupted. */
async function testForEver(names: readonly string[], options: TestOptions): Promise<void> {
  const { config = "terrarium.toml", junit } = options;
  const report = junit === undefined ? undefined : resolve(junit);
  let hasChanged = true;
  let wake = (): void => {};
  const folders = new Set([resolve(config), ...names.filter(isFile).map((name) => resolve(name))].map(dirname));
  for (const folder of folders)
    watchFolder(folder, (paths) => {
      if ([...paths].every((path) => path === report)) return;
      hasChanged = true;
      wake();
    });
  for (;;) {
    while (hasChanged) {
      hasChanged = false;
      await test(names, options).catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
    }
    tell("Waiting for a change; Ctrl-C ends it.");
    await new Promise<void>((changed) => {
      wake = changed;
      if (hasChanged) changed();
    });
  }
}

/** Adds the verb. */
export function addTestCommand(program: Command): void {
  authored(
    program
      .command("test")
      .description("run the examples of processes, all or some, and compare what comes of them")
      .argument("[processes...]"),
  )
    .option("--junit <file>", "write a report as continuous integration reads it")
    .addOption(new Option("-u, --update", "write what comes out now into the files that examples expect").conflicts("watch"))
    .option("-w, --watch", "test again whenever a file has changed")
    .action(finite((names: readonly string[], options: TestOptions) => (options.watch === true ? testForEver : test)(names, options)));
}
