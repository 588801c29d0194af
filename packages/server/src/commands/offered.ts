// What an author's command works with: a server of its own for as long as it takes, one of the processes that this offers, and files that are named.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Configured } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { type LocalServer, type Offered, startLocalServer } from "./local-server.js";

export interface AuthorOptions extends Configured {
  readonly json?: boolean;
}

/** Is it a file, not an identifier. */
export const isFile = (name: string): boolean => /\.process\.(ts|js|mjs|py|toml)$/.test(name);

/** Does something with a server of our own, which publishes one file, or what the configuration says. */
export async function withServer<T>(
  name: string | undefined,
  options: AuthorOptions,
  use: (server: LocalServer, offered: Offered) => Promise<T>,
): Promise<T> {
  const { config = "terrarium.toml" } = options;
  const isAlone = name !== undefined && isFile(name);
  if (isAlone && !/[*?[{]/.test(name) && !existsSync(name)) throw new CommandError(`There is no file ${name}.`, exitCodes.usage);
  if (!isAlone && !existsSync(config))
    throw new CommandError(`There is no ${config} here: name the file of a process, or a configuration by --config.`, exitCodes.usage);
  const server = await startLocalServer(isAlone ? { processes: name } : { config });
  try {
    return await use(server, await server.offered());
  } finally {
    await server.stop();
  }
}

/** The process that `name` means: an identifier, or the file it is published from. */
export function find({ processes, hidden }: Offered, name: string): Offered["processes"][number] {
  const [only] = processes;
  const found = isFile(name) && processes.length === 1 ? only : processes.find(({ description }) => description.id === name);
  if (found !== undefined) return found;
  const reasons = hidden.map(({ file, reason }) => `\n${file}: ${reason}`).join("");
  throw new CommandError(`There is no process ${name}.${reasons}`, reasons === "" ? exitCodes.notFound : exitCodes.invalidInput);
}

/** Reads a file that a command names. Throws CommandError if it cannot. */
export const read = async (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`The file ${path} cannot be read (${error.code}).`, exitCodes.usage);
  });

/** Adds the options of all of them. */
export function authored(command: Command): Command {
  return command.option("--config <file>", "configuration of the project", "terrarium.toml").option("--json", "for programs");
}
