// Forms are taken from the pages of this server alone: another site that a visitor has open could send one too, and browsers would carry it here.
// Programs send neither header; what they may do is not this file's affair.
import type { HttpRequest } from "../../core/message.js";
import type { Links } from "../../core/service.js";

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
