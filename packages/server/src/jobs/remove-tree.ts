// Removing a folder that may resist: an immutable file, something mounted below. What cannot be removed is set aside under a name that is never
// used again, so that no sandbox meets what another one left.
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Log } from "./parts.js";

/** How the names of what was set aside begin. */
export const setAside = "quarantine-";

/** Removes a folder with all that is in it. Throws what the host throws. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
}

/** Removes a folder by `remove`, or sets it aside and tells the operator. Never rejects. */
export async function removeOrSetAside(path: string, log: Log, remove: (path: string) => Promise<void> = removeTree): Promise<void> {
  try {
    await remove(path);
  } catch (error) {
    const name = basename(path);
    const aside = name.startsWith(setAside) ? path : join(dirname(path), `${setAside}${name}-${randomBytes(4).toString("hex")}`);
    // What cannot be renamed either stays under its name; names are random, so nobody takes it for a new one.
    const at = await rename(path, aside).then(
      () => aside,
      () => path,
    );
    log.warn({ err: error, folder: at }, "a folder could not be removed; it is set aside until garbage is collected");
  }
}
