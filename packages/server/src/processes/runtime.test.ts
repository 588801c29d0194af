import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const runtime = new URL("../../dist/processes/runtime.js", import.meta.url).href;
let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-runtime-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

it("code is on the disk, with its folders, before it has its name: it is never made again", () => {
  const program = `import { mkdir, writeFile } from "node:fs/promises";
const { makeOnce } = await import(${JSON.stringify(runtime)});
await makeOnce(${JSON.stringify(join(dir, "code"))}, async (into) => {
  await mkdir(into + "/lib");
  await writeFile(into + "/index.cjs", "1");
  await writeFile(into + "/lib/more.cjs", "2");
});`;
  const log = join(dir, "log");
  const words = ["-f", "-qq", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-o", log];
  execFileSync("strace", [...words, process.execPath, "--input-type=module", "-e", program]);
  const calls = readFileSync(log, "utf8");
  const [before = ""] = calls.split(/rename\w*\(/);
  const synced = [...before.matchAll(/fsync\(\d+<([^>]+)>/g)].map(([, path = ""]) => path.replace(/^.*\.part/, ""));
  expect(calls).toMatch(/rename\w*\(/);
  expect(synced.sort()).toEqual(["", "/index.cjs", "/lib", "/lib/more.cjs"]);
});
