#!/usr/bin/env node
// The command line: `terrarium serve` and `terrarium doctor`. Reads options, starts what they name, and turns errors into sentences and exit codes.
import { join } from "node:path";
import { Command } from "commander";
import { ConfigError, loadConfig } from "./config.js";
import type { Config } from "./config-type.js";
import { doctor } from "./doctor.js";
import { makeLog } from "./log.js";
import { type Ending, root, serve } from "./serve.js";

interface Options {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly demo?: boolean;
}

function configure(options: Options): Config {
  const { config: file, host, port, data, demo } = options;
  const config = loadConfig({ file, env: process.env, cli: { host, port, data } });
  if (demo !== true) return config;
  const entries = [{ path: join(root, "processes"), environment: {} }, ...config.processes.entries];
  return { ...config, processes: { ...config.processes, entries } };
}

async function runServer(options: Options): Promise<void> {
  const config = configure(options);
  const log = makeLog(config.logging);
  const started = serve({ config, log, say: (line) => console.log(line) });
  const ending = untilSignal();
  const running = await Promise.race([started, ending.then(() => undefined)]);
  if (running === undefined) {
    await started.then(
      async (server) => server.stop(endingFor(await ending, config)),
      () => undefined,
    );
    return;
  }
  const count = running.catalogue.list().length;
  const more = running.hidden.length === 0 ? "" : ` (${running.hidden.length} could not be published; see above)`;
  const here = config.server.publicUrl === undefined ? "" : `, listening on ${running.address}`;
  console.log(`Terrarium publishes ${count} processes${more} at ${running.url}/ and ${running.url}/wps${here}; Ctrl-C ends it.`);
  const broken = running.broken.then(() => "broken" as const);
  const why = await Promise.race([ending, broken]);
  if (why === "broken") log.error({}, "the spawner has ended; the server ends too, and begins its jobs again when it is started");
  await running.stop(why === "broken" ? "end" : endingFor(why, config));
  process.exitCode = why === "broken" ? 1 : 0;
}

type EndSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Who presses Ctrl-C or closes the terminal is done with it; service managers say SIGTERM, and often start the next server at once. */
function endingFor(signal: EndSignal, { server }: Config): Ending {
  return signal === "SIGTERM" ? server.onTerminate : "end";
}

/** Resolves at the first signal to end; a second one ends at once. */
function untilSignal(): Promise<EndSignal> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(name, () => {
        resolve(name);
        process.once(name, () => process.exit(130));
      });
    }
  });
}

/** Errors that are sentences for the administrator; anything else is a defect and keeps its stack. */
function fail(error: unknown): void {
  console.error(error instanceof ConfigError || (error instanceof Error && error.constructor !== TypeError) ? error.message : error);
  process.exitCode = 1;
}

function common(command: Command): Command {
  return command
    .option("--config <file>", "configuration (terrarium.toml)")
    .option("--host <address>", "address to listen on")
    .option("--port <number>", "port to listen on; 0 takes any free one")
    .option("--data <folder>", "folder of jobs, results and sandboxes")
    .option("--demo", "publish the demo processes too");
}

const program = new Command("terrarium").description("Geoprocessing server in which every execution is sealed off");
common(program.command("serve").description("run the server")).action((options: Options) => runServer(options).catch(fail));
common(program.command("doctor").description("say what this host can enforce, and which processes can be published")).action(
  async (options: Options) => {
    try {
      await doctor(configure(options));
    } catch (error) {
      fail(error);
    }
  },
);
await program.parseAsync();
