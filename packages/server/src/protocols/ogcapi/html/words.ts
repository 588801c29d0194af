// The languages of the pages, which are data: a file of phrases each. A language that the server speaks lacks no phrase, or it does not compile.
import { fill } from "../../../core/sentence.js";
import type { SpokenLanguage } from "../../../core/tell.js";
import { cs } from "./words-cs.js";
import { en, type Words } from "./words-en.js";

export type { Word, Words } from "./words-en.js";

export const pageLanguages: Readonly<Record<SpokenLanguage, Words>> = { en, cs };

/** A phrase with its values in place. */
export function say(phrase: string, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(phrase, (name) => (values[name] === undefined ? undefined : String(values[name])));
}
