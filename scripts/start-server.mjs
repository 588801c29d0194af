// `npm start` on a machine that is fit for it: installs what is missing, builds, and becomes the server with the demo processes.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readOptions, usage } from "./options.mjs";
import { build, installNpmPackages, installSystemPackages, root, SetupError } from "./setup.mjs";

/** @param {readonly string[]} args of the command line */
export async function start(args) {
  const options = readOptions(args, process.env);
  if ("problem" in options) return end(2, options.problem);
  if (options.help) return console.log(`${usage}\nWhat each option means, and many more settings: docs/configuration.md`);
  try {
    await installSystemPackages(options.withGrass ? ["start", "grass"] : ["start"]);
    await installNpmPackages({ development: false });
    await build();
  } catch (error) {
    if (error instanceof SetupError) return end(1, error.message);
    throw error;
  }
  // The server takes over this very process: one child less to signal, and nothing between Ctrl-C and its own tidying up.
  const cli = join(root, "packages", "server", "dist", "commands", "cli.js");
  process.argv = [process.execPath, cli, "serve", "--demo", ...options.forServer];
  await import(pathToFileURL(cli).href);
}

/**
 * @param {number} code
 * @param {string} message
 */
function end(code, message) {
  console.error(message);
  process.exitCode = code;
}
