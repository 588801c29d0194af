import { request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { describe, expect, it } from "vitest";
import type { RequestEnd } from "../core/telemetry.js";
import { observeRequests } from "./observe.js";
import { addProbes, type Check, type Probes } from "./probes.js";

function listener(over: Partial<Probes> = {}, checks: readonly Check[] = [{ name: "store" }]) {
  const app = fastify();
  const seen: string[] = [];
  addProbes(
    app,
    {
      ready: async () => checks,
      metrics: async () => ({ contentType: "text/plain; version=0.0.4", text: "up 1\n" }),
      mayRead: (address) => address === "127.0.0.1",
      ...over,
    },
    (_request, what) => void seen.push(what),
  );
  return { app, seen };
}

const broken: readonly Check[] = [{ name: "store" }, { name: "disk", problem: "The disk is short." }];

describe("who may read", () => {
  it.each<[string, string, Record<string, string>, number]>([
    ["an address that is named", "127.0.0.1", {}, 200],
    ["another one", "192.0.2.1", {}, 403],
    ["one for whom a proxy speaks", "127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, 403],
    ["the same in the words of RFC 7239", "127.0.0.1", { forwarded: "for=127.0.0.1" }, 403],
    ["the same in those of RFC 9110", "127.0.0.1", { via: "1.1 proxy" }, 403],
  ])("the metrics: %s", async (_name, remoteAddress, headers, status) => {
    const { app } = listener();
    const answer = await app.inject({ url: "/metrics", remoteAddress, headers });
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes("up 1")).toBe(status === 200);
  });

  it.each<[string, Record<string, string>, boolean]>([
    ["127.0.0.1", {}, true],
    ["192.0.2.1", {}, false],
    ["127.0.0.1", { "x-real-ip": "127.0.0.1" }, false],
  ])("why it is not ready: %s %j", async (remoteAddress, headers, isTold) => {
    const { app } = listener({}, broken);
    for (const url of ["/health", "/health/ready"]) {
      const answer = await app.inject({ url, remoteAddress, headers });
      expect(answer.statusCode).toBe(503);
      expect(answer.headers["retry-after"]).toBe("10");
      expect(answer.json()).toEqual({ status: "not ready", ...(isTold ? { checks: broken } : {}) });
    }
  });
});

it("metrics that are switched off are not there, and health is", async () => {
  const app = fastify();
  addProbes(app, { ready: async () => [], mayRead: () => true }, () => undefined);
  expect((await app.inject("/metrics")).statusCode).toBe(404);
  expect((await app.inject("/health")).statusCode).toBe(200);
});

it("it is alive whatever is wrong with it", async () => {
  const { app, seen } = listener({ ready: () => new Promise(() => undefined) });
  expect((await app.inject("/health/live")).json()).toEqual({ status: "live" });
  expect(seen).toEqual(["live"]);
});

describe("each request is told once", () => {
  async function observed(handle: () => Promise<string>) {
    const app = fastify();
    const ends: RequestEnd[] = [];
    let tell = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const observation = observeRequests(app, {
      begin: () => ({
        within: (work) => work(),
        end(end) {
          ends.push(end);
          tell();
        },
      }),
    });
    app.get("/work", (request) => {
      observation.is(request, "files", "output");
      return handle();
    });
    await app.listen({ host: "127.0.0.1", port: 0 });
    return { app, ends, ended, port: (app.server.address() as AddressInfo).port };
  }

  it("with its status and identifier when its answer is out", async () => {
    const { app, ends, ended, port } = await observed(async () => "done");
    const answer = await fetch(`http://127.0.0.1:${port}/work`);
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f]{16}$/);
    await answer.text();
    await ended;
    expect(ends).toEqual([{ protocol: "files", operation: "output", status: 200, ms: expect.any(Number) }]);
    await app.close();
  });

  it("as one whose client has left, when that is so", async () => {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { app, ends, ended, port } = await observed(() => {
      begin();
      return new Promise(() => undefined);
    });
    const client = ask({ port, host: "127.0.0.1", path: "/work" }).on("error", () => undefined);
    client.end();
    await begun;
    client.destroy();
    await ended;
    expect(ends).toEqual([{ protocol: "files", operation: "output", status: 499, ms: expect.any(Number), hasLeft: true }]);
    app.server.closeAllConnections();
    await app.close();
  });
});
