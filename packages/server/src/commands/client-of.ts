// The client of a command: which server it asks, and with whose token.
import { readFileSync } from "node:fs";
import { type Client, makeClient } from "@terrarium/client";
import type { Command } from "commander";
import { CommandError, exitCodes } from "./exit-codes.js";

const usualUrl = "http://localhost:5000";

export interface Asked {
  readonly url?: string;
  readonly token?: string;
  readonly tokenFile?: string;
}

/** Adds the options. `absent`: what is asked without an address. */
export function asked(command: Command, absent = `TERRARIUM_URL, else ${usualUrl}`): Command {
  return command
    .option("--server, --url <address>", `the server to ask; else ${absent}`)
    .option("--token-file <file>", "file with the token to show there; else TERRARIUM_TOKEN holds it")
    .option("--token <token>", "the token itself: others on this machine can see it in the list of programs");
}

function tokenOf({ token, tokenFile }: Asked): string {
  if (tokenFile === undefined) return token ?? process.env["TERRARIUM_TOKEN"] ?? "";
  try {
    return readFileSync(tokenFile, "utf8").trim();
  } catch (error) {
    throw new CommandError(`The file ${tokenFile} cannot be read (${(error as NodeJS.ErrnoException).code}).`, exitCodes.usage);
  }
}

/** A client of the server that the options name. Throws CommandError. */
export function clientOf(options: Asked): Client {
  const { url = process.env["TERRARIUM_URL"] ?? usualUrl } = options;
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new CommandError(`${url} is no address; write e.g. --server ${usualUrl}`, exitCodes.usage);
  const token = tokenOf(options);
  if (/[^\x21-\x7e]/.test(token)) throw new CommandError("The token holds blanks or signs that no token has.", exitCodes.usage);
  return makeClient(url, token === "" ? {} : { token });
}
