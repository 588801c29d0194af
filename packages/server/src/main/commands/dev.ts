// `terrarium dev`: a server for an author at work. Whenever a file of a process is saved, the process is described anew and offered; what is wrong with
// it is told with its line, and the last version that was right stays.
import { existsSync, type FSWatcher, readdirSync, watch } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { findProcessFiles } from "../../processes/sources.js";
import { type LocalServer, startLocalServer } from "../local-server.js";
import { plain } from "../plain.js";
import { deploymentOf } from "./deploy.js";
import { guarded } from "./exit-codes.js";

/** Editors write a file in several steps. */
const settleMs = 50;

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

const isIgnored = (name: string): boolean => name === "node_modules" || name === "__pycache__" || name.startsWith(".");

/** The folder and all in it whose files may be of a process. */
function foldersBelow(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !isIgnored(entry.name));
  return [folder, ...inside.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}

/**
 * Calls back once for all changes below a folder that come together, with the paths of what has changed. Each folder is watched for itself: editors put a
 * new file in the place of the old, which a watch on the file would miss.
 */
function watchFolder(top: string, changed: (paths: ReadonlySet<string>) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let paths = new Set<string>();
  const add = (folder: string): void => {
    const watcher = watch(folder, (_event, name) => {
      if (name === null || isIgnored(name)) return;
      paths.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(settled, settleMs);
    });
    watcher.on("error", () => watchers.delete(folder));
    watchers.set(folder, watcher);
  };
  const addNew = (): void => {
    for (const folder of foldersBelow(top)) if (!watchers.has(folder)) add(folder);
  };
  const settled = (): void => {
    addNew();
    changed(paths);
    paths = new Set();
  };
  addNew();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

async function develop(paths: readonly string[], options: { readonly port: string }): Promise<void> {
  const found = (await Promise.all((paths.length === 0 ? ["."] : paths).map((path) => findProcessFiles(resolve(path))))).flat();
  const server = await startLocalServer({ port: options.port });
  const ended = new Promise<void>((resolveEnd) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolveEnd());
  });
  try {
    tell(`Terrarium works at ${server.url}/ for as long as this runs; Ctrl-C ends it.`);
    for (const file of found) await offer(server, file);
    const folders = new Set([...found.map(dirname), ...(paths.length === 0 ? [process.cwd()] : [])]);
    let turn = Promise.resolve();
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
