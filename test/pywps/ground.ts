// Two servers side by side: PyWPS itself, un-isolated, and Terrarium with the bridge, both on free ports of loopback. It is Debian's PyWPS, unless
// TERRARIUM_PYWPS_PYTHON names the interpreter of an environment with another one (scripts/newest-pywps.mjs).
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { end, printed, root, type Server, startServer } from "../e2e/server.js";

export const fixtures = join(root, "test", "fixtures", "pywps");
export const python = "/usr/bin/python3";
const other = process.env["TERRARIUM_PYWPS_PYTHON"];

export interface Other {
  /** Without a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PyWPS itself, with the processes of a package below a folder of the fixtures. */
export async function startPywps(folder: string, module: string, config?: string): Promise<Other> {
  const words = [join(fixtures, "serve.py"), join(fixtures, folder), module, ...(config === undefined ? [] : [config])];
  const child = spawn(other ?? python, ["-B", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const { match } = await printed(child, /^(\/\S+) (http:\S+)\n/);
  return {
    url: match[2] ?? "",
    async stop() {
      await end(child, "SIGKILL");
      rmSync(match[1] ?? "", { recursive: true, force: true });
    },
  };
}

/** Terrarium by its own command line, any free port and a data folder of its own. */
export function startBridge(args: readonly string[], cwd = root): Promise<Server> {
  const chosen = other !== undefined && args.includes("--pywps") && !args.includes("--pywps-python") ? ["--pywps-python", other] : [];
  return startServer({ isBare: true, args: [...args, ...chosen], cwd });
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
