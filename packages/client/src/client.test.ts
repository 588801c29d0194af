// The client against documents as other servers write them. Against Terrarium itself: test/e2e/client.test.ts.
import { describe, expect, it } from "vitest";
import { makeClient } from "./client.js";
import type { ClientOptions } from "./contract.js";
import { ProblemError } from "./problem.js";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A client of a server that gives these answers, by method and path, one after the other and the last of them for ever. */
function clientOf(answers: Readonly<Record<string, readonly Answer[]>>, options: ClientOptions = {}) {
  const heard: Heard[] = [];
  const counts = new Map<string, number>();
  const fetch = async (input: URL | string | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input));
    const { method = "GET" } = init;
    heard.push({
      method,
      url: url.href,
      headers: new Headers(init.headers),
      body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
    });
    const name = `${method} ${url.pathname}${url.search}`;
    const known = answers[name] ?? answers[`${method} ${url.pathname}`];
    if (known === undefined) return new Response(JSON.stringify({ title: `no answer to ${name}` }), { status: 404 });
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const { status = 200, headers = {}, body } = known[Math.min(count, known.length - 1)] ?? {};
    const isBytes = body instanceof Uint8Array || typeof body === "string";
    const content = body === undefined ? null : isBytes ? (body as string) : JSON.stringify(body);
    return new Response(content, {
      status,
      headers: { ...(isBytes || body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    });
  };
  return { client: makeClient("http://server.test/ogc", { fetch: fetch as typeof globalThis.fetch, ...options }), heard };
}

const json = { "content-type": "application/json" };

describe("processes", () => {
  it("are listed over all pages, each page once", async () => {
    const link = (href: string) => [{ href, rel: "next", type: "application/json" }];
    const { client } = clientOf({
      "GET /ogc/processes?limit=1000": [
        { body: { processes: [{ id: "a", title: "A", version: "1" }], links: link("http://server.test/ogc/processes?page=2") } },
      ],
      "GET /ogc/processes?page=2": [{ body: { processes: [{ id: "b" }], links: link("http://server.test/ogc/processes?page=2") } }],
    });
    expect((await client.list()).map(({ id, title, version }) => ({ id, title, version }))).toEqual([
      { id: "a", title: "A", version: "1" },
      { id: "b", title: "b", version: "" },
    ]);
  });

  it("have inputs by identifier (the standard), as a list (drafts), and occurrences as numbers or words", async () => {
    const schema = { type: "string" };
    const { client } = clientOf({
      "GET /ogc/processes/now": [
        {
          body: {
            id: "now",
            inputs: { name: { title: "Name", schema, minOccurs: 0, maxOccurs: "unbounded" } },
            outputs: { out: { schema } },
          },
        },
      ],
      "GET /ogc/processes/then": [{ body: { process: { id: "then", inputs: [{ id: "name", schema, minOccurs: "1" }], outputs: [] } } }],
    });
    const now = await client.describe("now");
    expect(now.inputs).toEqual([{ id: "name", title: "Name", schema, minOccurs: 0, maxOccurs: Number.POSITIVE_INFINITY }]);
    expect(now.outputs.map(({ id }) => id)).toEqual(["out"]);
    expect((await client.describe("then")).inputs).toEqual([{ id: "name", schema, minOccurs: 1, maxOccurs: 1 }]);
  });
});

