// Puts what clients are told into their language. English is the language that sentences are written in; each other one is a catalogue of core/messages.
import { cs, type Sentence } from "./messages/cs.js";
import { fill, type Phrase, type Words, words } from "./sentence.js";

/** Every sentence in one language, by its English form. A language that lacks one does not compile. */
export type Sentences = Readonly<Record<Sentence, string>>;

/** The languages that the server itself speaks, as BCP 47 tags; English first. */
export const spokenLanguages = ["en", "cs"] as const;

export type SpokenLanguage = (typeof spokenLanguages)[number];

/** The language that messages of ours are told in to who reads the language of the tag. */
export function spokenIn(tag: string): SpokenLanguage {
  const main = tag.toLowerCase().split("-", 1)[0];
  return spokenLanguages.find((one) => one === main) ?? "en";
}

function sentencesOf(tag: string): Readonly<Record<string, string>> | undefined {
  const language = spokenIn(tag);
  return language === "en" ? undefined : catalogues[language];
}

const catalogues: Readonly<Record<Exclude<SpokenLanguage, "en">, Sentences>> = { cs };

function tellIn({ message, said }: Words, sentences: Readonly<Record<string, string>>): string {
  const key = said?.sentence ?? message;
  // The words of a process, and what a former version has said, stay as they are.
  if (!Object.hasOwn(sentences, key)) return message;
  return fill(sentences[key] ?? message, (name) => {
    const value = said?.values[name];
    return typeof value === "object" ? tellIn(value, sentences) : value === undefined ? undefined : String(value);
  });
}

/** What is told, in the language of the tag; in English if the server does not speak that, or does not know the words. */
export function tell(phrase: Phrase, tag: string): string {
  const told = words(phrase);
  const sentences = sentencesOf(tag);
  return sentences === undefined ? told.message : tellIn(told, sentences);
}
