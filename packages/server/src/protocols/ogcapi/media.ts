// In which language an answer is written: the parameter f first, then the header Accept (RFC 9110 clause 12.5.1).
import type { Media } from "./resources.js";

const types: Readonly<Record<Media, readonly string[]>> = {
  json: ["application/json", "application/problem+json"],
  html: ["text/html", "application/xhtml+xml"],
};

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** The ranges of an Accept header, without their parameters. */
export function readAccept(header: string): Range[] {
  return header.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    if (type === "") return [];
    const weight = parameters.find((word) => /^q\s*=/.test(word))?.replace(/^q\s*=\s*/, "") ?? "1";
    const quality = Number(weight);
    return [{ type, quality: Number.isFinite(quality) ? quality : 0 }];
  });
}

/** How much a type is wanted; the most special range decides. */
export function qualityOf(type: string, ranges: readonly Range[]): number {
  const [main = ""] = type.split("/");
  for (const wanted of [type, `${main}/*`, "*/*"]) {
    const range = ranges.find((one) => one.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

/** The best of the offered languages, the first among equals; undefined: none is acceptable. */
export function negotiateMedia(accept: string | undefined, offered: readonly Media[]): Media | undefined {
  const ranges = readAccept(accept ?? "");
  if (ranges.length === 0) return offered[0];
  let best: { readonly media: Media; readonly quality: number } | undefined;
  for (const media of offered) {
    const quality = Math.max(...types[media].map((type) => qualityOf(type, ranges)));
    if (quality > (best?.quality ?? 0)) best = { media, quality };
  }
  return best?.media;
}
