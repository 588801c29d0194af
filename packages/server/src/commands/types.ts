// `terrarium types`: a module of TypeScript that knows the processes of a server, so that the compiler checks what is sent to it.
import { writeFile } from "node:fs/promises";
import { type Process, typesModule } from "@terrarium/client";
import type { Command } from "commander";
import { plain } from "../main/plain.js";
import { type Asked, asked, clientOf } from "./client-of.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface Options extends Asked {
  readonly out?: string;
  readonly process?: readonly string[];
}

async function types(url: string | undefined, options: Options): Promise<void> {
  const { out, process: names } = options;
  const client = clientOf(url === undefined ? options : { ...options, url });
  const ids = names ?? (await client.list()).map(({ id }) => id);
  const processes: Process[] = [];
  for (const id of ids) processes.push(await client.describe(id));
  const text = typesModule(client.url, processes);
  if (out === undefined) return void process.stdout.write(text);
  await writeFile(out, text).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`The file ${out} cannot be written (${error.code}).`, exitCodes.usage);
  });
  process.stderr.write(plain(`${out} knows ${processes.length} processes.`).concat("\n"));
}

/** Adds the verb. */
export function addTypesCommand(program: Command): void {
  asked(
    program
      .command("types")
      .description("write a typed client of a server's processes, in TypeScript")
      .argument("[url]", "address of the server, in place of --server"),
  )
    .option("--out <file>", "where; else standard output")
    .option("--process <ids>", "only these", (text) => text.split(",").map((word) => word.trim()))
    .action(finite(types));
}
