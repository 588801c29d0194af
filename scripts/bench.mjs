// `npm run bench`: sets up like a start, then runs the programs of bench/ one after the other, all or the one that is named, with the words
// behind its name. A file of bench/ is such a program if its opening lines say "Usage:"; it is left out of all if they say "Only when named".
// Nothing is asserted. Tables go to standard output, what is going on to standard error; with --write the tables also go into bench/RESULTS.md.
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { build, installNpmPackages, installSystemPackages, root, SetupError } from "./setup.mjs";

const folder = join(root, "bench");
const results = join(folder, "RESULTS.md");
const opening = (/** @type {string} */ name) => readFileSync(join(folder, `${name}.mjs`), "utf8").split("\nimport", 1)[0] ?? "";
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".mjs"))
  .map((name) => name.slice(0, -".mjs".length))
  .filter((name) => opening(name).includes("Usage:"));
const given = process.argv.slice(2);
const words = given.filter((word) => word !== "--write");
const [name] = words;

if (name !== undefined && !programs.includes(name)) {
  console.error(`There is no bench "${name}"; there are ${programs.join(", ")}.`);
  process.exitCode = 2;
} else {
  try {
    await installSystemPackages(["start", "bench"]);
    await installNpmPackages({ development: false });
    await build();
    const runs = name === undefined ? programs.filter((one) => !opening(one).includes("Only when named")).map((one) => [one]) : [words];
    for (const run of runs) await measure(run);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** @param {readonly string[]} run name and words of a program */
async function measure([program = "", ...more]) {
  const command = ["node", `bench/${program}.mjs`, ...more].join(" ");
  const lead = `${machine()}: \`${command}\``;
  console.log(`\n# ${program}\n\n${lead}\n`);
  const child = spawn(process.execPath, [join(folder, `${program}.mjs`), ...more], { cwd: root, stdio: ["inherit", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    said += text;
    process.stdout.write(text);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new SetupError(`The bench "${program}" failed.`);
  if (given.includes("--write")) write(program, `${lead}\n\n${said.trim()}`);
}

/** What the figures are of; the load is that of others, before. */
function machine() {
  const bubblewrap = spawnSync("bwrap", ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "no bubblewrap";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${memory}, Linux ${release()}, Node ${process.version}, ${bubblewrap}, load ${loadavg()[0]?.toFixed(1)} before`;
}

/**
 * Puts what a program said between its marks in RESULTS.md.
 * @param {string} program
 * @param {string} text
 */
function write(program, text) {
  const [open, close] = [`<!-- ${program} -->`, `<!-- end of ${program} -->`];
  const before = readFileSync(results, "utf8");
  const [from, to] = [before.indexOf(open), before.indexOf(close)];
  if (from < 0 || to < from) throw new SetupError(`bench/RESULTS.md has no place for "${program}" (${open} ... ${close}).`);
  writeFileSync(results, `${before.slice(0, from + open.length)}\n${text}\n${before.slice(to)}`);
}
