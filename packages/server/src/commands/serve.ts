// `terrarium serve` and `terrarium doctor`. Both load much, so only when they are asked for.
import { join } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config/config.js";
import { type PywpsOptions, pywpsBase, pywpsEntries } from "../config/pywps-options.js";
import { type Configured, configOf, placed } from "./configure.js";
import { exitCodes, guarded } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface Options extends Configured, PywpsOptions {
  readonly demo?: boolean;
}

type EndSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

async function configure(options: Options): Promise<Config> {
  const config = configOf(options, pywpsBase(options));
  const demo = options.demo === true ? [{ path: join((await import("../main/serve.js")).root, "processes"), environment: {} }] : [];
  const entries = [...demo, ...pywpsEntries(options), ...config.processes.entries];
  return { ...config, processes: { ...config.processes, entries } };
}

async function runServer(options: Options): Promise<void> {
  const [config, { makeLog }, { serve }] = await Promise.all([configure(options), import("../main/log.js"), import("../main/serve.js")]);
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
  process.exitCode = why === "broken" ? exitCodes.infrastructure : exitCodes.ok;
}

/** Who presses Ctrl-C or closes the terminal is done with it; service managers say SIGTERM, and often start the next server at once. */
function endingFor(signal: EndSignal, { server }: Config): "end" | "hand over" {
  return signal === "SIGTERM" ? server.onTerminate : "end";
}

/** Resolves at the first signal to end; a second one ends at once. */
function untilSignal(): Promise<EndSignal> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(name, () => {
        resolve(name);
        process.once(name, () => process.exit(exitCodes.dismissed));
      });
    }
  });
}

async function examine(options: Options): Promise<void> {
  const [config, { doctor }] = await Promise.all([configure(options), import("../main/doctor.js")]);
  const found = await doctor(config);
  if (found !== "fine") process.exitCode = found === "hidden" ? exitCodes.invalidInput : exitCodes.infrastructure;
}

function served(command: Command): Command {
  return placed(command)
    .option("--host <address>", "address to listen on")
    .option("--port <number>", "port to listen on; 0 takes any free one")
    .option("--demo", "publish the demo processes too")
    .option("--pywps <path>", "publish the PyWPS processes of this module, package or folder")
    .option("--pywps-config <file>", "a pywps.cfg; terrarium.toml and the command line go before it")
    .option(
      "--pywps-python <file>",
      "Python interpreter of the PyWPS processes, e.g. of a virtual environment (default: /usr/bin/python3)",
    );
}

/** Adds the verbs. */
export function addServerCommands(program: Command): void {
  served(program.command("serve").description("run the server")).action(guarded(runServer));
  served(program.command("doctor").description("say what this host can enforce, and which processes can be published")).action(
    finite(examine),
  );
}
