// The public keys of an OpenID Connect provider: found by its discovery document, fetched when the first token comes, kept, and fetched again when they are old
// or a token names a key that is not among them. While the provider is down the keys that are known go on.
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ServiceError } from "../core/errors.js";

export interface KeysParts {
  /** As it stands in tokens, trailing slash or none. */
  readonly issuer: string;
  /** Where the keys are, for providers that keep them under another origin than their own. */
  readonly keysUrl?: string;
  /** On the monotonic clock, in milliseconds. */
  readonly now: () => number;
  readonly log: { warn(facts: object, message: string): void };
}

const freshMs = 10 * 60_000;
/** Keys of which the provider has said nothing for so long may have been given up by it. */
const longestMs = 24 * 3_600_000;
/** Between two fetches, however many tokens name keys that nobody knows. */
const pauseMs = 30_000;
const fetchMs = 5_000;
const longestDocument = 1_000_000;

/** A JSON document of the provider, which cannot lead elsewhere. Throws an Error. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(fetchMs),
  });
  if (!response.ok || response.body === null) throw new Error(`${url} answers with status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > longestDocument) throw new Error(`${url} is longer than ${longestDocument} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function memberOf(document: unknown, name: string): unknown {
  return typeof document === "object" && document !== null ? Object.entries(document).find(([key]) => key === name)?.[1] : undefined;
}

/** Where the keys are. OpenID Connect Discovery 1.0 clause 4; throws an Error for a provider that says it is another, or leads elsewhere. */
async function findKeys({ issuer, keysUrl }: KeysParts): Promise<string> {
  if (keysUrl !== undefined) return keysUrl;
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const document = await fetchJson(address);
  if (memberOf(document, "issuer") !== issuer) throw new Error(`${address} is of another issuer`);
  const found = memberOf(document, "jwks_uri");
  if (typeof found !== "string" || !URL.canParse(found) || new URL(found).origin !== new URL(issuer).origin)
    throw new Error(`${address} names keys of another origin; set access.oidc.keys_url if they are right`);
  return found;
}

function unavailable(cause?: unknown): ServiceError {
  const message = "Your sign-in cannot be checked at the moment: the service that issued it does not answer. Try again later.";
  return new ServiceError([{ code: "busy", message }], { cause, retryAfterS: pauseMs / 1000 });
}

/** Gives the key for a token. Throws busy where it cannot be had now, and what jose throws where there is no such key. */
export function makeKeys(parts: KeysParts): JWTVerifyGetKey {
  const { now, log } = parts;
  let kept: { readonly find: JWTVerifyGetKey; readonly atMs: number } | undefined;
  let triedMs = Number.NEGATIVE_INFINITY;
  let trouble: unknown;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    triedMs = now();
    try {
      const set = (await fetchJson(await findKeys(parts))) as JSONWebKeySet;
      kept = { find: createLocalJWKSet(set), atMs: now() };
      trouble = undefined;
    } catch (error) {
      trouble = error;
      log.warn({ err: error }, "the keys of the OpenID Connect provider cannot be had");
    }
  }

  /** One fetch at a time, and none too soon after the last. */
  async function refresh(): Promise<void> {
    if (loading === undefined && now() - triedMs < pauseMs) return;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    await loading;
  }

  return async (header, token) => {
    const ageMs = kept === undefined ? Number.POSITIVE_INFINITY : now() - kept.atMs;
    if (ageMs > longestMs) await refresh();
    else if (ageMs > freshMs) void refresh();
    if (kept === undefined || now() - kept.atMs > longestMs) throw unavailable(trouble);
    try {
      return await kept.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // The provider may have a new one.
      await refresh();
      if (trouble !== undefined) throw unavailable(trouble);
      return await kept.find(header, token);
    }
  };
}
