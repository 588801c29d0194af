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
  ["POST", "/administration/processes/{processId}/bounds"],
  ["GET", "/administration/jobs"],
  ["POST", "/administration/jobs"],
] as const;

describe("administration for administrators", () => {
  const config = '[access]\nanonymous = "administer"\n[limits]\nretention = "90m"\n';
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ config });
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

  it("sets how many jobs of a process may run and wait, at once and beyond a restart, until it is set back", async () => {
    interface Bounded {
      readonly processes: readonly { readonly id: string; readonly bounds: object }[];
    }
    const boundsOf = ({ processes }: Bounded, id: string) => processes.find((one) => one.id === id)?.bounds;
    const path = "/administration/processes/say_hello/bounds";
    const set = (await administer("POST", `${path}?running=0&waiting=1`)) as unknown as Bounded;
    expect([boundsOf(set, "say_hello"), boundsOf(set, "sleep")]).toEqual([{ running: 0, waiting: 1, isSet: true }, { isSet: false }]);
    const waits = (await execute()).headers.get("location") ?? "";
    const told = (await (await fetch(waits)).json()) as { readonly status: string; readonly message: string };
    expect([told.status, told.message]).toEqual(["accepted", expect.stringContaining("say_hello may run 0 times at one time")]);
    expect((await execute()).status).toBe(503);
    await server.leave("SIGINT");
    server = await startServer({ config, folder: server.folder });
    expect(boundsOf((await administer("GET", "/administration")) as unknown as Bounded, "say_hello")).toMatchObject({ running: 0 });
    // As the form of the page sends it, an empty field for what is not bounded.
    const form = {
      method: "POST",
      body: new URLSearchParams({ running: "1", waiting: "" }),
      headers: { accept: "text/html", origin: server.url },
    };
    const answer = await fetch(`${server.url}${path}`, { ...form, redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/administration"]);
    const status = async () =>
      ((await (await fetch(`${server.url}${new URL(waits).pathname}`)).json()) as { readonly status: string }).status;
    await expect.poll(status, { timeout: 60_000 }).toBe("successful");
    const back = (await administer("POST", `${path}?configured=true`)) as unknown as Bounded;
    expect(boundsOf(back, "say_hello")).toEqual({ isSet: false });
    expect((await ask("POST", `${path}?running=-1`)).status).toBe(400);
    expect((await ask("POST", "/administration/processes/none/bounds?running=1")).status).toBe(404);
  }, 180_000);

  it("dismisses the jobs that were chosen and no others, after it has shown them", async () => {
    await administer("POST", "/administration/queue/hold");
    const make = async (processId: string, inputs: object): Promise<string> => {
      const headers = { "content-type": "application/json", prefer: "respond-async" };
      const sent = { method: "POST", headers, body: JSON.stringify({ inputs }) };
      return (await fetch(`${server.url}/processes/${processId}/execution`, sent)).headers.get("location") ?? "";
    };
    const chosen = [await make("sleep", { delay: 1 }), await make("sleep", { delay: 2 })];
    const before = new Date().toISOString();
    const others = [await make("say_hello", { name: "Ada" }), await make("sleep", { delay: 3 })];
    const filter = `processID=sleep&status=accepted&owner=anonymous&before=${before}`;
    const statuses = (all: readonly string[]) =>
      Promise.all(all.map(async (one) => ((await (await fetch(one)).json()) as { readonly status: string }).status));
    expect(await (await ask("GET", `/administration/jobs?${filter}`)).json()).toMatchObject({ isDryRun: true, found: 2, dismissed: 0 });
    const page = await (await ask("GET", `/administration/jobs?${filter}`, { accept: "text/html" })).text();
    expect(page).toContain("Dismiss these 2");
    expect(await statuses([...chosen, ...others])).toEqual(["accepted", "accepted", "accepted", "accepted"]);
    expect((await ask("POST", "/administration/jobs")).status).toBe(400);
    const foreign = await ask("POST", `/administration/jobs?${filter}`, { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(403);
    const done = await (await ask("POST", `/administration/jobs?${filter}`)).json();
    expect(done).toMatchObject({ isDryRun: false, found: 2, dismissed: 2, failed: 0 });
    expect(await statuses([...chosen, ...others])).toEqual(["dismissed", "dismissed", "accepted", "accepted"]);
    expect(await (await ask("POST", "/administration/jobs?processID=none")).json()).toMatchObject({ found: 0, dismissed: 0 });
    // The control: the others are dismissed when they are chosen.
    expect(await (await ask("POST", "/administration/jobs?status=accepted")).json()).toMatchObject({ dismissed: 2 });
    expect(await statuses(others)).toEqual(["dismissed", "dismissed"]);
    await administer("POST", "/administration/queue/open");
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
    expect(page).toContain("Finished jobs are kept for 1 h 30 min");
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
        const response = await fetch(`${server.url}${path.replace("{processId}", "sleep")}`, { method });
        expect(response.status, `${method} ${path}`).toBe(401);
        expect(await response.text()).not.toMatch(/engines|found/);
      }
    } finally {
      await server.stop();
    }
  });
});
