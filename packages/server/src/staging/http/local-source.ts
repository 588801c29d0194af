// References that need no connection: addresses of our own service, and addresses that the administrator mapped to files (fetch.map).
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Open } from "../../core/message.js";
import { Refusal } from "./guard.js";

/** What one of our own addresses stands for: a file, a stored file, a short text, or nothing that may be read. undefined: not our address. */
export type OwnTarget = { readonly path: string } | { readonly key: string } | { readonly text: string } | "refused" | undefined;
export type Own = (url: URL, owner?: string) => OwnTarget | Promise<OwnTarget>;

/** One entry of fetch.map: a URL, or a prefix that ends with "/", and the file or folder that stands for it. */
export interface Mapping {
  readonly from: string;
  readonly to: string;
}

async function mappedPath(url: URL, map: readonly Mapping[]): Promise<string | undefined> {
  for (const { from, to } of map) {
    const href = new URL(from).href;
    if (url.href === href && !href.endsWith("/")) return to;
    if (!href.endsWith("/") || !url.href.startsWith(href)) continue;
    const rest = decodeURIComponent(url.href.slice(href.length).replace(/[?#].*$/s, ""));
    const root = await realpath(to);
    // A link inside the folder is the administrator's, but it must not lead out of it.
    const path = await realpath(join(root, rest)).catch(() => undefined);
    if (path === undefined || !path.startsWith(root.endsWith(sep) ? root : root + sep)) throw new Refusal("there is no such file.");
    return path;
  }
  return undefined;
}

async function readFileStream(path: string): Promise<AsyncIterable<Uint8Array>> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() !== true) throw new Refusal("there is no such file.");
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** The bytes behind an address that needs no connection; undefined for all others. Throws Refusal. */
export async function openLocally(
  url: URL,
  parts: { readonly map: readonly Mapping[]; readonly own: Own; readonly open: Open },
  owner?: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const mapped = await mappedPath(url, parts.map);
  if (mapped !== undefined) return readFileStream(mapped);
  const own = await parts.own(url, owner);
  if (own === undefined || own === "refused") return undefined;
  if ("text" in own) return bytesOf(own.text);
  return "path" in own ? readFileStream(own.path) : parts.open(own.key);
}
