// `terrarium config import pywps.cfg`: writes a terrarium.toml that does what a configuration of PyWPS did, with a comment for every key.
import { existsSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Command } from "commander";
import { importedToml, loadCfg, openQuestions } from "../config/pywps-import.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface ImportOptions {
  readonly output: string;
  readonly processes: string;
  readonly force?: boolean;
}

/** Adds the verb. */
export function addConfigCommands(program: Command): void {
  program
    .command("config")
    .description("make a configuration")
    .command("import")
    .argument("<file>", "pywps.cfg")
    .description("write terrarium.toml from a pywps.cfg, with a comment for every key")
    .option("--output <file>", 'file to write; "-" for standard output', "terrarium.toml")
    .option("--processes <path>", "module, package or folder of the PyWPS processes", "processes")
    .option("--force", "replace a file that is there")
    .action(finite(importCfg));
}

async function importCfg(file: string, { output, processes, force }: ImportOptions): Promise<void> {
  const cfg = loadCfg(file, process.env);
  const folder = output === "-" ? process.cwd() : dirname(resolve(output));
  // Paths in a terrarium.toml are meant from its own folder.
  const seen = (path: string) => (isAbsolute(path) ? path : relative(folder, resolve(path)) || ".");
  const text = importedToml(cfg, { cfgFile: seen(file), processes: seen(processes) });
  if (output === "-") {
    process.stdout.write(text);
    return;
  }
  if (existsSync(output) && force !== true) throw new CommandError(`There is a ${output} already; --force replaces it.`, exitCodes.usage);
  writeFileSync(output, text);
  console.log(`Wrote ${output}.`);
  for (const question of openQuestions(cfg)) console.log(`To be decided: ${question}`);
}