describe("the outputs of a synchronous execution", () => {
  const outputsOf = async (answer: Answer, outputs?: Readonly<Record<string, Record<string, never>>>) => {
    const { client } = clientOf({ "POST /ogc/processes/p/execution": [answer] });
    const execution = await client.execute("p", {}, outputs === undefined ? {} : { outputs });
    return execution.kind === "results" ? execution.outputs : execution;
  };
  it.each<[string, Answer, unknown]>([
    [
      "the document of the standard",
      { body: { a: 1, b: { value: { type: "Point" }, mediaType: "application/geo+json" } } },
      [
        { id: "a", kind: "value", value: 1 },
        { id: "b", kind: "value", value: { type: "Point" }, mediaType: "application/geo+json" },
      ],
    ],
    ["one that names itself (pygeoapi)", { body: { id: "echo", value: "Hello" } }, [{ id: "echo", kind: "value", value: "Hello" }]],
    [
      "a wrapped list (pygeoapi, older; Weaver)",
      {
        body: {
          outputs: [
            { id: "echo", value: "Hello" },
            { id: "log", href: "http://server.test/log" },
          ],
        },
      },
      [
        { id: "echo", kind: "value", value: "Hello" },
        { id: "log", kind: "link", href: "http://server.test/log" },
      ],
    ],
    ["a wrapped object", { body: { outputs: { echo: { data: [1, 2] } } } }, [{ id: "echo", kind: "value", value: [1, 2] }]],
    [
      "a value with the format beside it (ZOO)",
      { body: { Result: { value: "<a/>", format: { mediaType: "text/xml" } } } },
      [{ id: "Result", kind: "value", value: "<a/>", mediaType: "text/xml" }],
    ],
    [
      "bytes in base64",
      { body: { image: { value: "AAEC", encoding: "base64", mediaType: "image/png" } } },
      [{ id: "image", kind: "bytes", bytes: Uint8Array.of(0, 1, 2), mediaType: "image/png" }],
    ],
    [
      "no content but links",
      { status: 204, headers: { link: '<http://server.test/o/a>; rel="a"; type="text/xml", <http://server.test/self>; rel="self"' } },
      [{ id: "a", kind: "link", href: "http://server.test/o/a", mediaType: "text/xml" }],
    ],
  ])("%s", async (_name, answer, expected) => {
    expect(await outputsOf(answer)).toEqual(expected);
  });

  it("parts, each with its bytes, and links in place of some", async () => {
    const body = [
      "--b",
      "Content-Type: text/plain",
      "Content-ID: <a>",
      "",
      "one\r\n--not",
      "--b",
      "Content-Type: image/png",
      "Content-ID: <b>",
      "",
      "\u0000\u0001",
      "--b",
      "Content-Type: text/xml",
      "Content-ID: <c>",
      "Content-Location: http://server.test/c",
      "",
      "",
      "--b--",
      "",
    ].join("\r\n");
    expect(await outputsOf({ body, headers: { "content-type": 'multipart/related; boundary="b"' } })).toEqual([
      { id: "a", kind: "value", value: "one\r\n--not", mediaType: "text/plain" },
      { id: "b", kind: "bytes", bytes: Uint8Array.of(0, 1), mediaType: "image/png" },
      { id: "c", kind: "link", href: "http://server.test/c", mediaType: "text/xml" },
    ]);
  });

  it("one that was asked for is the answer itself, whatever members it has", async () => {
    const value = { id: "x", value: 1, outputs: {} };
    expect(await outputsOf({ body: value }, { feature: {} })).toEqual([{ id: "feature", kind: "value", value }]);
    expect(await outputsOf({ body: "text", headers: { "content-type": "text/plain; charset=utf-8" } }, { word: {} })).toEqual([
      { id: "word", kind: "value", value: "text", mediaType: "text/plain" },
    ]);
    expect(await outputsOf({ body: { type: "Feature" }, headers: { "content-type": "application/geo+json" } }, { f: {} })).toEqual([
      { id: "f", kind: "value", value: { type: "Feature" }, mediaType: "application/geo+json" },
    ]);
  });
});

it("one raw output has the name of the only output that its process has", async () => {
  const text = { body: "one", headers: { "content-type": "text/plain" } };
  const { client } = clientOf({
    "POST /ogc/processes/p/execution": [text],
    "GET /ogc/jobs/j/results": [text],
    "GET /ogc/jobs/j": [{ body: { jobID: "j", status: "successful", processID: "p" } }],
    "GET /ogc/processes/p": [{ body: { id: "p", outputs: { word: {} } } }, { body: { id: "p", outputs: { word: {}, other: {} } } }],
  });
  const output = { kind: "value", value: "one", mediaType: "text/plain" };
  expect(await client.execute("p", {}, { response: "raw" })).toEqual({ kind: "results", outputs: [{ id: "word", ...output }] });
  expect(await client.results("j")).toEqual([{ id: "", ...output }]);
});

