// What administrators see and set over HTTP, and that nobody else does. The same over the local socket: operations.test.ts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startServer } from "./server.js";

interface Told {
  readonly queue: { readonly mode: string; readonly waiting: number; readonly since?: string };
  readonly engines: readonly { readonly name: string; readonly isDefault: boolean; readonly enforced: readonly string[] }[];
  readonly checks: readonly { readonly name: string; readonly problem?: string }[];
  readonly disks: readonly { readonly freeBytes: number }[];
  readonly processes: readonly { readonly id: string; readonly limits: Readonly<Record<string, number>> }[];
  readonly jobs: Readonly<Record<string, number>>;
}

const everything = [
  ["GET", "/administration"],
  ["POST", "/administration/queue/hold"],
  ["POST", "/administration/queue/drain"],
  ["POST", "/administration/queue/open"],
  ["GET", "/administration/garbage"],
  ["POST", "/administration/garbage"],
] as const;

describe("administration for administrators", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ config: '[access]\nanonymous = "administer"\n' });
  });
  afterAll(() => server.stop());
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { method, headers, redirect: "manual" });
  const administer = async (method: string, path: string): Promise<Told> => {
    const response = await ask(method, path);
    expect(response.status).toBe(200);
    return (await response.json()) as Told;
  };
  const execute = async () => {
    const body = JSON.stringify({ inputs: { name: "Ada" } });
    const headers = { "content-type": "application/json", prefer: "respond-async" };
    return fetch(`${server.url}/processes/say_hello/execution`, { method: "POST", headers, body });
  };

  it("tells readiness, queue, engines, disks and what holds for each process", async () => {
    const told = await administer("GET", "/administration");
    expect(told.queue).toMatchObject({ mode: "open", waiting: 0 });
    expect(told.engines.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect(told.engines[0]?.enforced).toContain("namespaces");
    expect(told.checks.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(told.disks.every(({ freeBytes }) => freeBytes > 0)).toBe(true);
    expect(told.processes.find(({ id }) => id === "say_hello")?.limits["memoryBytes"]).toBeGreaterThan(0);
  });

  it("holds the queue, so that jobs wait, and opens it, so that they run", async () => {
    expect((await administer("POST", "/administration/queue/hold")).queue).toMatchObject({ mode: "held", since: expect.any(String) });
    const location = (await execute()).headers.get("location") ?? "";
    expect((await administer("GET", "/administration")).queue.waiting).toBe(1);
    expect(((await (await fetch(location)).json()) as { status: string }).status).toBe("accepted");
    expect((await administer("POST", "/administration/queue/open")).queue.mode).toBe("open");
    await expect.poll(async () => ((await (await fetch(location)).json()) as { status: string }).status).toBe("successful");
    expect((await administer("GET", "/administration")).jobs["successful"]).toBe(1);
  });

  it("drains the queue: nothing new is taken in until it is open again", async () => {
    await administer("POST", "/administration/queue/drain");
    expect((await execute()).status).toBe(503);
    await administer("POST", "/administration/queue/open");
    expect((await execute()).status).toBe(201);
  });

  it("finds what nobody needs without touching it, and removes it when asked", async () => {
    for (const [method, isDryRun] of [
      ["GET", true],
      ["POST", false],
    ] as const) {
      const report = await (await ask(method, "/administration/garbage")).json();
      expect(report).toMatchObject({ isDryRun, found: expect.any(Array), failed: [] });
    }
  });

  it("is pages too, whose forms lead back to them, in Czech as well", async () => {
    const html = { accept: "text/html" };
    const page = await (await ask("GET", "/administration", html)).text();
    expect(page).toContain("<h1>Administration</h1>");
    expect(page).toContain('action="/administration/queue/hold"');
    expect(await (await ask("GET", "/administration?lang=cs", html)).text()).toContain("<h1>Správa</h1>");
    const set = await ask("POST", "/administration/queue/open", { ...html, origin: server.url });
    expect([set.status, set.headers.get("location")]).toEqual([303, "/administration"]);
    expect(await (await ask("GET", "/administration/garbage", html)).text()).toContain("What nobody needs");
  });

  it("is not set by a page of another site, which a browser would send unasked", async () => {
    const foreign = await ask("POST", "/administration/queue/hold", { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(403);
    expect((await administer("GET", "/administration")).queue.mode).toBe("open");
  });

  it("stands in the API definition with all that is answered", async () => {
    const api = (await (await ask("GET", "/api?f=oas31")).json()) as { paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    for (const [method, path] of everything) expect(Object.keys(api.paths[path] ?? {}), path).toContain(method.toLowerCase());
    const { conformsTo } = (await (await ask("GET", "/conformance")).json()) as { conformsTo: string[] };
    expect(conformsTo).toContain("urn:terrarium:conf:administration");
  });
});

describe("administration for others", () => {
  it("is refused to who has not said who it is, in all that it offers", async () => {
    const server = await startServer();
    try {
      for (const [method, path] of everything) {
        const response = await fetch(`${server.url}${path}`, { method });
        expect(response.status, `${method} ${path}`).toBe(401);
        expect(await response.text()).not.toMatch(/engines|found/);
      }
    } finally {
      await server.stop();
    }
  });
});
