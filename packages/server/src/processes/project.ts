// A project of PyWPS processes as it lies on disk: which folder its modules are imported from, which of them to look in, which files it needs.
// Nothing of it is run here; what it publishes its own code says, in a sandbox.
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { listFiles } from "./runtime.js";

export interface Project {
  /** The folder that goes on Python's path. */
  readonly base: string;
  /** The one package of it that is needed; absent: all that is in it. */
  readonly only?: string;
  /** Module or package where the processes are; "." where that is to be found out. */
  readonly look: string;
}

/** What a service makes while it runs, and what is no code of it. */
const leftOut = new Set(["outputs", "workdir", "logs", "build", "dist", "egg-info"]);

/** The project that a module, a package or a plain folder of modules belongs to. Throws an Error if there is none. */
export async function findProject(path: string): Promise<Project> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  if (found.isFile() && !path.endsWith(".py")) throw new Error("It is neither a Python module nor a folder of them.");
  const names = found.isFile() && basename(path) !== "__init__.py" ? [basename(path, ".py")] : [];
  let folder = found.isFile() ? dirname(path) : await sourcesOf(path);
  while (await isPackage(folder)) {
    names.unshift(basename(folder));
    folder = dirname(folder);
  }
  const [only] = names;
  const isInPackage = found.isDirectory() || names.length > 1;
  return { base: folder, ...(only !== undefined && isInPackage ? { only } : {}), look: names.join(".") || "." };
}

/** Where the packages of a project lie that keeps them in `src`. */
async function sourcesOf(folder: string): Promise<string> {
  const names = await readdir(folder);
  const isProject = names.includes("src") && ["pyproject.toml", "setup.cfg", "setup.py"].some((name) => names.includes(name));
  const src = join(folder, "src");
  return isProject && (await stat(src)).isDirectory() && !(await isPackage(folder)) && !(await isPackage(src)) ? src : folder;
}

async function isPackage(folder: string): Promise<boolean> {
  return stat(join(folder, "__init__.py")).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The files of a project, relative to its base. */
export async function projectFiles({ base, only }: Project): Promise<string[]> {
  const tops = only === undefined ? await readdir(base, { withFileTypes: true }) : undefined;
  const environments = new Set<string>();
  for (const top of tops ?? []) if (top.isDirectory() && (await isEnvironment(join(base, top.name)))) environments.add(top.name);
  const files = only === undefined ? await listFiles(base) : (await listFiles(join(base, only))).map((file) => join(only, file));
  return files.filter((file) => {
    const [top = ""] = file.split(sep);
    return !(file.includes(sep) && only === undefined && (leftOut.has(top) || environments.has(top)));
  });
}

/** A virtual environment is named as `python`; its thousands of files are not the project's. */
async function isEnvironment(folder: string): Promise<boolean> {
  return stat(join(folder, "pyvenv.cfg")).then(
    () => true,
    () => false,
  );
}
