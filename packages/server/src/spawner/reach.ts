// Makes host paths reachable for an unprivileged uid: where a folder above is closed (a data directory below /root), the path below it is
// bound to an open place inside the spawner's own mount namespace. Only what lies in the data directory or in a folder named at the
// spawner's start is ever opened that way.
import { statSync } from "node:fs";
import { mkdir, rmdir } from "node:fs/promises";
import { join, normalize, relative } from "node:path";
import { fault } from "../core/errors.js";
import { runCommand } from "./command.js";

export type Reach = (path: string) => Promise<string>;

/** The deepest folder above `path` that others may not search; undefined if all may be searched. Synchronous: two dozen of these for each sandbox. */
function closedFolder(path: string): string | undefined {
  const names = path.split("/").slice(1, -1);
  let closed: string | undefined;
  let folder = "/";
  for (const name of names) {
    folder = join(folder, name);
    if ((statSync(folder).mode & 0o001) === 0) closed = folder;
  }
  return closed;
}

/** What `folders` says at the time may be opened besides what lies in `dataDir`; `placeDir` is an open folder to bind in, absent where nothing can be mounted. */
export function makeReach(dataDir: string, folders: () => readonly string[], placeDir: string | undefined): Reach {
  const bound = new Map<string, Promise<string>>();
  let next = 0;
  const bind = async (source: string): Promise<string> => {
    const target = join(placeDir ?? "", `reach-${next++}`);
    await mkdir(target, { mode: 0o755 });
    await runCommand("mount", ["--bind", source, target]).catch(async (error: unknown) => {
      await rmdir(target).catch(() => {});
      throw error;
    });
    return target;
  };
  const sourceOf = (path: string): string | undefined => {
    if (isBelow(path, dataDir) && path !== dataDir) return join(dataDir, relative(dataDir, path).split("/", 1)[0] ?? "");
    return folders().find((folder) => isBelow(path, folder));
  };
  return async (path) => {
    if (path !== normalize(path) || !path.startsWith("/")) throw fault("engine-failed", `The path ${path} is not plainly written.`);
    const closed = closedFolder(path);
    if (closed === undefined) return path;
    const source = sourceOf(path);
    if (placeDir === undefined || source === undefined || !isBelow(source, closed)) {
      const message = `Sandboxes cannot reach ${path}: others may not search ${closed}. Type: chmod o+x '${closed}'`;
      throw fault("engine-failed", message);
    }
    let target = bound.get(source);
    if (!target) {
      target = bind(source);
      bound.set(source, target);
      target.catch(() => bound.delete(source));
    }
    return join(await target, relative(source, path));
  };
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
