// `npm run faults`: every case of the fault suite, every numbered point of the way of a job, random operations and crashes; docs/faults.md from all of it.
// `npm run faults -- --soak`: 1,000 kills of the server at random instants over 10,000 jobs.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, installNpmPackages, installSystemPackages, root, SetupError } from "./setup.mjs";

const folder = join(root, "test", "faults");

/** Runs a program to its end, on this terminal. @param {readonly string[]} words @param {NodeJS.ProcessEnv} [env] @returns {Promise<number>} */
function run(words, env = process.env) {
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}

/** Writes docs/faults.md. @param {string} report @param {string} into */
async function writeTable(report, into) {
  const { build: bundle } = await import("esbuild");
  const outfile = join(into, "write-table.mjs");
  await bundle({
    entryPoints: [join(folder, "write-table.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return run([outfile, report, join(root, "docs", "faults.md")]);
}

async function main() {
  const { values } = parseArgs({ options: { soak: { type: "boolean" }, seed: { type: "string" } } });
  await installSystemPackages(["start", "test"]);
  await installNpmPackages({ development: true });
  await build();
  const vitest = [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "--reporter=verbose"];
  const seed = values.seed === undefined ? {} : { TERRARIUM_SEED: values.seed };
  if (values.soak) {
    process.exitCode = await run([...vitest, join(folder, "soak.test.ts")], { ...process.env, ...seed, TERRARIUM_FAULTS: "soak" });
    return;
  }
  const into = await mkdtemp(join(root, "node_modules", ".faults-"));
  try {
    const report = join(into, "report.json");
    const words = [...vitest, folder, "--reporter=json", `--outputFile.json=${report}`];
    const code = await run(words, { ...process.env, ...seed, TERRARIUM_FAULTS: "all" });
    process.exitCode = (await writeTable(report, into)) || code;
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

main().catch((error) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
