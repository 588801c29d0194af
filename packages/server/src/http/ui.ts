// The scripts of the pages below /static/ui: what `packages/web` was bundled into, read once, so that no request can name any other file. Their names
// hold a hash of what they hold, so browsers need never ask again.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "./refuse.js";

/** Which modules a page links, as names below /static/ui/. */
export interface UiModules {
  readonly entry: string;
  /** By the name of a page: what it loads beside the entry at once. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

export interface UiFile {
  readonly bytes: Uint8Array;
  readonly gzipped: Uint8Array;
}

export interface UiFiles {
  /** undefined: the scripts are not built; pages do without. */
  readonly modules?: UiModules;
  file(name: string): UiFile | undefined;
}

interface Manifest extends UiModules {
  readonly files: Readonly<Record<string, unknown>>;
}

/** Reads them all. A folder without a manifest is none at all. */
export function readUi(folder: string): UiFiles {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return { file: () => undefined };
  const { entry, pages, files: listed } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  const files = new Map(
    Object.keys(listed).map((name) => {
      const file: UiFile = { bytes: readFileSync(join(folder, name)), gzipped: readFileSync(join(folder, `${name}.gz`)) };
      return [name, file];
    }),
  );
  return { modules: { entry, pages }, file: (name) => files.get(name) };
}

const headers = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=31536000, immutable",
  vary: "accept-encoding",
};

/** Does the client read gzip? A quality of 0 says no. RFC 9110 clause 12.5.3 */
function readsGzip(accepted: string | string[] | undefined): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(String(accepted ?? ""));
}

export function sendUi(ui: UiFiles, language: string | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const file = ui.file((request.params as { readonly name: string }).name);
  if (file === undefined) return refuse(language === undefined ? {} : { language }, reply, 404, "There is nothing at this address.");
  const isZipped = readsGzip(request.headers["accept-encoding"]);
  reply.headers({ ...headers, ...(isZipped ? { "content-encoding": "gzip" } : {}) });
  return reply.send(isZipped ? file.gzipped : file.bytes);
}
