// `terrarium token`: tokens for programs and people that ask this server. Through its socket, so it needs the account of the server, or root.
import { type Command, Option } from "commander";
import { parseDuration } from "../config/values.js";
import { type Role, roles } from "../core/role.js";
import type { TokenRecord } from "../core/token.js";
import { plain } from "../main/plain.js";
import { askServer } from "./ask-server.js";
import { type Configured, placed } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface Options extends Configured {
  readonly json?: boolean;
}

interface CreateOptions extends Options {
  readonly role: string;
  readonly owner: string;
  readonly expires?: string;
}

function write(options: Options, document: unknown, lines: readonly string[]): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
}

const grantable: readonly Role[] = roles.filter((role) => role !== "none");

function lineOf({ id, owner, role, createdMs, expiresMs }: TokenRecord): string {
  const until = expiresMs === undefined ? "does not expire" : `until ${new Date(expiresMs).toISOString()}`;
  return plain(`${id}  ${role}  ${owner}  made ${new Date(createdMs).toISOString()}  ${until}`);
}

async function create(options: CreateOptions): Promise<void> {
  const { role, owner, expires } = options;
  const expiresInMs = expires === undefined ? undefined : parseDuration(expires);
  if (expires !== undefined && expiresInMs === undefined)
    throw new CommandError(`--expires ${expires} is no duration such as 12h or 90d.`, exitCodes.usage);
  const wish = { role, owner, ...(expiresInMs === undefined ? {} : { expiresInMs }) };
  const made = (await askServer(options, "POST", "/tokens", wish)) as { readonly token: string; readonly record: TokenRecord };
  // The token alone on standard output, for programs; it is told here and never again.
  process.stderr.write(options.json === true ? "" : `${lineOf(made.record)}\nKeep the token: it cannot be shown again.\n`);
  write(options, made, [made.token]);
}

async function list(options: Options): Promise<void> {
  const { tokens } = (await askServer(options, "GET", "/tokens")) as { readonly tokens: readonly TokenRecord[] };
  write(options, tokens, tokens.map(lineOf));
}

async function revoke(id: string, options: Options): Promise<void> {
  const done = (await askServer(options, "POST", "/tokens/revoke", { id })) as { readonly isRevoked: boolean };
  if (!done.isRevoked) throw new CommandError(`There is no token ${id}; terrarium token list shows which there are.`, exitCodes.notFound);
  write(options, { id }, [`${id} is no longer valid.`]);
}

/** Adds the verbs. */
export function addTokenCommands(program: Command): void {
  const token = program.command("token").description("make, list and revoke tokens for those who ask the server of this machine");
  const json = (command: Command): Command => placed(command).option("--json", "for programs");
  json(token.command("create").description("make a token, and show it once"))
    .addOption(new Option("--role <role>", "what it may do").choices(grantable).makeOptionMandatory())
    .requiredOption("--owner <name>", "whose jobs are those that it executes")
    .option("--expires <duration>", "how long it is valid, e.g. 12h or 90d; absent: until it is revoked")
    .action(finite(create));
  json(token.command("list").description("list the tokens, without their secrets")).action(finite(list));
  json(token.command("revoke").description("make a token invalid at once").argument("<id>", "as the list shows it")).action(finite(revoke));
}
