// `terrarium run`, `rerun`: executes a process, on a server of its own or on one that is there; or makes the request of a job again, with changes.
import { makeClient } from "@terrarium/client";
import type { Command } from "commander";
import { type Asked, asked, clientOf } from "./client-of.js";
import { type ExecuteWords, execute, executing, isObject } from "./execute.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";
import { type AuthorOptions, find, withServer } from "./offered.js";

type RunOptions = AuthorOptions & Asked & ExecuteWords;

async function run(name: string, options: RunOptions): Promise<void> {
  if (options.url !== undefined) return execute(clientOf(options), name, options);
  if (options.async === true && options.wait !== true)
    throw new CommandError("--async needs a server that stays, named by --server.", exitCodes.usage);
  await withServer(name, options, async ({ url }, offered) => execute(makeClient(url), find(offered, name).description.id, options));
}

/** Inputs that the request had as files, which the server does not keep. */
function gone(unavailable: unknown, words: readonly string[]): string[] {
  const all = Array.isArray(unavailable) ? unavailable.filter(isObject).map(({ input }) => String(input)) : [];
  return all.filter((id) => !words.some((word) => word.startsWith(`${id}=`)));
}

async function rerun(jobId: string, options: Asked & ExecuteWords): Promise<void> {
  const client = clientOf(options);
  const { process: address, inputs, outputs, unavailable } = await client.definition(jobId);
  const id = decodeURIComponent(String(address).split(/[?#]/)[0]?.split("/").at(-1) ?? "");
  const [first] = options.inputs === undefined ? gone(unavailable, options.input ?? []) : [];
  if (first !== undefined)
    throw new CommandError(`The file of the input ${first} is not kept; give it again: -i ${first}=@FILE`, exitCodes.invalidInput);
  await execute(client, id, options, { inputs: isObject(inputs) ? inputs : {}, ...(isObject(outputs) ? { outputs } : {}) });
}

/** Adds the verbs. */
export function addRunCommands(program: Command): void {
  const single = program
    .command("run")
    .alias("execute")
    .description("execute a process, by its id or its file, sealed as on a server")
    .argument("<process>");
  executing(asked(single, "one of its own, for as long as it takes"))
    .option("--config <file>", "configuration of the project", "terrarium.toml")
    .action(finite(run));
  const again = program
    .command("rerun")
    .description("make the request of a job again, with other inputs if there are some")
    .argument("<job>");
  executing(asked(again)).action(finite(rerun));
}
