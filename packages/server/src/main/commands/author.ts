// `terrarium create`, `test`, `describe`, `lint`: for authors. All but the first start a server of their own for as long as they take, so nothing is easier
// for a process here than where it will be published.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Client, JobEndedError, type Json, makeClient, type Output } from "@terrarium/client";
import type { Example, ProcessDescription } from "@terrarium/sdk";
import type { Command } from "commander";
import { differenceFrom, type Given, type Surroundings } from "../../workshop/expectation.js";
import { exampleInputs } from "../../workshop/input-words.js";
import { lint } from "../../workshop/lint.js";
import { markdownOf } from "../../workshop/markdown.js";
import { rasterDifference } from "../../workshop/raster.js";
import { type Language, languages, startingPoint } from "../../workshop/starting-point.js";
import { plain } from "../plain.js";
import { CommandError, exitCodes, guarded } from "./exit-codes.js";
import { type AuthorOptions, find, read, withServer } from "./offered.js";
import { addRunCommand } from "./run.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

interface Tried {
  readonly process: string;
  readonly example: string;
  readonly problems: readonly string[];
  readonly ms: number;
}

async function givenOf(output: Output, client: Client): Promise<Given> {
  if (output.kind === "value") return { kind: "value", value: output.value };
  if (output.kind === "bytes") return { kind: "bytes", bytes: output.bytes };
  return { kind: "bytes", bytes: new Uint8Array(await (await client.open(output.href)).arrayBuffer()) };
}

async function tryExample(
  client: Client,
  { id }: ProcessDescription,
  { title, inputs, expect = {} }: Example,
  folder: string,
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
      const difference = await differenceFrom(expected, output && (await givenOf(output, client)), around);
      if (difference !== undefined) problems.push(`${name}: ${difference}`);
    }
  } catch (error) {
    const log = error instanceof JobEndedError ? await client.log(error.job.id).catch(() => "") : "";
    problems.push(`${(error as Error).message}${log === "" ? "" : `\n${log.trimEnd()}`}`);
  }
  return { process: id, example: title, problems, ms: Math.round(performance.now() - begunMs) };
}

async function test(names: readonly string[], options: AuthorOptions): Promise<void> {
  const [first] = names;
  const tried = await withServer(names.length === 1 ? first : undefined, options, async ({ url }, offered) => {
    const client = makeClient(url);
    const chosen = names.length === 0 ? offered.processes : names.map((name) => find(offered, name));
    const all: Tried[] = [];
    for (const { description, file } of chosen)
      for (const example of description.examples ?? []) all.push(await tryExample(client, description, example, dirname(file)));
    for (const { file, reason } of names.length === 0 ? offered.hidden : [])
      all.push({ process: file, example: "is published", problems: [reason], ms: 0 });
    return all;
  });
  const failed = tried.filter(({ problems }) => problems.length > 0);
  if (options.json === true) say(JSON.stringify(tried, undefined, 2));
  else {
    for (const { process: id, example, problems, ms } of tried)
      say(
        [
          plain(`${problems.length === 0 ? "ok" : "FAILED"}  ${id}: ${example} (${ms} ms)`),
          ...problems.flatMap((one) => one.split("\n")).map((one) => `        ${plain(one)}`),
        ].join("\n"),
      );
    say(tried.length === 0 ? "There are no examples." : `${tried.length - failed.length} passed, ${failed.length} failed`);
  }
  if (failed.length > 0) process.exitCode = exitCodes.processFailed;
}

const forms: Readonly<Record<string, (id: string) => string>> = {
  wps1: (id) => `/wps/1.0.0?service=WPS&version=1.0.0&request=DescribeProcess&identifier=${encodeURIComponent(id)}`,
  wps2: (id) => `/wps/2.0.0?service=WPS&version=2.0.0&request=DescribeProcess&identifier=${encodeURIComponent(id)}`,
  oap: (id) => `/processes/${encodeURIComponent(id)}?f=json`,
};

