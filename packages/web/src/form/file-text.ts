// A file as it stands in a JSON request: text as it is, everything else in base64.
import type { SchemaFormat } from "@terrarium/client";

/** What one page reads into its memory; more is for a link or for a program. */
export const mostFileBytes = 100_000_000;

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // In pieces: the arguments of a call are limited, and three bytes are four characters.
  for (let at = 0; at < bytes.length; at += 0x6000) pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  return pieces.join("");
}

export async function readFileText(file: File, { encoding, isJson }: SchemaFormat): Promise<string> {
  return isJson || encoding === undefined ? file.text() : base64(new Uint8Array(await file.arrayBuffer()));
}
