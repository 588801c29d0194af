// What is kept of fetched references, with a real server on loopback that counts what it is asked.
import { once } from "node:events";
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FileStore, OwnedReference } from "../../core/staging.js";
import { makeFileStore } from "../file/file-store.js";
import { makeFetcher } from "./fetcher.js";
import { type InputCacheParts, makeInputCache } from "./input-cache.js";

let root = "";
let files: FileStore;
let server: Server;
let base = "";
/** What the server has, and what it was asked: the path, and whether it sent the whole. */
let data: Record<string, { readonly body: string; readonly headers: Record<string, string> }> = {};
let asked: string[] = [];
let last: IncomingHttpHeaders = {};
let nowMs = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "terrarium-cache-"));
  files = await makeFileStore({ root: join(root, "files"), inputBytes: 1e8 });
  server = createServer((request, response) => {
    last = request.headers;
    const { pathname } = new URL(request.url ?? "", base);
    const found = data[pathname];
    const isSame = found?.headers["etag"] !== undefined && found.headers["etag"] === request.headers["if-none-match"];
    asked.push(`${pathname} ${isSame ? "same" : "whole"}`);
    if (pathname === "/to") return response.writeHead(302, { location: "/a" }).end();
    if (found === undefined) return response.writeHead(404).end();
    if (isSame) return response.writeHead(304).end();
    return response.writeHead(200, found.headers).end(found.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});
let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(root, "cache-"));
  data = { "/a": { body: "first", headers: { etag: '"1"' } } };
  asked = [];
});

async function open(options: Partial<InputCacheParts> = {}) {
  const cache = await makeInputCache({ dir, bytes: 1000, freshMs: 0, isShared: false, now: () => nowMs, ...options });
  const fetcher = makeFetcher({ files, allow: ["127.0.0.0/8"], cache });
  return async (path: string, reference: Partial<OwnedReference> = {}): Promise<string> => {
    const whole = { method: "GET" as const, headers: [], owner: "one", ...reference, kind: "reference" as const, href: `${base}${path}` };
    const stored = await fetcher.fetch(whole as OwnedReference, "layer", 1e6, new AbortController().signal);
    const content = await text(files.open(stored.key));
    await files.remove(stored.key);
    return content;
  };
}

describe("a reference that is kept", () => {
  it("is brought once, and asked about after that; a new content replaces the old", async () => {
    const get = await open();
    expect([await get("/a"), await get("/a")]).toEqual(["first", "first"]);
    data["/a"] = { body: "second", headers: { etag: '"2"' } };
    expect([await get("/a"), await get("/a")]).toEqual(["second", "second"]);
    expect(asked).toEqual(["/a whole", "/a same", "/a whole", "/a same"]);
  });
  it("is used unasked while it is fresh", async () => {
    const get = await open({ freshMs: 1000 });
    await get("/a");
    nowMs += 999;
    expect(await get("/a")).toBe("first");
    expect(asked).toEqual(["/a whole"]);
    nowMs += 2;
    await get("/a");
    expect(asked).toEqual(["/a whole", "/a same"]);
  });
  it("is there after a restart", async () => {
    await (await open())("/a");
    for (const folder of [dir, join(dir, "contents")]) await writeFile(join(folder, "half.part"), "what a crash left");
    expect(await (await open())("/a")).toBe("first");
    expect(asked).toEqual(["/a whole", "/a same"]);
    expect([...(await readdir(dir)), ...(await readdir(join(dir, "contents")))].filter((name) => name.endsWith(".part"))).toEqual([]);
  });
  it("is another owner's only if the administrator says so", async () => {
    const apart = await open({ freshMs: 1e6 });
    await apart("/a");
    await apart("/a", { owner: "two" });
    expect(asked).toEqual(["/a whole", "/a whole"]);
    const shared = await open({ freshMs: 1e6, isShared: true });
    await shared("/a");
    await shared("/a", { owner: "two" });
    expect(asked).toHaveLength(3);
  });
  it("is not given where its address may not be reached any more", async () => {
    await (await open({ freshMs: 1e6 }))("/a");
    const cache = await makeInputCache({ dir, bytes: 1000, freshMs: 1e6, isShared: false, now: () => nowMs });
    const closed = makeFetcher({ files, allow: [], cache });
    const reference = { kind: "reference", method: "GET", href: `${base}/a`, headers: [], owner: "one" } as unknown as OwnedReference;
    await expect(closed.fetch(reference, "layer", 1e6, new AbortController().signal)).rejects.toMatchObject({ code: "unreachable-input" });
  });
  it("that was changed on the disk is fetched again, whether the other server is asked or not", async () => {
    for (const freshMs of [0, 1e6]) {
      asked = [];
      await rm(dir, { recursive: true });
      const get = await open({ freshMs });
      await get("/a");
      const [name = ""] = await readdir(join(dir, "contents"));
      await writeFile(join(dir, "contents", name), "wrong");
      expect(await get("/a")).toBe("first");
      expect(asked.filter((one) => one === "/a whole")).toHaveLength(2);
    }
    expect(await readdir(join(root, "files", "uploads"))).toEqual([]);
  });
  it("that was cut on the disk is fetched again", async () => {
    const get = await open({ freshMs: 1e6 });
    await get("/a");
    const [name = ""] = await readdir(join(dir, "contents"));
    await truncate(join(dir, "contents", name), 2);
    expect(await get("/a")).toBe("first");
    expect(asked).toEqual(["/a whole", "/a whole"]);
  });
});

