// Keeps fetched references by their content, where the administrator says so: what several jobs name is brought over the network once. Asked again, the
// other server says whether it is still the same. A file is there whole or not at all; the longest unused goes first.
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { StoredFile } from "../../core/message.js";

export interface InputCacheParts {
  /** The cache's own; nobody else may write there. */
  readonly dir: string;
  /** Most bytes of all contents together. */
  readonly bytes: number;
  /** Most addresses: many may lead to the same content. */
  readonly entries?: number;
  /** For so long, in milliseconds, what is kept is used without asking the other server. */
  readonly freshMs: number;
  /** Do owners share what is kept? Else nobody can tell by time what another has fetched. */
  readonly isShared: boolean;
  readonly now: () => number;
}

/** What the other server gave to ask it again by. RFC 9110 clause 8.8 */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface Kept extends Validators {
  readonly isFresh: boolean;
  readonly byteLength: number;
  readonly sha256: string;
  open(): AsyncIterable<Uint8Array>;
  /** The other server says that it is still the same. */
  renew(): Promise<void>;
  /** What was read has another hash: it is not given again. */
  forget(): Promise<void>;
}

export interface InputCache {
  find(href: string, owner: string | undefined): Promise<Kept | undefined>;
  /** Keeps the content of a fetched file. Never throws: what cannot be kept is fetched again. */
  keep(
    href: string,
    owner: string | undefined,
    validators: Validators,
    file: StoredFile,
    open: () => AsyncIterable<Uint8Array>,
  ): Promise<void>;
}

interface Entry extends Validators {
  readonly href: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly checkedMs: number;
}

const isEntry = /^[0-9a-f]{64}\.json$/;

function digest(...words: readonly string[]): string {
  return createHash("sha256").update(words.join("\0")).digest("hex");
}

/** Removes the longest unused contents above the bound; was there any? */
async function trimContents(contents: string, bytes: number): Promise<boolean> {
  const found = await byAge(contents, await readdir(contents));
  let total = found.reduce((sum, { size }) => sum + size, 0);
  const mostBytes = total;
  for (const { name, size } of found) {
    if (total <= bytes) break;
    await rm(join(contents, name), { force: true });
    total -= size;
  }
  return total < mostBytes;
}

/** Removes entries whose content is gone, and those that were asked about longest ago above the bound: a tenth of all at once, because the look is long. */
async function trimEntries(dir: string, contents: string, entries: number, haveContentsGone: boolean): Promise<void> {
  const names = (await readdir(dir)).filter((one) => isEntry.test(one));
  const surplus = names.length > entries ? names.length - Math.floor(entries * 0.9) : 0;
  if (surplus > 0) for (const { name } of (await byAge(dir, names)).slice(0, surplus)) await rm(join(dir, name), { force: true });
  if (!haveContentsGone) return;
  const left = new Set(await readdir(contents));
  for (const name of names) {
    const entry = await readEntry(join(dir, name));
    if (entry === undefined || !left.has(entry.sha256)) await rm(join(dir, name), { force: true });
  }
}

/** The cache in its folder, as a former server left it. */
export async function makeInputCache(parts: InputCacheParts): Promise<InputCache> {
  const { dir, bytes, entries = 10_000, freshMs, isShared, now } = parts;
  const contents = join(dir, "contents");
  await mkdir(contents, { recursive: true, mode: 0o700 });
  for (const folder of [dir, contents])
    for (const name of await readdir(folder)) if (name.endsWith(".part")) await rm(join(folder, name), { force: true });
  const entryFile = (href: string, owner: string | undefined) => join(dir, `${digest(href, isShared ? "" : (owner ?? ""))}.json`);

  async function replace(path: string, entry: Entry): Promise<void> {
    const part = `${path}.${randomBytes(6).toString("hex")}.part`;
    await writeFile(part, JSON.stringify(entry));
    await utimes(part, now() / 1000, now() / 1000);
    await rename(part, path);
  }

  return {
    async find(href, owner) {
      const path = entryFile(href, owner);
      const entry = await readEntry(path);
      const content = entry && join(contents, entry.sha256);
      const facts = content === undefined ? undefined : await stat(content).catch(() => undefined);
      if (entry === undefined || content === undefined || facts?.size !== entry.byteLength) return undefined;
      await utimes(content, now() / 1000, now() / 1000).catch(() => undefined);
      const { etag, lastModified, byteLength, sha256, checkedMs } = entry;
      return {
        ...(etag === undefined ? {} : { etag }),
        ...(lastModified === undefined ? {} : { lastModified }),
        ...{ byteLength, sha256 },
        isFresh: now() - checkedMs < freshMs,
        open: () => createReadStream(content, { highWaterMark: 256 * 1024 }),
        renew: () => replace(path, { ...entry, checkedMs: now() }),
        forget: () => rm(content, { force: true }),
      };
    },
    async keep(href, owner, validators, { sha256, byteLength }, open) {
      if (byteLength > bytes) return;
      const part = join(contents, `${randomBytes(8).toString("hex")}.part`);
      try {
        await pipeline(Readable.from(open(), { objectMode: false }), createWriteStream(part, { mode: 0o600 }));
        await utimes(part, now() / 1000, now() / 1000);
        await rename(part, join(contents, sha256));
        await replace(entryFile(href, owner), { ...validators, href, sha256, byteLength, checkedMs: now() });
        await trimEntries(dir, contents, entries, await trimContents(contents, bytes));
      } catch {
        await rm(part, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Files with their sizes, the longest unused first. */
async function byAge(folder: string, names: readonly string[]) {
  const found = names.map(async (name) => {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    return { name, size: facts?.size ?? 0, usedMs: facts?.mtimeMs ?? 0 };
  });
  return (await Promise.all(found)).sort((one, other) => one.usedMs - other.usedMs);
}

async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Entry;
  } catch {
    return undefined;
  }
}
