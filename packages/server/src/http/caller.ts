// Reads off a request what it says of who sends it, and what it wishes. Who that is, and what it may do, is said by others.
import type { IncomingMessage } from "node:http";
import { type Credentials, type Identify, type Identity, longestOwner, nobody } from "../core/access.js";
import { fault } from "../core/errors.js";
import { linkName, type ResultLinks, sealParameter } from "../core/link.js";
import type { Caller } from "../core/operation.js";
import { say } from "../core/sentence.js";

type Raw = Pick<IncomingMessage, "rawHeaders" | "headers"> & { readonly socket?: Pick<IncomingMessage["socket"], "remoteAddress"> };

/** The value of a header that is sent at most once. Throws invalid-parameter: of two it cannot be said which is meant, or who has put it there. */
function onlyValue({ rawHeaders }: Raw, name: string): string | undefined {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name.toLowerCase());
  if (values.length > 1) throw fault("invalid-parameter", say("The header {name} was sent more than once.", { name }), name);
  return values[0]?.trim();
}

/** The value of a cookie that was sent once; RFC 6265 clause 5.4 */
function cookieOf({ headers }: Raw, name: string): string | undefined {
  const values = (headers.cookie ?? "").split(";").flatMap((pair) => {
    const [key, ...value] = pair.trim().split("=");
    return key === name ? [value.join("=")] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}

/** Where this server's credentials stand. */
export interface CallerParts {
  /** The header in which a reverse proxy says who asks; absent: none does. */
  readonly ownerHeader?: string | undefined;
  /** The cookie of who has signed in on a page. */
  readonly sessionCookie: string;
  readonly identify: Identify;
  /** Absent: no link opens anything. */
  readonly links?: Pick<ResultLinks, "judge">;
  /** Was this sent by a page of another site, as far as its browser says. Header names in lower case. */
  readonly isCrossSite: (headers: Readonly<Record<string, string | undefined>>) => boolean;
}

/** What a request says of who sends it. Throws invalid-parameter for what cannot be said, or is said twice. */
export function readCredentials(
  request: Raw,
  { ownerHeader, sessionCookie }: Pick<CallerParts, "ownerHeader" | "sessionCookie">,
): Credentials {
  const proxied = ownerHeader === undefined ? undefined : onlyValue(request, ownerHeader);
  if (proxied !== undefined && proxied.length > longestOwner)
    throw fault("invalid-parameter", "The name of the owner is too long.", ownerHeader);
  const authorization = onlyValue(request, "Authorization");
  const session = cookieOf(request, sessionCookie);
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(session === undefined ? {} : { session }),
    ...(proxied ? { proxied } : {}),
    address: request.socket?.remoteAddress ?? "",
  };
}

/** What a request wishes for its job. RFC 7240: preferences that a server does not know or grant are passed over. */
export function wishOf({ headers }: Pick<IncomingMessage, "headers">): Pick<Caller, "priority"> {
  const [, asked] = /(?:^|[,;])\s*priority\s*=\s*"?(-?\d{1,6})"?\s*(?:$|[,;])/i.exec(String(headers["prefer"] ?? "")) ?? [];
  return asked === undefined ? {} : { priority: Number(asked) };
}

/** A caller of whom it is known who it is, or that nobody knows. */
export type Identified = Caller & Identity;

/** Who sends a request. Throws what `identify` throws, and invalid-parameter for headers that cannot be. */
export async function callerOf(request: Raw, parts: Pick<CallerParts, "ownerHeader" | "sessionCookie" | "identify">): Promise<Identified> {
  return { ...(await parts.identify(readCredentials(request, parts))), ...wishOf(request) };
}

/** What a request is for whose address may be sealed. */
export interface LinkedDocument {
  readonly jobId: string;
  /** Absent: the status document. */
  readonly outputId?: string;
  /** As it was sent. */
  readonly query: unknown;
}

/** Who reads what a job has left: whoever has a link to it, or who may reach the job. Throws what `callerOf` throws. */
export async function readerOf(
  request: Raw,
  { links, ...parts }: Pick<CallerParts, "ownerHeader" | "sessionCookie" | "identify" | "links">,
  { jobId, outputId, query }: LinkedDocument,
): Promise<Caller> {
  const seal = (query as Readonly<Record<string, unknown>> | undefined)?.[sealParameter];
  const judged = typeof seal === "string" ? links?.judge(linkName(jobId, outputId), seal) : undefined;
  if (judged === "right") {
    // Who may reach the job anyway is not held to what the link says; who shows what is wrong has the link all the same.
    const known = await callerOf(request, parts).catch(() => undefined);
    return known?.isKnown ? { ...known, opens: jobId } : { owner: nobody, role: "none", opens: jobId };
  }
  const caller = await callerOf(request, parts);
  if (judged === "over" && !caller.isKnown)
    throw fault("unauthenticated", "The time of this link is over. Ask for the results again, or sign in.");
  return caller;
}

/** What is to be said with an answer 401. Browsers would ask for a password before they show a page, which leads to where one signs in. RFC 9110 clause 11.6.1 */
export function challengeOf(contentType: string): string {
  const bearer = 'Bearer realm="Terrarium"';
  return contentType.startsWith("text/html") ? bearer : `${bearer}, Basic realm="Terrarium", charset="UTF-8"`;
}
