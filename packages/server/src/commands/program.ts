// All verbs of the command line, put together. What each does stands in a file for its group.
import { Command } from "commander";
import { serverVersion } from "../main/version.js";
import { addAdminCommands } from "./administer.js";
import { addAuthorCommands } from "./author.js";
import { addCompletionCommand } from "./completion.js";
import { addConfigCommands } from "./config.js";
import { addDeployCommands } from "./deploy.js";
import { addDescribeCommands } from "./describe.js";
import { addDevCommand } from "./dev.js";
import { meanings } from "./exit-codes.js";
import { addJobCommands } from "./jobs.js";
import { addRunCommands } from "./run.js";
import { addServerCommands } from "./serve.js";
import { addTokenCommands } from "./token.js";
import { addTypesCommand } from "./types.js";
import { addHelp } from "./verbs.js";

/** The program, ready to read its words. */
export function makeProgram(): Command {
  const program = new Command("terrarium")
    .description("Geoprocessing server in which every execution is sealed off")
    .version(serverVersion)
    .exitOverride()
    .showHelpAfterError("--help tells more.")
    .addHelpText("after", `\nExit codes: ${meanings.map(([code, meaning]) => `${code} ${meaning}`).join("; ")}.`);
  program.commandsGroup("For authors:");
  addAuthorCommands(program);
  addDevCommand(program);
  addConfigCommands(program);
  program.commandsGroup("For callers, of any server:");
  addDescribeCommands(program);
  addRunCommands(program);
  addJobCommands(program);
  addTypesCommand(program);
  program.commandsGroup("For administrators, on the server's machine:");
  addServerCommands(program);
  addDeployCommands(program);
  addAdminCommands(program);
  addTokenCommands(program);
  program.commandsGroup("For your shell:");
  addCompletionCommand(program);
  addHelp(program);
  return program;
}
