// Reads the options of `npm start`. What the server is told is left to its own command line; here they are only recognised, before anything is installed.
import { parseArgs } from "node:util";

export const usage = "npm start -- [--port N] [--host H] [--data DIR] [--config FILE] [--with-grass]";

const valued = /** @type {const} */ (["port", "host", "data", "config"]);

/**
 * @typedef {object} StartOptions
 * @property {boolean} withGrass
 * @property {boolean} help
 * @property {readonly string[]} forServer the options as the server's `serve` takes them
 */

/**
 * The options, or the one sentence that says what is wrong with them.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env where npm leaves options that it kept for itself
 * @returns {StartOptions | { readonly problem: string }}
 */
export function readOptions(args, env) {
  const kept = [...valued, "with-grass"].find((name) => env[`npm_config_${name.replace("-", "_")}`] !== undefined);
  if (kept !== undefined) return { problem: `npm kept --${kept} for itself; write two dashes before the options: ${usage}` };
  try {
    const text = /** @type {const} */ ({ type: "string" });
    const flag = /** @type {const} */ ({ type: "boolean", default: false });
    const options = { port: text, host: text, data: text, config: text, "with-grass": flag, help: flag };
    const { values } = parseArgs({ args: [...args], options });
    const forServer = valued.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [`--${name}`, value];
    });
    return { withGrass: values["with-grass"] === true, help: values.help === true, forServer };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? "") : String(error);
    return { problem: `${reason}; it is: ${usage}` };
  }
}
