// The listener on real sockets, with impatience: clients that stay half-way, and many of them.
import { EventEmitter, on } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import { afterEach, describe, expect, it } from "vitest";
import type { Job } from "../core/job.js";
import type { HttpRequest } from "../core/message.js";
import type { Protocol } from "../core/operation.js";
import { makeFileStore } from "../staging/file/file-store.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { connectionsThatFit, type Patience } from "./connections.js";
import { guarded, makeLoadGuard } from "./load.js";
import { makeHttp } from "./server.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const mebibyte = 2 ** 20;
const impatient: Partial<Patience> = { headersMs: 200, stallMs: 300, keepAliveMs: 100, lookMs: 50 };

/** Reads the whole body, then lists no processes. */
const reader: Protocol<null> = {
  name: "reader",
  async decode(request: HttpRequest, sink) {
    const file = await sink.create();
    for await (const chunk of request.body) await file.write(chunk);
    await file.close();
    return { operation: { kind: "list-processes" }, form: null };
  },
  encode: () => ({ status: 200, headers: {}, body: "read" }),
  encodeError: () => ({ status: 500, headers: {}, body: "failed" }),
};

/** A stream that says what it is told to, for as long as somebody reads it. */
function makeFollowed(): { readonly protocol: Protocol<null>; tell(news: string): void } {
  const said = new EventEmitter();
  async function* body(): AsyncGenerator<string> {
    yield "begun";
    for await (const [news] of on(said, "news")) yield String(news);
  }
  const protocol: Protocol<null> = { ...reader, name: "followed", encode: () => ({ status: 200, headers: {}, body: body() }) };
  return { protocol, tell: (news) => said.emit("news", news) };
}

async function listen(patience: Partial<Patience>, connections?: number) {
  const root = await mkdtemp(join(tmpdir(), "terrarium-http-"));
  undo.push(() => rm(root, { recursive: true, force: true }));
  const files = await makeFileStore({ root, inputBytes: 1e9 });
  const store = makeMemoryStore({ now: Date.now });
  const followed = makeFollowed();
  const app = makeHttp({
    endpoints: [
      { path: "/reader", protocol: reader as Protocol<unknown> },
      { path: "/follow", protocol: followed.protocol as Protocol<unknown> },
    ],
    callers: {
      sessionCookie: "session",
      identify: async () => ({ owner: "anonymous", role: "use", isKnown: false }),
      isCrossSite: () => false,
    },
    statusDocument: async () => ({ status: 200, headers: {}, body: "" }),
    service: {
      async perform(operation) {
        const job = operation.kind === "status" ? await store.get(operation.jobId) : undefined;
        if (job !== undefined) return { kind: "job", job, process: {} as ProcessDescription };
        return { kind: "processes", processes: [], updateSequence: 1 };
      },
    },
    files,
    requestBytes: 1e9,
    samples: { names: [], path: () => undefined, mediaType: () => "" },
    log: { error: () => undefined },
    patience,
    ...(connections === undefined ? {} : { connections }),
  });
  await app.ready();
  await new Promise<void>((resolve) => app.server.listen(0, "127.0.0.1", resolve));
  undo.push(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  return { port, files, store, root, server: app.server, tell: followed.tell };
}

function dial(port: number): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  undo.push(() => socket.destroy());
  return socket;
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once("close", resolve));

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));

const said = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once("data", (bytes: Buffer) => resolve(bytes.toString())));

/** A job with one large result, as it is kept. */
async function withResult({ files, store, root }: Awaited<ReturnType<typeof listen>>, byteLength: number): Promise<string> {
  const id = "a".repeat(26);
  await writeFile(join(root, "result"), Buffer.alloc(byteLength, 7));
  const file = await files.adopt(id, 0, join(root, "result"), { byteLength, sha256: "0" });
  const job = {
    ...{ id, processId: "p", processVersion: "1", status: "successful", progress: 100, attempt: 1, owner: "anonymous" },
    ...{ createdMs: 1, updatedMs: 1, finishedMs: 1, results: [{ id: "big", kind: "complex", file, format: { mediaType: "a/b" } }] },
    execute: { processId: "p", inputs: [], outputs: [], mode: "async", response: "document", store: true, status: true, lineage: false },
  };
  await store.add(job as unknown as Job);
  return `/outputs/${id}/big`;
}

