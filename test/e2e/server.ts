// Runs the server as a user does, by scripts/start.mjs, with a data directory of its own and any free port, and ends it by its pid.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** The built command line. */
export const cli = join(root, "packages", "server", "dist", "commands", "cli.js");

export interface Server {
  readonly url: string;
  readonly pid: number;
  readonly data: string;
  /** All that it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it by this signal and keeps its folder, for the next server. */
  leave(signal: NodeJS.Signals): Promise<void>;
  /** What the next server is started with. */
  readonly folder: string;
}

export interface ServerOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Contents of a terrarium.toml. */
  readonly config?: string;
  readonly port?: number;
  /** Of a former server that has left it. */
  readonly folder?: string;
  /** By the command line alone, without the demo processes. */
  readonly isBare?: true;
  readonly cwd?: string;
}

/** The first match in what the child prints, and all that it has printed so far. A child that ends instead is an error with that. */
export async function printed(child: ChildProcess, pattern: RegExp): Promise<{ match: RegExpExecArray; output: () => string }> {
  const output = hear(child);
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", () => {
        const found = pattern.exec(output());
        if (found !== null) resolve(found);
      });
    }
    child.once("close", (code) => reject(new Error(`it ended with code ${code}: ${output()}`)));
  });
  return { match, output };
}

/** All that the child prints from now on. */
function hear(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return () => said;
}

/** Starts a server and waits until it answers. A server that ends instead is an error with all that it printed. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { args = [], env = {}, config, port = 0, folder: former, cwd = root } = options;
  const folder = former ?? mkdtempSync(join(tmpdir(), "terrarium-e2e-"));
  // Open to walk through: the server is to reach it without the rights of root.
  chmodSync(folder, 0o711);
  const data = join(folder, "data");
  const configured = config === undefined ? [] : ["--config", join(folder, "terrarium.toml")];
  if (config !== undefined) writeFileSync(join(folder, "terrarium.toml"), config);
  const program = options.isBare ? [cli, "serve"] : [join(root, "scripts", "start.mjs")];
  const words = [...program, "--port", String(port), "--data", data, ...configured, ...args];
  const child = spawn(process.execPath, words, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const { match, output } = await printed(child, /publishes \d+ processes.* at (http:\/\/\S+?)\/ and/).catch((error: unknown) => {
    if (former === undefined) rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: match[1] ?? "",
    pid: child.pid ?? 0,
    data,
    folder,
    output,
    async leave(signal) {
      const ended = once(child, "close");
      child.kill(signal);
      await ended;
    },
    async stop() {
      const code = await end(child, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** Ends a child by this signal, unless it has ended. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, "close");
  }
  return child.exitCode;
}

/** Runs scripts/start.mjs to its end, for starts that must fail. */
export async function failedStart(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs"), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = hear(child);
  await once(child, "close");
  return { code: child.exitCode, said: said() };
}

/** The answer to a GET or, with a body, a POST of text/xml. */
export async function ask(url: string, body?: string | Uint8Array): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(url, body === undefined ? {} : { method: "POST", body, headers: { "content-type": "text/xml" } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Reads a WPS 1.0.0 status document until it is final; gives every state seen, in order. */
export async function follow(statusLocation: string, patienceMs = 60_000): Promise<{ states: string[]; document: string }> {
  const states: string[] = [];
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const { text } = await ask(statusLocation);
    const state = /<wps:Process(Accepted|Started|Paused|Succeeded|Failed)\b/.exec(text)?.[1] ?? `none in ${text}`;
    if (states.at(-1) !== state) states.push(state);
    if (state === "Succeeded" || state === "Failed") return { states, document: text };
    // The status document is what a client can poll; there is nothing else to wait for.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the job did not end: ${states.join(" ")}`);
}
