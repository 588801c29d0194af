// `npm run attacks`: every case of the attack suite on every engine of this machine, then the comparison with PyWPS, and docs/attacks.md from both.
// `npm run attacks -- --url URL` only puts a running WPS server to the part that a client sees.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, installNpmPackages, installSystemPackages, root, SetupError } from "./setup.mjs";

const folder = join(root, "test", "attacks");
const hostile = join(root, "test", "fixtures", "hostile");

/** A program of the suite as one file. @param {string} name @param {string} into */
async function bundled(name, into) {
  const { build: bundle } = await import("esbuild");
  const outfile = join(into, `${name}.mjs`);
  await bundle({ entryPoints: [join(folder, `${name}.ts`)], outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
  return outfile;
}

/**
 * Runs a program to its end; what it prints goes to the terminal, or comes back.
 * @param {readonly string[]} words @param {{ env?: NodeJS.ProcessEnv, isRead?: boolean }} [options]
 */
async function run(words, { env = process.env, isRead = false } = {}) {
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ["ignore", isRead ? "pipe" : "inherit", "inherit"] });
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, said };
}

/** The findings over WPS of a Terrarium started for it, and of PyWPS where it is installed. @param {string} into */
async function compare(into) {
  const program = await bundled("over-wps-main", into);
  const [terrarium, pywps] = [
    await run([program, "--terrarium", root, "--json"], { isRead: true }),
    await run([program, "--pywps", hostile, "--json"], { isRead: true }),
  ];
  if (terrarium.code !== 0) throw new SetupError("The attacks over WPS could not be run.");
  return { terrarium: JSON.parse(terrarium.said), ...(pywps.code === 0 ? { pywps: JSON.parse(pywps.said) } : {}) };
}

async function main() {
  const { values } = parseArgs({ options: { url: { type: "string" } } });
  await installNpmPackages({ development: true });
  // As deep below the root as the sources are, which find it from where they are.
  const into = await mkdtemp(join(root, "node_modules", ".attacks-"));
  try {
    if (values.url !== undefined) {
      const { code } = await run([await bundled("over-wps-main", into), "--url", values.url]);
      process.exitCode = code;
      return;
    }
    await installSystemPackages(["start", "test", "bench"]);
    await build();
    const report = join(into, "report.json");
    const vitest = [join(root, "node_modules", "vitest", "vitest.mjs"), "run", join(folder, "attacks.test.ts"), "--reporter=verbose"];
    const words = [...vitest, "--reporter=json", `--outputFile.json=${report}`];
    const { code } = await run(words, { env: { ...process.env, TERRARIUM_ATTACKS: "all" } });
    process.exitCode = code;
    await readFile(report);
    const compared = join(into, "compared.json");
    await writeFile(compared, JSON.stringify(await compare(into)));
    await run([await bundled("write-table", into), report, compared, join(root, "docs", "attacks.md")]);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

main().catch((error) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
