import fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, it } from "vitest";
import type { Job } from "../core/job.js";
import type { FileStore } from "../core/staging.js";
import { makeJob } from "../stores/conformance/ground.js";
import { type OutputParts, sendAll, sendOutput } from "./outputs.js";

const byteLength = 10_000_000;
let app: FastifyInstance;
afterEach(() => app.close());

/** The routes of results, of a job with one file; what is read of that is counted. */
function serve() {
  let read = 0;
  async function* bytes(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; left -= 100_000) {
      read += Math.min(left, 100_000);
      yield Buffer.alloc(Math.min(left, 100_000));
    }
  }
  const files: Partial<FileStore> = { open: () => bytes(byteLength), openRange: (_key, start, end) => bytes(end - start + 1) };
  const file = { key: "o-a-0", byteLength, sha256: "0" };
  const results = [{ id: "data", kind: "complex" as const, file, format: { mediaType: "text/plain" } }];
  const job: Job = makeJob("a", { status: "successful", results, finishedMs: 1 });
  const parts = {
    callers: { sessionCookie: "s", identify: async () => ({ owner: "anyone", role: "use", isKnown: false }), isCrossSite: () => false },
    service: { perform: async () => ({ kind: "job", job }) },
    files,
    log: { error: () => undefined },
  } as unknown as OutputParts;
  app = fastify();
  app.get("/outputs/:jobId/:outputId", (request, reply) => sendOutput(parts, request, reply));
  app.get("/all/:jobId", (request, reply) => sendAll(parts, "a", request, reply));
  return { ask: (method: "GET" | "HEAD", url: string) => app.inject({ method, url }), read: () => read };
}

it.each(["/outputs/a/data", "/all/a"])("HEAD of %s tells the length of the file and reads next to nothing of it", async (url) => {
  const { ask, read } = serve();
  const head = await ask("HEAD", url);
  expect([head.statusCode, head.body]).toEqual([200, ""]);
  const got = await ask("GET", url);
  expect(got.headers["content-length"]).toBe(head.headers["content-length"]);
  expect(got.rawPayload.byteLength).toBe(Number(head.headers["content-length"]));
  expect(read()).toBeLessThanOrEqual(byteLength + 1);
});
