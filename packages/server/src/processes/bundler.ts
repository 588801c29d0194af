// Runs inside a sandbox: turns one *.process.ts with all that it imports into a single module, by esbuild.
// Speaks the runner contract, so that bundling is sealed like everything else that reads foreign code.
// Usage: node bundler.mjs ESBUILD SOURCE; the bundle is out/index.mjs of the job folder.
import { spawn } from "node:child_process";
import { once } from "node:events";

const [esbuild = "", source = ""] = process.argv.slice(2);
const job = process.env["TERRARIUM_JOB"] ?? "/job";
say({ terrarium: "ready" });
await once(process.stdin, "data");
const child = spawn(
  esbuild,
  [
    source,
    "--bundle",
    "--platform=node",
    "--target=node20",
    "--format=esm",
    "--legal-comments=none",
    "--log-level=error",
    "--color=false",
    // Settings of the author's editor and compiler are not ours to follow.
    "--tsconfig-raw={}",
    // A dependency in CommonJS calls require for Node's own modules; an ES module has none.
    "--banner:js=import { createRequire as __terrariumRequire } from 'node:module'; const require = __terrariumRequire(import.meta.url);",
    `--outfile=${job}/out/index.mjs`,
  ],
  { stdio: ["ignore", "ignore", "pipe"] },
);
let complaint = "";
child.stderr.setEncoding("utf8").on("data", (text: string) => {
  complaint = (complaint + text).slice(0, 4_000);
});
child.on("error", (error) => {
  complaint = error.message;
});
await once(child, "close").catch(() => undefined);
if (child.exitCode === 0)
  say({ terrarium: "results", outputs: [{ id: "bundle", kind: "complex", file: "index.mjs", format: { mediaType: "text/javascript" } }] });
else say({ terrarium: "error", kind: "user", message: complaint.trim() || "esbuild did not run." });
process.exit(child.exitCode === 0 ? 0 : 1);

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
