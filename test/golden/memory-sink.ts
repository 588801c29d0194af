// A sink in memory for tests of protocols, and the requests and texts that go with it.
import { createHash } from "node:crypto";
import type { HttpRequest, HttpResponse, Open, Sink } from "../../packages/server/src/core/message.js";

export interface MemorySink extends Sink {
  /** Closed files by key, in the order of their creation: "0", "1", ... */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Files neither closed nor discarded. */
  unfinished(): number;
  readonly open: Open;
}

export function makeMemorySink(): MemorySink {
  const files = new Map<string, Buffer>();
  let created = 0;
  let ended = 0;
  return {
    files,
    unfinished: () => created - ended,
    async *open(key) {
      const bytes = files.get(key);
      if (bytes === undefined) throw new Error(`no file ${key}`);
      yield bytes;
    },
    async create() {
      const key = String(created++);
      const chunks: Buffer[] = [];
      return {
        async write(bytes) {
          chunks.push(Buffer.from(bytes));
        },
        async close() {
          ended += 1;
          const bytes = Buffer.concat(chunks);
          files.set(key, bytes);
          return { key, byteLength: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
        },
        async discard() {
          ended += 1;
        },
      };
    },
  };
}

async function* pieces(body: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}

export function get(query: string): HttpRequest {
  return { method: "GET", path: "/wps", query, headers: {}, body: pieces(new Uint8Array(), 1) };
}

/** A POST whose body comes in pieces of `size` bytes. */
export function post(body: string | Uint8Array, headers: Record<string, string> = {}, size = 65_536): HttpRequest {
  return { method: "POST", path: "/wps", query: "", headers, body: pieces(typeof body === "string" ? Buffer.from(body) : body, size) };
}

export async function bodyOf({ body }: Pick<HttpResponse, "body">): Promise<Buffer> {
  if (typeof body === "string") return Buffer.from(body);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
