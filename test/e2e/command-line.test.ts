// docs/command-line.md as it stands there: every command is run in its order, as a program of its own, and does what it is for.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { makeClient } from "@terrarium/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verbs } from "../../packages/server/src/commands/verbs.js";
import { root, type Server, startServer } from "./server.js";

const page = readFileSync(join(root, "docs/command-line.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "terrarium-command-line-"));
const project = join(folder, "project");
let server: Server;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const name of ["project", "bin"]) mkdirSync(join(folder, name));
  writeFileSync(join(project, "pywps.cfg"), "[server]\nparallelprocesses=2\n");
  server = await startServer();
  const cli = join(root, "packages/server/dist/commands/cli.js");
  const script = `#!/bin/sh
case "$1" in
  deploy|versions|rollback|undeploy|queue|gc|backup|token) exec "${process.execPath}" "${cli}" "$@" --data "${server.data}" ;;
  dev) exec "${process.execPath}" "${cli}" "$@" --port 0 ;;
  *) exec "${process.execPath}" "${cli}" "$@" ;;
esac
`;
  writeFileSync(join(folder, "bin/terrarium"), script, { mode: 0o755 });
  env = { ...process.env, PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter) };
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

function run(line: string): Promise<{ readonly line: string; readonly code: unknown; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-ec", line], { cwd: project, env }, (error, out, err) => resolve({ line, code: error?.code ?? 0, out, err }));
  });
}

/** A server for as long as it is wanted: it says where it is, and Ctrl-C ends it well. */
async function serves(line: string): Promise<void> {
  const child = spawn("/bin/sh", ["-c", `exec ${line}`], { cwd: project, env, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([0, null]);
}

it("docs/command-line.md works as it stands", { timeout: 400_000 }, async () => {
  const lines = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));
  let job = "";
  let token = "";
  for (const written of lines) {
    const line = written
      .replaceAll("http://localhost:5000", server.url)
      .replace(/\bJOB\b/, job)
      .replace(/\bTOKEN$/, token);
    // The server of this test is there already.
    if (line.startsWith("terrarium serve")) continue;
    if (line.startsWith("terrarium dev")) {
      await serves(line);
      continue;
    }
    const set = /^export (\w+)=(?:\$\((.*)\)|(.*))$/.exec(line);
    if (line.startsWith("terrarium pause"))
      for await (const { status } of makeClient(server.url, { token: String(env["TERRARIUM_TOKEN"]) }).watch(job))
        if (status === "running") break;
    const ended = await run(set?.[2] ?? (set === null ? line : "true"));
    expect(ended).toMatchObject({ code: 0 });
    if (set !== null) env = { ...env, [String(set[1])]: set[3] ?? ended.out.trim() };
    if (line.endsWith("--async")) job = ended.out.trim();
    if (line === "terrarium token list") token = ended.out.split(/\s/)[0] ?? "";
    if (line.startsWith("terrarium test")) expect(ended.out).toContain("1 passed, 0 failed");
    if (line.startsWith("terrarium results")) expect(readFileSync(join(project, "kept/sleep_output"), "utf8")).toBe("done sleeping");
  }
  expect(readFileSync(join(project, "client.ts"), "utf8")).toContain("sleep");
});

it("docs/command-line.md has the example of each command's help", () => {
  for (const [words, { example }] of Object.entries(verbs)) expect(page, words).toContain(example);
});
