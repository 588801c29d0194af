// A running server with the echo process, a server of somebody else beside it, and a client of OGC API - Processes, for tests.
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect } from "vitest";
import { root, type Server, startServer } from "./server.js";

/** A feature that would not survive being read and written as numbers. */
export const feature = { type: "Feature", geometry: null, properties: { n: "12345678901234567890" } };
/** A value for each input of the echo process. */
export const everything = {
  text: "hello",
  count: 2,
  numbers: [3, 4],
  features: { value: feature, mediaType: "application/geo+json" },
  image: { value: Buffer.from([0, 255, 1, 254]).toString("base64"), encoding: "base64", mediaType: "image/tiff; application=geotiff" },
  box: { bbox: [1, 2, 3, 4], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => Record<string, unknown> & { readonly links: readonly { readonly rel: string; readonly href: string }[] };
}

/** What somebody else's server was sent by POST. */
export interface Told {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Ground {
  readonly server: Server;
  /** Somebody else's server, which the guard lets pass: at /box a bounding box, elsewhere "from afar". */
  readonly foreign: string;
  readonly told: readonly Told[];
  /** Another one, which it refuses. */
  readonly forbidden: string;
  reached(): number;
  stop(): Promise<void>;
}

async function listen(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startGround(): Promise<Ground> {
  const told: Told[] = [];
  let reached = 0;
  const forbidden = createServer((_request, response) => {
    reached += 1;
    response.end();
  });
  const foreign = createServer(async (request, response) => {
    if (request.method === "POST") told.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
    const name = new URL(request.url ?? "/", "http://x").pathname;
    const type = name === "/text" ? "text/plain" : "application/octet-stream";
    response.setHeader("content-type", type).end(name === "/box" ? "1,2,3,4" : "from afar");
  });
  const [refused, allowed] = [await listen(forbidden), await listen(foreign)];
  const folders = ["test/fixtures/processes", "processes/conformance", "processes"].map((name) => join(root, name));
  const server = await startServer({
    config: `[processes]\npaths = ${JSON.stringify(folders)}\n[limits]\nrunning = 2\n[fetch]\nallow = ["${allowed}"]\n`,
  });
  return {
    ...{ server, told, foreign: `http://${allowed}`, forbidden: `http://${refused}`, reached: () => reached },
    async stop() {
      foreign.close();
      forbidden.close();
      await server.stop();
    },
  };
}

/** Starts a ground for the tests of a file and ends it behind them; the client speaks to its server. */
export function useGround() {
  let started: Ground | undefined;
  const ground = (): Ground => {
    if (started === undefined) throw new Error("there is no server before the first test");
    return started;
  };
  beforeAll(async () => {
    started = await startGround();
  }, 60_000);
  afterAll(() => started?.stop());
  return { ground, ...makeClient(() => ground().server.url) };
}

function makeClient(base: () => string) {
  async function ask(path: string, options: RequestInit = {}): Promise<Answer> {
    const response = await fetch(path.startsWith("http") ? path : `${base()}${path}`, options);
    const said = await response.text();
    return { status: response.status, headers: response.headers, text: said, json: () => JSON.parse(said) as ReturnType<Answer["json"]> };
  }

  function execute(body: unknown, headers: Record<string, string> = {}, process = "echo"): Promise<Answer> {
    const content = typeof body === "string" ? body : JSON.stringify(body);
    const all = { "content-type": "application/json", ...headers };
    return ask(`/processes/${process}/execution`, { method: "POST", body: content, headers: all });
  }

  return {
    ask,
    execute,
    /** Starts a job and gives its address. */
    async start(body: unknown, headers: Record<string, string> = {}, process = "echo"): Promise<string> {
      const answer = await execute(body, { prefer: "respond-async", ...headers }, process);
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
      return answer.headers.get("location") ?? "";
    },
    /** What the job says when it has come there. */
    async until(job: string, isThere: (status: string, info: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
      const deadline = performance.now() + 60_000;
      while (performance.now() < deadline) {
        const info = (await ask(job)).json();
        if (isThere(String(info["status"]), info)) return info;
        // The status is what a client can poll; there is nothing else to wait for.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error("the job did not come there");
    },
  };
}

export const ended = (status: string): boolean => !["accepted", "running"].includes(status);
