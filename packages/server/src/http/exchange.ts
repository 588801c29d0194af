// Between Fastify and the protocols: a request as plain data, with its body counted while it arrives, and an answer written back.
// Knows no protocol; what an error looks like is the protocol's affair.
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { fault } from "../core/errors.js";
import type { HttpRequest, HttpResponse } from "../core/message.js";

/** The request with its body limited to `maximumBytes`: reading on throws too-large. */
export function toHttpRequest(request: FastifyRequest, maximumBytes: number): HttpRequest {
  const [path = "/", query = ""] = splitOnce(request.raw.url ?? "/", "?");
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(request.raw.headers)) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  return { method: request.method, path, query, headers, body: limited(request.raw, maximumBytes) };
}

async function* limited(body: AsyncIterable<Uint8Array>, maximumBytes: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw fault("too-large", `The request is larger than ${maximumBytes} bytes, the limit of this server.`);
    yield chunk;
  }
}

/** Sends the answer; a body that breaks off half-way ends the connection, so that nobody takes half an answer for a whole one. */
export function sendResponse(reply: FastifyReply, response: HttpResponse): FastifyReply {
  reply.code(response.status).headers(response.headers);
  if (typeof response.body === "string") return reply.send(response.body);
  return reply.send(Readable.from(response.body, { objectMode: false }));
}

/** Aborted when the client goes away before the answer is complete. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
