// Between Fastify and the protocols: a request as plain data, with its body counted while it arrives, and an answer written back.
// Knows no protocol; what an error looks like is the protocol's affair.
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest, RawRequestDefaultExpression } from "fastify";
import { fault, ServiceError } from "../core/errors.js";
import type { HttpRequest, HttpResponse } from "../core/message.js";
import { say } from "../core/sentence.js";

const contentTypes = new WeakMap<IncomingMessage, string>();

/**
 * Fastify's `rewriteUrl`, which sees a request first: hides its content type, because Fastify refuses what is no media type and clients send anything
 * ("xml", an empty one). The protocols see it all the same.
 */
export function ignoreContentType(raw: RawRequestDefaultExpression): string {
  const type = raw.headers["content-type"];
  if (type !== undefined) {
    contentTypes.set(raw, type);
    raw.headers["content-type"] = "application/octet-stream";
  }
  return raw.url ?? "/";
}

/** The request with its body limited to `maximumBytes`: reading on throws too-large. A body of which nothing comes for `stallMs` ends the connection. */
export function toHttpRequest(request: FastifyRequest, maximumBytes: number, stallMs: number): HttpRequest {
  const [path = "/", query = ""] = splitOnce(request.raw.url ?? "/", "?");
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(request.raw.headers)) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  headers["content-type"] = contentTypes.get(request.raw) ?? headers["content-type"];
  return { method: request.method, path, query, headers, body: moving(request.raw, limited(request.raw, maximumBytes), stallMs) };
}

async function* moving(raw: IncomingMessage, body: AsyncIterable<Uint8Array>, stallMs: number): AsyncIterable<Uint8Array> {
  raw.setTimeout(stallMs);
  try {
    yield* body;
  } finally {
    // Who has sent everything may wait for the answer as long as it takes.
    raw.setTimeout(0);
  }
}

async function* limited(body: IncomingMessage, maximumBytes: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  // Who stops reading half-way still owes the client an answer on this connection.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes)
      throw fault("too-large", say("The request is larger than {maximumBytes} bytes, the limit of this server.", { maximumBytes }));
    yield chunk;
  }
}

/**
 * Reads on what is left of a request that was refused before its end: most clients read the answer only when they have sent everything.
 * Ends the connection after `maximumBytes` more.
 */
export function drain(request: FastifyRequest, maximumBytes: number): void {
  const { raw } = request;
  if (raw.readableEnded) return;
  let bytes = 0;
  raw.on("data", (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) raw.destroy();
  });
  raw.resume();
}

/** Sends the answer; a body that breaks off half-way ends the connection, so that nobody takes half an answer for a whole one. */
export function sendResponse(reply: FastifyReply, response: HttpResponse): FastifyReply {
  reply.code(response.status).headers(response.headers);
  // As bytes: Fastify would add a charset to the type of a text.
  if (typeof response.body === "string") return reply.send(Buffer.from(response.body));
  return reply.send(Readable.from(response.body, { objectMode: false }));
}

/** The same bytes, once the first of them are there; undefined if there is no such file any more. Throws what else keeps it from being read. */
export async function begun(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | undefined> {
  const reader = bytes[Symbol.asyncIterator]();
  const first = await reader.next().catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === "result-not-available") return undefined;
    throw error;
  });
  if (first === undefined) return undefined;
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      for (let next = first; next !== undefined && next.done !== true; next = await reader.next()) yield next.value;
    } finally {
      await reader.return?.();
    }
  }
  return all();
}

/** Aborted when the client goes away before the answer is complete. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const leave = () => {
    if (!reply.raw.writableFinished) gone.abort();
  };
  // It may have gone while its request was read.
  if (reply.raw.closed || reply.raw.destroyed) leave();
  reply.raw.once("close", leave);
  return gone.signal;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
