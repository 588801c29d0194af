// The languages of what scripts show: a file of phrases each. A language that lacks a phrase does not compile.
import { cs } from "./cs.js";
import { en, type Words } from "./en.js";

export type { Words } from "./en.js";

const spoken: Readonly<Record<string, Words>> = { en, cs };

/** English for what is not spoken. */
export function wordsOf(language: string): Words {
  return spoken[language.split("-", 1)[0]?.toLowerCase() ?? ""] ?? en;
}

/** A phrase with its values in place of `{name}`. */
export function say(phrase: string, values: Readonly<Record<string, string | number>> = {}): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
