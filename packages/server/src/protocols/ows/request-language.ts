// In which language a request is answered, its errors too: those happen before and after it is understood, so what it asks for is remembered beside it.
import { chooseLanguage } from "../../core/language.js";
import type { HttpRequest } from "../../core/message.js";
import type { ServiceDescription } from "../../core/service.js";
import { decodeValue } from "./kvp.js";

export interface RequestLanguages {
  /** Remembers the ranges, the best first, that a request asks for. Later words replace earlier ones. */
  hear(request: HttpRequest, ranges: readonly string[]): void;
  /** What it asked for, as far as that is offered, in its query where nothing else was heard; else the default. */
  of(request: HttpRequest | undefined): string;
}

/** What the service offers may change from one request to the next. `keys`: of queries, as in `rangesOfQuery`. */
export function makeRequestLanguages(service: Pick<ServiceDescription, "languages">, keys: readonly string[]): RequestLanguages {
  const chosen = new WeakMap<HttpRequest, string>();
  return {
    hear(request, ranges) {
      const language = chooseLanguage(ranges, service.languages);
      if (language !== undefined) chosen.set(request, language);
    },
    of(request) {
      const [preset] = service.languages;
      if (request === undefined) return preset;
      return chosen.get(request) ?? chooseLanguage(rangesOfQuery(request.query, keys), service.languages) ?? preset;
    },
  };
}

const mostPairs = 1_000;

/** The ranges that a query names under one of these keys (in lower case), in the order of the keys; read without refusing anything. */
function rangesOfQuery(query: string, keys: readonly string[]): string[] {
  const pairs = query.slice(0, 100_000).split("&", mostPairs);
  return keys.flatMap((key) =>
    pairs.flatMap((pair) => {
      const [name = "", value = ""] = pair.split("=", 2);
      return decodeValue(name)?.toLowerCase() === key ? (decodeValue(value)?.split(",") ?? []) : [];
    }),
  );
}

/** The language of an answer about a job: what the request asked for, else what the job was made in, else the default. */
export function jobLanguage(asked: string | undefined, made: string | undefined, offered: readonly [string, ...string[]]): string {
  return asked ?? chooseLanguage(made === undefined ? [] : [made], offered) ?? offered[0];
}
