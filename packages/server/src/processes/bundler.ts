// Runs inside a sandbox: turns one *.process.ts with all that it imports into a single module, by esbuild.
// Speaks the runner contract, so that bundling is sealed like everything else that reads foreign code.
// Usage: node bundler.mjs ESBUILD SOURCE; the results name the bundle in out/ of the job folder: index.cjs, or index.mjs.
import { spawn } from "node:child_process";
import { once } from "node:events";

const [esbuild = "", source = ""] = process.argv.slice(2);
const job = process.env["TERRARIUM_JOB"] ?? "/job";

/**
 * A CommonJS module spares each job the loader of ES modules, a third of Node's start. What only an ES module can do makes esbuild refuse:
 * await at the top level, import.meta.
 */
const script = ["--format=cjs", "--log-override:empty-import-meta=error", '--banner:js="use strict";'];

const module = [
  "--format=esm",
  // A dependency in CommonJS calls require for Node's own modules; an ES module has none.
  "--banner:js=import { createRequire as __terrariumRequire } from 'node:module'; const require = __terrariumRequire(import.meta.url);",
];

const common = [
  "--bundle",
  "--platform=node",
  "--target=node20",
  "--legal-comments=none",
  "--log-level=error",
  "--color=false",
  // Settings of the author's editor and compiler are not ours to follow.
  "--tsconfig-raw={}",
];

say({ terrarium: "ready" });
await once(process.stdin, "data");
let file = "index.cjs";
let complaint = await bundle(file, script);
if (complaint !== undefined) {
  file = "index.mjs";
  complaint = await bundle(file, module);
}
if (complaint !== undefined) say({ terrarium: "error", kind: "user", message: complaint });
else say({ terrarium: "results", outputs: [{ id: "bundle", kind: "complex", file, format: { mediaType: "text/javascript" } }] });
process.exit(complaint === undefined ? 0 : 1);

/** What esbuild complained about; undefined if it made the file. */
async function bundle(name: string, format: readonly string[]): Promise<string | undefined> {
  const child = spawn(esbuild, [source, ...common, ...format, `--outfile=${job}/out/${name}`], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(0, 4_000);
  });
  child.on("error", (error) => {
    said = error.message;
  });
  await once(child, "close").catch(() => undefined);
  return child.exitCode === 0 ? undefined : said.trim() || "esbuild did not run.";
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
