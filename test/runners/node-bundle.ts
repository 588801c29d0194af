// Bundles a TypeScript process and the runner as a deployment does, and names the command that runs the one by the other.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { publishRunner } from "../../packages/server/src/processes/runtime.js";
import type { Command } from "./golden-bundles.js";
import { runChild } from "./golden-bundles.js";

export const root: string = join(import.meta.dirname, "..", "..");
const modules = dirname(dirname(createRequire(import.meta.url).resolve("esbuild/package.json")));
const esbuild = join(modules, `@esbuild/linux-${process.arch}/bin/esbuild`);
const bundler = join(root, "packages", "server", "dist", "processes", "bundler.js");

/** Compiles the packages that processes are made of, and the bundler; quick where nothing changed. */
export function buildPackages(): void {
  execFileSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "-b", "packages/geo", "packages/command", "packages/server"],
    {
      cwd: root,
    },
  );
}

/** The Node runner as one file, made in `folder`. */
export async function bundleRunner(folder: string): Promise<string> {
  return join(await publishRunner(join(root, "packages"), folder, esbuild), "runner.cjs");
}

/** Bundles one process file into `folder` and resolves to the command that runs it. */
export async function bundleProcess(file: string, folder: string): Promise<Command> {
  const job = mkdtempSync(join(folder, `${basename(file, ".process.ts")}-`));
  for (const name of ["out", "work"]) mkdirSync(join(job, name));
  const ended = await runChild([process.execPath, bundler, esbuild, file], job, (_line, child) => child.stdin?.end("start\n"));
  if (ended.code !== 0) throw new Error(JSON.stringify(ended));
  const entry = ["index.cjs", "index.mjs"].map((name) => join(job, "out", name)).find(existsSync);
  if (entry === undefined) throw new Error("The bundler made no bundle.");
  return [process.execPath, await bundleRunner(folder), entry];
}
