// How a request or a job that failed is told: as a problem document, or as a page to who looks at pages; in the language of the request.
import { toServiceError } from "../../core/errors.js";
import type { HttpRequest, HttpResponse } from "../../core/message.js";
import type { ServiceDescription } from "../../core/service.js";
import { encodeHttpProblem, encodeProblem } from "./errors.js";
import type { ViewRequest } from "./html/layout.js";
import type { Pages } from "./html/pages.js";
import { askedLanguage, inLanguage } from "./language.js";
import { matchResource } from "./match-resource.js";
import { Refused } from "./refusal.js";
import { prefersPage, viewRequest } from "./request.js";
import type { Resource } from "./resources.js";

export interface ProblemParts {
  readonly service: Pick<ServiceDescription, "languages">;
  readonly table: readonly Resource[];
  readonly pages: Pages | undefined;
}

/** For whom a problem is: who looks at a page, and what language was asked for, if any. */
export interface Reader {
  readonly view?: ViewRequest | undefined;
  readonly asked?: string | undefined;
  readonly language: string;
}

export interface Problems {
  answer(error: unknown, reader: Reader): HttpResponse;
  /** Total: any thrown value has an answer. */
  encodeError(error: unknown, request?: HttpRequest): HttpResponse;
}

function encode(error: unknown, language: string): HttpResponse {
  return error instanceof Refused ? encodeHttpProblem(error.problem, language) : encodeProblem(toServiceError(error), language);
}

export function makeProblems({ service, table, pages }: ProblemParts): Problems {
  const answer: Problems["answer"] = (error, { view, asked, language }) => {
    if (pages === undefined || view === undefined) return inLanguage(encode(error, language), asked);
    return pages.problem(view, encode(error, pages.language(view)), matchResource(table, view.path)?.parameters);
  };
  return {
    answer,
    encodeError(error, request) {
      const asked = request === undefined ? undefined : askedLanguage(request, service.languages);
      const view = request !== undefined && prefersPage(request) ? viewRequest(request) : undefined;
      return answer(error, { view, asked, language: asked ?? service.languages[0] });
    },
  };
}
