// The fetcher against real servers on loopback, allowed and not allowed.
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReferenceData } from "../../core/execute.js";
import type { FileStore } from "../../core/staging.js";
import { makeFileStore } from "../file/file-store.js";
import { type FetcherParts, makeFetcher } from "./fetcher.js";

let root = "";
let files: FileStore;
let server: Server;
let base = "";
let hits: string[] = [];
const sockets = new Set<ServerResponse>();

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  "/data": (_request, response) => response.end("hello"),
  "/echo": (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () =>
      response.end(JSON.stringify({ method: request.method, headers: request.headers, body: Buffer.concat(parts).toString() })),
    );
  },
  "/missing": (_request, response) => response.writeHead(404).end("<html>not found</html>"),
  "/to-data": (_request, response) => response.writeHead(302, { location: "/data" }).end(),
  "/to-echo-307": (_request, response) => response.writeHead(307, { location: "/echo" }).end(),
  "/to-echo-302": (_request, response) => response.writeHead(302, { location: "/echo" }).end(),
  "/to-file": (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/to-private": (_request, response) => response.writeHead(302, { location: "http://10.0.0.1/" }).end(),
  "/loop": (_request, response) => response.writeHead(302, { location: "/loop" }).end(),
  "/announced": (_request, response) => response.writeHead(200, { "content-length": "5000" }).end(Buffer.alloc(5000)),
  "/endless": (_request, response) => {
    const more = (): void => {
      if (!response.destroyed && response.write(Buffer.alloc(65_536))) setImmediate(more);
    };
    response.on("drain", more);
    more();
  },
  "/drip": (_request, response) => {
    sockets.add(response);
    response.write("x");
  },
  "/silent": (_request, response) => sockets.add(response),
  "/cut": (_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
  },
  "/busy": (_request, response) => response.writeHead(503, { "retry-after": "1" }).end(),
  "/gzip": (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
  "/headers": (_request, response) => {
    for (let index = 0; index < 2000; index += 1) response.setHeader(`x-${index}`, "y".repeat(60));
    response.end("x");
  },
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "terrarium-fetch-"));
  files = await makeFileStore({ root, inputBytes: 1e8 });
  server = createServer((request, response) => {
    hits.push(request.url ?? "");
    (routes[request.url ?? ""] ?? routes["/missing"])?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const response of sockets) response.destroy();
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true, force: true });
});

const loopback = ["127.0.0.0/8"];

async function fetchText(
  href: string,
  parts: Partial<FetcherParts> = {},
  over: Partial<ReferenceData> = {},
  maximum = 1000,
): Promise<string> {
  hits = [];
  const fetcher = makeFetcher({ files, allow: loopback, ...parts });
  const reference: ReferenceData = { kind: "reference", href, method: "GET", ...over };
  const stored = await fetcher.fetch(reference, "poly_in", maximum, new AbortController().signal);
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.open(stored.key)) chunks.push(chunk);
  await files.remove(stored.key);
  return Buffer.concat(chunks).toString();
}

/** Expects a refusal in the one form, with nothing left behind. */
async function refuses(reason: RegExp, href: string, parts: Partial<FetcherParts> = {}, over: Partial<ReferenceData> = {}): Promise<void> {
  const refusal = await fetchText(href, parts, over).then(
    (text) => new Error(`was fetched: ${text}`),
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ code: "unreachable-input", faults: [{ locator: "poly_in" }] });
  expect(String(refusal)).toMatch(/The reference of input poly_in was not fetched: /);
  expect(String(refusal)).toMatch(reason);
  expect((await readdir(join(root, "uploads"))).filter((name) => name !== kept)).toEqual([]);
}
let kept = "";

