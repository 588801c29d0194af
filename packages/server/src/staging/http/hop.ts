// One hop of a fetch: through the guard to one address, and what comes back: a file, the address that it is at now, or that what is kept is still the same.
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { Sink, StoredFile } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import type { Way } from "./dial.js";
import { atMinimumRate, drop, type Exchange, type FetchTimes, keep, type Response, send, tooLarge } from "./exchange.js";
import { makeGuard, Refusal, type Resolve } from "./guard.js";
import type { Kept, Validators } from "./input-cache.js";
import { isPassing } from "./retry.js";

/** What may be reached, and how. */
export interface WayOut {
  /** fetch.allow: ranges, addresses, host names, host:port. */
  readonly allow: readonly string[];
  /** fetch.proxy: a URL. */
  readonly proxy?: string;
  readonly resolve?: Resolve;
}

export interface HopParts extends WayOut {
  /** Where the fetched bytes go. */
  readonly files: { uploads(): Sink; remove(key: string): Promise<void> };
}

const redirects = new Set([301, 302, 303, 307, 308]);

const systemResolve: Resolve = (host): Promise<LookupAddress[]> => lookup(host, { all: true });

/** The way to an address that the guard has passed; it throws Refusal for others. Throws a plain Error if `allow` cannot be understood. */
export function makeWays({ allow, proxy, resolve = systemResolve }: WayOut): (url: URL) => Promise<Way> {
  const guard = makeGuard({ allow, resolve });
  const by = proxy === undefined ? undefined : new URL(proxy);
  return async (url) => {
    if (by === undefined) return { kind: "direct", addresses: await guard.vet(url) };
    guard.vetName(url);
    return { kind: "proxy", proxy: by };
  };
}

function header(response: Response, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Whose input is fetched, and how much of it may be. */
export interface Wish {
  readonly inputId: string;
  readonly maximumBytes: number;
  readonly signal: AbortSignal;
  readonly owner: string | undefined;
}

export interface Redirect {
  readonly to: URL;
  readonly status: number;
}

/** A file that came, and what to ask by whether it is still the same; none for what may not be kept. */
export interface Received {
  readonly file: StoredFile;
  readonly validators?: Validators;
}

/** RFC 9111 clauses 3 and 5.2.2: kept is only what may be, and only what can be asked about. */
function validatorsOf(response: Response): Validators | undefined {
  const [etag, lastModified] = [header(response, "etag"), header(response, "last-modified")];
  const isForbidden = /\b(?:no-store|private)\b/i.test(header(response, "cache-control") ?? "") || header(response, "vary") === "*";
  if (isForbidden || response.statusCode !== 200 || (etag === undefined && lastModified === undefined)) return undefined;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** The headers that ask whether it is still the same. */
export function conditions({ etag, lastModified }: Validators): Record<string, string> {
  if (etag !== undefined) return { "if-none-match": etag };
  return lastModified === undefined ? {} : { "if-modified-since": lastModified };
}

/** Reads the answer into a new file of `sink`, or says where it points to. */
async function receive(response: Response, url: URL, wish: Wish, times: FetchTimes, sink: Sink): Promise<Received | Redirect> {
  const status = response.statusCode ?? 0;
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
  const file = await keep(atMinimumRate(response, times), await sink.create(), wish.inputId, wish.maximumBytes);
  const validators = validatorsOf(response);
  return validators === undefined ? { file } : { file, validators };
}

export interface Hops {
  /** Throws Refusal if the address may not be reached. */
  vet(url: URL): Promise<void>;
  /** `known`: a 304 means that this is it. */
  hop(url: URL, exchange: Exchange, wish: Wish, known?: Kept): Promise<Received | Redirect>;
  /** What is kept, in a new file. Throws if it is damaged; it is not kept any more then. */
  takeKept(known: Kept, wish: Wish): Promise<StoredFile>;
  /** Reads bytes into a new file. */
  take(bytes: AsyncIterable<Uint8Array>, wish: Wish): Promise<StoredFile>;
}

/** Throws a plain Error if `allow` cannot be understood. */
export function makeHops(parts: HopParts, times: FetchTimes): Hops {
  const wayTo = makeWays(parts);
  async function hop(url: URL, exchange: Exchange, wish: Wish, known?: Kept): Promise<Received | Redirect> {
    const response = await send(url, exchange, await wayTo(url), { times, signal: wish.signal });
    try {
      if (response.statusCode === 304 && known !== undefined) {
        await known.renew();
        return { file: await takeKept(known, wish) };
      }
      return await receive(response, url, wish, times, parts.files.uploads());
    } finally {
      drop(response);
    }
  }

  async function take(bytes: AsyncIterable<Uint8Array>, wish: Wish): Promise<StoredFile> {
    return keep(bytes, await parts.files.uploads().create(), wish.inputId, wish.maximumBytes);
  }
  async function takeKept(known: Kept, wish: Wish): Promise<StoredFile> {
    const file = await take(known.open(), wish);
    if (file.sha256 === known.sha256) return file;
    await known.forget();
    await parts.files.remove(file.key);
    // The next try finds nothing kept.
    throw new Error("a kept reference is damaged on the disk");
  }
  return { vet: async (url) => void (await wayTo(url)), hop, take, takeKept };
}
