// Sends small messages to addresses that clients named, through the same guard as everything that goes out. Follows nothing, believes no answer.
import { defaultTimes, drop, type FetchTimes, send } from "./exchange.js";
import { parseReference } from "./guard.js";
import { makeWays, type WayOut } from "./hop.js";

export interface PosterParts extends WayOut {
  readonly times?: Partial<FetchTimes>;
}

/** Sends `body` by POST; resolves with the status of the answer. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) => Promise<number>;

const longestMs = 30_000;

/** Throws a plain Error if `allow` cannot be understood. A post throws Refusal for addresses that must not be reached. */
export function makePoster(parts: PosterParts): Post {
  const times: FetchTimes = { ...defaultTimes, headersMs: longestMs, totalMs: longestMs, ...parts.times };
  const wayTo = makeWays(parts);
  return async (href, headers, body, signal) => {
    const url = parseReference(href);
    const bytes = Buffer.from(body);
    async function* open(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(times.totalMs)]);
    const exchange = { method: "POST" as const, headers, body: { open, byteLength: bytes.byteLength } };
    const response = await send(url, exchange, await wayTo(url), { times, signal: bounded });
    drop(response);
    return response.statusCode ?? 0;
  };
}
