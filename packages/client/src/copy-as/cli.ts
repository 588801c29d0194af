// A request as a command of the terrarium command line.
import type { Input, Json } from "../types.js";
import { addressOf, type CopyRequest } from "./copy-request.js";
import { occurrencesOf } from "./given.js";
import { hasOutputs, withText } from "./http.js";
import { json, literal, shellWord } from "./quote.js";

/** What `-i name=value` says as it is meant: a short visible text that is no file and would be read as nothing else. */
function wordOf(id: string, value: Json, isText: boolean): string | undefined {
  if (id.includes("=")) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return isText ? undefined : `${id}=${value}`;
  if (typeof value !== "string" || !isText || value.startsWith("@") || value.length > 200) return undefined;
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(value) ? undefined : `${id}=${value}`;
}

function wordsOf(request: CopyRequest, id: string, input: Input): readonly string[] | undefined {
  const schema = request.process.inputs.find((one) => one.id === id)?.schema ?? {};
  const isText = schema["type"] === "string" && schema["contentMediaType"] === undefined;
  // A single value in a list would no longer be one.
  if (Array.isArray(input) && input.length < 2) return undefined;
  const words = occurrencesOf(input).map((one) => wordOf(id, one, isText));
  return words.every((one) => one !== undefined) ? words : undefined;
}

export function commandLine(request: CopyRequest): string {
  const { process, inputs, outputs = {}, mode = "sync", response = "document" } = request;
  const words = Object.entries(inputs).map(([id, input]) => wordsOf(request, id, input));
  const isPlain = words.every((one) => one !== undefined);
  const command = [
    `terrarium run ${shellWord(process.id)} --url ${shellWord(addressOf(request))} --mode ${mode}`,
    ...(response === "raw" ? ["--response raw"] : []),
    ...(isPlain ? words.flat().map((word) => `-i ${shellWord(word)}`) : []),
    ...(hasOutputs(request) ? [`--outputs ${shellWord(literal(outputs as Json, json))}`] : []),
  ];
  if (isPlain) return command.join(" \\\n  ");
  return withText(command, { inPlace: "--inputs", fromInput: "--inputs @-" }, literal(inputs as Json, json));
}
