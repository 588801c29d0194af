#!/usr/bin/env node
// The command line. What a command does stands in commands/, a file for each group; here they are put together, and wrong usage gets its exit code.
import { Command, CommanderError } from "commander";
import { serverVersion } from "../main/version.js";
import { addAdminCommands } from "./administer.js";
import { addAuthorCommands } from "./author.js";
import { addConfigCommands } from "./config.js";
import { addDeployCommands } from "./deploy.js";
import { addDevCommand } from "./dev.js";
import { exitCodes } from "./exit-codes.js";
import { addJobCommands } from "./jobs.js";
import { addServerCommands } from "./serve.js";
import { addTokenCommands } from "./token.js";
import { addTypesCommand } from "./types.js";

const program = new Command("terrarium")
  .description("Geoprocessing server in which every execution is sealed off")
  .version(serverVersion)
  .exitOverride()
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 2 wrong usage, 3 invalid input, 4 the process failed, 5 a limit, 6 dismissed, 7 the server, 8 not allowed, 9 not found.",
  );
addServerCommands(program);
addJobCommands(program);
addTypesCommand(program);
addAdminCommands(program);
addConfigCommands(program);
addAuthorCommands(program);
addDeployCommands(program);
addTokenCommands(program);
addDevCommand(program);
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}