describe("the guard in the fetcher", () => {
  it("refuses loopback with a sentence that says what to do, and connects once it is allowed", async () => {
    await refuses(/loopback addresses are refused unless the administrator allows them \(fetch\.allow\)/, `${base}/data`, { allow: [] });
    expect(hits).toEqual([]);
    expect(await fetchText(`${base}/data`)).toBe("hello");
  });
  it("dials only the address that was checked, though the name means another one by then", async () => {
    let asked = 0;
    const rebinding = async () => [{ address: ++asked === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    const port = new URL(base).port;
    expect(await fetchText(`http://rebind.example:${port}/data`, { allow: ["127.0.0.1"], resolve: rebinding })).toBe("hello");
    expect(asked).toBe(1);
    await refuses(/loopback/, `http://rebind.example:${port}/data`, { allow: ["127.0.0.1"], resolve: rebinding });
    expect(hits).toEqual([]);
  });
  it("checks every hop of a redirect, by address and by scheme", async () => {
    expect(await fetchText(`${base}/to-data`)).toBe("hello");
    await refuses(/only http and https/, `${base}/to-file`);
    await refuses(/private addresses/, `${base}/to-private`);
  });
  it("does not follow a redirect from an allowed host to loopback", async () => {
    const port = new URL(base).port;
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    routes["/to-literal"] = (_request, response) => response.writeHead(302, { location: `${base}/data` }).end();
    await refuses(/loopback/, `http://allowed.example:${port}/to-literal`, { allow: ["allowed.example"], resolve });
    expect(hits).toEqual(["/to-literal"]);
  });
  it("gives up after five redirects", async () => {
    await refuses(/more than 5 times/, `${base}/loop`);
    expect(hits).toHaveLength(6);
  });
});

describe("the bounds of the fetcher", () => {
  it("refuses too much data: announced before a byte is read, or counted", async () => {
    await expect(fetchText(`${base}/announced`)).rejects.toMatchObject({ code: "too-large" });
    await expect(fetchText(`${base}/endless`, {}, {}, 1_000_000)).rejects.toMatchObject({
      code: "too-large",
      faults: [{ locator: "poly_in" }],
    });
    expect(await files.list()).toEqual([]);
  });
  it("never hands an error page or half a file to a process", async () => {
    await refuses(/answered with status 404/, `${base}/missing`);
    await refuses(/connection failed or was cut/, `${base}/cut`);
    await refuses(/compressed \(gzip\)/, `${base}/gzip`);
    await refuses(/connection failed/, `${base}/headers`);
  });
  it("asks a busy or broken source three times, and takes what comes at last", async () => {
    for (const broken of ["/cut", "/busy"]) {
      let asked = 0;
      const whole = routes[broken];
      routes[broken] = (request, response) => {
        asked += 1;
        if (asked < 3) whole?.(request, response);
        else response.end("at last");
      };
      expect(await fetchText(`${base}${broken}`)).toBe("at last");
      asked = -10;
      await expect(fetchText(`${base}${broken}`)).rejects.toMatchObject({ code: "unreachable-input" });
      expect(asked).toBe(-7);
      if (whole !== undefined) routes[broken] = whole;
    }
  });
  it("asks a source that refuses only once", async () => {
    hits = [];
    await expect(fetchText(`${base}/missing`)).rejects.toMatchObject({ code: "unreachable-input" });
    expect(hits).toEqual(["/missing"]);
  });
  it("gives up on data that drips, on silence, and at the deadline", async () => {
    await refuses(/too slowly/, `${base}/drip`, { times: { rateWindowMs: 50 } });
    await refuses(/did not answer in time/, `${base}/silent`, { times: { headersMs: 50 } });
    await refuses(/took too long/, `${base}/drip`, { times: { totalMs: 100 } });
  });
  it("ends when the job is dismissed", async () => {
    const abort = new AbortController();
    const fetcher = makeFetcher({ files, allow: loopback });
    const fetched = fetcher.fetch({ kind: "reference", href: `${base}/silent`, method: "GET" }, "poly_in", 10, abort.signal);
    abort.abort();
    await expect(fetched).rejects.toMatchObject({ code: "unreachable-input" });
  });
});

describe("headers and bodies", () => {
  it("sends allowed headers and asks for no compression", async () => {
    const headers = [
      { name: "Authorization", value: "Bearer x" },
      { name: "X-Api-Key", value: "k" },
    ];
    const seen = JSON.parse(await fetchText(`${base}/echo`, {}, { headers })).headers;
    expect(seen).toMatchObject({ authorization: "Bearer x", "x-api-key": "k", "accept-encoding": "identity" });
  });
  it("refuses headers that lie about the connection or smuggle lines", async () => {
    const bad: [string, string][] = [
      ["Host", "internal"],
      ["Connection", "close"],
      ["Transfer-Encoding", "chunked"],
      ["Content-Length", "0"],
      ["X-Forwarded-For", "10.0.0.1"],
      ["X-Test", "a\r\nHost: b"],
      ["X-Te st", "a"],
      ["X-Test\r\nHost", "b"],
    ];
    for (const [name, value] of bad) await refuses(/header/, `${base}/echo`, {}, { headers: [{ name, value }] });
    expect(hits).toEqual([]);
  });
  it("posts a stored body, and keeps method and body over a 307 but not over a 302", async () => {
    const sink = await files.uploads().create();
    await sink.write(Buffer.from("<Execute/>"));
    const file = await sink.close();
    kept = file.key;
    const post = { method: "POST", body: { kind: "stored", file } } as const;
    expect(JSON.parse(await fetchText(`${base}/echo`, {}, post))).toMatchObject({
      method: "POST",
      body: "<Execute/>",
      headers: { "content-type": "text/xml" },
    });
    expect(JSON.parse(await fetchText(`${base}/to-echo-307`, {}, post))).toMatchObject({ method: "POST", body: "<Execute/>" });
    expect(JSON.parse(await fetchText(`${base}/to-echo-302`, {}, post))).toMatchObject({ method: "GET", body: "" });
    await files.remove(file.key);
    kept = "";
  });
  it("fetches the body of a POST reference first, through the same guard", async () => {
    const byReference = (href: string) => ({ method: "POST", body: { kind: "reference", href } }) as const;
    expect(JSON.parse(await fetchText(`${base}/echo`, {}, byReference(`${base}/data`)))).toMatchObject({ body: "hello" });
    await refuses(/private/, `${base}/echo`, {}, byReference("http://192.168.0.1/"));
    expect(hits).toEqual([]);
  });
});

describe("addresses that need no connection", () => {
  it("are our own sample data and outputs; all else on our own address is refused", async () => {
    await writeFile(join(root, "point.gml"), "<gml/>");
    const own: FetcherParts["own"] = (url) => {
      if (url.origin !== base) return undefined;
      return url.pathname === "/static/data/point.gml" ? { path: join(root, "point.gml") } : "refused";
    };
    expect(await fetchText(`${base}/static/data/point.gml`, { allow: [], own })).toBe("<gml/>");
    await refuses(/of this server only sample data/, `${base}/data`, { allow: loopback, own });
    expect(hits).toEqual([]);
  });
  it("are those that the administrator mapped, and nothing outside the mapped folder", async () => {
    const folder = join(root, "mapped");
    await mkdir(folder);
    await writeFile(join(folder, "a b.gml"), "mapped");
    await writeFile(join(root, "secret"), "secret");
    await symlink(join(root, "secret"), join(folder, "link"));
    const map = [
      { from: "http://closed.example/data/", to: folder },
      { from: "https://one.example/x?y=1", to: join(folder, "a b.gml") },
    ];
    expect(await fetchText("http://closed.example/data/a%20b.gml", { allow: [], map })).toBe("mapped");
    expect(await fetchText("https://one.example/x?y=1", { allow: [], map })).toBe("mapped");
    for (const name of ["link", "..%2Fsecret", "%2e%2e/secret", "nothing", ""])
      await refuses(/no such file|no address/, `http://closed.example/data/${name}`, { allow: [], map, resolve: async () => [] });
  });
});

describe("a proxy", () => {
  it("is asked for public names, and never for private ones", async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("by proxy");
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect(await fetchText("http://data.example.org/x", { proxy: address, allow: [] })).toBe("by proxy");
    await refuses(/private networks/, "http://localhost/x", { proxy: address, allow: [] });
    await refuses(/loopback/, `${base}/data`, { proxy: address, allow: [] });
    expect(asked).toEqual(["http://data.example.org/x"]);
    proxy.closeAllConnections();
    proxy.close();
  });
});
