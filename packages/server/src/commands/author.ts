// `terrarium create`, `describe`, `lint`: for authors. The last two start a server of their own for as long as they take. `run` and `test` have files of
// their own.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Json } from "@terrarium/client";
import type { Command } from "commander";
import { plain } from "../main/plain.js";
import { lint } from "../workshop/lint.js";
import { markdownOf } from "../workshop/markdown.js";
import { type Language, languages, startingPoint } from "../workshop/starting-point.js";
import { CommandError, exitCodes, guarded } from "./exit-codes.js";
import { type AuthorOptions, authored, find, withServer } from "./offered.js";
import { addRunCommand } from "./run.js";
import { addTestCommand } from "./test.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
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
  addTestCommand(program);
  authored(program.command("describe").description("print how a process is described to clients").argument("<process>"))
    .option("--as <form>", "wps1, wps2, oap, jsonschema or md", "md")
    .action(guarded(describe));
  authored(program.command("lint").description("say what could be described better").argument("[processes...]")).action(guarded(advise));
}
