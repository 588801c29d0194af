// Watches the folder of an author at work. What is to be done of a change is the caller's.
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write a file in several steps. */
const settleMs = 50;

const isIgnored = (name: string): boolean => name === "node_modules" || name === "__pycache__" || name.startsWith(".");

/** The folder and all in it whose files may be of a process. */
function foldersBelow(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !isIgnored(entry.name));
  return [folder, ...inside.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}

/**
 * Calls back once for all changes below a folder that come together, with the paths of what has changed. Each folder is watched for itself: editors put a
 * new file in the place of the old, which a watch on the file would miss.
 */
export function watchFolder(top: string, changed: (paths: ReadonlySet<string>) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let paths = new Set<string>();
  const add = (folder: string): void => {
    const watcher = watch(folder, (_event, name) => {
      if (name === null || isIgnored(name)) return;
      paths.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(settled, settleMs);
    });
    watcher.on("error", () => watchers.delete(folder));
    watchers.set(folder, watcher);
  };
  const addNew = (): void => {
    for (const folder of foldersBelow(top)) if (!watchers.has(folder)) add(folder);
  };
  const settled = (): void => {
    addNew();
    changed(paths);
    paths = new Set();
  };
  addNew();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
