// Forms are taken from the pages of this server alone: another site that a visitor has open could send one too, and browsers would carry it here.
// Programs send neither header; what they may do is not this file's affair.
import type { HttpRequest } from "../../core/message.js";
import type { Links } from "../../core/service.js";
import { httpProblem } from "./errors.js";
import { Refused } from "./refusal.js";

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Does the request come from another site, by what its browser says of it? Fetch Metadata, RFC 6454 */
export function isCrossSite({ headers }: Pick<HttpRequest, "headers">, { base }: Pick<Links, "base">): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (origin === undefined) return false;
  const host = hostOf(origin);
  return host === undefined || (host !== headers["host"] && host !== new URL(base).host);
}

/** A body that other sites may send only if this server allows them to, which it never does (Fetch, CORS-preflight). */
function isJsonBody(type: string | undefined): boolean {
  return /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type ?? "");
}

/** Throws Refused, 403, for what changes something at the wish of another site. */
export function checkSite(request: Pick<HttpRequest, "method" | "headers">, links: Pick<Links, "base">): void {
  if (request.method !== "POST" || isJsonBody(request.headers["content-type"]) || !isCrossSite(request, links)) return;
  throw new Refused(httpProblem(403, "The request was sent by a page of another site. Send forms from the pages of this server."));
}
