// Runs the server as a user does, by scripts/start.mjs, with a data directory of its own and any free port, and ends it by its pid.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

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
}

/** Starts a server and waits until it answers. A server that ends instead is an error with all that it printed. */
export async function startServer({ args = [], env = {}, config, port = 0, folder: former }: ServerOptions = {}): Promise<Server> {
  const folder = former ?? mkdtempSync(join(tmpdir(), "terrarium-e2e-"));
  // Open to walk through: the server is to reach it without the rights of root.
  chmodSync(folder, 0o711);
  const data = join(folder, "data");
  const configured = config === undefined ? [] : ["--config", join(folder, "terrarium.toml")];
  if (config !== undefined) writeFileSync(join(folder, "terrarium.toml"), config);
  const words = [join(root, "scripts", "start.mjs"), "--port", String(port), "--data", data, ...configured, ...args];
  const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const ready = /publishes \d+ processes.* at (http:\/\/\S+?)\/ and/.exec(said);
        if (ready?.[1] !== undefined) resolve(ready[1]);
      });
    }
    child.once("close", (code) => reject(new Error(`the server ended with code ${code}: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    data,
    folder,
    output: () => said,
    async leave(signal) {
      const ended = once(child, "close");
      child.kill(signal);
      await ended;
    },
    async stop() {
      const code = await end(child);
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGINT");
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
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  await once(child, "close");
  return { code: child.exitCode, said };
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
