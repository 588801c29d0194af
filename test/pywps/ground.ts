// Two servers side by side: PyWPS itself, un-isolated, and Terrarium with the bridge, both on free ports of loopback. It is Debian's PyWPS, unless
// TERRARIUM_PYWPS_PYTHON names the interpreter of an environment with another one (scripts/newest-pywps.mjs).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const fixtures = join(root, "test", "fixtures", "pywps");
export const python = "/usr/bin/python3";
const other = process.env["TERRARIUM_PYWPS_PYTHON"];

export interface Other {
  /** Without a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

async function firstMatch(child: ChildProcess, pattern: RegExp): Promise<{ match: RegExpExecArray; output: () => string }> {
  let said = "";
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-100_000);
        const found = pattern.exec(said);
        if (found !== null) resolve(found);
      });
    }
    child.once("close", (code) => reject(new Error(`it ended with code ${code}: ${said}`)));
  });
  return { match, output: () => said };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "close");
}

/** PyWPS itself, with the processes of a package below a folder of the fixtures. */
export async function startPywps(folder: string, module: string, config?: string): Promise<Other> {
  const words = [join(fixtures, "serve.py"), join(fixtures, folder), module, ...(config === undefined ? [] : [config])];
  const child = spawn(other ?? python, ["-B", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const { match } = await firstMatch(child, /^(\/\S+) (http:\S+)\n/);
  return {
    url: match[2] ?? "",
    async stop() {
      await end(child, "SIGKILL");
      rmSync(match[1] ?? "", { recursive: true, force: true });
    },
  };
}

export interface Bridge extends Other {
  output(): string;
}

/** Terrarium by its own command line, any free port and a data folder of its own. */
export async function startBridge(args: readonly string[], cwd = root): Promise<Bridge> {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-bridge-"));
  chmodSync(folder, 0o711);
  const chosen = other !== undefined && args.includes("--pywps") && !args.includes("--pywps-python") ? ["--pywps-python", other] : [];
  const cli = join(root, "packages/server/dist/commands/cli.js");
  const words = [cli, "serve", "--port", "0", "--data", join(folder, "data"), ...args, ...chosen];
  const child = spawn(process.execPath, words, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const { match, output } = await firstMatch(child, /publishes \d+ processes.* at (http:\/\/\S+?)\/ and/).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: match[1] ?? "",
    output,
    async stop() {
      await end(child, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The text of an answer to a GET of WPS 1.0.0. */
export async function execute(url: string, identifier: string, inputs: Readonly<Record<string, string>> = {}, more = ""): Promise<string> {
  const data = Object.entries(inputs)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(";");
  const query = `service=WPS&version=1.0.0&request=Execute&identifier=${encodeURIComponent(identifier)}&DataInputs=${encodeURIComponent(data)}${more}`;
  return (await fetch(`${url}/wps?${query}`)).text();
}

/** The literal outputs of an answer. */
export function literals(answer: string): Record<string, string> {
  const outputs = [
    ...answer.matchAll(/<ows:Identifier>([^<]+)<\/ows:Identifier>(?:(?!<wps:Output>)[\s\S])*?<wps:LiteralData[^>]*>([^<]*)</g),
  ];
  return Object.fromEntries(outputs.map(([, id = "", value = ""]) => [id, value]));
}

/** The sentence of a failure; undefined if there is none. */
export function failure(answer: string): string | undefined {
  return /<ows:ExceptionText>([^<]*)</.exec(answer)?.[1];
}
