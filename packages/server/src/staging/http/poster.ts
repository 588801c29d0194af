// Sends small messages to addresses that clients named, through the same guard as everything that goes out. Follows nothing, believes no answer.
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { defaultTimes, directDispatcher, type FetchTimes, proxyDispatcher, send } from "./exchange.js";
import { makeGuard, parseReference, type Resolve } from "./guard.js";

export interface PosterParts {
  /** fetch.allow. */
  readonly allow: readonly string[];
  /** fetch.proxy: a URL. */
  readonly proxy?: string;
  readonly resolve?: Resolve;
  readonly times?: Partial<FetchTimes>;
}

/** Sends `body` by POST; resolves with the status of the answer. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) => Promise<number>;

const systemResolve: Resolve = (host): Promise<LookupAddress[]> => lookup(host, { all: true });
const longestMs = 30_000;

/** Throws a plain Error if `allow` cannot be understood. A post throws Refusal for addresses that must not be reached. */
export function makePoster(parts: PosterParts): Post {
  const guard = makeGuard({ allow: parts.allow, resolve: parts.resolve ?? systemResolve });
  const times: FetchTimes = { ...defaultTimes, headersMs: longestMs, totalMs: longestMs, ...parts.times };
  return async (href, headers, body, signal) => {
    const url = parseReference(href);
    if (parts.proxy !== undefined) guard.vetName(url);
    const dispatcher = parts.proxy === undefined ? directDispatcher(await guard.vet(url), times) : proxyDispatcher(parts.proxy, times);
    const bytes = Buffer.from(body);
    async function* open(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    try {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(times.totalMs)]);
      const exchange = { method: "POST" as const, headers, body: { open, byteLength: bytes.byteLength } };
      const response = await send(url, exchange, dispatcher, bounded);
      response.body.on("error", () => undefined).destroy();
      return response.statusCode;
    } finally {
      await dispatcher.destroy().catch(() => undefined);
    }
  };
}
