// OGC API - Processes over HTTP against a running server: every resource, and every row of the table of results.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

let server: Server;
let foreign: ReturnType<typeof createServer>;
let forbidden: ReturnType<typeof createServer>;
interface Told {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}
const told: Told[] = [];
let reached = 0;

const feature = { type: "Feature", geometry: null, properties: { n: 12345678901234567890n.toString() } };
const everything = {
  text: "hello",
  count: 2,
  numbers: [3, 4],
  features: { value: feature, mediaType: "application/geo+json" },
  image: { value: Buffer.from([0, 255, 1, 254]).toString("base64"), encoding: "base64", mediaType: "image/tiff; application=geotiff" },
  box: { bbox: [1, 2, 3, 4], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => Record<string, unknown> & { readonly links: readonly { readonly rel: string; readonly href: string }[] };
}

async function ask(path: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(path.startsWith("http") ? path : `${server.url}${path}`, options);
  const said = await response.text();
  return { status: response.status, headers: response.headers, text: said, json: () => JSON.parse(said) as ReturnType<Answer["json"]> };
}

function execute(body: unknown, headers: Record<string, string> = {}, process = "echo"): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(`/processes/${process}/execution`, {
    method: "POST",
    body: text,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Starts a job and gives its address. */
async function start(body: unknown, headers: Record<string, string> = {}, process = "echo"): Promise<string> {
  const answer = await execute(body, { prefer: "respond-async", ...headers }, process);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.headers.get("location") ?? "";
}

async function until(job: string, isThere: (status: string, info: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const info = (await ask(job)).json();
    if (isThere(String(info["status"]), info)) return info;
    // The status is what a client can poll; there is nothing else to wait for.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the job did not come there");
}

const ended = (status: string): boolean => !["accepted", "running"].includes(status);
const pointers = (answer: Answer): unknown[] => (answer.json()["errors"] as { pointer?: string }[]).map(({ pointer }) => pointer);

beforeAll(async () => {
  forbidden = createServer((_request, response) => {
    reached += 1;
    response.end();
  });
  await new Promise<void>((resolve) => forbidden.listen(0, "127.0.0.1", resolve));
  foreign = createServer(async (request, response) => {
    if (request.method === "POST") told.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
    const name = new URL(request.url ?? "/", "http://x").pathname;
    response
      .setHeader("content-type", name === "/text" ? "text/plain" : "application/octet-stream")
      .end(name === "/box" ? "1,2,3,4" : "from afar");
  });
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  const folders = ["test/fixtures/processes", "processes/conformance", "processes"].map((name) => join(root, name));
  const { port } = foreign.address() as AddressInfo;
  server = await startServer({
    config: `[processes]\npaths = ${JSON.stringify(folders)}\n[limits]\nrunning = 2\n[fetch]\nallow = ["127.0.0.1:${port}"]\n`,
  });
}, 60_000);

afterAll(async () => {
  foreign.close();
  forbidden.close();
  await server.stop();
});

describe("what is offered", () => {
  it("every link of the landing page, the lists and the descriptions leads to something", async () => {
    const seen = new Set<string>();
    const visit = async (url: string, depth: number): Promise<void> => {
      if (seen.has(url) || depth > 3 || /\/execution$/.test(url)) return;
      seen.add(url);
      const answer = await ask(url, { headers: { accept: "application/json" } });
      expect([url, answer.status]).toEqual([url, 200]);
      if (answer.headers.get("content-type") !== "application/json") return;
      for (const { href } of answer.json().links ?? []) if (href.startsWith(server.url)) await visit(href, depth + 1);
    };
    await visit(`${server.url}/`, 0);
    expect(seen.size).toBeGreaterThan(5);
  });

  it("the first page is HTML for browsers and JSON for all others", async () => {
    expect((await ask("/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } })).text).toContain("<!doctype html>");
    expect((await ask("/?f=html")).text).toContain("<!doctype html>");
    expect((await ask("/", { headers: { accept: "*/*" } })).headers.get("content-type")).toBe("application/json");
  });

  it("the list of processes comes in pages that hold each process once", async () => {
    const ids: string[] = [];
    let next: string | undefined = "/processes?limit=3";
    while (next !== undefined) {
      const page = (await ask(next)).json();
      ids.push(...(page["processes"] as { id: string }[]).map(({ id }) => id));
      next = page.links.find(({ rel }) => rel === "next")?.href;
    }
    expect(new Set(ids).size).toBe(ids.length);
    const all = (await ask("/processes?limit=1000")).json()["processes"] as { id: string }[];
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(ids).toContain("echo");
  });

  it.each([
    ["GET", "/processes?limit=0", 400],
    ["GET", "/processes?limit=1&limit=2", 400],
    ["GET", "/processes?colour=red", 400],
    ["GET", "/processes?limit=%zz", 400],
    ["GET", "/processes?f=xml", 400],
    ["GET", "/processes?profile=x", 400],
    ["GET", "/processes/none", 404],
    ["GET", "/processes/none/execution/deeper", 404],
    ["GET", "/jobs/none", 404],
    ["GET", "/jobs/none/results", 404],
    ["GET", "/jobs/none/results/text", 404],
    ["GET", "/jobs?status=dancing", 400],
    ["GET", "/jobs?datetime=yesterday", 400],
    ["GET", "/jobs?datetime=2026-02-01/2026-01-01", 400],
    ["GET", "/jobs?minDuration=-1", 400],
    ["DELETE", "/jobs/none", 404],
    ["DELETE", "/processes", 405],
    ["PATCH", "/jobs/none", 405],
    ["POST", "/jobs/none/pause", 404],
  ])("%s %s is refused with %d and a problem document", async (method, path, status) => {
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/json"]);
    expect(answer.json()).toMatchObject({ type: expect.any(String), title: expect.any(String), status, detail: expect.any(String) });
    if (status === 405) expect(answer.headers.get("allow")).toMatch(/^[A-Z, ]+$/);
  });

  it("what cannot be had in JSON is not acceptable", async () => {
    expect((await ask("/processes", { headers: { accept: "image/png" } })).status).toBe(406);
    expect((await ask("/processes", { headers: { accept: "image/png, */*;q=0.1" } })).status).toBe(200);
  });

  it("HEAD is answered as GET, without a body", async () => {
    const answer = await ask("/processes/echo", { method: "HEAD" });
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

describe("the table of results", () => {
  const document = {
    text: "hello",
    count: 9,
    features: { mediaType: "application/geo+json", value: feature },
    image: { mediaType: "image/tiff; application=geotiff", encoding: "base64", value: everything.image.value },
    box: everything.box,
  };

  it("sync, one output by value, raw: its bytes in its media type", async () => {
    const literal = await execute({ inputs: everything, outputs: { text: {} } });
    expect([literal.status, literal.text]).toEqual([200, "hello"]);
    const complex = await execute({ inputs: everything, outputs: { features: { transmissionMode: "value" } } });
    expect([complex.headers.get("content-type"), complex.json()]).toEqual(["application/geo+json", feature]);
    const image = await fetch(`${server.url}/processes/echo/execution`, {
      method: "POST",
      body: JSON.stringify({ inputs: everything, outputs: { image: {} } }),
      headers: { "content-type": "application/json" },
    });
    expect([...new Uint8Array(await image.arrayBuffer())]).toEqual([0, 255, 1, 254]);
    const box = await execute({ inputs: everything, outputs: { box: {} } });
    expect(box.json()).toEqual(everything.box);
  });

  it("sync, several outputs, raw: multipart with a part for each; those by reference have no body", async () => {
    const answer = await execute({ inputs: everything, outputs: { text: {}, features: {}, image: { transmissionMode: "reference" } } });
    const boundary = /^multipart\/related; boundary=(\w+); type="text\/plain"$/.exec(answer.headers.get("content-type") ?? "")?.[1];
    const parts = answer.text.split(`--${boundary}`).slice(1, -1);
    expect(parts.map((part) => /Content-ID: <(\w+)>/.exec(part)?.[1])).toEqual(["text", "features", "image"]);
    expect(parts[0]).toMatch(/\r\n\r\nhello\r\n$/);
    const location = /Content-Location: (\S+)/.exec(parts[2] ?? "")?.[1] ?? "";
    expect(parts[2]?.endsWith("\r\n\r\n\r\n")).toBe(true);
    expect((await ask(location)).headers.get("content-length")).toBe("4");
  });

  it("sync, by reference alone, raw: no content and a link for each", async () => {
    const answer = await execute({
      inputs: everything,
      outputs: { text: { transmissionMode: "reference" }, image: { transmissionMode: "reference" } },
    });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const links = (answer.headers.get("link") ?? "").split(", ").map((link) => /^<(.*?)>; rel="(\w+)"/.exec(link));
    expect(links.map((link) => link?.[2])).toEqual(["text", "image"]);
    expect((await ask(links[0]?.[1] ?? "")).text.trimEnd()).toBe("hello");
  });

  it("sync, document: all outputs inline, and links where they were asked for", async () => {
    const answer = await execute({ inputs: everything, response: "document" });
    expect([answer.status, answer.headers.get("content-type"), answer.json()]).toEqual([200, "application/json", document]);
    expect(answer.headers.get("link")).toContain('rel="profile"');
    const mixed = (
      await execute({ inputs: everything, response: "document", outputs: { text: {}, features: { transmissionMode: "reference" } } })
    ).json();
    expect(mixed).toEqual({ text: "hello", features: { href: expect.stringContaining("/outputs/"), type: "application/geo+json" } });
  });

  it("several outputs come as one document too if JSON is asked for in words", async () => {
    expect((await execute({ inputs: everything }, { accept: "application/json" })).json()).toEqual(document);
  });

  it("async: created, and later the results in the form that was asked for", async () => {
    const answer = await execute({ inputs: everything, response: "document" }, { prefer: "respond-async" });
    expect([answer.status, answer.headers.get("preference-applied")]).toEqual([201, "respond-async"]);
    expect(answer.json()).toMatchObject({ status: "accepted", type: "process", processID: "echo", jobID: expect.any(String), progress: 0 });
    const location = answer.headers.get("location") ?? "";
    const info = await until(location, ended);
    expect(info).toMatchObject({
      status: "successful",
      progress: 100,
      id: info["jobID"],
      usage: { bytesOut: expect.any(Number) },
      isolation: { engine: "bwrap" },
    });
    expect((await ask(`${location}/results`)).json()).toEqual(document);
    expect((await ask(`${location}/results?outputs=count,text`)).json()).toEqual({ count: 9, text: "hello" });
    expect((await ask(`${location}/results/text`)).text).toBe("hello");
    expect((await ask(`${location}/results/text`, { headers: { accept: "application/json" } })).text).toBe('"hello"');
    expect((await ask(`${location}/results/none`)).status).toBe(400);
    const minimal = await ask(`${location}/results`, { headers: { prefer: "return=minimal" } });
    expect([minimal.headers.get("preference-applied"), minimal.json()["image"]]).toEqual([
      "return=minimal",
      expect.objectContaining({ href: expect.any(String) }),
    ]);
  });

  it("an output that was not asked for is not available", async () => {
    const job = await start({ inputs: { text: "a" }, outputs: { text: {} } });
    await until(job, ended);
    expect((await ask(`${job}/results`)).text).toBe("a");
    const answer = await ask(`${job}/results/count`);
    expect([answer.status, answer.json()["type"]]).toEqual([404, expect.stringContaining("result-not-available")]);
  });

  it("respond-async with wait: the results if the job ends in that time, else the job", async () => {
    const quick = await execute({ inputs: { text: "a" }, outputs: { text: {} } }, { prefer: "respond-async, wait=30" });
    expect([quick.status, quick.text, quick.headers.get("preference-applied")]).toEqual([200, "a", "wait=30"]);
    const slow = await execute({ inputs: { text: "a", pause: 60 } }, { prefer: "respond-async; wait=1" });
    expect(slow.status).toBe(201);
    await ask(slow.headers.get("location") ?? "", { method: "DELETE" });
  });
});

describe("inputs", () => {
  const echoed = async (inputs: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const answer = await execute({ inputs: { text: "t", ...inputs }, response: "document" });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json();
  };

  it("a value may be qualified, and its members may stand in any order", async () => {
    const answer = await execute(
      `{"response":"document","inputs":{"image":{"encoding":"base64","value":"AP8B/g==","mediaType":"image/tiff; application=geotiff"},"text":{"value":"q"}}}`,
    );
    expect(answer.json()).toMatchObject({ text: "q", image: { value: "AP8B/g==" } });
  });

  it("JSON of a process is passed on as it was written, numbers included", async () => {
    const source = '{"type":"Feature", "big":123456789012345678901234567890,  "price": 1.10, "__proto__": {"a": 1}}';
    const answer = await execute(`{"inputs":{"text":"t","features":{"value":${source}}},"outputs":{"features":{}}}`);
    expect(answer.text).toBe(source);
  });

  it("text for a complex input, a list for one that occurs often, an empty list, null characters in strings", async () => {
    expect(await echoed({ features: { value: "<gml/>", mediaType: "application/gml+xml" } })).toMatchObject({
      features: { mediaType: "application/gml+xml", value: "<gml/>" },
    });
    expect((await echoed({ numbers: [] }))["count"]).toBe(1);
    expect((await echoed({ numbers: [5, { value: 6 }] }))["count"]).toBe(12);
    expect((await echoed({ text: "žluť \ud83c\udf32 \u2028" }))["text"]).toBe("žluť \ud83c\udf32 \u2028");
  });

  it("a link is fetched, of a literal and of a box too; what is behind the guard is not", async () => {
    const base = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    expect(
      await echoed({ text: { href: `${base}/text` }, features: { href: `${base}/x`, type: "text/plain" }, box: { href: `${base}/box` } }),
    ).toMatchObject({
      text: "from afar",
      features: { mediaType: "text/plain", value: "from afar" },
      box: { bbox: [1, 2, 3, 4] },
    });
    const refused = await execute({ inputs: { text: { href: "http://127.0.0.1:1/" } } });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("loopback") as string]);
  });

  it("the output of another job of this server is an input, without a connection", async () => {
    const job = await start({ inputs: everything });
    await until(job, ended);
    const links = { text: { href: `${job}/results/text` }, image: { href: `${job}/results/image` }, box: { href: `${job}/results/box` } };
    const answer = await execute({ inputs: links, response: "document" });
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining({ text: "hello", box: everything.box })]);
    expect(answer.json()["image"]).toMatchObject({ value: everything.image.value });
  });

  it("long inline data keeps the memory of the server flat", async () => {
    const megabytes = 60;
    const block = Buffer.alloc(3 * 2 ** 18, 7).toString("base64");
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"inputs":{"text":"t","image":{"value":"');
      for (let sent = 0; sent < megabytes; sent += 1) yield Buffer.from(block);
      yield Buffer.from('","encoding":"base64"}},"outputs":{"image":{"transmissionMode":"reference"}}}');
    }
    const options = {
      method: "POST",
      body: body() as unknown as ReadableStream,
      duplex: "half",
      headers: { "content-type": "application/json" },
    };
    const answer = await ask("/processes/echo/execution", options as RequestInit);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const href = /<(.*?)>/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
    expect((await ask(href, { method: "HEAD" })).headers.get("content-length")).toBe(String(megabytes * 3 * 2 ** 18));
  }, 120_000);

  it("all faults are told together, each with the place it is at", async () => {
    const values = await execute({
      inputs: { count: "many", numbers: [1, "x"], none: 1, box: { bbox: [1, 2, 3, 4], crs: "EPSG:1" } },
      outputs: { nothing: {} },
    });
    expect([values.status, pointers(values)]).toEqual([
      400,
      ["/inputs/text", "/inputs/count", "/inputs/numbers", "/inputs/box", "/inputs/none", "/outputs/nothing"],
    ]);
    const notation = await execute({
      inputs: { a: { b: 1 }, "c/d": [null], box: { bbox: [1] } },
      outputs: 3,
      response: "loud",
      subscriber: { successUri: "ftp://x" },
    });
    expect(pointers(notation)).toEqual([
      "/response",
      "/inputs/a",
      "/inputs/c~1d/0",
      "/inputs/box/bbox",
      "/outputs",
      "/subscriber/successUri",
    ]);
  });

  it.each([
    ["", "too early"],
    ["{", "too early"],
    ["[]", "object"],
    ["nul", "no value"],
    ['{"inputs":{"text":"a","text":"b"}}', "twice"],
    ['{"inputs":{"count":12345678901234567890}}', "exactly"],
    ['{"inputs":{"count":1e999}}', "exactly"],
    ['{"inputs":{"text":"\\ud800"}}', "half a character"],
    [`${"[".repeat(1000)}${"]".repeat(1000)}`, "deep"],
    [`{"inputs":{"features":{"value":${"[".repeat(1000)}${"]".repeat(1000)}}}}`, "deep"],
    ['{"inputs":{"text":"a"}} x', "the end"],
  ])("the body %.60s is refused", async (body, word) => {
    const answer = await execute(body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(word) as string]);
  });

  it("a body of another type is refused", async () => {
    expect((await execute("<a/>", { "content-type": "text/xml" })).status).toBe(415);
    expect(
      (await execute({ inputs: { text: "a" }, outputs: { text: {} } }, { "content-type": "application/json; charset=utf-8" })).text,
    ).toBe("a");
  });

  it("inputs may stand in the query", async () => {
    const base = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    const query = new URLSearchParams({
      text: "q",
      count: "3",
      numbers: "[1,2]",
      box: "1,2,3,4",
      features: JSON.stringify(feature),
      response: "document",
    });
    expect((await ask(`/processes/echo/execution?${query}&box[crs]=EPSG:4326`)).json()).toMatchObject({
      ...{ text: "q", count: 6, box: { bbox: [1, 2, 3, 4], crs: "EPSG:4326" } },
      features: { mediaType: "application/geo+json", value: feature },
    });
    expect((await ask(`/processes/echo/execution?text[href]=${base}/text&text[type]=text/plain&count[include]=true`)).status).toBe(200);
    expect((await ask("/processes/echo/execution?text=a&count[include]=true")).text).toBe("1");
    const job = await ask("/processes/echo/execution?text=a&response[prefer]=respond-async");
    expect(job.status).toBe(201);
  });
});

describe("callbacks", () => {
  const at = (server: typeof foreign, path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  it("a subscriber is told of progress and of the results, signed with the key that the landing page shows", async () => {
    const subscriber = { successUri: at(foreign, "/done?a=b"), inProgressUri: at(foreign, "/on"), failedUri: at(foreign, "/no") };
    const job = await start({ inputs: { text: "told" }, outputs: { text: {}, count: {} }, subscriber });
    await until(job, ended);
    await expect.poll(() => told.map(({ path }) => path)).toContain("/done?a=b");
    expect(told.find(({ path }) => path === "/on")?.body).toContain('"status":"running"');
    const { headers, body } = told.at(-1) as Told;
    expect(JSON.parse(body)).toEqual({ text: "told", count: 1 });
    const landing = (await ask("/", { headers: { accept: "application/json" } })).json() as unknown as {
      callbackKey: Record<string, string>;
    };
    const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
    const covered = String(headers["signature-input"]).replace("terrarium=", "");
    const base = `"@method": POST\n"@target-uri": ${subscriber.successUri}\n"content-type": application/json\n"content-digest": ${digest}\n"@signature-params": ${covered}`;
    const signature = Buffer.from(/:(.*):/.exec(String(headers["signature"]))?.[1] ?? "", "base64");
    expect(verify(null, Buffer.from(base), createPublicKey({ key: landing.callbackKey, format: "jwk" }), signature)).toBe(true);
  });

  it("of a job that fails the failure is told", async () => {
    const job = await start({
      inputs: { text: "x", features: { href: "http://127.0.0.1:1/" } },
      subscriber: { failedUri: at(foreign, "/failed") },
    });
    await until(job, ended);
    await expect.poll(() => told.map(({ path }) => path)).toContain("/failed");
    expect(told.find(({ path }) => path === "/failed")?.body).toContain('"status":"failed"');
  });

  it("addresses that the guard refuses are never reached; one that it lets pass is", async () => {
    const job = await start({ inputs: { text: "x" }, subscriber: { successUri: at(forbidden, "/") } });
    await until(job, ended);
    const other = await start({ inputs: { text: "x" }, subscriber: { successUri: at(foreign, "/control") } });
    await until(other, ended);
    await expect.poll(() => told.map(({ path }) => path)).toContain("/control");
    expect(reached).toBe(0);
  });
});

describe("jobs", () => {
  it("a job is held, goes on, and can be dismissed; a second dismissal finds it gone", async () => {
    const job = await start({ inputs: { text: "a", pause: 30 } });
    await until(job, (status, info) => status === "running" && Number(info["progress"]) > 0);
    const held = await ask(`${job}/pause`, { method: "POST" });
    expect([held.status, held.json()]).toEqual([200, expect.objectContaining({ status: "running", paused: expect.any(String) })]);
    const resume = held.json().links.find(({ rel }) => rel === "urn:terrarium:rel:resume")?.href ?? "";
    expect((await ask(resume, { method: "POST" })).status).toBe(200);
    expect((await ask(`${job}/results`)).json()["type"]).toMatch(/result-not-ready$/);
    const dismissed = await ask(job, { method: "DELETE" });
    expect([dismissed.status, dismissed.json()["status"]]).toEqual([200, "dismissed"]);
    expect((await ask(job)).json()["status"]).toBe("dismissed");
    expect((await ask(`${job}/results`)).status).toBe(404);
    for (let times = 0; times < 3; times += 1) expect((await ask(job, { method: "DELETE" })).status).toBe(410);
    expect((await ask(`${job}/pause`, { method: "POST" })).status).toBe(404);
  });

  it("a finished job is removed with its results, and that once", async () => {
    const job = await start({ inputs: { text: "a" } });
    await until(job, ended);
    expect((await ask(job, { method: "DELETE" })).status).toBe(200);
    expect((await ask(`${job}/results`)).status).toBe(404);
    expect((await ask(job, { method: "DELETE" })).status).toBe(410);
  });

  it("the list is filtered by state, process, time and duration, and comes in pages", async () => {
    const first = await start({ inputs: { text: "a" } });
    await until(first, ended);
    const second = await start({ inputs: { name: "b" } }, {}, "say_hello");
    await until(second, ended);
    const ids = async (query: string): Promise<string[]> =>
      ((await ask(`/jobs?limit=1000&${query}`)).json()["jobs"] as { jobID: string }[]).map(({ jobID }) => jobID);
    const [one = "", two = ""] = [first, second].map((job) => job.split("/").at(-1));
    expect((await ids("")).slice(0, 2)).toEqual([two, one]);
    expect(await ids("processID=say_hello")).toContain(two);
    expect(await ids("processID=say_hello")).not.toContain(one);
    expect(await ids("processID=say_hello,echo&status=successful,failed")).toEqual(expect.arrayContaining([one, two]));
    expect(await ids("status=failed")).not.toContain(one);
    expect(await ids("type=other")).toEqual([]);
    const { created } = (await ask(first)).json() as { created?: string };
    expect(await ids(`datetime=../${created}`)).not.toContain(two);
    expect(await ids(`datetime=${created}/..`)).toEqual(expect.arrayContaining([one, two]));
    expect(await ids("minDuration=3600")).toEqual([]);
    expect(await ids("maxDuration=3600")).toContain(one);
    const page = (await ask("/jobs?limit=1&status=successful")).json();
    const next = page.links.find(({ rel }) => rel === "next")?.href ?? "";
    expect(next).toContain("status=successful");
    expect((await ask(next)).json().links.some(({ rel }) => rel === "prev")).toBe(true);
  });

  it("a job made through WPS is seen here, and the other way round", async () => {
    const job = await start({ inputs: { text: "a" } });
    const id = job.split("/").at(-1);
    expect((await ask(`/wps?service=WPS&version=2.0.0&request=GetStatus&jobid=${id}`)).text).toContain(`<wps:JobID>${id}</wps:JobID>`);
    const { text } = await ask(
      "/wps?service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=Ada&storeExecuteResponse=true&status=true",
    );
    const stored = /outputs\/([a-z2-7]{26})\.xml/.exec(text)?.[1] ?? "";
    await until(`/jobs/${stored}`, ended);
    expect((await ask(`/jobs/${stored}/results`)).json()).toEqual({ response: "Hello Ada" });
  });

  it("what a process printed can be read when it has ended", async () => {
    const job = await start({ inputs: { name: "b" } }, {}, "say_hello");
    await until(job, ended);
    const log = await ask(`${job}/log`);
    expect([log.status, log.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  });
});
