// A server for one command of an author: a child with a data directory of its own, which goes with it. So `terrarium run` and `terrarium test` execute
// processes exactly as a server does.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProcessDescription } from "@terrarium/sdk";
import { adminPath, askAdmin } from "../main/admin-socket.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { onGivingUp } from "./giving-up.js";

/** What a server publishes, and what it does not. */
export interface Offered {
  readonly processes: readonly { readonly description: ProcessDescription; readonly file: string }[];
  readonly hidden: readonly { readonly file: string; readonly reason: string }[];
}

export interface LocalServer {
  readonly url: string;
  offered(): Promise<Offered>;
  /** Asks at its administrator's socket. */
  ask(method: "GET" | "POST", action: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

export interface LocalServerParts {
  /** A terrarium.toml; absent: none. */
  readonly config?: string;
  /** A file, folder or pattern of processes, in place of a configuration. */
  readonly processes?: string;
  /** Default: any free one. */
  readonly port?: string;
  /** The caller stops it when it is interrupted. Else an interrupt ends the whole program, and the server before. */
  readonly endsByItself?: true;
}

/** Where `terrarium serve` says that it is. */
const ready = / at (http:\/\/\S+?)\/ and /;

async function urlOf(child: ChildProcess): Promise<string> {
  let said = "";
  const answer = new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const url = ready.exec(said)?.[1];
        if (url !== undefined) found(url);
      });
  });
  const ended = once(child, "close").then(() => {
    const code = child.exitCode ?? exitCodes.infrastructure;
    throw new CommandError(said.trim() || "The server ended without a word.", code === exitCodes.ok ? exitCodes.infrastructure : code);
  });
  return Promise.race([answer, ended]);
}

/** Starts one and waits until it answers. Throws CommandError with what it said and its code if it ends instead. */
export async function startLocalServer({ config, processes, port = "0", endsByItself }: LocalServerParts): Promise<LocalServer> {
  const folder = await mkdtemp(join(tmpdir(), "terrarium-"));
  // The server is to reach its data without the rights of root.
  await chmod(folder, 0o711);
  const file = processes === undefined ? config : join(folder, "terrarium.toml");
  if (processes !== undefined)
    await writeFile(join(folder, "terrarium.toml"), `[processes]\npaths = [${JSON.stringify(resolve(processes))}]\n`);
  const data = join(folder, "data");
  const cli = join(dirname(fileURLToPath(import.meta.url)), "cli.js");
  const options = ["--port", port, "--data", data, ...(file === undefined ? [] : ["--config", file])];
  // Ctrl-C reaches the whole foreground group; the child ends by the word of its parent, which has more to tidy up.
  const child = spawn(process.execPath, [cli, "serve", ...options], { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGINT");
      await once(child, "close");
    }
    await rm(folder, { recursive: true, force: true });
    relax();
  };
  let ending: Promise<void> | undefined;
  const stop = () => {
    ending ??= end();
    return ending;
  };
  const relax = endsByItself === true ? () => {} : onGivingUp(stop);
  try {
    const url = await urlOf(child);
    const ask: LocalServer["ask"] = (method, action, body) => askAdmin(adminPath(data), method, action, body);
    return { url, stop, ask, offered: async () => (await ask("GET", "/processes")) as Offered };
  } catch (error) {
    await stop();
    throw error;
  }
}
