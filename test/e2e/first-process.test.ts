// docs/first-process-*.md as they stand there: every file is written, every command is run in its order, and says what the page says.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPackages } from "../runners/node-bundle.js";
import { cli, root } from "./server.js";

const folder = mkdtempSync(join(tmpdir(), "terrarium-first-"));
beforeAll(() => {
  buildPackages();
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Step =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "command"; readonly text: string; readonly said: readonly string[] };

/** A block of code is the file that the sentence before it ends with; a block of text is what the commands before it print. */
function stepsOf(page: string): Step[] {
  const text = readFileSync(join(root, "docs", page), "utf8");
  const steps: Step[] = [];
  for (const match of text.matchAll(/(?:`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$/gms)) {
    const [, path, language, body = ""] = match;
    const last = steps.at(-1);
    if (language === "sh") steps.push({ kind: "command", text: body, said: [] });
    else if (language === "text" && last?.kind === "command") steps.push({ ...steps.pop(), ...last, said: body.trimEnd().split("\n") });
    else if (path !== undefined) steps.push({ kind: "file", path, text: body });
    else throw new Error(`${page} has a block of ${language} that is neither a file nor a command.`);
  }
  return steps;
}

/** The command of the page, with a data folder of its own and any free port. */
function makeCommand(bin: string, data: string): void {
  const script = `#!/bin/sh
case "$1" in
  serve) exec "${process.execPath}" "${cli}" "$@" --port 0 --data "${data}" ;;
  deploy|versions|rollback|undeploy) exec "${process.execPath}" "${cli}" "$@" --data "${data}" ;;
  *) exec "${process.execPath}" "${cli}" "$@" ;;
esac
`;
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "terrarium"), script, { mode: 0o755 });
}

async function urlOf(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const url = / at (http:\/\/\S+?)\/ and /.exec(said)?.[1];
        if (url !== undefined) resolve(url);
      });
    server.once("close", () => reject(new Error(said)));
  });
}

interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

function run(words: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-ec", words], { cwd, env }, (error, out, err) => resolve({ code: error === null ? 0 : error.code, out, err }));
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const patternOf = (line: string) => new RegExp(`^${line.split("...").map(escaped).join(".*")}$`, "m");

it.for(["first-process-python.md", "first-process-typescript.md"])("docs/%s works as it stands", { timeout: 300_000 }, async (page) => {
  const [project, bin, data] = ["project", "bin", "data"].map((name) => join(folder, page, name)) as [string, string, string];
  mkdirSync(project, { recursive: true });
  makeCommand(bin, data);
  // The programs of the system: OWSLib is Debian's.
  const env = { ...process.env, PATH: [bin, "/usr/bin", process.env["PATH"]].join(delimiter) };
  let url = "";
  let server: ChildProcess | undefined;
  const here = (text: string) => text.replaceAll("http://localhost:5000", url);
  try {
    for (const step of stepsOf(page)) {
      if (step.kind === "file") {
        mkdirSync(dirname(join(project, step.path)), { recursive: true });
        writeFileSync(join(project, step.path), here(step.text));
      } else if (step.text.startsWith("terrarium serve")) {
        server = spawn("/bin/sh", ["-c", `exec ${step.text}`], { cwd: project, env });
        url = await urlOf(server);
      } else {
        const { code, out, err } = await run(here(step.text), project, env);
        expect({ step: step.text, code, err: code === 0 ? "" : err }).toEqual({ step: step.text, code: 0, err: "" });
        for (const line of step.said) expect(out).toMatch(patternOf(line));
      }
    }
  } finally {
    if (server !== undefined && server.exitCode === null) {
      server.kill("SIGINT");
      await once(server, "close");
    }
  }
});
