// One HTTP exchange with an address that the guard has passed, on a connection of its own: follows nothing, decodes nothing, and ends at the
// first of many bounds. Redirects, local files and sentences are the fetcher's.
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { addAbortSignal, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fault } from "../../core/errors.js";
import type { SinkFile, StoredFile } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { dial, noAnswer, proxyHeaders, type Way } from "./dial.js";
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

export interface Bounds {
  readonly times: FetchTimes;
  readonly signal: AbortSignal;
}

export interface Exchange {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly open: () => AsyncIterable<Uint8Array>; readonly byteLength: number };
}

export type Response = IncomingMessage;

/** Headers of an answer, in bytes. */
const maxHeaderSize = 65_536;

/** What is asked for on a connection that `dial` has opened this way. Plain http by a proxy is asked for in absolute form (RFC 9112 clause 3.2.2). */
function asked(url: URL, way: Way): { readonly path: string; readonly headers: Record<string, string> } {
  const path = `${url.pathname}${url.search}`;
  const headers = { host: url.host };
  if (way.kind === "direct" || url.protocol === "https:") return { path, headers };
  return { path: `${url.origin}${path}`, headers: { ...headers, ...proxyHeaders(way.proxy) } };
}

/** Sends the request on a connection of its own and resolves with the answer's head; the caller reads its body, and drops it in the end. */
export async function send(url: URL, exchange: Exchange, way: Way, { times, signal }: Bounds): Promise<Response> {
  const socket = await dial(url, way, times.connectMs, signal);
  const { body } = exchange;
  const { path, headers } = asked(url, way);
  const request = httpRequest({
    ...{ method: exchange.method, path, maxHeaderSize, createConnection: () => socket },
    headers: {
      ...{ accept: "*/*", "user-agent": "Terrarium", ...exchange.headers, "accept-encoding": "identity", ...headers },
      ...(body === undefined ? {} : { "content-length": String(body.byteLength) }),
    },
  });
  // Also after the answer's head has come: nobody waits for the request any more then.
  request.on("error", () => undefined);
  // It may close without an error and without an answer, as where the protocol is changed.
  request.once("close", () => request.emit("error", new Error("the connection was closed")));
  socket.setTimeout(times.headersMs, () => request.destroy(noAnswer()));
  try {
    if (body === undefined) request.end();
    else pipeline(Readable.from(body.open(), { objectMode: false }), request).catch((error: Error) => request.destroy(error));
    const [response] = (await once(request, "response", { signal })) as [Response];
    // From here on it is the rate that counts (atMinimumRate): a reader that is behind is no silence of the other side.
    socket.setTimeout(0);
    return addAbortSignal(
      signal,
      response.on("error", () => undefined),
    );
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Ends the connection of an answer, read or not. */
export function drop(response: Response): void {
  response.destroy();
  response.socket.destroy();
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
export async function* atMinimumRate(body: Response, times: FetchTimes): AsyncGenerator<Uint8Array> {
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
