// Fetches the references of clients to stored files, each hop through the guard. It decides about redirects and says what went wrong in one
// sentence of one form, whatever it was: the text must not become a scanner of the network behind the server.
import { fault, ServiceError } from "../../core/errors.js";
import type { ReferenceData } from "../../core/execute.js";
import type { Open, Sink, StoredFile } from "../../core/message.js";
import { say, type Words, words } from "../../core/sentence.js";
import type { Fetcher } from "../../core/staging.js";
import { isUntrusted } from "./dial.js";
import { defaultTimes, type Exchange, type FetchTimes } from "./exchange.js";
import { parseReference, Refusal } from "./guard.js";
import { conditions, type HopParts, makeHops, type Wish } from "./hop.js";
import type { InputCache } from "./input-cache.js";
import { type Mapping, type Own, openLocally } from "./local-source.js";
import { referenceHeaders, withoutSecrets } from "./request-headers.js";
import { tryAgain } from "./retry.js";

export interface FetcherParts extends HopParts {
  /** Where the fetched bytes go, and where bodies of POST references come from. */
  readonly files: { uploads(): Sink; remove(key: string): Promise<void>; readonly open: Open };
  /** fetch.map. */
  readonly map?: readonly Mapping[];
  /** Addresses of this server itself. */
  readonly own?: Own;
  /** Absent: everything is fetched anew. */
  readonly cache?: InputCache;
  readonly times?: Partial<FetchTimes>;
}

const maximumRedirects = 5;
/** The next hop: another origin gets no secrets, and all but 307 and 308 turn a POST into a GET (RFC 9110 clause 15.4). */
function redirected(from: URL, to: URL, status: number, exchange: Exchange): Exchange {
  const headers = from.origin === to.origin ? exchange.headers : withoutSecrets(exchange.headers);
  if (status === 307 || status === 308) return { ...exchange, headers };
  const { "content-type": _type, ...rest } = headers as Record<string, string>;
  return { method: "GET", headers: rest };
}

/** The words for a failed connection: never which of the many ways it was. */
function reasonOf(error: unknown, signal: AbortSignal): Words {
  if (error instanceof Refusal) return error.reason;
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof Refusal) return cause.reason;
  if (signal.aborted) return words("it took too long.");
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/TIMEOUT/.test(code)) return words("the other server did not answer in time.");
  if (isUntrusted(code)) return words("the certificate of the other server is not valid.");
  return words("the connection failed or was cut.");
}

function told(error: unknown, inputId: string, signal: AbortSignal): ServiceError {
  if (error instanceof ServiceError) return error;
  const sentence = say("The reference of input {inputId} was not fetched: {reason}", { inputId, reason: reasonOf(error, signal) });
  return fault("unreachable-input", sentence, inputId, error);
}

/** Throws a plain Error if `allow` or `map` cannot be understood. */
export function makeFetcher(parts: FetcherParts): Fetcher {
  const times: FetchTimes = { ...defaultTimes, ...parts.times };
  const { vet, hop, take, takeKept } = makeHops(parts, times);
  const local = { map: parts.map ?? [], own: parts.own ?? (() => undefined), open: parts.files.open };

  async function follow(href: string, first: Exchange, wish: Wish): Promise<StoredFile> {
    let url = parseReference(href);
    let exchange = first;
    for (let count = 0; count <= maximumRedirects; count += 1) {
      const bytes = exchange.method === "GET" ? await openLocally(url, local, wish.owner) : undefined;
      if (bytes !== undefined) return take(bytes, wish);
      await refuseOwn(url, wish);
      const got = await hop(url, exchange, wish);
      if (!("to" in got)) return got.file;
      const next = parseReference(got.to.href);
      exchange = redirected(url, next, got.status, exchange);
      url = next;
    }
    throw new Refusal(say("it was redirected more than {maximumRedirects} times.", { maximumRedirects }));
  }

  /** As `follow`, but what is kept is not fetched again. Only for requests without anything of the client's own but the address. */
  async function followKept(href: string, cache: InputCache, wish: Wish): Promise<StoredFile> {
    const url = parseReference(href);
    const bytes = await openLocally(url, local, wish.owner);
    if (bytes !== undefined) return take(bytes, wish);
    await refuseOwn(url, wish);
    // What may not be reached any more is not given from memory either.
    await vet(url);
    const known = await cache.find(url.href, wish.owner);
    if (known?.isFresh === true) return takeKept(known, wish);
    const got = await hop(url, { method: "GET", headers: known === undefined ? {} : conditions(known) }, wish, known);
    if ("to" in got) return follow(href, { method: "GET", headers: {} }, wish);
    const { file, validators } = got;
    if (validators !== undefined) await cache.keep(url.href, wish.owner, validators, file, () => parts.files.open(file.key));
    return file;
  }

  async function refuseOwn(url: URL, { owner }: Wish): Promise<void> {
    if ((await local.own(url, owner)) === "refused")
      throw new Refusal("of this server only sample data and stored outputs can be referenced.");
  }

  async function withBody(reference: ReferenceData, wish: Wish): Promise<StoredFile> {
    const headers = referenceHeaders(reference);
    const { cache } = parts;
    const isPlain = cache !== undefined && Object.keys(headers).length === 0;
    const get = () => (isPlain ? followKept(reference.href, cache, wish) : follow(reference.href, { method: "GET", headers }, wish));
    if (reference.method === "GET") return tryAgain(get, wish.signal);
    const { body } = reference;
    const fetched = body?.kind === "reference" ? await follow(body.href, { method: "GET", headers: {} }, wish) : undefined;
    const file = fetched ?? (body?.kind === "stored" ? body.file : undefined);
    try {
      const sent = file && { open: () => parts.files.open(file.key), byteLength: file.byteLength };
      const exchange = { method: "POST" as const, headers: { "content-type": "text/xml", ...headers } };
      return await follow(reference.href, sent === undefined ? exchange : { ...exchange, body: sent }, wish);
    } finally {
      if (fetched !== undefined) await parts.files.remove(fetched.key);
    }
  }

  return {
    async fetch(reference, inputId, maximumBytes, signal) {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(times.totalMs)]);
      try {
        return await withBody(reference, { inputId, maximumBytes, signal: bounded, owner: reference.owner });
      } catch (error) {
        throw told(error, inputId, bounded);
      }
    },
  };
}
