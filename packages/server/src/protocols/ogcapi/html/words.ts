// The languages of the pages, which are data: a file of phrases each. A language lacks no phrase, or it does not compile.
import { cs } from "./words-cs.js";
import { en, type Words } from "./words-en.js";

export type { Word, Words } from "./words-en.js";

export const pageLanguages = { en, cs } as const satisfies Readonly<Record<string, Words>>;
export type PageLanguage = keyof typeof pageLanguages;

/** A phrase with its values in place. */
export function say(phrase: string, values: Readonly<Record<string, string | number>> = {}): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function isLanguage(tag: string): tag is PageLanguage {
  return Object.hasOwn(pageLanguages, tag);
}

/** The language of the pages for one tag (cs, cs-CZ); undefined: they do not speak it. */
export function matchLanguage(tag: string): PageLanguage | undefined {
  const main = tag.trim().toLowerCase().split("-", 1)[0] ?? "";
  return isLanguage(main) ? main : undefined;
}

/** The first language of Accept-Language, by its weights, that the pages speak. RFC 9110 clause 12.5.4 */
export function negotiateLanguage(header: string | undefined): PageLanguage | undefined {
  const wanted = (header ?? "").split(",").flatMap((part) => {
    const [tag = "", weight = "q=1"] = part.split(";").map((word) => word.trim());
    const quality = Number(/^q=([\d.]+)$/.exec(weight)?.[1] ?? 0);
    return tag === "" || !(quality > 0) ? [] : [{ tag, quality }];
  });
  const [best] = wanted.sort((a, b) => b.quality - a.quality).flatMap(({ tag }) => (tag === "*" ? [] : (matchLanguage(tag) ?? [])));
  return best;
}
