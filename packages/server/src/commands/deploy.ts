// `terrarium deploy`, `undeploy`, `versions`, `rollback`: what a running server offers, changed without a restart. They go through its socket, so they need
// the account of the server, or root.
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { plain } from "../main/plain.js";
import { listFiles, sizeProblem } from "../processes/runtime.js";
import type { Deployed, Version } from "../processes/versions.js";
import { askServer } from "./ask-server.js";
import { type Configured, placed } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface Options extends Configured {
  readonly json?: boolean;
}

interface Changed {
  readonly id: string;
  readonly version: Version;
  /** Sentences; a server that was started before an update may know of none. */
  readonly warnings?: readonly string[];
}

/** One line for each, as deploy may take several. */
function say(options: Options, document: object, words: string): void {
  process.stdout.write(`${options.json === true ? JSON.stringify(document) : plain(words)}\n`);
}

/** What was changed, and on standard error what to know of it. */
function sayChanged(options: Options, changed: Changed, words: string): void {
  say(options, changed, words);
  for (const warning of changed.warnings ?? []) process.stderr.write(`warning: ${plain(warning)}.\n`);
}

/** A process file with all that lies in its folder, as the server's socket takes them. */
export async function deploymentOf(file: string): Promise<{ readonly file: string; readonly files: Readonly<Record<string, string>> }> {
  const folder = dirname(file);
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new CommandError(`There is no file ${file}.`, exitCodes.usage);
  const paths = await listFiles(folder);
  let bytes = 0;
  for (const path of paths) bytes += (await stat(join(folder, path))).size;
  const problem = sizeProblem(paths.length, bytes);
  // Before anything is read: the folder may be somebody's home.
  if (problem !== undefined)
    throw new CommandError(
      `${problem} All files in ${folder} and below it go with the process; give it a folder of its own.`,
      exitCodes.limit,
    );
  const contents = paths.map(async (path) => [path, (await readFile(join(folder, path))).toString("base64")] as const);
  return { file: basename(file), files: Object.fromEntries(await Promise.all(contents)) };
}

async function deploy(files: readonly string[], options: Options): Promise<void> {
  for (const file of files) {
    const changed = (await askServer(options, "POST", "/deployments", await deploymentOf(file))) as Changed;
    sayChanged(options, changed, `${changed.id} ${changed.version.version} is offered, as number ${changed.version.number}.`);
  }
}

async function undeploy(id: string, options: Options): Promise<void> {
  const done = (await askServer(options, "POST", "/deployments/remove", { id })) as object;
  say(options, done, `${id} is no longer deployed; jobs that were accepted for it still run.`);
}

async function versions(id: string | undefined, options: Options): Promise<void> {
  const { deployed } = (await askServer(options, "GET", "/deployments")) as { readonly deployed: readonly Deployed[] };
  const chosen = deployed.filter((one) => id === undefined || one.id === id);
  if (id !== undefined && chosen.length === 0) throw new CommandError(`${id} was never deployed.`, exitCodes.notFound);
  const lines = chosen.flatMap(({ id: name, current, versions: all }) =>
    all.map(
      ({ number, version, file, atMs }) =>
        `${number === current ? "*" : " "} ${name}  ${number}  ${version}  ${file}  ${new Date(atMs).toISOString()}`,
    ),
  );
  process.stdout.write(
    options.json === true ? `${JSON.stringify(chosen, undefined, 2)}\n` : lines.map((line) => `${plain(line)}\n`).join(""),
  );
}

async function rollBack(id: string, options: Options & { readonly to?: string }): Promise<void> {
  const { to } = options;
  if (to !== undefined && !/^[1-9]\d*$/.test(to)) throw new CommandError(`--to ${to} is no number of a version.`, exitCodes.usage);
  const changed = (await askServer(options, "POST", "/deployments/rollback", {
    id,
    ...(to === undefined ? {} : { number: Number(to) }),
  })) as Changed;
  sayChanged(options, changed, `${id} ${changed.version.version} is offered again, number ${changed.version.number}.`);
}

/** Adds the verbs. */
export function addDeployCommands(program: Command): void {
  const json = (command: Command): Command => placed(command).option("--json", "for programs");
  json(
    program
      .command("deploy")
      .description("publish processes on the server of this machine, without a restart")
      .argument("<files...>", "process files; what lies in their folders goes with them"),
  ).action(finite(deploy));
  json(program.command("undeploy").description("take back what was deployed").argument("<process>")).action(finite(undeploy));
  json(program.command("versions").description("list what was deployed; * is offered").argument("[process]")).action(finite(versions));
  json(program.command("rollback").description("offer an older version again").argument("<process>"))
    .option("--to <number>", "which; absent: the one before")
    .action(finite(rollBack));
}
