// Plain texts to clients where no protocol speaks: what is wrong, in the language that they ask for.
import type { FastifyReply } from "fastify";
import type { ServiceError } from "../core/errors.js";
import { chooseLanguage, readAcceptLanguage } from "../core/language.js";
import type { Phrase } from "../core/sentence.js";
import { spokenLanguages, tell } from "../core/tell.js";

/** Says when to come again, if the error says it. */
export function comeAgain(reply: FastifyReply, { retryAfterS }: Pick<ServiceError, "retryAfterS">): FastifyReply {
  return retryAfterS === undefined ? reply : reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterS))));
}

export function plain(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).header("content-type", "text/plain; charset=utf-8").send(`${sentence}\n`);
}

/** A sentence in the language that the request asks for, as far as this server speaks it; else in `language`. */
export function refuse(
  { language = "en" }: { readonly language?: string },
  reply: FastifyReply,
  status: number,
  sentence: Phrase,
): FastifyReply {
  const ranges = readAcceptLanguage(reply.request.headers["accept-language"]);
  return plain(reply, status, tell(sentence, chooseLanguage(ranges, spokenLanguages) ?? language));
}