describe("nothing is kept", () => {
  it.for([
    ["that forbids it", { etag: '"1"', "cache-control": "no-store" }],
    ["that is for one reader", { etag: '"1"', "cache-control": "private, max-age=9" }],
    ["that cannot be asked about", {}],
    ["that varies by everything", { etag: '"1"', vary: "*" }],
  ] as const)("%s", async ([, headers]) => {
    data["/a"] = { body: "x", headers };
    const get = await open({ freshMs: 1e6 });
    await get("/a");
    await get("/a");
    expect(asked).toEqual(["/a whole", "/a whole"]);
  });
  it("of redirects, of requests with headers of the client, and of what failed", async () => {
    const get = await open({ freshMs: 1e6 });
    await get("/to");
    await get("/a", { headers: [{ name: "x-key", value: "secret" }] } as Partial<OwnedReference>);
    await expect(get("/none")).rejects.toMatchObject({ code: "unreachable-input" });
    expect(await readdir(join(dir, "contents"))).toEqual([]);
    expect(last["if-none-match"]).toBeUndefined();
  });
  it("beyond the bound: the longest unused goes first, and what alone is too large never comes", async () => {
    for (const name of ["a", "b", "c"]) data[`/${name}`] = { body: name.repeat(400), headers: { etag: `"${name}"` } };
    data["/large"] = { body: "x".repeat(1001), headers: { etag: '"l"' } };
    const get = await open({ freshMs: 1e9 });
    for (const path of ["/a", "/b", "/a", "/c", "/large"]) {
      nowMs += 1000;
      await get(path);
    }
    asked = [];
    for (const path of ["/a", "/c", "/b"]) await get(path);
    expect(asked).toEqual(["/b whole"]);
  });
  it("of more addresses than the bound, although their content is one: what was asked about longest ago goes first", async () => {
    const get = await open({ freshMs: 1e9, entries: 5 });
    for (let index = 0; index < 12; index += 1) {
      nowMs += 1000;
      await get(`/a?n=${index}`);
    }
    expect((await readdir(dir)).filter((name) => name.endsWith(".json"))).toSatisfy(({ length }) => length >= 3 && length <= 5);
    asked = [];
    for (const path of ["/a?n=11", "/a?n=10", "/a?n=0"]) await get(path);
    expect(asked).toEqual(["/a whole"]);
  });
});
