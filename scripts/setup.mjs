// Brings a machine from a bare clone to a built server: Debian packages, npm packages, build. Each step says what it does and how long it took,
// and is left out where nothing is to be done. Uses nothing but Node.js itself.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { missingPackages } from "./packages.mjs";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A step that cannot be done; the message is for the person who typed the command. */
export class SetupError extends Error {}

/**
 * Prints the label, does the work, prints the time it took.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const begin = performance.now();
  process.stdout.write(`${label} ... `);
  try {
    const result = await work();
    console.log(`${((performance.now() - begin) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

/**
 * Runs a command to its end; its output is kept for the case that it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [env] beside the own environment
 * @returns {Promise<{ readonly code: number, readonly output: string }>}
 */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (/** @type {Buffer} */ bytes) => {
      output = (output + bytes.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Installs missing Debian packages as root; otherwise says what to type. Throws SetupError if a required one is and stays missing.
 * @param {readonly import("./packages.mjs").Use[]} uses
 */
export async function installSystemPackages(uses) {
  const missing = missingPackages(uses);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(" ");
  const required = missing.filter((one) => one.required);
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    try {
      await step(`Installing ${names} by apt`, () => aptInstall(names.split(" ")));
    } catch (error) {
      // Whether that is the end depends on what is missing now.
      if (!(error instanceof SetupError)) throw error;
      console.error(error.message);
    }
  }
  const still = missing.filter((one) => !one.isPresent());
  for (const { name, without } of still) console.error(`Without ${name} ${without}.`);
  if (!still.some((one) => required.includes(one))) return;
  const line = existsSync("/usr/bin/apt-get")
    ? `  ${hasPackageLists() ? "" : "sudo apt-get update && "}sudo apt-get install -y ${still.map(({ name }) => name).join(" ")}`
    : `  the package ${names} of your distribution`;
  throw new SetupError(`Please install what is missing and try again:\n${line}`);
}

/** @param {readonly string[]} names */
async function aptInstall(names) {
  const { env } = process;
  // apt knows proxies by their names in small letters only.
  const quiet = {
    DEBIAN_FRONTEND: "noninteractive",
    http_proxy: env["http_proxy"] ?? env["HTTP_PROXY"],
    https_proxy: env["https_proxy"] ?? env["HTTPS_PROXY"],
  };
  const options = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300"];
  const install = () => run("apt-get", ["install", ...options, "--no-install-recommends", ...names], quiet);
  const update = () => run("apt-get", ["update", ...options], quiet);
  if (!hasPackageLists()) await update();
  let result = await install();
  if (result.code !== 0) {
    await update(); // Old lists name files that the mirrors no longer have.
    result = await install();
  }
  if (result.code !== 0) throw new SetupError(lastLines(result.output));
}

function hasPackageLists() {
  const folder = "/var/lib/apt/lists";
  return existsSync(folder) && readdirSync(folder).some((name) => /_Packages/.test(name));
}

/**
 * Installs the npm packages unless node_modules already holds them, as npm's own record of it says.
 * @param {{ readonly development: boolean }} wanted with the packages that only tests and checks need
 */
export async function installNpmPackages({ development }) {
  const recordFile = join(root, "node_modules", ".package-lock.json");
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const record = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, "utf8")) : { packages: {} };
  if (isInstalled(lock, record, development)) return;
  await step("Installing npm packages", async () => {
    // Not `npm ci`: it refuses the lock file where a registry lacks the optional packages of other platforms. The versions are those of the lock file.
    // What a developer has stays: left out, npm would remove it.
    const isWithTools = development || hasTools(record);
    const args = ["install", "--no-save", "--no-progress", "--loglevel=error", isWithTools ? "--include=dev" : "--omit=dev"];
    const npm = process.env["npm_execpath"];
    const env = { NODE_ENV: undefined };
    const result = npm === undefined ? await run("npm", args, env) : await run(process.execPath, [npm, ...args], env);
    if (result.code !== 0) {
      const hint = "The npm packages could not be installed; behind a proxy set HTTPS_PROXY and HTTP_PROXY.";
      throw new SetupError(`${lastLines(result.output)}\n${hint}`);
    }
  });
}

/**
 * @typedef {{ readonly version?: string, readonly dev?: boolean, readonly optional?: boolean, readonly link?: boolean }} LockEntry
 * @typedef {{ readonly packages: Readonly<Record<string, LockEntry>> }} Lock
 */

/**
 * Are tools of development among what npm has installed?
 * @param {Lock} record
 */
export function hasTools(record) {
  return Object.values(record.packages).some(({ dev }) => dev === true);
}

/**
 * Does npm's record of what it installed hold all that the lock file asks for? Optional packages may lack: they are for other machines.
 * @param {Lock} lock
 * @param {Lock} record
 * @param {boolean} development
 */
export function isInstalled(lock, record, development) {
  return Object.entries(lock.packages).every(([path, { version, dev, optional, link }]) => {
    if (!path.includes("node_modules/") || optional === true || (dev === true && !development)) return true;
    const found = record.packages[path];
    return found !== undefined && (link === true ? found.link === true : found.version === version);
  });
}

/** Compiles the packages unless nothing changed since the last time. Throws SetupError with the compiler's words. */
export async function build() {
  const packages = readdirSync(join(root, "packages"));
  const stamp = join(root, "packages", "server", "dist", ".built-from");
  const bundles = [join("web", "dist", "ui", "manifest.json"), join("server", "dist", "bundle", "command-line.js")];
  const made = [...packages.map((name) => join(name, "dist", ".tsbuildinfo")), ...bundles];
  const isBuilt = made.every((path) => existsSync(join(root, "packages", path)));
  const sources = [
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.base.json",
    "scripts/bundle-server.mjs",
    "scripts/bundle-web.mjs",
    "scripts/put-files.mjs",
    ...packages.flatMap((name) => [`packages/${name}/src`, `packages/${name}/tsconfig.json`]),
  ];
  const hash = hashOf(root, sources);
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await step("Building", async () => {
    quietly(() => rmSync(stamp, { force: true }));
    const result = await run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-b"]);
    if (result.code !== 0) throw new SetupError(`${result.output.trim()}\nThe build failed.`);
    for (const [script, what] of Object.entries({ "bundle-web.mjs": "The scripts of the pages", "bundle-server.mjs": "The server" })) {
      const bundled = await run(process.execPath, [join(root, "scripts", script)]);
      if (bundled.code !== 0) throw new SetupError(`${lastLines(bundled.output)}\n${what} could not be bundled.`);
    }
    quietly(() => writeFileSync(stamp, hash));
  });
}

/**
 * Does what only saves time: in a clone that belongs to somebody else, built by its owner, the compiler finds nothing to do and nothing can be written.
 * @param {() => void} work
 */
function quietly(work) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/**
 * One hash of files and folders, by names and contents. What does not exist counts as empty.
 * @param {string} folder
 * @param {readonly string[]} names
 */
export function hashOf(folder, names) {
  const hash = createHash("sha256");
  for (const name of names) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    const files = isFolder(path)
      ? readdirSync(path, { recursive: true, encoding: "utf8" })
          .sort()
          .map((inside) => join(name, inside))
      : [name];
    for (const file of files)
      if (!isFolder(join(folder, file)))
        hash
          .update(`${file}\0`)
          .update(readFileSync(join(folder, file)))
          .update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path).isDirectory();
}

/** @param {string} text */
function lastLines(text) {
  return text.trim().split("\n").slice(-12).join("\n");
}
