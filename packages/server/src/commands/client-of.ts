// The client of a command: which server it asks, and with whose token.
import { type Client, makeClient } from "@terrarium/client";
import { CommandError, exitCodes } from "./exit-codes.js";

const usualUrl = "http://localhost:5000";

/** What the help says of `--url`. */
export const urlHelp = `address of the server; else TERRARIUM_URL, else ${usualUrl}`;

/** A client of the server at `url`. The token stands in the environment, where no list of running programs shows it. */
export function clientOf({ url = process.env["TERRARIUM_URL"] ?? usualUrl }: { readonly url?: string }): Client {
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new CommandError(`${url} is no address; write e.g. --url ${usualUrl}`, exitCodes.usage);
  const token = process.env["TERRARIUM_TOKEN"];
  return makeClient(url, token === undefined || token === "" ? {} : { token });
}
