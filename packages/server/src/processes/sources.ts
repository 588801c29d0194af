// From what the administrator names (a file, a folder, a pattern) to process files, in a stable order.
import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";

const processFile = /\.process\.(ts|js|mjs|py|toml)$/;

/** The process files that `path` names. A folder gives its own files, not those of folders in it; `*` matches within a name, `**` any folders. Throws an Error if nothing is there. */
export async function findProcessFiles(path: string): Promise<string[]> {
  if (!path.includes("*")) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) throw new Error(`There is no ${path}.`);
    return found.isDirectory()
      ? (await readdir(path))
          .filter((name) => processFile.test(name))
          .sort()
          .map((name) => join(path, name))
      : [path];
  }
  const segments = path.split(sep);
  const fixed = segments.findIndex((segment) => segment.includes("*"));
  const pattern = new RegExp(`^${segments.slice(fixed).map(toPattern).join("")}$`);
  const root = segments.slice(0, fixed).join(sep) || sep;
  return (await walk(root, ""))
    .filter((file) => processFile.test(file) && pattern.test(`${sep}${file}`))
    .sort()
    .map((file) => join(root, file));
}

function toPattern(segment: string): string {
  if (segment === "**") return "(?:/[^/]+)*";
  return `/${segment.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*")}`;
}

async function walk(root: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true }).catch(() => [])) {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) continue;
    const path = below === "" ? entry.name : `${below}${sep}${entry.name}`;
    if (entry.isDirectory()) found.push(...(await walk(root, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}
