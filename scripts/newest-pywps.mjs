// `node scripts/newest-pywps.mjs [SUITE ...]`: the tests of the PyWPS bridge with the PyWPS of other suites of Debian, by default trixie and sid. Packages
// are taken by apt, their signatures checked, into a folder of their own; nothing is installed. Apart from the tests because it needs the network.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, SetupError, step } from "./setup.mjs";

const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** PyWPS, and what the newest one needs in a newer version than Debian 12 has; all of it pure Python. */
const packages = ["python3-pywps", "python3-sqlalchemy", "python3-typing-extensions"];

/** @param {string} program @param {readonly string[]} args @param {string} cwd */
async function must(program, args, cwd) {
  const { code, output } = await run("/usr/bin/env", ["--chdir", cwd, program, ...args]);
  if (code !== 0) throw new SetupError(`${program} ended with code ${code}: ${output.trim().split("\n").slice(-3).join(" ")}`);
  return output;
}

/** Options that keep apt within a folder. @param {string} folder @returns {string[]} */
function aptOptions(folder) {
  const places = { State: folder, "State::Lists": join(folder, "lists"), "State::status": join(folder, "status"), Cache: folder };
  const sources = { "Etc::SourceList": join(folder, "sources.list"), "Etc::SourceParts": "/dev/null" };
  const all = Object.entries({ ...places, ...sources }).map(([name, value]) => `Dir::${name}=${value}`);
  return [...all, "Acquire::Languages=none", "APT::Sandbox::User="].flatMap((option) => ["-o", option]);
}

/**
 * A virtual environment that has the PyWPS of a suite, and all else from the system.
 * @param {string} suite @param {string} folder @returns {Promise<string>} its interpreter
 */
async function environmentOf(suite, folder) {
  const apt = join(folder, "apt");
  for (const name of ["lists/partial", "archives/partial"]) mkdirSync(join(apt, name), { recursive: true });
  writeFileSync(join(apt, "status"), "");
  writeFileSync(join(apt, "sources.list"), `deb [signed-by=${keyring}] http://deb.debian.org/debian ${suite} main\n`);
  await must("apt-get", [...aptOptions(apt), "-o", "APT::Update::Error-Mode=any", "update"], folder);
  await must("apt-get", [...aptOptions(apt), "download", ...packages], folder);
  await must("/usr/bin/python3", ["-m", "venv", "--without-pip", "--system-site-packages", "env"], folder);
  const [version = ""] = readdirSync(join(folder, "env", "lib"));
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    await must("dpkg-deb", ["--extract", file, "unpacked"], folder);
  }
  cpSync(join(folder, "unpacked/usr/lib/python3/dist-packages"), join(folder, "env/lib", version, "site-packages"), { recursive: true });
  return join(folder, "env/bin/python");
}

/** @param {string} suite @returns {Promise<number>} the exit code of the tests */
async function test(suite) {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-pywps-"));
  try {
    // Sandboxes have uids of their own.
    await must("chmod", ["755", "."], folder);
    const python = await step(`PyWPS of Debian ${suite}`, () => environmentOf(suite, folder));
    console.log(`PyWPS ${(await must(python, ["-c", "import pywps; print(pywps.__version__)"], folder)).trim()}`);
    const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", join(root, "test/pywps")];
    const child = spawn(process.execPath, vitest, { cwd: root, env: { ...process.env, TERRARIUM_PYWPS_PYTHON: python }, stdio: "inherit" });
    return await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const suites = process.argv.length > 2 ? process.argv.slice(2) : ["trixie", "sid"];
for (const suite of suites) {
  const code = await test(suite).catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    console.error(`The PyWPS of Debian ${suite} cannot be had: ${error.message}`);
    return 1;
  });
  if (code !== 0) process.exitCode = code;
}
