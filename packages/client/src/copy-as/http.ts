// A request as JSON of OGC API - Processes, and as a command of curl that sends it.
import type { Json } from "../types.js";
import { addressOf, type CopyRequest } from "./copy-request.js";
import { json, literal, shellWord } from "./quote.js";

/** Longer words are refused by Linux (MAX_ARG_STRLEN, 128 KiB); counted in characters, of which each may take four bytes. */
const longestWord = 30_000;
/** Stands on no line of a text that was made by JSON. */
const endOfText = "END_OF_REQUEST";

export function hasOutputs({ outputs = {} }: CopyRequest): boolean {
  return Object.keys(outputs).length > 0;
}

/** The body of POST /processes/{id}/execution. */
export function ogcapiJson(request: CopyRequest): string {
  const { inputs, outputs = {}, response = "document" } = request;
  return literal({ inputs, ...(hasOutputs(request) ? { outputs: outputs as Json } : {}), response } as Json, json);
}

export function executionAddress(request: CopyRequest): string {
  return addressOf(request, "processes", request.process.id, "execution");
}

/** An option with a text that is given in place, or behind the command where it is too long for a word. */
export function withText(
  command: readonly string[],
  option: { readonly inPlace: string; readonly fromInput: string },
  text: string,
): string {
  if (text.length <= longestWord) return [...command, `${option.inPlace} ${shellWord(text)}`].join(" \\\n  ");
  return `${[...command, `${option.fromInput} <<'${endOfText}'`].join(" \\\n  ")}\n${text}\n${endOfText}`;
}

export function curl(request: CopyRequest): string {
  const command = [
    `curl -sS ${shellWord(executionAddress(request))}`,
    "-H 'Content-Type: application/json'",
    ...(request.mode === "async" ? ["-H 'Prefer: respond-async'"] : []),
    ...(request.needsToken === true ? ['-H "Authorization: Bearer $TERRARIUM_TOKEN"'] : []),
  ];
  return withText(command, { inPlace: "--data-raw", fromInput: "--data-binary @-" }, ogcapiJson(request));
}
