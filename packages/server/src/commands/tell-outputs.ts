// The outputs of a job on standard output: a line each for people, one JSON document for programs, or a file each. The same for all commands that have some.
import { mkdir } from "node:fs/promises";
import type { Client, Json, Output } from "@terrarium/client";
import { plain } from "../main/plain.js";
import { saveOutput } from "./save-output.js";

export interface Telling {
  /** Folder to save them in. */
  readonly output?: string;
  readonly json?: boolean;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function summaryOf(output: Output): string {
  if (output.kind === "link") return output.href;
  if (output.kind === "bytes") return `${output.bytes.byteLength} bytes of ${output.mediaType}; -o FOLDER saves them`;
  return typeof output.value === "string" ? output.value : JSON.stringify(output.value);
}

function jsonOf(output: Output): Json {
  if (output.kind === "link") return { href: output.href };
  return output.kind === "value"
    ? output.value
    : { value: Buffer.from(output.bytes).toString("base64"), encoding: "base64", mediaType: output.mediaType };
}

/** Saves them if a folder is named, and says what there is. As JSON: an object with a member for each, its value or the path of its file. */
export async function tellOutputs(outputs: readonly Output[], { output: folder, json }: Telling, client: Client): Promise<void> {
  const members: (readonly [string, Json])[] = [];
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  for (const one of outputs) {
    const path = folder === undefined ? undefined : await saveOutput(one, folder, client);
    if (json === true) members.push([one.id, path ?? jsonOf(one)]);
    else say(plain(path ?? `${one.id}: ${summaryOf(one)}`));
  }
  if (json === true) say(JSON.stringify(Object.fromEntries(members)));
}
