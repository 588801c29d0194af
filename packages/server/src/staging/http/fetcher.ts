// Fetches the references of clients to stored files, each hop through the guard. It decides about redirects and says what went wrong in one
// sentence of one form, whatever it was: the text must not become a scanner of the network behind the server.
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { Dispatcher } from "undici";
import { fault, ServiceError } from "../../core/errors.js";
import type { ReferenceData } from "../../core/execute.js";
import type { Open, Sink, StoredFile } from "../../core/message.js";
import { say, type Words, words } from "../../core/sentence.js";
import type { Fetcher } from "../../core/staging.js";
import {
  atMinimumRate,
  defaultTimes,
  directDispatcher,
  type Exchange,
  type FetchTimes,
  keep,
  proxyDispatcher,
  type Response,
  send,
  tooLarge,
} from "./exchange.js";
import { makeGuard, parseReference, Refusal, type Resolve } from "./guard.js";
import { type Mapping, type Own, openLocally } from "./local-source.js";
import { referenceHeaders, withoutSecrets } from "./request-headers.js";
import { isPassing, tryAgain } from "./retry.js";

export interface FetcherParts {
  /** Where the fetched bytes go, and where bodies of POST references come from. */
  readonly files: { uploads(): Sink; readonly open: Open; remove(key: string): Promise<void> };
  /** fetch.allow: ranges, addresses, host names, host:port. */
  readonly allow: readonly string[];
  /** fetch.map. */
  readonly map?: readonly Mapping[];
  /** fetch.proxy: a URL. */
  readonly proxy?: string;
  /** Addresses of this server itself. */
  readonly own?: Own;
  readonly resolve?: Resolve;
  readonly times?: Partial<FetchTimes>;
}

const maximumRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

const systemResolve: Resolve = (host): Promise<LookupAddress[]> => lookup(host, { all: true });

function header(response: Response, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

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
  if (/CERT|TLS|SSL/.test(code)) return words("the certificate of the other server is not valid.");
  return words("the connection failed or was cut.");
}

interface Wish {
  readonly inputId: string;
  readonly maximumBytes: number;
  readonly signal: AbortSignal;
  readonly owner: string | undefined;
}

interface Redirect {
  readonly to: URL;
  readonly status: number;
}

/** Reads the answer into a new file of `sink`, or says where it points to. */
async function receive(response: Response, url: URL, wish: Wish, times: FetchTimes, sink: Sink): Promise<StoredFile | Redirect> {
  const status = response.statusCode;
  const location = header(response, "location");
  if (redirects.has(status) && location !== undefined) {
    if (!URL.canParse(location, url.href)) throw new Refusal("it was redirected to an address that is not valid.");
    return { to: new URL(location, url), status };
  }
  if (status < 200 || status > 299)
    throw new Refusal(say("the other server answered with status {status}.", { status }), isPassing(status));
  const encoding = header(response, "content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity")
    throw new Refusal(say("the other server sent it compressed ({encoding}), unasked.", { encoding: encoding.slice(0, 20) }));
  if (Number(header(response, "content-length") ?? 0) > wish.maximumBytes) throw tooLarge(wish.inputId, wish.maximumBytes);
  return keep(atMinimumRate(response.body, times), await sink.create(), wish.inputId, wish.maximumBytes);
}

/** Throws a plain Error if `allow` or `map` cannot be understood. */
export function makeFetcher(parts: FetcherParts): Fetcher {
  const guard = makeGuard({ allow: parts.allow, resolve: parts.resolve ?? systemResolve });
  const times: FetchTimes = { ...defaultTimes, ...parts.times };
  const local = { map: parts.map ?? [], own: parts.own ?? (() => undefined), open: parts.files.open };

  async function dispatcherFor(url: URL): Promise<Dispatcher> {
    if (parts.proxy === undefined) return directDispatcher(await guard.vet(url), times);
    guard.vetName(url);
    return proxyDispatcher(parts.proxy, times);
  }

  async function hop(url: URL, exchange: Exchange, wish: Wish): Promise<StoredFile | Redirect> {
    const dispatcher = await dispatcherFor(url);
    try {
      const response = await send(url, exchange, dispatcher, wish.signal);
      try {
        return await receive(response, url, wish, times, parts.files.uploads());
      } finally {
        response.body.on("error", () => undefined).destroy();
      }
    } finally {
      await dispatcher.destroy().catch(() => undefined);
    }
  }

  async function follow(href: string, first: Exchange, wish: Wish): Promise<StoredFile> {
    let url = parseReference(href);
    let exchange = first;
    for (let count = 0; count <= maximumRedirects; count += 1) {
      const bytes = exchange.method === "GET" ? await openLocally(url, local, wish.owner) : undefined;
      if (bytes !== undefined) return keep(bytes, await parts.files.uploads().create(), wish.inputId, wish.maximumBytes);
      await refuseOwn(url, wish);
      const got = await hop(url, exchange, wish);
      if (!("to" in got)) return got;
      const next = parseReference(got.to.href);
      exchange = redirected(url, next, got.status, exchange);
      url = next;
    }
    throw new Refusal(say("it was redirected more than {maximumRedirects} times.", { maximumRedirects }));
  }

  async function refuseOwn(url: URL, { owner }: Wish): Promise<void> {
    if ((await local.own(url, owner)) === "refused")
      throw new Refusal("of this server only sample data and stored outputs can be referenced.");
  }

  async function withBody(reference: ReferenceData, wish: Wish): Promise<StoredFile> {
    const headers = referenceHeaders(reference);
    if (reference.method === "GET") return tryAgain(() => follow(reference.href, { method: "GET", headers }, wish), wish.signal);
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
        if (error instanceof ServiceError) throw error;
        throw fault(
          "unreachable-input",
          say("The reference of input {inputId} was not fetched: {reason}", { inputId, reason: reasonOf(error, bounded) }),
          inputId,
          error,
        );
      }
    },
  };
}