describe("connections", () => {
  it("that say nothing, or half a header, are closed, 300 of them at once; a whole request is answered meanwhile", async () => {
    const { port, server } = await listen(impatient);
    const silent = Array.from({ length: 150 }, () => dial(port));
    const half = Array.from({ length: 150 }, () => dial(port));
    for (const socket of half) socket.write("GET /reader HTTP/1.1\r\nHost: a\r\nX-");
    for (const socket of [...silent, ...half]) socket.resume();
    expect((await fetch(`http://127.0.0.1:${port}/reader`)).status).toBe(200);
    await Promise.all([...silent, ...half].map(closed));
    expect(await connectionsOf(server)).toBeLessThanOrEqual(1);
  });
  it("on which a body stops half-way are closed, and nothing of it stays; one that is slow but moves is read", async () => {
    const { port, files } = await listen({ ...impatient, headersMs: 60_000 });
    const stuck = dial(port);
    stuck.resume();
    stuck.write("POST /reader HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");
    await closed(stuck);
    await expect.poll(() => files.list()).toEqual([]);
    const slow = dial(port);
    const answer = said(slow);
    slow.write("POST /reader HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    for (const letter of "slowy") {
      // Slower than the listener would wait for the whole, and not for any one of them.
      await new Promise((resolve) => setTimeout(resolve, 100));
      slow.write(letter);
    }
    expect(await answer).toContain("200 OK");
  });
  it("on which an answer is not read are closed; one that is read slowly is sent whole, and the server holds little of it", async () => {
    const rig = await listen({ ...impatient, headersMs: 60_000 });
    const size = 200 * mebibyte;
    const path = await withResult(rig, size);
    const deaf = dial(rig.port).pause();
    deaf.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const slow = dial(rig.port);
    slow.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const before = process.memoryUsage().rss;
    let bytes = 0;
    let most = 0;
    for await (const chunk of slow as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      most = Math.max(most, process.memoryUsage().rss - before);
      if (bytes % 64 === 0) await new Promise(setImmediate);
    }
    expect(bytes).toBeGreaterThan(size);
    expect(most).toBeLessThan(size / 2);
    await expect.poll(() => connectionsOf(rig.server), { timeout: 20_000 }).toBe(0);
    deaf.resume();
    await closed(deaf);
    expect(deaf.bytesRead).toBeLessThan(size);
  });
  describe("at the most that there may be", () => {
    const request = "GET /reader HTTP/1.1\r\nHost: a\r\n\r\n";
    const connected = (socket: Socket) => new Promise((resolve) => socket.once("connect", resolve));
    /** The first bytes of the answer; "": it was closed instead. */
    function asked(port: number, text = request): Promise<string> {
      const socket = dial(port);
      socket.write(text);
      return Promise.race([said(socket), closed(socket).then(() => "")]);
    }
    /** As many as there may be, all of which send bytes and none a request. */
    async function crowd(port: number, server: Server): Promise<Socket[]> {
      const sockets: Socket[] = [];
      for (let n = 0; n < 20; n++) {
        const socket = dial(port).resume();
        sockets.push(socket);
        await connected(socket);
        socket.write("GET /reader HTTP/1.1\r\nX-");
      }
      await expect.poll(() => connectionsOf(server)).toBe(20);
      return sockets;
    }

    it("who holds them half-open keeps nobody out: for each newcomer the oldest of them is closed, though it goes on to send", async () => {
      const { port, server } = await listen({}, 20);
      const half = await crowd(port, server);
      for (const socket of half) socket.write("still: there\r\nX-");
      for (let n = 0; n < 5; n++) {
        expect(await asked(port)).toContain("200 OK");
        await closed(half[n] as Socket);
      }
      expect(half.slice(5).filter((socket) => socket.closed)).toEqual([]);
      expect(await connectionsOf(server)).toBe(20);
    });
    it("the same crowd does keep others out of a listener that only counts", async () => {
      const { port, server } = await listen({}, 1_000);
      server.maxConnections = 20;
      await crowd(port, server);
      expect(await asked(port)).toBe("");
    });
    it("those that are served go on, and a newcomer is closed only when all are", async () => {
      const rig = await listen({}, 3);
      const size = 50 * mebibyte;
      const path = await withResult(rig, size);
      // Reads nothing for as long as it pleases.
      const slow = dial(rig.port);
      slow.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      await new Promise((resolve) => slow.once("readable", resolve));
      const follower = dial(rig.port);
      const first = said(follower);
      follower.write("GET /follow HTTP/1.1\r\nHost: a\r\n\r\n");
      expect(await first).toContain("200 OK");
      const silent = dial(rig.port).resume();
      await connected(silent);
      expect(await asked(rig.port, request.replace("/reader", "/follow"))).toContain("200 OK");
      await closed(silent);
      expect(await asked(rig.port)).toBe("");
      const news = said(follower);
      rig.tell("news");
      expect(await news).toContain("news");
      let bytes = 0;
      for await (const chunk of slow as AsyncIterable<Buffer>) bytes += chunk.byteLength;
      expect(bytes).toBeGreaterThan(size);
    });
  });
  it.each([
    ["Max open files            1024                 1048576              files", 256],
    ["Max open files            unlimited            unlimited            files", 20_000],
    ["Max open files            200                  200                  files", 16],
    ["", 20_000],
  ])("leave open files for everything else: %s", (limits, expected) => {
    expect(connectionsThatFit(limits)).toBe(expected);
  });
});

describe("load", () => {
  it("of a heap near its limit keeps new requests away, and lets them in again", () => {
    let [share, nowMs] = [0.5, 0];
    const load = makeLoadGuard({ share: () => share, now: () => nowMs });
    load.admit();
    share = 0.95;
    load.admit();
    nowMs += 1_000;
    expect(() => load.admit()).toThrow(expect.objectContaining({ code: "busy", retryAfterS: 10 }));
    share = 0.5;
    nowMs += 1_000;
    load.admit();
  });
  it("of a disk that gets short while a file arrives ends that file", async () => {
    const root = await mkdtemp(join(tmpdir(), "terrarium-http-"));
    undo.push(() => rm(root, { recursive: true, force: true }));
    const files = await makeFileStore({ root, inputBytes: 1e9 });
    let isShort = false;
    const disk = { admit: async () => (isShort ? Promise.reject(new Error("short")) : undefined) };
    const file = await guarded(files.uploads(), disk).create();
    await file.write(Buffer.alloc(5 * mebibyte));
    isShort = true;
    await expect(file.write(Buffer.alloc(5 * mebibyte))).rejects.toThrow("short");
    expect(await files.list()).toEqual([]);
    await expect(guarded(files.uploads(), disk).create()).rejects.toThrow("short");
  });
});
