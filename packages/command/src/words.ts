// From the words of `run` to arguments. A word stays one argument whatever is put into it: there is no shell, and nothing is split or quoted.
import { UserError } from "@terrarium/sdk";

/** One element of `run`. A group goes as a whole: left out where an input in it has no value, repeated for each value of one that has several. */
export type Word = string | { readonly words: readonly string[]; readonly when?: string };

/** What stands for a placeholder: one text, one for each occurrence, or nothing. */
export type Lookup = (name: string) => string | readonly string[] | undefined;

const placeholder = /\{\{|\}\}|\{([^{}]*)\}/g;

/** The names in braces; `{{` and `}}` are braces. */
export function placeholders(word: string): string[] {
  return [...word.matchAll(placeholder)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function wordsOf(word: Word): readonly string[] {
  return typeof word === "string" ? [word] : word.words;
}

/** All names that `run` uses, those of conditions too. */
export function namesIn(words: readonly Word[]): Set<string> {
  const conditions = words.flatMap((word) => (typeof word === "string" || word.when === undefined ? [] : [word.when]));
  return new Set([...words.flatMap(wordsOf).flatMap(placeholders), ...conditions]);
}

function fill(word: string, values: ReadonlyMap<string, string>): string {
  return word.replace(placeholder, (brace: string, name?: string) => (name === undefined ? brace.slice(0, 1) : (values.get(name) ?? "")));
}

/** The arguments of one element: none, its words, or its words for each value. */
function expand(word: Word, lookup: Lookup): string[] {
  const words = wordsOf(word);
  if (typeof word !== "string" && word.when !== undefined && lookup(word.when) !== "true") return [];
  const names = [...new Set(words.flatMap(placeholders))];
  const found = names.map((name) => [name, lookup(name)] as const);
  if (found.some(([, value]) => value === undefined)) return [];
  const lists = found.flatMap(([name, value]) => (typeof value === "object" ? [{ name, count: value.length }] : []));
  const odd = lists.find(({ count }) => count !== lists[0]?.count);
  if (odd !== undefined) throw new UserError(`The inputs ${lists[0]?.name} and ${odd.name} must be given equally often.`);
  return Array.from({ length: lists[0]?.count ?? 1 }).flatMap((_one, index) => {
    const values = new Map(found.map(([name, value]) => [name, (typeof value === "string" ? value : value?.[index]) ?? ""]));
    return words.map((each) => fill(each, values));
  });
}

/** All arguments, in their order. */
export function argumentsOf(words: readonly Word[], lookup: Lookup): string[] {
  return words.flatMap((word) => expand(word, lookup));
}
