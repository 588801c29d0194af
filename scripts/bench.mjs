// `npm run bench`: sets up like a start, then runs the programs of bench/ one after the other, all or those that are named.
// A file of bench/ is such a program if its opening lines say "Usage:". Nothing is asserted.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, installNpmPackages, installSystemPackages, root, SetupError } from "./setup.mjs";

const folder = join(root, "bench");
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".mjs") && /^\/\/.*Usage:/m.test(readFileSync(join(folder, name), "utf8")))
  .map((name) => name.slice(0, -".mjs".length));
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !programs.includes(name));

if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}"; there are ${programs.join(", ")}.`);
  process.exitCode = 2;
} else {
  try {
    await installSystemPackages(["start", "bench"]);
    await installNpmPackages({ development: false });
    await build();
    for (const name of asked.length > 0 ? asked : programs) await measure(name);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** @param {string} name */
async function measure(name) {
  console.log(`\n# ${name}`);
  const child = spawn(process.execPath, [join(folder, `${name}.mjs`)], { cwd: root, stdio: "inherit" });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new SetupError(`The bench "${name}" failed.`);
}
