// `terrarium dev`: a server for an author at work. Whenever a file of a process is saved, the process is described anew and offered; what is wrong with
// it is told with its line, and the last version that was right stays.
import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Command } from "commander";
import { plain } from "../main/plain.js";
import { findProcessFiles } from "../processes/sources.js";
import { deploymentOf } from "./deploy.js";
import { guarded } from "./exit-codes.js";
import { type LocalServer, startLocalServer } from "./local-server.js";
import { watchFolder } from "./watch-folder.js";

function tell(text: string): void {
  process.stdout.write(`${plain(text)}\n`);
}

interface Offered {
  readonly id: string;
  readonly version: { readonly version: string };
}

/** Offers the file as it is now. */
async function offer(server: LocalServer, file: string): Promise<void> {
  const name = relative(process.cwd(), file);
  const begunMs = performance.now();
  try {
    const { id, version } = (await server.ask("POST", "/deployments", await deploymentOf(file))) as Offered;
    tell(
      `${name}: ${id} ${version.version} is offered at ${server.url}/processes/${encodeURIComponent(id)} (${Math.round(performance.now() - begunMs)} ms)`,
    );
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message.split("\n").map(plain).join("\n")}\n`);
  }
}

async function develop(paths: readonly string[], options: { readonly port: string }): Promise<void> {
  const found = (await Promise.all((paths.length === 0 ? ["."] : paths).map((path) => findProcessFiles(resolve(path))))).flat();
  const ended = new Promise<void>((resolveEnd) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolveEnd());
  });
  const server = await startLocalServer({ port: options.port, endsByItself: true });
  try {
    tell(`Terrarium works at ${server.url}/ for as long as this runs; Ctrl-C ends it.`);
    const folders = new Set([...found.map(dirname), ...(paths.length === 0 ? [process.cwd()] : [])]);
    const offerAll = async (): Promise<void> => {
      for (const file of found) await offer(server, file);
    };
    // Watched from the beginning: what is saved while the first are offered has its turn after them.
    let turn = Promise.resolve().then(offerAll);
    const closers = [...folders].map((folder) =>
      watchFolder(folder, (paths) => {
        turn = turn.then(async () => {
          const files = await findProcessFiles(folder).catch(() => []);
          const saved = files.filter((file) => paths.has(file));
          // Of any other file nobody knows who needs it; what is gone again was an editor's.
          const isOnlyThem = saved.length === [...paths].filter(existsSync).length;
          for (const file of isOnlyThem ? saved : files) await offer(server, file);
        });
      }),
    );
    await ended;
    for (const close of closers) close();
  } finally {
    await server.stop();
  }
}

/** Adds the verb. */
export function addDevCommand(program: Command): void {
  program
    .command("dev")
    .description("serve the processes of a folder, and describe each anew whenever it is saved")
    .argument("[paths...]", "files, folders or patterns; absent: this folder")
    .option("--port <number>", "port to listen on; 0 takes any free one", "5000")
    .action(guarded(develop));
}
