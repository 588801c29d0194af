// Lists the project's own files, for tests that look at all of them.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

const foreign = new Set(["node_modules", "dist", "__pycache__"]);

/** Files below folders of `root`, by their paths from there; what is hidden, installed or built is left out. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => below(root, join(root, folder)));
}

function below(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (foreign.has(entry.name) || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return below(root, path);
    return entry.isFile() ? [relative(root, path)] : [];
  });
}
