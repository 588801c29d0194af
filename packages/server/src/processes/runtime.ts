// Copies what sandboxes need read-only (runners, a Node binary outside /usr, bundled code) below the data directory,
// once per content, named by hash: reachable by any sandbox's uid wherever the project was cloned.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";

const execFileAsync = promisify(execFile);

/** All regular files below `dir`, sorted, as paths relative to it; hidden entries, node_modules and byte code are left out. Links are not followed. */
export async function listFiles(dir: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === "__pycache__") continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) found.push(relative(dir, path));
    }
  };
  await visit(dir);
  return found.sort();
}

const mostFiles = 500;
const mostBytes = 20 * 1024 * 1024;

/** Why so many files of so many bytes together are not to be deployed while a server runs; undefined if they are. */
export function sizeProblem(files: number, bytes: number): string | undefined {
  if (files > 0 && files <= mostFiles && bytes <= mostBytes) return undefined;
  return `A deployment has 1 to ${mostFiles} files of at most ${mostBytes / 2 ** 20} MiB together, not ${files} of ${bytes} bytes.`;
}

/** A hash of names and contents of the files below `dir`, 16 hex digits. `more` is mixed in. */
export async function hashFolder(dir: string, more = ""): Promise<string> {
  const hash = createHash("sha256").update(more);
  for (const file of await listFiles(dir)) hash.update(`\0${file}\0`).update(await readFile(join(dir, file)));
  return hash.digest("hex").slice(0, 16);
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

/**
 * Whatever the administrator's umask is, every sandbox's uid must get through; modes of files are the caller's. All is on the disk then: what is there once
 * is never made again, so a power cut must not leave it with empty files.
 */
async function settle(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await settle(path);
    else if (entry.isFile()) await toDisk(path);
  }
  await toDisk(dir);
}

/** Makes `target` by `fill` in a temporary folder and one rename, unless it is there. Readable by all, writable by nobody else. */
export async function makeOnce(target: string, fill: (dir: string) => Promise<void>): Promise<void> {
  if (await exists(target)) return;
  const temporary = `${target}.${process.pid}.part`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o755 });
  try {
    await fill(temporary);
    await settle(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

/** Puts a small file in the place of the one before, whole or not at all, also through a power cut. One writer at a time. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { flush: true });
  await rename(`${file}.part`, file);
}

/** Copies a folder's files into DIR/NAME-HASH, or INSIDE in it, and gives the path of DIR/NAME-HASH. */
export async function publishFolder(from: string, runtimeDir: string, name: string, inside = ""): Promise<string> {
  const target = join(runtimeDir, `${name}-${await hashFolder(from, inside)}`);
  await makeOnce(target, async (top) => {
    const dir = join(top, inside);
    for (const file of await listFiles(from)) {
      await mkdir(join(dir, file, ".."), { recursive: true, mode: 0o755 });
      await copyFile(join(from, file), join(dir, file));
      await chmod(join(dir, file), 0o644);
    }
    // Away from its package.json, Node would not know that a .js file is an ES module.
    if (await exists(join(dir, "package.json"))) return;
    await writeFile(join(dir, "package.json"), '{ "type": "module" }\n');
    await chmod(join(dir, "package.json"), 0o644);
  });
  return target;
}

/**
 * Makes DIR/runner-HASH/runner.cjs, the Node runner as one CommonJS file: each sandbox is spared the loader of ES modules and ten small files; and
 * command.cjs beside it, which reads *.process.toml. `packages` is the folder of the compiled packages; `esbuild` its binary.
 */
export async function publishRunner(packages: string, runtimeDir: string, esbuild: string): Promise<string> {
  const [sdk, command] = [join(packages, "sdk/dist"), join(packages, "command/dist")];
  const target = join(runtimeDir, `runner-${await hashFolder(sdk, await hashFolder(command))}`);
  await makeOnce(target, async (dir) => {
    const options = ["--bundle", "--platform=node", "--target=node20", "--format=cjs", "--log-level=error", '--banner:js="use strict";'];
    const sources = { "runner.cjs": join(sdk, "runner.js"), "command.cjs": join(command, "index.js"), "relay.cjs": join(sdk, "relay.js") };
    for (const [name, source] of Object.entries(sources)) {
      await execFileAsync(esbuild, [source, ...options, `--outfile=${join(dir, name)}`]);
      await chmod(join(dir, name), 0o644);
    }
  });
  return target;
}

/** Names what a program is: another one at that path gives another key. */
export async function programKey(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return createHash("sha256").update(`${file}\0${size}\0${mtimeMs}`).digest("hex").slice(0, 16);
}

/** Copies one program into DIR/NAME-KEY/NAME and gives the folder. */
export async function publishProgram(file: string, runtimeDir: string, name: string): Promise<string> {
  const target = join(runtimeDir, `${name}-${await programKey(file)}`);
  await makeOnce(target, async (dir) => {
    await copyFile(file, join(dir, name));
    await chmod(join(dir, name), 0o755);
  });
  return target;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
