// The root of an OCI bundle: empty folders and files to mount on, and the links of a merged /usr. Nothing of the host is copied.
import { chmod, mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Mount } from "../../core/engine.js";
import { links } from "../sealed/view.js";

const folders = ["usr", "etc", "proc", "dev", "tmp", "job"] as const;

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Makes `root`, which must not exist. `settings` are names in /etc. */
export async function makeRootFolder(root: string, mounts: readonly Mount[], settings: readonly string[]): Promise<void> {
  await mkdir(root, { mode: 0o755 });
  for (const name of folders) await mkdir(join(root, name), { mode: 0o755 });
  // runc gives what it mounts the mode of the folder below, whatever mode the mount asks for.
  await chmod(join(root, "tmp"), 0o1777);
  for (const name of links) await symlink(`usr/${name}`, join(root, name));
  const etc = settings.map((name) => ({ source: join("/etc", name), target: join("/etc", name) }));
  const all = [...etc, ...mounts];
  for (const { source, target } of all) {
    // Below another mount there must be something to mount on already.
    if (isBelow(target, "/usr") || all.some((other) => isBelow(target, other.target))) continue;
    await makeTarget(join(root, target), (await stat(source)).isDirectory());
  }
}

async function makeTarget(path: string, isFolder: boolean): Promise<void> {
  await mkdir(isFolder ? path : dirname(path), { recursive: true, mode: 0o755 });
  if (!isFolder) await writeFile(path, "", { mode: 0o444 });
}
