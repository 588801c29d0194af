// Which languages the service offers: what the administrator says, else those that something which is published is translated into.
import type { ProcessDescription } from "@terrarium/sdk";
import { findLanguage } from "../core/language.js";
import type { ServiceDescription } from "../core/service.js";
import type { Config } from "./config-type.js";

type Translated = Pick<ServiceDescription, "translations">;

/** Those of a service or process and all its parts. */
function tagsOf(parts: readonly Translated[]): string[] {
  return parts.flatMap(({ translations = {} }) => Object.keys(translations));
}

/** The service with its languages. Where the configuration names none: the default, and each other one that a title is translated into. */
export function withLanguages(
  { service, findsLanguages }: Pick<Config, "service" | "findsLanguages">,
  processes: readonly ProcessDescription[],
): ServiceDescription {
  if (findsLanguages !== true) return service;
  const all = [service, ...processes.flatMap((process) => [process, ...process.inputs, ...process.outputs, ...(process.groups ?? [])])];
  const languages: [string, ...string[]] = [...service.languages];
  for (const tag of tagsOf(all)) if (findLanguage(languages[0], [tag]) === undefined && !has(languages, tag)) languages.push(tag);
  return { ...service, languages };
}

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((one) => one.toLowerCase() === tag.toLowerCase());
}
