// `terrarium queue`, `gc`, `backup`, `restore`: for the administrator, on the machine of the server. The first two go through its socket in the data
// directory, so they need the account of the server, or root.
import { Argument, type Command } from "commander";
import type { QueueMode, QueueView } from "../core/queue-view.js";
import { plain } from "../main/plain.js";
import { askServer as ask } from "./ask-server.js";
import { type Configured, configOf, placed } from "./configure.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { finite } from "./giving-up.js";

interface Options extends Configured {
  readonly json?: boolean;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const modes: Readonly<Record<string, QueueMode>> = { pause: "held", resume: "open", drain: "draining" };

const meanings: Readonly<Record<QueueMode, string>> = {
  open: "open: jobs begin",
  held: "held: jobs are taken in and wait",
  draining: "draining: nothing is taken in, and what was taken in runs to its end",
};

function linesOf({ mode, sinceMs, waiting, oldestMs, places, running, down }: QueueView): string[] {
  const since = sinceMs === undefined ? "" : ` since ${new Date(sinceMs).toISOString()}`;
  const oldest = oldestMs === undefined ? "" : `, the oldest since ${new Date(oldestMs).toISOString()}`;
  const kept = places.syncOnly === 0 ? "" : ` (${places.syncOnly} of them for synchronous jobs only)`;
  return [
    `queue    ${meanings[mode]}${since}`,
    `waiting  ${waiting}${oldest}`,
    `places   ${places.taken} of ${places.all} taken${kept}`,
    ...running.map(({ owner, processId, count }) => `running  ${count} of ${processId} for ${owner}`),
    ...down.map(({ engine, reason }) => `DOWN     ${engine}: ${reason}`),
  ].map(plain);
}

async function queue(what: string, options: Options): Promise<void> {
  const mode = modes[what];
  const view = (await (mode === undefined ? ask(options, "GET", "/queue") : ask(options, "POST", "/queue", { mode }))) as QueueView;
  say(options.json === true ? JSON.stringify(view, undefined, 2) : linesOf(view).join("\n"));
}

interface Report {
  readonly found: readonly { readonly kind: string; readonly name: string; readonly bytes: number; readonly why: string }[];
  readonly bytes: number;
  readonly removed: number;
  readonly failed: readonly { readonly garbage: { readonly name: string }; readonly reason: string }[];
}

async function gc(options: Options & { readonly dryRun?: boolean }): Promise<void> {
  const isDry = options.dryRun === true;
  const report = (await ask(options, "POST", "/gc", { dryRun: isDry })) as Report;
  const { found, bytes, removed, failed } = report;
  if (failed.length > 0) process.exitCode = exitCodes.infrastructure;
  if (options.json === true) return say(JSON.stringify(report, undefined, 2));
  for (const { kind, name, bytes: size, why } of found) say(plain(`${kind} ${name}  ${size < 0 ? "?" : size} bytes  ${why}`));
  for (const { garbage, reason } of failed) process.stderr.write(`${plain(`${garbage.name} could not be removed: ${reason}`)}\n`);
  say(
    isDry
      ? `${found.length} things of ${bytes} bytes would be removed.`
      : `${removed} of ${found.length} things were removed, ${bytes} bytes in all.`,
  );
}

/** Its own sentences are about the folders that were named; what the system says keeps its code. */
function refused(error: Error): never {
  throw "code" in error ? error : new CommandError(error.message, exitCodes.invalidInput);
}

async function backup(dest: string, options: Options): Promise<void> {
  const [{ backUp }, { serverVersion }] = await Promise.all([import("../main/backup.js"), import("../main/version.js")]);
  const { server, store } = configOf(options);
  if (store.postgres !== undefined)
    throw new CommandError(
      "The jobs of this server are in PostgreSQL: pg_dump backs them up, and docs/operations.md says what belongs to it.",
      exitCodes.usage,
    );
  const manifest = await backUp(server.dataDir, dest, { version: serverVersion, now: Date.now }).catch(refused);
  say(options.json === true ? JSON.stringify(manifest) : `${manifest.files} files of ${manifest.bytes} bytes are in ${dest}.`);
}

async function bringBack(from: string, options: Options): Promise<void> {
  const { restore } = await import("../main/backup.js");
  const { server, storage } = configOf(options);
  const { dataDir } = server;
  const { manifest, jobs, missing } = await restore(from, dataDir, { hasFiles: storage.s3 === undefined }).catch(refused);
  if (options.json === true) return say(JSON.stringify({ manifest, jobs, missing }));
  for (const name of missing) process.stderr.write(`${plain(`The file of ${name} is not in the backup.`)}\n`);
  const states = Object.entries(jobs).filter(([, count]) => count > 0);
  say(
    `${dataDir} is as it was at ${manifest.made}: ${states.length === 0 ? "no jobs" : states.map(([status, count]) => `${count} ${status}`).join(", ")}.`,
  );
}

/** Adds the verbs. */
export function addAdminCommands(program: Command): void {
  const json = (command: Command): Command => placed(command).option("--json", "for programs");
  json(program.command("queue").description("show the queue of the server on this machine, hold it, let it go on, or drain it"))
    .addArgument(new Argument("[what]").choices(["show", ...Object.keys(modes)]).default("show"))
    .action(finite(queue));
  json(program.command("gc").description("remove what nobody needs any more: expired jobs, files and folders that belong to none"))
    .option("--dry-run", "only say what would be removed")
    .action(finite(gc));
  json(program.command("backup").description("copy jobs and results to a new folder, while the server works").argument("<folder>")).action(
    finite(backup),
  );
  json(program.command("restore").description("make a new data directory of a backup").argument("<folder>")).action(finite(bringBack));
}
