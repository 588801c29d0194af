// Opens folders below a root one name at a time, through descriptors and never through a link: the folders on the way belong to the
// unprivileged server, and root must not be led elsewhere by what somebody who took it over puts there.
import { closeSync, constants, fchownSync, mkdirSync, openSync } from "node:fs";
import { fault } from "../core/errors.js";

const asFolder = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** The path of `name` in an open folder. It holds as long as the folder's descriptor, whatever becomes of the names above it. */
export function inFolder(folder: { readonly fd: number }, name: string): string {
  return `/proc/self/fd/${folder.fd}/${name}`;
}

/** The names that lead from `root` to `path`. Throws engine-failed if `path` is not strictly below, or not plainly written. */
export function namesBelow(root: string, path: string): string[] {
  const names = path.startsWith(`${root}/`) ? path.slice(root.length + 1).split("/") : [];
  if (names.length === 0 || names.some((name) => name === "" || name === "." || name === "..")) {
    throw fault("engine-failed", `The path ${path} is not below ${root}.`);
  }
  return names;
}

export interface OpenFolder {
  readonly fd: number;
  close(): void;
}

function openFolder(path: string, flags: number): OpenFolder {
  const fd = openSync(path, flags);
  return { fd, close: () => closeSync(fd) };
}

/**
 * Opens the folder `path` below `root`; the caller closes it. With `owner`, a missing last folder is made and given to that user.
 * Throws engine-failed for a link on the way, and what open throws. Synchronous: a handful of short calls, and each round through the thread pool
 * costs more than all of them.
 */
export function openBelow(root: string, path: string, owner?: { readonly uid: number; readonly gid: number }): OpenFolder {
  const names = namesBelow(root, path);
  let folder = openFolder(root, constants.O_RDONLY | constants.O_DIRECTORY);
  for (const [index, name] of names.entries()) {
    const above = folder;
    try {
      const isMade = owner !== undefined && index === names.length - 1 && makeFolder(inFolder(above, name));
      folder = openFolder(inFolder(above, name), asFolder);
      if (isMade) fchownSync(folder.fd, owner.uid, owner.gid);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ELOOP" && code !== "ENOTDIR") throw error;
      throw fault("engine-failed", `In the path ${path}, "${name}" is not a folder.`, undefined, error);
    } finally {
      above.close();
    }
  }
  return folder;
}

/** False: it was there. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o755 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
