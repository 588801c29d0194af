// Jobs followed over HTTP as server-sent events: a real sandbox's log and use, coming again after a break, and another server in between.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startServer } from "./server.js";

const program = `import os, time
from terrarium import process, Context

@process("talks", version="1", title="Talks")
def talks(context: Context, until: str = "") -> str:
    """Prints, works a little, and waits as long as it is asked to."""
    print("first line")
    print("WARNING: second line <script>alert(1)</script>")
    context.progress(50, "Half of it")
    end = time.time() + (3600 if until == "dismissed" else 2)
    while time.time() < end:
        sum(range(100000))
        time.sleep(0.01)
    print("last line")
    return "done"
`;

interface Told {
  readonly event: string;
  readonly id?: string;
  readonly data: Record<string, unknown>;
}

interface Stream {
  readonly status: number;
  readonly type: string | undefined;
  readonly events: readonly Told[];
  /** How it ended: by its end, or broken off. */
  readonly isWhole: boolean;
}

function parse(text: string): Told[] {
  return text.split("\n\n").flatMap((block) => {
    const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const));
    const [event, id, data] = [fields.get("event"), fields.get("id"), fields.get("data")];
    return event === undefined || data === undefined ? [] : [{ event, data: JSON.parse(data), ...(id === undefined ? {} : { id }) }];
  });
}

/** Reads a stream until it ends, or until an event `isLast`. */
function follow(url: string, headers: Record<string, string> = {}, isLast: (told: Told) => boolean = () => false): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      let text = "";
      const done = (isWhole: boolean): void => {
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"], events: parse(text), isWhole });
        asked.destroy();
      };
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (text.endsWith("\n\n") && parse(text).some(isLast)) done(false);
      });
      response.on("end", () => done(true)).on("error", () => done(false));
    });
    asked.on("error", reject).end();
  });
}

/** Reads a stream to its end; the second resolves when it has told something. */
function opened(url: string, headers: Record<string, string> = {}): [Promise<Stream>, Promise<void>] {
  let tell = (): void => undefined;
  const open = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const stream = follow(url, headers, () => {
    tell();
    return false;
  });
  return [stream, open];
}

const linesOf = (events: readonly Told[]): unknown[] =>
  events.flatMap(({ event, data }) => (event === "log" ? (data["lines"] as { text: string }[]).map(({ text }) => text) : []));
const lastId = (events: readonly Told[]): string => events.findLast(({ id }) => id !== undefined)?.id ?? "";

let folder = "";
let server: Server;
const config = (): string => `[processes]\npaths = [${JSON.stringify(join(folder, "*.process.py"))}]\n[events]\nstreams_per_client = 3\n`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-events-"));
  writeFileSync(join(folder, "talks.process.py"), program);
  server = await startServer({ config: config() });
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(until = ""): Promise<string> {
  const response = await fetch(`${server.url}/processes/talks/execution`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ inputs: { until } }),
  });
  await response.text();
  return response.headers.get("location") ?? "";
}

const all = ["first line", "WARNING: second line <script>alert(1)</script>", "last line"];

describe("the events of a job", () => {
  it("are its states, its log with levels while it runs, what it uses, and its end", async () => {
    const job = await start();
    const info = (await (await fetch(job)).json()) as { links: { rel: string; href: string }[] };
    const href = info.links.find(({ rel }) => rel === "urn:terrarium:rel:events")?.href ?? "";
    const { status, type, events, isWhole } = await follow(href);
    expect([status, type, isWhole]).toEqual([200, "text/event-stream", true]);
    expect(linesOf(events)).toEqual(all);
    const states = events.filter(({ event }) => event === "state").map(({ data }) => data);
    expect(states).toContainEqual(expect.objectContaining({ status: "running", phase: "running", progress: 50, message: "Half of it" }));
    const logAt = events.findIndex(({ event }) => event === "log");
    expect(events.slice(logAt).some(({ event, data }) => event === "state" && data["status"] === "successful")).toBe(true);
    expect(events[logAt]?.data["lines"]).toContainEqual({ level: "warning", text: all[1] });
    const usages = events.filter(({ event }) => event === "usage");
    expect(usages.length).toBeGreaterThan(0);
    expect(usages.at(-1)?.data).toEqual({
      time: expect.stringMatching(/Z$/),
      cpuMs: expect.any(Number),
      memoryBytes: expect.any(Number),
      memoryPeakBytes: expect.any(Number),
    });
    expect(events.at(-1)).toMatchObject({ event: "end", data: { status: "successful" } });
    const again = await follow(href, { "last-event-id": lastId(events) });
    expect(again.status).toBe(204);
    const whole = await follow(href);
    expect([linesOf(whole.events), whole.events.at(-1)?.event]).toEqual([all, "end"]);
  }, 60_000);

  it("go on where a reader stopped, with another server in between", async () => {
    const job = await start("dismissed");
    const first = await follow(`${job}/events`, {}, ({ event }) => event === "log");
    const { folder: left } = server;
    const port = Number(new URL(server.url).port);
    const [broken, open] = opened(`${job}/events`, { "last-event-id": lastId(first.events) });
    await open;
    await server.leave("SIGTERM");
    expect((await broken).events.some(({ event }) => event === "end")).toBe(false);
    server = await startServer({ config: config(), folder: left, port });
    const rest = follow(`${job}/events`, { "last-event-id": lastId(first.events) });
    await fetch(job, { method: "DELETE" });
    const { events } = await rest;
    const told = [...linesOf(first.events), ...linesOf((await broken).events), ...linesOf(events)];
    expect(told).toEqual(all.slice(0, 2));
    expect(events.at(-1)).toMatchObject({ event: "end", data: { status: "dismissed" } });
  }, 120_000);

  it("are refused as the job is, and are bounded for each client", async () => {
    expect((await follow(`${server.url}/jobs/abcdefghijklmnopqrstuvwxyz/events`)).status).toBe(404);
    const job = await start("dismissed");
    const readers = [1, 2, 3].map(() => opened(`${job}/events`));
    await Promise.all(readers.map(([, open]) => open));
    const refused = await fetch(`${job}/events`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
    await refused.text();
    await fetch(job, { method: "DELETE" });
    for (const { events } of await Promise.all(readers.map(([stream]) => stream))) expect(events.at(-1)?.event).toBe("end");
    await fetch(job, { method: "DELETE" });
    expect((await follow(`${job}/events`)).status).toBe(410);
  }, 60_000);

  it("of a list tell of each job of the caller", async () => {
    let job = "none";
    const reading = follow(
      `${server.url}/jobs/events`,
      {},
      ({ data }) => data["status"] === "dismissed" && job.endsWith(String(data["jobID"])),
    );
    job = await start("dismissed");
    await fetch(job, { method: "DELETE" });
    const { events } = await reading;
    expect(events.at(-1)).toMatchObject({ event: "job", data: { processID: "talks", status: "dismissed", phase: "ended", href: job } });
  }, 60_000);
});
