// Makes host paths reachable for an unprivileged uid: where a folder above is closed (a data directory below /root), the path below it is
// bound to an open place inside the spawner's own mount namespace. Nothing outside the data directory is ever opened that way.
import { mkdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fault } from "../core/errors.js";
import { runCommand } from "./command.js";

export type Reach = (path: string) => Promise<string>;

/** The deepest folder above `path` that others may not search; undefined if all may be searched. */
async function closedFolder(path: string): Promise<string | undefined> {
  const names = path.split("/").slice(1, -1);
  let closed: string | undefined;
  let folder = "/";
  for (const name of names) {
    folder = join(folder, name);
    if (((await stat(folder)).mode & 0o001) === 0) closed = folder;
  }
  return closed;
}

/** `placeDir`: an open folder to bind in; absent where nothing can be mounted. */
export function makeReach(dataDir: string, placeDir: string | undefined): Reach {
  const bound = new Map<string, Promise<string>>();
  const bind = async (source: string, number: number): Promise<string> => {
    const target = join(placeDir ?? "", `reach-${number}`);
    await mkdir(target, { mode: 0o755 });
    await runCommand("mount", ["--bind", source, target]);
    return target;
  };
  return async (path) => {
    const closed = await closedFolder(path);
    if (closed === undefined) return path;
    const isOwn = dataDir === closed || dataDir.startsWith(`${closed}/`);
    const below = relative(dataDir, path);
    const [child = ""] = below.split("/");
    if (placeDir === undefined || !isOwn || child === "" || child === "..") {
      const message = `Sandboxes cannot reach ${path}: others may not search ${closed}. Type: chmod o+x '${closed}'`;
      throw fault("engine-failed", message);
    }
    const source = join(dataDir, child);
    let target = bound.get(source);
    if (!target) {
      target = bind(source, bound.size);
      bound.set(source, target);
      target.catch(() => bound.delete(source));
    }
    return join(await target, relative(source, path));
  };
}
