// Bundles a TypeScript process as a deployment does, and names the command that runs it by the built Node runner.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import type { Command } from "./golden-bundles.js";

export const root: string = join(import.meta.dirname, "..", "..");
const runner = join(root, "packages", "sdk", "dist", "runner.js");

/** Compiles the packages that processes are made of; quick where nothing changed. */
export function buildPackages(): void {
  execFileSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-b", "packages/sdk", "packages/geo"], {
    cwd: root,
  });
}

/** Bundles one process file into `folder` and resolves to the command that runs it. */
export async function bundleProcess(file: string, folder: string): Promise<Command> {
  const into = join(folder, basename(file, ".process.ts"));
  mkdirSync(into, { recursive: true });
  const outfile = join(into, "index.mjs");
  await build({ entryPoints: [file], outfile, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "error" });
  return [process.execPath, runner, outfile];
}
