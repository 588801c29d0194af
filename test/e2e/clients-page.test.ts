// The programs of docs/clients.md, as they stand there, against a real server.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { cli, root, type Server, startServer } from "./server.js";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
let server: Server;
let folder = "";
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), "terrarium-clients-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "terrarium"), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** The blocks of that language in the page, for the server that is there. */
function blocks(language: string): string[] {
  const page = readFileSync(join(root, "docs", "clients.md"), "utf8");
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  return found.map(([, text = ""]) => text.replaceAll("http://localhost:5000", server.url));
}

async function run(file: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}`, PYTHONPATH: join(root, "python") };
  return (await promisify(execFile)(file, args, { cwd: folder, env })).stdout;
}

async function runTypescript(text: string): Promise<string> {
  writeFileSync(join(folder, "program.ts"), text);
  const outfile = join(folder, "program.mjs");
  await build({ entryPoints: [join(folder, "program.ts")], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" });
  return run(process.execPath, outfile);
}

it("the program in TypeScript runs, watches and is told why", async () => {
  const lines = (await runTypescript(blocks("ts")[0] ?? "")).split("\n");
  expect(lines[0]).toBe("Hello Ada");
  expect(lines).toContain("successful 100");
  expect(lines.join("\n")).toContain("value: 'done sleeping'");
  expect(lines.at(-2)).toMatch(/delay must be/);
});

it("types are written by the command, and used by the program beneath it", async () => {
  await run("/bin/sh", "-c", blocks("sh")[0] ?? "");
  expect(await runTypescript(blocks("ts")[1] ?? "")).toBe("1\n");
});

it("the program in Python runs, chains, cancels and is told why", async () => {
  writeFileSync(join(folder, "program.py"), blocks("python")[0] ?? "");
  const lines = (await run("/usr/bin/python3", "-B", "program.py")).trimEnd().split("\n");
  expect(lines).toMatchObject([
    "Hello Ada",
    expect.stringMatching(/^http/),
    "2",
    "2",
    expect.stringMatching(/^(accepted|running)$/),
    "dismissed",
    ...lines.slice(6),
  ]);
  expect(lines.at(-1)).toMatch(/delay must be/);
});

it("the program that copies writes every form", async () => {
  const text = await runTypescript(blocks("ts")[2] ?? "");
  for (const words of ["curl:\n", "wps:Execute", "OWSLib", "--data-raw", "name=it%27s%20%60me%60", "-i 'name=it'\\''s `me`'"])
    expect(text).toContain(words);
});
