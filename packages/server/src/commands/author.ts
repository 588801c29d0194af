// `terrarium create`, `lint`: for authors. The last one starts a server of its own for as long as it takes. `test` has a file of its own.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { plain } from "../main/plain.js";
import { lint } from "../workshop/lint.js";
import { type Language, languages, startingPoint } from "../workshop/starting-point.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";
import { type AuthorOptions, authored, find, withServer } from "./offered.js";
import { addTestCommand } from "./test.js";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
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
  if (found.length > 0) process.exitCode = exitCodes.invalidInput;
}

async function create(name: string, options: { readonly lang: Language; readonly dir: string }): Promise<void> {
  if (!/^[a-z][a-z0-9_-]{0,60}$/.test(name))
    throw new CommandError("A name is made of small letters, digits, - and _, and begins with a letter.", exitCodes.usage);
  for (const [path, text] of Object.entries(startingPoint(name, options.lang))) {
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
    .addOption(new Option("--lang <language>", "what it is written in").choices(languages).default("python"))
    .option("--dir <folder>", "where", ".")
    .action(finite(create));
  addTestCommand(program);
  authored(program.command("lint").description("say what could be described better").argument("[processes...]")).action(finite(advise));
}
