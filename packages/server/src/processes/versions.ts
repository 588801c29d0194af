// Keeps the files of processes that were deployed while the server runs: DIR/sources/ID/NUMBER, and which of them is offered. What is there is only ever
// added to or removed whole; the index is replaced by one rename.
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fault } from "../core/errors.js";
import { replaceFile, sizeProblem } from "./runtime.js";

/** One deployment of a process. */
export interface Version {
  /** 1, 2, 3 ... of its process. */
  readonly number: number;
  /** What the process calls its version. */
  readonly version: string;
  /** Name of its process file. */
  readonly file: string;
  /** `hash` of what was made of it; absent in what was deployed long ago. */
  readonly hash?: string;
  readonly atMs: number;
}

export interface Deployed {
  readonly id: string;
  /** Which version is offered; absent: none. */
  readonly current?: number;
  readonly versions: readonly Version[];
}

/** Contents of files by their paths, which stay below the folder of the process. */
export type Files = Readonly<Record<string, Uint8Array>>;

export interface Versions {
  list(): readonly Deployed[];
  /** The path of a version's process file. */
  fileOf(id: string, number: number): string;
  /** Puts files where nobody has them yet; `keep` makes them a version, `drop` forgets them. */
  draft(files: Files): Promise<{
    readonly folder: string;
    keep(id: string, version: Omit<Version, "number" | "atMs">): Promise<number>;
    drop(): Promise<void>;
  }>;
  /** Offers another version, or none. Throws conflict if there is no such version. */
  offer(id: string, number: number | undefined): Promise<void>;
}

/** Older versions than these many of one process are removed. */
const mostVersions = 20;

function check(files: Files): void {
  const paths = Object.keys(files);
  const odd = paths.find(
    (path) => path.split("/").some((part) => part === "" || part.startsWith(".")) || path.includes("\0") || path.length > 300,
  );
  if (odd !== undefined) throw fault("invalid-parameter", `${JSON.stringify(odd)} is no path of a file below the folder of a process.`);
  const bytes = Object.values(files).reduce((sum, content) => sum + content.length, 0);
  const problem = sizeProblem(paths.length, bytes);
  if (problem !== undefined) throw fault("too-large", problem);
}

/** As a name of a folder: identifiers may hold slashes and dots. */
const folderName = (id: string): string => Buffer.from(id).toString("base64url");

async function readIndex(file: string): Promise<Deployed[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  return JSON.parse(text) as Deployed[];
}

async function writeAll(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o755 });
    await writeFile(file, content, { flush: true });
    // Sandboxes read it under a uid of their own, whatever the umask is.
    await chmod(file, 0o644);
    for (let at = dirname(file); at.startsWith(folder); at = dirname(at)) await chmod(at, 0o755);
  }
}

/** Removes what a deployment that was cut off has left: drafts, and versions that the index does not know, in whose way the next one of that number would be. */
async function removeUnknown(sources: string, isKnown: (path: string) => boolean): Promise<void> {
  for (const name of await readdir(sources).catch(() => [])) {
    const folder = join(sources, name);
    const found = name.startsWith("draft-") ? [folder] : (await readdir(folder)).map((number) => join(folder, number));
    for (const path of found) if (!isKnown(path)) await rm(path, { recursive: true, force: true });
  }
}

/** The versions below `dir`, as they were left. */
export async function openVersions(dir: string, now: () => number): Promise<Versions> {
  const index = join(dir, "index.json");
  const sources = join(dir, "sources");
  let all = await readIndex(index);
  const folderOf = (id: string, number: number): string => join(sources, folderName(id), String(number));
  const folders = new Set(all.flatMap(({ id, versions }) => versions.map(({ number }) => folderOf(id, number))));
  await removeUnknown(sources, (path) => folders.has(path));
  const known = (id: string): Deployed => all.find((one) => one.id === id) ?? { id, versions: [] };
  const write = async (changed: Deployed): Promise<void> => {
    const next = [...all.filter(({ id }) => id !== changed.id), changed];
    await replaceFile(index, JSON.stringify(next, undefined, 2));
    all = next;
  };
  return {
    list: () => all,
    fileOf(id, number) {
      const file = known(id).versions.find((one) => one.number === number)?.file ?? "";
      return join(folderOf(id, number), file);
    },
    async draft(files) {
      check(files);
      const folder = join(sources, `draft-${randomBytes(8).toString("hex")}`);
      await writeAll(folder, files);
      return {
        folder,
        drop: () => rm(folder, { recursive: true, force: true }),
        async keep(id, version) {
          const { versions } = known(id);
          const number = Math.max(0, ...versions.map((one) => one.number)) + 1;
          await mkdir(dirname(folderOf(id, number)), { recursive: true, mode: 0o755 });
          await chmod(dirname(folderOf(id, number)), 0o755);
          await rename(folder, folderOf(id, number));
          const [kept, old] = [versions.slice(-(mostVersions - 1)), versions.slice(0, -(mostVersions - 1))];
          await write({ id, current: number, versions: [...kept, { ...version, number, atMs: now() }] });
          for (const one of old) await rm(folderOf(id, one.number), { recursive: true, force: true });
          return number;
        },
      };
    },
    async offer(id, number) {
      const { versions } = known(id);
      if (number !== undefined && !versions.some((one) => one.number === number))
        throw fault(
          "conflict",
          `There is no version ${number} of ${id}; there are: ${versions.map((one) => one.number).join(", ") || "none"}.`,
        );
      await write({ id, versions, ...(number === undefined ? {} : { current: number }) });
    },
  };
}
