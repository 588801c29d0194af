// An output of a job as a file, for commands.
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client, Output } from "@terrarium/client";

/** A name that cannot lead out of the folder. */
function fileName(id: string): string {
  const name = id.replace(/[^\w.-]/g, "_").replace(/^\.+/, "_");
  return name === "" ? "output" : name.slice(0, 100);
}

/** Writes it into the folder, under its id, and gives the path. */
export async function saveOutput(output: Output, dir: string, client: Client): Promise<string> {
  const path = join(dir, fileName(output.id));
  if (output.kind === "link") {
    const { body } = await client.open(output.href);
    const bytes = body === null ? Readable.from([]) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(bytes, createWriteStream(path));
  } else if (output.kind === "bytes") await writeFile(path, output.bytes);
  else await writeFile(path, typeof output.value === "string" ? output.value : `${JSON.stringify(output.value)}\n`);
  return path;
}
