// `npm test` on a machine that is fit for it: installs what tests need, then builds, checks and tests. All checks run even if one fails;
// the last line counts them together with the tests.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, installNpmPackages, installSystemPackages, root, run, SetupError, step } from "./setup.mjs";

const bin = (/** @type {string} */ name) => join(root, "node_modules", ".bin", name);

/** Checks that are no tests of behaviour. @type {readonly { readonly name: string, readonly command: readonly [string, ...string[]] }[]} */
const checks = [
  { name: "Types of tests and scripts", command: [bin("tsc"), "-p", "tsconfig.tests.json"] },
  { name: "Format and lint", command: [bin("biome"), "check", "--error-on-warnings", "."] },
  { name: "Rooms", command: [bin("depcruise"), "--config", ".dependency-cruiser.cjs", "packages", "processes"] },
];

/** @param {readonly string[]} args for vitest, e.g. a folder; given some, only tests run */
export async function test(args) {
  try {
    await installSystemPackages(["start", "grass", "test"]);
    await installNpmPackages({ development: true });
    await build();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`${error.message}\n0 passed, 1 failed, 0 skipped`);
    process.exitCode = 1;
    return;
  }
  const failed = args.length > 0 ? [] : await runChecks();
  const passed = args.length > 0 ? 0 : checks.length - failed.length;
  const whole = args.length > 0 ? {} : { TERRARIUM_WHOLE_RUN: "yes" };
  const env = { ...process.env, ...whole, TERRARIUM_CHECKS_PASSED: String(passed), TERRARIUM_CHECKS_FAILED: failed.join("; ") };
  const child = spawn(bin("vitest"), ["run", ...args], { cwd: root, env, stdio: "inherit" });
  child.on("close", (code) => {
    process.exitCode = code === 0 && failed.length === 0 ? 0 : 1;
  });
}

/** The names of the checks that failed. */
async function runChecks() {
  /** @type {string[]} */
  const failed = [];
  for (const { name, command } of checks) {
    const [program, ...args] = command;
    const { code, output } = await step(name, () => run(program, args));
    if (code === 0) continue;
    failed.push(name);
    console.error(`${output.trim()}\n${name}: failed`);
  }
  return failed;
}
