// The sample data below /static/data: a fixed list of files read once, so that no request can name any other.
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

export interface SampleFiles {
  readonly names: readonly string[];
  path(name: string): string | undefined;
  mediaType(name: string): string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".gml": "application/gml+xml; charset=utf-8",
  ".xml": "text/xml; charset=utf-8",
  ".geojson": "application/geo+json",
  ".json": "application/json",
  ".tif": "image/tiff",
  ".md": "text/plain; charset=utf-8",
};

/** Copies the files of `from` to `to`, where the unprivileged server can read them, and lists them. A missing folder is an empty list. */
export function copySamples(from: string, to: string): SampleFiles {
  const names = existsSync(from)
    ? readdirSync(from)
        .filter((name) => extname(name) in mediaTypes)
        .sort()
    : [];
  mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const name of names) copyFileSync(join(from, name), join(to, name));
  const known = new Set(names);
  return {
    names,
    path: (name) => (known.has(name) ? join(to, name) : undefined),
    mediaType: (name) => mediaTypes[extname(name)] ?? "application/octet-stream",
  };
}