describe("an asynchronous execution", () => {
  const status = (word: string, more: object = {}) => ({ body: { jobID: "j 1", status: word, type: "process", ...more } });

  it("is a job, whether it is told in the body (Terrarium, ZOO) or by its address alone (pygeoapi)", async () => {
    const headers = { location: "http://server.test/ogc/jobs/j%201" };
    const { client, heard } = clientOf({
      "POST /ogc/processes/told/execution": [{ status: 201, headers, ...status("accepted") }],
      "POST /ogc/processes/silent/execution": [{ status: 201, headers, body: "null" }],
      "GET /ogc/jobs/j%201": [status("running", { progress: 5, job_start_datetime: "2026-01-02T03:04:05.000000Z" })],
    });
    expect(await client.execute("told", { a: 1 }, { mode: "async", idempotencyKey: "k" })).toMatchObject({
      kind: "job",
      job: { id: "j 1", status: "accepted" },
    });
    expect(heard[0]).toMatchObject({ method: "POST", body: { inputs: { a: 1 }, response: "document" } });
    expect(heard[0]?.headers.get("prefer")).toBe("respond-async");
    expect(heard[0]?.headers.get("idempotency-key")).toBe("k");
    expect(await client.execute("silent", {}, { mode: "async", waitS: 3 })).toMatchObject({
      kind: "job",
      job: { id: "j 1", status: "running", progress: 5, startedMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
    });
    expect(heard[1]?.headers.get("prefer")).toBe("respond-async, wait=3");
  });

  it("runs to its results, telling each change once; words of drafts and of WPS are understood", async () => {
    const { client, heard } = clientOf({
      "POST /ogc/processes/p/execution": [{ status: 201, headers: { location: "/ogc/jobs/j%201" }, ...status("created") }],
      "GET /ogc/jobs/j%201": [status("started", { progress: 1 }), status("started", { progress: 1 }), status("succeeded")],
      "GET /ogc/jobs/j%201/results": [{ body: { out: 7 } }],
    });
    const told: string[] = [];
    const outputs = await client.run("p", {}, { mostMs: 1, onStatus: (job) => told.push(`${job.status} ${job.progress}`) });
    expect(outputs).toEqual([{ id: "out", kind: "value", value: 7 }]);
    expect(told).toEqual(["running 1", "successful undefined"]);
    expect(heard.filter(({ url }) => url.endsWith("/jobs/j%201"))).toHaveLength(3);
  });

  it("is waited for while its server is away, as it is when it starts anew; any other refusal ends the wait", async () => {
    const watched = async (...refusals: Answer[]) => {
      // A status of 0 cannot be answered: there is no answer.
      const { client } = clientOf({ "GET /ogc/jobs/j%201": [status("running"), ...refusals, status("successful")] });
      const told: string[] = [];
      for await (const job of client.watch("j 1", { mostMs: 1 })) told.push(job.status);
      return told;
    };
    expect(await watched({ status: 0 }, { status: 502 }, { status: 504 })).toEqual(["running", "successful"]);
    await expect(watched({ status: 0 }, { status: 410 })).rejects.toMatchObject({ status: 410 });
  });

  it("that fails is an error with its job; that answers at once is its results", async () => {
    const { client } = clientOf({
      "POST /ogc/processes/p/execution": [{ status: 201, headers: { location: "/ogc/jobs/j" }, body: { jobID: "j", status: "accepted" } }],
      "GET /ogc/jobs/j": [status("failed", { message: "No features." })],
      "POST /ogc/processes/quick/execution": [{ body: { out: 1 } }],
    });
    await expect(client.run("p", {})).rejects.toMatchObject({ name: "JobEndedError", message: "No features.", job: { status: "failed" } });
    expect(await client.run("quick", {})).toEqual([{ id: "out", kind: "value", value: 1 }]);
  });

  it("that nobody waits for any more is dismissed", async () => {
    const { client, heard } = clientOf({
      "POST /ogc/processes/p/execution": [{ status: 201, headers: { location: "/ogc/jobs/j" }, body: { jobID: "j", status: "accepted" } }],
      "GET /ogc/jobs/j": [{ body: { jobID: "j", status: "running" }, headers: { "retry-after": "60" } }],
      "DELETE /ogc/jobs/j": [{ body: { jobID: "j", status: "dismissed" } }],
    });
    const patience = new AbortController();
    await expect(
      client.run("p", {}, { signal: patience.signal, onStatus: () => setImmediate(() => patience.abort(new Error("enough"))) }),
    ).rejects.toThrow("enough");
    expect(heard.at(-1)).toMatchObject({ method: "DELETE", url: "http://server.test/ogc/jobs/j" });
  });
});

describe("a refusal", () => {
  it.each<[string, Answer, object]>([
    [
      "a problem document",
      {
        status: 404,
        body: {
          type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job",
          title: "t",
          detail: "There is no such job.",
        },
      },
      { word: "no-such-job", message: "There is no such job.", status: 404 },
    ],
    [
      "code and description (pygeoapi)",
      { status: 400, body: { code: "InvalidParameterValue", type: "InvalidParameterValue", description: "bad" } },
      { message: "bad", word: "InvalidParameterValue" },
    ],
    ["plain text", { status: 500, body: "It broke.", headers: { "content-type": "text/plain" } }, { message: "It broke." }],
    [
      "a page",
      { status: 502, body: "<html>Bad Gateway</html>", headers: { "content-type": "text/html" } },
      { message: "The server answered with status 502." },
    ],
  ])("is an error with the server's own sentence: %s", async (_name, answer, expected) => {
    const { client } = clientOf({ "GET /ogc/jobs/x": [answer] });
    const error = await client.status("x").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject(expected);
  });

  it("for want of room is tried again when the server says, and so often as it may", async () => {
    const busy = { status: 503, headers: { "retry-after": "0", ...json }, body: { detail: "busy" } };
    const { client, heard } = clientOf({ "GET /ogc/jobs/x": [busy, busy, { body: { jobID: "x", status: "running" } }] });
    expect(await client.status("x")).toMatchObject({ status: "running" });
    expect(heard).toHaveLength(3);
    const once = clientOf({ "GET /ogc/jobs/x": [busy] }, { retries: 1 });
    await expect(once.client.status("x")).rejects.toMatchObject({ status: 503, retryAfterMs: 0 });
    expect(once.heard).toHaveLength(2);
  });

  it("of a connection is told without an answer", async () => {
    const client = makeClient("http://server.test", { fetch: () => Promise.reject(new TypeError("fetch failed")) });
    await expect(client.status("x")).rejects.toMatchObject({ status: 0, message: "There is no answer from http://server.test." });
  });
});

it("headers of the caller go to the server and to nobody whom it names", async () => {
  const { client, heard } = clientOf({}, { headers: { authorization: "Bearer x" } });
  await client.open("http://elsewhere.test/file").catch(() => undefined);
  await client.open("http://server.test/file").catch(() => undefined);
  expect(heard.map(({ headers }) => headers.get("authorization"))).toEqual([null, "Bearer x"]);
});
