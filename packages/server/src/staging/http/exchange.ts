// One HTTP exchange with an address that the guard has passed: dials only vetted addresses, follows nothing, decodes nothing,
// and ends at the first of many bounds. Redirects, local files and sentences are the fetcher's.
import type { LookupAddress } from "node:dns";
import { Readable } from "node:stream";
import { Agent, buildConnector, type Dispatcher, ProxyAgent, request } from "undici";
import { fault } from "../../core/errors.js";
import type { SinkFile, StoredFile } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { Refusal } from "./guard.js";

/** Times in milliseconds. A body slower than minimumBytes in rateWindowMs is given up. */
export interface FetchTimes {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly totalMs: number;
  readonly rateWindowMs: number;
  readonly minimumBytes: number;
}

export const defaultTimes: FetchTimes = {
  connectMs: 10_000,
  headersMs: 60_000,
  totalMs: 900_000,
  rateWindowMs: 30_000,
  minimumBytes: 4096,
};

export interface Exchange {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly open: () => AsyncIterable<Uint8Array>; readonly byteLength: number };
}

/** A dispatcher that can reach these addresses and no others, whatever a name says by then. */
export function directDispatcher(addresses: readonly LookupAddress[], times: FetchTimes): Dispatcher {
  const vetted = new Set(addresses.map(({ address }) => plain(address)));
  const connect = buildConnector({
    timeout: times.connectMs,
    lookup: (_host, options, done) => {
      const [first] = addresses;
      if (options.all === true) done(null, [...addresses]);
      else if (first === undefined) done(new Error("no address"), "", 4);
      else done(null, first.address, first.family);
    },
  });
  return new Agent({
    pipelining: 0,
    headersTimeout: times.headersMs,
    bodyTimeout: times.headersMs,
    maxHeaderSize: 65_536,
    connect(options, done) {
      connect(options, (...outcome) => {
        const [error, socket] = outcome;
        if (error !== null || socket === null) return done(...outcome);
        // Where we really are, not where we meant to go.
        if (vetted.has(plain(socket.remoteAddress ?? ""))) return done(null, socket);
        socket.destroy();
        return done(new Error("connected to an address that was not checked"), null);
      });
    },
  });
}

function plain(address: string): string {
  return address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
}

/** A dispatcher through the administrator's proxy, which does the name look-up and so the check of addresses. */
export function proxyDispatcher(proxy: string, times: FetchTimes): Dispatcher {
  // Proxies commonly refuse CONNECT to port 80, so plain http is asked for in absolute form.
  return new ProxyAgent({ uri: proxy, proxyTunnel: false, headersTimeout: times.headersMs, bodyTimeout: times.headersMs });
}

export type Response = Dispatcher.ResponseData;

/**
 * How far the reader of an answer may be behind. Where the other side closes the connection while it is further behind, undici 7.30 ends this whole
 * program by an assertion; with its own 64 KiB that was seen, so this is far more than a disk is ever behind.
 */
const behindBytes = 16 * 1024 * 1024;

/** Sends the request and resolves with the answer's head; the caller reads or destroys its body. */
export function send(url: URL, exchange: Exchange, dispatcher: Dispatcher, signal: AbortSignal): Promise<Response> {
  const { body } = exchange;
  const headers: Record<string, string> = { accept: "*/*", "user-agent": "Terrarium", ...exchange.headers, "accept-encoding": "identity" };
  if (body !== undefined) headers["content-length"] = String(body.byteLength);
  return request(url, {
    method: exchange.method,
    headers,
    body: body === undefined ? null : Readable.from(body.open(), { objectMode: false }),
    dispatcher,
    signal,
    highWaterMark: behindBytes,
  });
}

/** The fault of an input that is larger than its bound. */
export function tooLarge(inputId: string, maximumBytes: number): Error {
  const megabytes = Math.round(maximumBytes / 1e4) / 100;
  return fault(
    "too-large",
    say("The input {id} is larger than {megabytes} MB, the most that is accepted.", { id: inputId, megabytes }),
    inputId,
  );
}

/** Writes bytes to a sink and counts them; the file is removed if anything fails. Throws too-large above `maximumBytes`. */
export async function keep(bytes: AsyncIterable<Uint8Array>, file: SinkFile, inputId: string, maximumBytes: number): Promise<StoredFile> {
  let total = 0;
  try {
    for await (const chunk of bytes) {
      total += chunk.byteLength;
      if (total > maximumBytes) throw tooLarge(inputId, maximumBytes);
      await file.write(chunk);
    }
    return await file.close();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** The body's bytes, given up when fewer than minimumBytes arrive in a window of time. */
export async function* atMinimumRate(body: Response["body"], times: FetchTimes): AsyncGenerator<Uint8Array> {
  let inWindow = 0;
  const timer = setInterval(() => {
    if (inWindow < times.minimumBytes) body.destroy(new Refusal("the data comes too slowly."));
    inWindow = 0;
  }, times.rateWindowMs);
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      inWindow += chunk.byteLength;
      yield chunk;
    }
  } finally {
    clearInterval(timer);
  }
}
