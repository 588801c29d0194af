// The data directory: what lies where, who may enter, and giving it to the unprivileged user that the server becomes.
import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Folders {
  readonly data: string;
  /** Sandboxes' folders. */
  readonly bundles: string;
  /** Published code, read-only for sandboxes. */
  readonly runtime: string;
  /** What was deployed while a server ran: sources, and the code made of them. */
  readonly deployed: string;
  /** Uploads and outputs. */
  readonly files: string;
  readonly samples: string;
  /** What processes printed. */
  readonly logs: string;
  /** The job store. */
  readonly store: string;
  readonly database: string;
}

/**
 * Makes the folders. Sandboxes' own uids pass through `data` to bundles and runtime, and see nothing else. Throws an Error with one sentence if
 * the folder cannot be had, or holds something else: its rights are changed, so it must be nobody else's.
 */
export function makeFolders(given: string): Folders {
  const data = makeData(given);
  const modes = { bundles: 0o711, runtime: 0o755, deployed: 0o755, files: 0o700, samples: 0o755, logs: 0o700, store: 0o700 };
  for (const [name, mode] of Object.entries(modes)) {
    mkdirSync(join(data, name), { recursive: true });
    chmodSync(join(data, name), mode);
  }
  const folder = (name: keyof typeof modes) => join(data, name);
  return {
    data,
    bundles: folder("bundles"),
    runtime: folder("runtime"),
    deployed: folder("deployed"),
    files: folder("files"),
    samples: folder("samples"),
    logs: folder("logs"),
    store: folder("store"),
    database: join(folder("store"), "jobs.sqlite"),
  };
}

function makeData(given: string): string {
  try {
    makeWay(given);
    // The path itself may be a link of the administrator's; what lies behind it is what sandboxes must reach.
    const data = realpathSync(given);
    if (!isOurs(readdirSync(data)))
      throw new Error(`The folder ${data} holds other files; choose one that does not exist yet, or is empty, with --data DIR.`);
    chmodSync(data, 0o711);
    return data;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === undefined ? message : `The folder ${given} cannot be used (${code}); choose another with --data DIR.`);
  }
}

/** Folder by folder: Node's own recursive way never ends below /proc. */
function makeWay(path: string): void {
  if (existsSync(path)) return;
  makeWay(dirname(path));
  mkdirSync(path);
}

/** Is this what a data directory holds, or an empty folder (of a file system of its own)? */
function isOurs(names: readonly string[]): boolean {
  return names.includes("store") || names.every((name) => name === "lost+found");
}

/** May a user without rights of its own pass through all folders down to `path`? */
export function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * Gives the folders that the server writes to `uid`. The data directory itself, the published code and the samples stay root's, so that no name
 * in them can be made to lead root elsewhere; and nothing in a folder that was given away is touched again. Links are never followed.
 */
export function giveTo({ bundles, deployed, files, logs, store }: Folders, uid: number, gid: number): void {
  for (const folder of [bundles, deployed, files, logs, store]) giveTree(folder, uid, gid);
}

function giveTree(path: string, uid: number, gid: number): void {
  const facts = lstatSync(path);
  if (facts.uid === uid) return;
  if (facts.isDirectory()) for (const name of readdirSync(path)) giveTree(join(path, name), uid, gid);
  lchownSync(path, uid, gid);
}
