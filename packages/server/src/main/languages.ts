// Which languages the service offers: what the administrator says, else those that something which is published is translated into.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Config } from "../config/config.js";
import type { Catalogue } from "../core/catalogue.js";
import { findLanguage } from "../core/language.js";
import type { ServiceDescription } from "../core/service.js";

type Tags = ServiceDescription["languages"];
type Translated = Pick<ServiceDescription, "translations">;

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((one) => one.toLowerCase() === tag.toLowerCase());
}

/** The default, and each other language that a title is translated into; none that the default answers for. */
function languagesOf(service: ServiceDescription, processes: readonly ProcessDescription[]): Tags {
  const languages: [string, ...string[]] = [...service.languages];
  const parts = processes.flatMap((process) => [process, ...process.inputs, ...process.outputs, ...(process.groups ?? [])]);
  for (const { translations = {} } of [service, ...parts] satisfies Translated[])
    for (const tag of Object.keys(translations))
      if (findLanguage(languages[0], [tag]) === undefined && !has(languages, tag)) languages.push(tag);
  return languages;
}

/** The service with its languages. Where the configuration names none they follow what is published, also while the server runs. */
export function withLanguages(
  { service, findsLanguages }: Pick<Config, "service" | "findsLanguages">,
  catalogue: Pick<Catalogue, "list" | "updateSequence">,
): ServiceDescription {
  if (findsLanguages !== true) return service;
  let known: { readonly languages: Tags; readonly updateSequence: number } | undefined;
  return {
    ...service,
    get languages() {
      const { updateSequence } = catalogue;
      if (known?.updateSequence !== updateSequence) {
        const processes = catalogue.list().map(({ description }) => description);
        known = { languages: languagesOf(service, processes), updateSequence };
      }
      return known.languages;
    },
  };
}
