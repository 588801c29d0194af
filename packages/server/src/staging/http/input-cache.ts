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
  open(): AsyncIterable<Uint8Array>;
  /** The other server says that it is still the same. */
  renew(): Promise<void>;
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

/** The cache in its folder, as a former server left it. */
export async function makeInputCache({ dir, bytes, freshMs, isShared, now }: InputCacheParts): Promise<InputCache> {
  const contents = join(dir, "contents");
  await mkdir(contents, { recursive: true, mode: 0o700 });
  for (const name of await readdir(contents)) if (name.endsWith(".part")) await rm(join(contents, name), { force: true });
  const entryFile = (href: string, owner: string | undefined) => join(dir, `${digest(href, isShared ? "" : (owner ?? ""))}.json`);

  async function replace(path: string, entry: Entry): Promise<void> {
    const part = `${path}.${randomBytes(6).toString("hex")}.part`;
    await writeFile(part, JSON.stringify(entry));
    await rename(part, path);
  }

  /** Removes the longest unused contents above the bound, and entries whose content is gone. */
  async function trim(): Promise<void> {
    const found = await Promise.all(
      (await readdir(contents)).map(async (name) => ({ name, ...pick(await stat(join(contents, name)).catch(() => undefined)) })),
    );
    let total = found.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of found.sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= bytes) break;
      await rm(join(contents, name), { force: true });
      total -= size;
    }
    const left = new Set(await readdir(contents));
    for (const name of (await readdir(dir)).filter((one) => isEntry.test(one))) {
      const entry = await readEntry(join(dir, name));
      if (entry === undefined || !left.has(entry.sha256)) await rm(join(dir, name), { force: true });
    }
  }

  return {
    async find(href, owner) {
      const path = entryFile(href, owner);
      const entry = await readEntry(path);
      const content = entry && join(contents, entry.sha256);
      const facts = content === undefined ? undefined : await stat(content).catch(() => undefined);
      if (entry === undefined || content === undefined || facts?.size !== entry.byteLength) return undefined;
      await utimes(content, now() / 1000, now() / 1000).catch(() => undefined);
      const { etag, lastModified, byteLength, checkedMs } = entry;
      return {
        ...(etag === undefined ? {} : { etag }),
        ...(lastModified === undefined ? {} : { lastModified }),
        byteLength,
        isFresh: now() - checkedMs < freshMs,
        open: () => createReadStream(content, { highWaterMark: 256 * 1024 }),
        renew: () => replace(path, { ...entry, checkedMs: now() }),
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
        await trim();
      } catch {
        await rm(part, { force: true }).catch(() => undefined);
      }
    },
  };
}

function pick(facts: { readonly size: number; readonly mtimeMs: number } | undefined): { readonly size: number; readonly usedMs: number } {
  return { size: facts?.size ?? 0, usedMs: facts?.mtimeMs ?? 0 };
}

async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Entry;
  } catch {
    return undefined;
  }
}