/** JSON Schema of the body of an execute request: that of the inputs, from the OGC API description. */
function inputSchema(document: { readonly id?: Json; readonly title?: Json; readonly inputs?: Json }): object {
  const inputs = Object.entries(
    (document.inputs ?? {}) as Record<
      string,
      { readonly schema?: Json; readonly minOccurs?: number; readonly maxOccurs?: Json; readonly title?: Json }
    >,
  );
  const properties = inputs.map(([id, { schema, title, maxOccurs }]) => [
    id,
    maxOccurs === undefined || maxOccurs === 1 ? { title, ...(schema as object) } : { title, type: "array", items: schema },
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...{ title: document.title, type: "object", properties: Object.fromEntries(properties) },
    required: inputs.flatMap(([id, { minOccurs = 1 }]) => (minOccurs > 0 ? [id] : [])),
  };
}

async function describe(name: string, options: AuthorOptions & { readonly as: string }): Promise<void> {
  const { as } = options;
  if (!["md", "jsonschema", ...Object.keys(forms)].includes(as))
    throw new CommandError(`--as ${as}: known are wps1, wps2, oap, jsonschema and md.`, exitCodes.usage);
  await withServer(name, options, async ({ url }, offered) => {
    const { description } = find(offered, name);
    if (as === "md") return process.stdout.write(markdownOf(description));
    const text = await (await fetch(`${url}${(forms[as] ?? forms["oap"])?.(description.id)}`)).text();
    if (as !== "jsonschema") return process.stdout.write(as === "oap" ? `${JSON.stringify(JSON.parse(text), undefined, 2)}\n` : text);
    return process.stdout.write(`${JSON.stringify(inputSchema(JSON.parse(text) as object), undefined, 2)}\n`);
  });
}

async function advise(names: readonly string[], options: AuthorOptions): Promise<void> {
  const [first] = names;
  const found = await withServer(names.length === 1 ? first : undefined, options, async (_server, offered) => {
    const chosen = names.length === 0 ? offered.processes : names.map((name) => find(offered, name));
    const advice = chosen.flatMap(({ description }) => lint(description).map((one) => ({ process: description.id, ...one })));
    return [...advice, ...(names.length === 0 ? offered.hidden : []).map(({ file, reason }) => ({ process: file, sentence: reason }))];
  });
  if (options.json === true) say(JSON.stringify(found, undefined, 2));
  else
    for (const { process: id, sentence, ...where } of found)
      say(plain(`${id}${"at" in where && where.at !== undefined ? `, ${where.at}` : ""}: ${sentence}`));
  if (found.length > 0) process.exitCode = exitCodes.other;
}

async function create(name: string, options: { readonly lang: string; readonly dir: string }): Promise<void> {
  const language = languages.find((one) => one === options.lang);
  if (language === undefined) throw new CommandError(`--lang ${options.lang}: known are ${languages.join(", ")}.`, exitCodes.usage);
  if (!/^[a-z][a-z0-9_-]{0,60}$/.test(name))
    throw new CommandError("A name is made of small letters, digits, - and _, and begins with a letter.", exitCodes.usage);
  for (const [path, text] of Object.entries(startingPoint(name, language satisfies Language))) {
    const file = join(options.dir, path);
    await mkdir(dirname(file), { recursive: true });
    const written = await writeFile(file, text, { flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        // What is there stays as it is: a second process of a project shares its configuration and data.
        if (error.code === "EEXIST") return false;
        throw error;
      },
    );
    say(written ? `made ${file}` : `kept ${file}`);
  }
  say(`Try it: terrarium test ${name}`);
}

function authored(command: Command): Command {
  return command.option("--config <file>", "configuration of the project", "terrarium.toml").option("--json", "for programs");
}

/** Adds the verbs. */
export function addAuthorCommands(program: Command): void {
  program
    .command("create")
    .description("make a new process with an example that works, and the files around it")
    .argument("<name>")
    .option("--lang <language>", languages.join(", "), "python")
    .option("--dir <folder>", "where", ".")
    .action(guarded(create));
  addRunCommand(program);
  authored(
    program
      .command("test")
      .description("run the examples of processes, all or some, and compare what comes of them")
      .argument("[processes...]"),
  ).action(guarded(test));
  authored(program.command("describe").description("print how a process is described to clients").argument("<process>"))
    .option("--as <form>", "wps1, wps2, oap, jsonschema or md", "md")
    .action(guarded(describe));
  authored(program.command("lint").description("say what could be described better").argument("[processes...]")).action(guarded(advise));
}
