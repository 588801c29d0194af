// The options that name a server's configuration, and the configuration that they lead to; the same for all commands that work on a server's own data.
import type { Command } from "commander";
import type { Config } from "../config/config.js";
import { type ConfigSources, loadConfig } from "../config/load.js";

export interface Configured {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
}

/** `base`: settings below those of the file. Throws ConfigError. */
export function configOf({ config: file, host, port, data }: Configured, base?: ConfigSources["base"]): Config {
  return loadConfig({ file, env: process.env, cli: { host, port, data }, base });
}

/** Where the data of the server lie. */
export function placed(command: Command): Command {
  return command
    .option("--config <file>", "configuration (terrarium.toml)")
    .option("--data <folder>", "folder of jobs, results and sandboxes");
}
