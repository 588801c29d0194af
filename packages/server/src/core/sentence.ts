// The sentences that clients are told. They stand in English where they are said, and are the keys by which core/messages finds them in other languages:
// so an answer can be in the language of its reader, whoever made the sentence, wherever it was kept in the meantime. Putting it there is tell.ts.
import type { Sentence } from "./messages/cs.js";

/** What stands in a place of a sentence: a text of somebody else, as it is, or words of ours, which have a language. */
export type SentenceValue = string | number | Words;

/** Something told. `message` is English; `said` is how it was made, absent where nothing was put in. Plain data: jobs keep it. */
export interface Words {
  readonly message: string;
  readonly said?: { readonly sentence: string; readonly values: Readonly<Record<string, SentenceValue>> };
}

/** A sentence without places, or words. */
export type Phrase = string | Words;

type Places<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;

/** `sentence` with what `give` has for each of its places; a place that it has nothing for stays. */
export function fill(sentence: string, give: (name: string) => string | undefined): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => give(name) ?? whole);
}

function english(value: SentenceValue): string {
  return typeof value === "object" ? value.message : String(value);
}

/** A sentence with its values in place. One that has no Czech form, or lacks a value, does not compile. */
export function say<S extends Sentence>(sentence: S, values: Readonly<Record<Places<S>, SentenceValue>>): Words {
  const given: Readonly<Record<string, SentenceValue>> = values;
  const message = fill(sentence, (name) => (given[name] === undefined ? undefined : english(given[name])));
  return { message, said: { sentence, values: given } };
}

/** A phrase as words. */
export function words(phrase: Phrase): Words {
  return typeof phrase === "string" ? { message: phrase } : phrase;
}

/** Words after words, with a blank between. */
export function together(first: Phrase, ...more: readonly Phrase[]): Words {
  const [next, ...rest] = more;
  return next === undefined ? words(first) : say("{first} {rest}", { first: words(first), rest: together(next, ...rest) });
}
