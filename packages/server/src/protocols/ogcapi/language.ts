// In which language a request is answered: its parameter lang first, then its header Accept-Language (RFC 9110 clause 12.5.4).
// What nobody offers is no error here: the answer is in the default language.
import { chooseLanguage, findLanguage, readAcceptLanguage } from "../../core/language.js";
import type { HttpRequest, HttpResponse } from "../../core/message.js";
import type { ServiceDescription } from "../../core/service.js";
import { spokenLanguages } from "../../core/tell.js";

type Tags = readonly [string, ...string[]];

/** The languages of the pages: those of the service, and those that the server speaks itself. */
export function pageLanguagesOf({ languages }: Pick<ServiceDescription, "languages">): Tags {
  return [...languages, ...spokenLanguages.filter((tag) => findLanguage(tag, languages) === undefined)];
}

/** The language that was chosen by hand; undefined: none that is offered. */
export function chosenByHand(query: URLSearchParams, offered: Tags): string | undefined {
  const named = query.get("lang") ?? query.get("language");
  return named === null ? undefined : findLanguage(named, offered);
}

/** The offered language that a request asks for; undefined: none. */
export function askedLanguage({ query, headers }: Pick<HttpRequest, "query" | "headers">, offered: Tags): string | undefined {
  // A star is no wish; some programs always send one.
  const ranges = readAcceptLanguage(headers["accept-language"]).filter((range) => range !== "*");
  return chosenByHand(new URLSearchParams(query), offered) ?? chooseLanguage(ranges, offered);
}

/** With the language it is in, where one was asked for. */
export function inLanguage(response: HttpResponse, asked: string | undefined): HttpResponse {
  if (asked === undefined) return response;
  return { ...response, headers: { "content-language": asked, vary: "accept, accept-language", ...response.headers } };
}
