// Wires how it is found out who asks: tokens of the store, sessions of pages, and what a trusted proxy says.
import { makeAttempts } from "../access/attempts.js";
import { type CheckForeign, makeIdentify, wrongCredentials } from "../access/identify.js";
import type { Provider } from "../access/oidc.js";
import { makeResultLinks } from "../access/result-links.js";
import { keptKey, makeSigner, type Signer } from "../access/signer.js";
import { makeTokens, type Tokens } from "../access/tokens.js";
import type { Config } from "../config/config.js";
import type { Identify } from "../core/access.js";
import { isCrossSite } from "../core/cross-site.js";
import type { RightsNow } from "../core/grant.js";
import type { ResultLinks } from "../core/link.js";
import type { TokenStore } from "../core/token.js";
import type { CallerParts } from "../http/caller.js";
import type { HttpParts } from "../http/server.js";
import type { SignInParts } from "../http/sign-in.js";
import type { OgcApi } from "../protocols/ogcapi/ogcapi.js";

export interface CallersWiring {
  readonly config: Pick<Config, "access" | "server">;
  /** By which the servers of the store sign. */
  readonly key: Buffer;
  readonly store: TokenStore;
  readonly links: ResultLinks | undefined;
  /** Our own address, as clients know it. */
  readonly base: string;
  /** Wall time in milliseconds. */
  readonly now: () => number;
  readonly log: { warn(facts: object, message: string): void };
}

export interface Callers {
  readonly parts: CallerParts;
  readonly tokens: Tokens;
  /** How one signs in on a page. */
  readonly signIn: Pick<SignInParts, "open" | "home" | "isSecure">;
}

/** Over https browsers keep the cookie to this very host, and send it over nothing else (RFC 6265bis clause 4.1.3.2). */
export function cookieName(base: string): string {
  return base.startsWith("https:") ? "__Host-terrarium" : "terrarium";
}

/** What is kept in the store of rights. */
export interface Rights {
  /** By which the servers of the store sign. */
  readonly key: Buffer;
  readonly rights: RightsNow;
  /** undefined: the administrator wants none. */
  readonly links: ResultLinks | undefined;
}

export async function openRights({ rules, anonymous, linkMs }: Config["access"], tokens: TokenStore, now: () => number): Promise<Rights> {
  const key = await keptKey(tokens);
  const signer = makeSigner(key, "result", now);
  return {
    key,
    rights: { rules, anonymous, isRevoked: async (id) => (await tokens.get(id)) === undefined },
    links: linkMs === undefined ? undefined : makeResultLinks({ signer, lifetimeMs: linkMs, anonymous, now }),
  };
}

/** Only where there is a provider: its libraries are many files. */
async function foreignTokens(provider: Provider, parts: Pick<CallersWiring, "now" | "log">): Promise<CheckForeign> {
  const [{ makeOidc }, { makeKeys }] = await Promise.all([import("../access/oidc.js"), import("../access/keys.js")]);
  return makeOidc(provider, makeKeys({ ...provider, ...parts }));
}

export async function wireCallers({ config, key, store, links, base, now, log }: CallersWiring): Promise<Callers> {
  const { access, server } = config;
  const tokens = makeTokens(store, now);
  const sessions = makeSigner(key, "session", now);
  const { oidc } = access;
  const steady = (): number => performance.now();
  const foreign = oidc && (await foreignTokens(oidc, { now: steady, log }));
  const attempts = makeAttempts({ now: steady, log });
  const identify = makeIdentify({
    ...access,
    tokens,
    tokenOfSession: sessions.read,
    attempts,
    ...(foreign === undefined ? {} : { foreign }),
  });
  return {
    tokens,
    signIn: {
      home: new URL(`${base}/`).pathname,
      isSecure: base.startsWith("https:"),
      open: (token, address) => openSession(token, { identify, tokens, sessions, address, now }),
    },
    parts: {
      ownerHeader: server.ownerHeader,
      sessionCookie: cookieName(base),
      identify,
      ...(links === undefined ? {} : { links }),
      isCrossSite: (headers) => isCrossSite(headers, base, access.origins),
    },
  };
}

/** How it is found out who asks, and the page on which one signs in where there are pages. */
export function askersOf(
  { parts, signIn }: Callers,
  { signIn: page }: { readonly signIn?: OgcApi["signIn"] | undefined },
): Pick<HttpParts, "callers" | "signIn"> {
  if (page === undefined) return { callers: parts };
  const shown: SignInParts["page"] = (request, { identity, ...state }) =>
    page(request, { ...state, ...(identity?.isKnown ? identity : {}) });
  return { callers: parts, signIn: { ...signIn, page: shown } };
}

const sessionMs = 8 * 3_600_000;

interface Opening extends Pick<Callers, "tokens"> {
  readonly identify: Identify;
  readonly sessions: Signer;
  readonly address: string;
  readonly now: () => number;
}

/** The cookie holds the name of the token, and no part of its secret: it is worth nothing once the token is revoked. */
async function openSession(
  token: string,
  { identify, tokens, sessions, address, now }: Opening,
): Promise<{ session: string; seconds: number }> {
  // Checked as any other, so that attempts here count too.
  await identify({ authorization: `Bearer ${token}`, address });
  const record = await tokens.check(token);
  if (record === undefined) throw wrongCredentials();
  const untilMs = Math.min(now() + sessionMs, record.expiresMs ?? Number.POSITIVE_INFINITY);
  return { session: sessions.sign(record.id, untilMs), seconds: Math.ceil((untilMs - now()) / 1000) };
}
