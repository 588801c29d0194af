// Puts what a build has made where others may be reading, or building the same: file by file under its whole name, and last the one that names the others.
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Whoever has read the last file of an older build has read the rest of it by then. */
const olderMs = 24 * 3_600_000;

/**
 * @param {string} folder
 * @param {readonly { readonly name: string, readonly contents: Uint8Array | string }[]} files named by their contents, all but the last
 */
export async function putFiles(folder, files) {
  await mkdir(folder, { recursive: true });
  for (const { name, contents } of files) {
    const part = join(folder, `.${name}.${randomBytes(4).toString("hex")}`);
    await writeFile(part, contents);
    await rename(part, join(folder, name));
  }
  const names = new Set(files.map(({ name }) => name));
  for (const name of await readdir(folder)) {
    if (names.has(name)) continue;
    const changedMs = (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0;
    if (Date.now() - changedMs > olderMs) await rm(join(folder, name), { force: true });
  }
}
