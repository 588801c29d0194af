// Watching a job and following its log by server-sent events, from a server that tells them over real connections and sometimes breaks off.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeClient } from "./client.js";
import { makeMessageReader } from "./events.js";
import type { JobEvent, LogPart } from "./types.js";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

interface Told {
  /** Of the status, one after the other and the last for ever. */
  readonly states: readonly object[];
  /** Each is the body of one connection; a number is a status of refusal. */
  readonly streams: readonly (string | number)[];
  readonly log?: string;
}

/** A client of a server with one job, j, and what the server heard. */
async function serve({ states, streams, log = "" }: Told) {
  const heard: { readonly url: string; readonly last: string | undefined; readonly authorization: string | undefined }[] = [];
  const counts = { states: 0, streams: 0 };
  const answer = ({ url = "", headers }: IncomingMessage, response: ServerResponse): void => {
    heard.push({ url, last: headers["last-event-id"]?.toString(), authorization: headers.authorization });
    if (url === "/jobs/j/log") return void response.end(log);
    if (url === "/jobs/j/events") {
      const stream = streams[counts.streams++];
      if (typeof stream !== "string") return void response.writeHead(stream ?? 204).end();
      response.writeHead(200, { "content-type": "text/event-stream" });
      return void response.end(stream);
    }
    const links = [{ href: "/jobs/j/events", rel: "urn:terrarium:rel:events", type: "text/event-stream" }];
    const state = states[Math.min(counts.states++, states.length - 1)];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ jobID: "j", links, ...state }));
  };
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { client: makeClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { token: "t" }), heard };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const event = (name: string, data: object, id: string) => `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const state = (status: string, progress: number, id: string) => event("state", { time: "2026-01-02T03:04:05Z", status, progress }, id);

describe("watching a job", () => {
  it("takes what the server tells, over a connection that breaks, and asks for nothing but the beginning and the end", async () => {
    const { client, heard } = await serve({
      states: [
        { status: "accepted", updated: "2026-01-02T03:04:05Z" },
        { status: "successful", progress: 100, processID: "p" },
      ],
      streams: [
        `retry: 1\n\n${event("state", { time: "2026-01-02T03:04:04Z", status: "running", progress: 90 }, "0")}${state("running", 5, "1")}:\n\n${state("paused", 5, "2")}`,
        `${state("running", 60, "3")}${event("end", { status: "successful" }, "4")}`,
      ],
    });
    const jobs = await all(client.watch("j"));
    expect(jobs.map(({ status, progress, pausedMs }) => [status, progress, pausedMs])).toEqual([
      ["accepted", undefined, undefined],
      ["running", 5, undefined],
      ["running", 5, Date.UTC(2026, 0, 2, 3, 4, 5)],
      ["running", 60, undefined],
      ["successful", 100, undefined],
    ]);
    expect(jobs.at(-1)?.processId).toBe("p");
    expect(heard.map(({ url, last }) => [url, last])).toEqual([
      ["/jobs/j", undefined],
      ["/jobs/j/events", undefined],
      ["/jobs/j/events", "2"],
      ["/jobs/j", undefined],
    ]);
    expect(heard.every(({ authorization }) => authorization === "Bearer t")).toBe(true);
  });

  it.each([503, 404])("asks again and again where the stream is refused with %s", async (refusal) => {
    const states = [{ status: "running", progress: 1 }, { status: "running", progress: 2 }, { status: "successful" }];
    const { client } = await serve({ states, streams: [refusal] });
    expect((await all(client.watch("j"))).map(({ status }) => status)).toEqual(["running", "running", "successful"]);
  });

  it("does not wait for a stream that something between holds back", async () => {
    vi.useFakeTimers();
    stops.push(() => vi.useRealTimers());
    let asked = 0;
    const links = [{ href: "/jobs/j/events", rel: "urn:terrarium:rel:events" }];
    const fetch = async (url: URL, { signal }: RequestInit) => {
      if (url.pathname === "/jobs/j/events")
        return new Promise<Response>((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      asked += 1;
      return Response.json({ jobID: "j", status: asked < 3 ? "running" : "failed", links });
    };
    const client = makeClient("http://server.test", { fetch: fetch as unknown as typeof globalThis.fetch });
    const watched = all(client.watch("j"));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await watched).at(-1)?.status).toBe("failed");
  });

  it("asks for the end at once where a stream has no more to tell", async () => {
    const { client, heard } = await serve({ states: [{ status: "running" }, { status: "dismissed" }], streams: [204] });
    expect((await all(client.watch("j"))).map(({ status }) => status)).toEqual(["running", "dismissed"]);
    expect(heard).toHaveLength(3);
  });

  it("ends with the reason of whoever gives up", async () => {
    const { client } = await serve({ states: [{ status: "running" }], streams: [] });
    const patience = new AbortController();
    const watched = all(client.watch("j", { signal: patience.signal }));
    setImmediate(() => patience.abort(new Error("enough")));
    await expect(watched).rejects.toThrow("enough");
  });
});

describe("following a log", () => {
  const lines = (...texts: readonly string[]) => texts.map((text) => ({ level: "info", text }));

  it("gives lines as they are told", async () => {
    const { client } = await serve({
      states: [{ status: "running" }],
      streams: [
        event("log", { lines: [{ level: "warning", text: "a" }] }, "1") + event("log", { lines: lines("b"), missedBytes: 7 }, "2"),
        event("end", { status: "successful" }, "3"),
      ],
    });
    expect(await all(client.followLog("j"))).toEqual([
      { lines: [{ level: "warning", text: "a" }], missedBytes: 0, isAnew: false },
      { lines: lines("b"), missedBytes: 7, isAnew: false },
    ]);
  });

  it("gives the whole log at the end where nothing is told, or no longer", async () => {
    const over = await serve({ states: [{ status: "successful" }], streams: [], log: "one\ntwo\n" });
    expect(await all(over.client.followLog("j"))).toEqual<LogPart[]>([{ lines: lines("one", "two"), missedBytes: 0, isAnew: false }]);
    const broken = await serve({
      states: [{ status: "running" }, { status: "successful" }],
      streams: [event("log", { lines: lines("one") }, "1"), 503],
      log: "one\ntwo\n",
    });
    expect((await all(broken.client.followLog("j"))).at(-1)).toEqual({ lines: lines("one", "two"), missedBytes: 0, isAnew: true });
  });
});

it("events tell why a job waits and what it uses; those of unknown names are left out", async () => {
  const stream =
    event("waiting", { ahead: 2, reason: "Others are first." }, "1") +
    event("usage", { cpuMs: 5, memoryBytes: null, memoryPeakBytes: 9 }, "2") +
    event("weather", { sun: true }, "3") +
    event("end", { status: "successful" }, "4");
  const { client } = await serve({ states: [{ status: "accepted" }], streams: [stream] });
  expect(await all(client.events("j"))).toEqual<JobEvent[]>([
    { kind: "waiting", reason: "Others are first.", ahead: 2 },
    { kind: "usage", cpuMs: 5, memoryPeakBytes: 9 },
    { kind: "end", status: "successful", raw: { status: "successful" } },
  ]);
});

it("messages are read from pieces that are cut anywhere", () => {
  const text = ": hello\n\nevent: a\nid: 1\ndata: x\ndata:y\n\nretry: 5\n\ndata: ä\r\n\r\n";
  for (let size = 1; size < text.length; size += 1) {
    const read = makeMessageReader();
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
    expect(pieces.flatMap(read)).toEqual([
      { event: "a", data: "x\ny", id: "1" },
      { event: "message", data: "ä" },
    ]);
  }
});
