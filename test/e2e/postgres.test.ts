// Several servers on one PostgreSQL, as an administrator runs them: work is shared, a server that dies or sleeps is replaced, a database that goes away
// costs patience and nothing else. Real servers, a real database on a socket of its own.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PrivatePostgres, startPostgres } from "../../packages/server/src/stores/postgres/private-postgres.js";
import { newToken, send, tokenCommand } from "./access-ground.js";
import { root, type Server, startServer } from "./server.js";

let database: PrivatePostgres;
const started: Server[] = [];
// Leases have to end, and servers to start.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
beforeAll(async () => {
  database = await startPostgres({ max_connections: "60" });
});
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop()));
  await database.stop();
});

const paths = [
  ...["say_hello.process.ts", "sleep.process.ts"].map((name) => join(root, "processes", name)),
  join(root, "test", "fixtures", "processes", "storage"),
];

function configOf(schema: string): string {
  const store = `[store]\nurl = ${JSON.stringify(database.url)}\nschema = "${schema}"\nlease = "3s"\n`;
  return `${store}[limits]\nrunning = 2\n[processes]\npaths = ${JSON.stringify(paths)}\n`;
}

async function start(schema: string, folder?: string): Promise<Server> {
  const server = await startServer({ config: configOf(schema), ...(folder === undefined ? {} : { folder }) });
  started.push(server);
  return server;
}

/** Dead already: nothing is left of it to be ended. */
async function kill(server: Server): Promise<void> {
  await server.leave("SIGKILL");
  started.splice(started.indexOf(server), 1);
}

interface Status {
  readonly jobID: string;
  readonly status: string;
  readonly attempt: number;
}

async function post(server: Server, process: string, inputs: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/processes/${process}/execution`, {
    method: "POST",
    body: JSON.stringify({ inputs }),
    headers: { "content-type": "application/json", ...headers },
  });
}

async function begin(server: Server, process: string, inputs: object, key?: string): Promise<string> {
  const keyed = key === undefined ? {} : { "idempotency-key": `"${key}"` };
  const response = await post(server, process, inputs, { prefer: "respond-async", ...keyed });
  const { jobID } = (await response.json()) as Status;
  if (response.status !== 201) throw new Error(`${response.status}`);
  return jobID;
}

async function statusOf(server: Server, id: string): Promise<Status> {
  return (await (await fetch(`${server.url}/jobs/${id}`, { headers: { accept: "application/json" } })).json()) as Status;
}

function reaches(server: Server, id: string, status: string): Promise<void> {
  return expect
    .poll(async () => (await statusOf(server, id)).status, { timeout: 200_000, interval: 50 })
    .toBe(status) as unknown as Promise<void>;
}

/** A stream of events, as far as it was read. */
async function follow(server: Server, path: string) {
  const gone = new AbortController();
  const { body } = await fetch(`${server.url}${path}`, { headers: { accept: "text/event-stream" }, signal: gone.signal });
  let said = "";
  void (async () => {
    for await (const bytes of body ?? []) said += Buffer.from(bytes).toString();
  })().catch(() => undefined);
  return {
    hears: (what: RegExp) => expect.poll(() => said, { timeout: 60_000 }).toMatch(what) as unknown as Promise<void>,
    close: () => gone.abort(),
  };
}

const query = (text: string): Promise<Record<string, unknown>[]> => database.query(text);

async function count(text: string): Promise<number> {
  return Number((await query(`select count(*) as total from ${text}`))[0]?.["total"]);
}

const patience = { timeout: 200_000, interval: 100 };

describe("two servers on one PostgreSQL", () => {
  let one: Server;
  let other: Server;
  beforeAll(async () => {
    [one, other] = await Promise.all([start("pair"), start("pair")]);
  });
  /** The server that has run this job, and the one that has not. */
  async function placesOf(id: string): Promise<{ readonly near: Server; readonly far: Server }> {
    const [row] = await query(`select worker from pair.jobs where id = '${id}'`);
    const isOnes = readFileSync(join(one.data, "store", "worker"), "utf8").trim() === row?.["worker"];
    return isOnes ? { near: one, far: other } : { near: other, far: one };
  }
  const either = (index: number): Server => (index % 2 === 0 ? one : other);

  it("share sixty jobs and run each of them once", async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, (_, index) => begin(either(index), "say_hello", { name: `${index}` })));
    expect(new Set(ids).size).toBe(60);
    await expect.poll(() => count("pair.jobs where status = 'successful' and attempt = 1"), patience).toBe(60);
    expect(await query("select job_id from pair.events where status = 'running' group by job_id having count(*) > 1")).toEqual([]);
    expect(await query("select distinct worker from pair.jobs")).toHaveLength(2);
    // Each tells the results of the other's.
    for (const id of ids.slice(0, 4)) {
      const result = await fetch(`${other.url}/jobs/${id}/results?f=json`);
      expect(await result.text()).toContain("Hello");
    }
  });

  it("answer synchronous clients whose jobs the other has run", async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => post(one, "say_hello", { name: `S${index}` })));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts).toEqual(texts.map((_, index) => `Hello S${index}`));
    expect(await query("select distinct worker from pair.jobs where is_sync = 1")).toHaveLength(2);
  });

  it("know each other's tokens, sessions and links to results, and which were revoked", async () => {
    const token = newToken(one, "use", "ada");
    const bearer = { authorization: `Bearer ${token}` };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const signedIn = await send(one, { path: "/sign-in", method: "POST", headers: form, body: new URLSearchParams({ token }).toString() });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const asked =
      "/wps?service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=A&storeExecuteResponse=true&status=true";
    const link = /\/outputs\/[a-z2-7]{26}\.xml\?signed=[^"]*/.exec((await send(one, { path: asked, headers: bearer })).text)?.[0] ?? "";
    const id = /[a-z2-7]{26}/.exec(link)?.[0] ?? "";
    const seen = async (server: Server) => {
      const paths = [
        { path: `/jobs/${id}?f=json`, headers: bearer },
        { path: `/jobs/${id}?f=json`, headers: { cookie } },
        { path: link },
        { path: link.replace(/\?.*/, "") },
      ];
      return Promise.all(paths.map(async (request) => (await send(server, request)).status));
    };
    for (const server of [one, other]) expect(await seen(server)).toEqual([200, 200, 200, 404]);
    expect(tokenCommand(other, "revoke", token.split("_")[1] ?? "").status).toBe(0);
    for (const server of [one, other]) expect(await seen(server)).toEqual([401, 404, 404, 404]);
  });

  it("know an idempotency key together", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => begin(either(index), "say_hello", { name: "A" }, "k")));
    expect(new Set(ids).size).toBe(1);
    const reused = await post(other, "say_hello", { name: "B" }, { prefer: "respond-async", "idempotency-key": '"k"' });
    expect(reused.status).toBe(422);
  });

  it("let a client follow, pause, resume and dismiss on one what the other runs", async () => {
    const id = await begin(one, "fill", { size: 1, seconds: 600, printed: 10 });
    await reaches(one, id, "running");
    const { far } = await placesOf(id);
    const [job, list] = [await follow(far, `/jobs/${id}/events`), await follow(far, "/jobs/events")];
    // Its code runs: before that there is nothing to pause.
    await job.hears(/"phase":"running"/);
    const ask = async (path: string, method = "POST") => (await fetch(`${far.url}/jobs/${id}${path}`, { method })).status;
    expect(await ask("/pause")).toBe(200);
    await job.hears(/"phase":"paused"/);
    expect(await ask("/resume")).toBe(200);
    await job.hears(/"message":"Resumed\."/);
    expect(await ask("", "DELETE")).toBe(200);
    await job.hears(/"status":"dismissed"/);
    await list.hears(new RegExp(`"${id}"[^\n]*"dismissed"|"dismissed"[^\n]*"${id}"`));
    for (const stream of [job, list]) stream.close();
  });

  it("say where a result is that lies on the disk of one", async () => {
    const id = await begin(one, "fill", { size: 1_000 });
    await reaches(one, id, "successful");
    const { near, far } = await placesOf(id);
    const output = await fetch(`${near.url}/outputs/${id}/data`);
    expect([output.status, (await output.arrayBuffer()).byteLength]).toEqual([200, 1_000]);
    for (const path of [`/outputs/${id}/data`, `/jobs/${id}/results`, `/jobs/${id}/log`]) {
      const refused = await fetch(`${far.url}${path}`, { headers: { accept: "application/json, text/plain" } });
      expect([path, refused.status, await refused.text()]).toEqual([path, 404, expect.stringMatching(/another server of this service/)]);
    }
  });

  it("reject what a server writes that slept while another took over", async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, (_, index) => begin(either(index), "sleep", { delay: 2 })));
    const sleeping = "pair.jobs where process_id = 'sleep' and status = 'running'";
    await expect.poll(() => count(sleeping), patience).toBe(4);
    process.kill(one.pid, "SIGSTOP");
    try {
      await expect.poll(() => count(`${sleeping} and attempt = 2`), patience).toBe(2);
    } finally {
      process.kill(one.pid, "SIGCONT");
    }
    await Promise.all(ids.map((id) => reaches(other, id, "successful")));
    expect((await Promise.all(ids.map(async (id) => (await statusOf(one, id)).attempt))).sort()).toEqual([1, 1, 2, 2]);
    const ends = await query(
      "select e.job_id from pair.events e join pair.jobs j on j.id = e.job_id where j.process_id = 'sleep' and e.status = 'successful'",
    );
    expect(ends.map((row) => row["job_id"]).sort()).toEqual([...ids].sort());
  });

  it("finish the jobs of one that is killed, and leave those alone that the other runs", async () => {
    const long = await Promise.all(Array.from({ length: 4 }, (_, index) => begin(either(index), "sleep", { delay: 2 })));
    const short = await Promise.all(Array.from({ length: 10 }, (_, index) => begin(one, "say_hello", { name: `${index}` })));
    await expect.poll(() => count("pair.jobs where process_id = 'sleep' and status = 'running'"), patience).toBe(4);
    await kill(one);
    await Promise.all([...long, ...short].map((id) => reaches(other, id, "successful")));
    // Two of them ran in the one that died.
    expect((await Promise.all(long.map(async (id) => (await statusOf(other, id)).attempt))).sort()).toEqual([1, 1, 2, 2]);
    // Its sandboxes end with the next server on its folder.
    one = await start("pair", one.folder);
  });

  /** A job whose sandbox is there, as the server has written; only the first server is left. */
  async function running(delay: number): Promise<string> {
    const id = await begin(one, "sleep", { delay });
    await expect.poll(() => count(`pair.jobs where id = '${id}' and state like '%"handle"%'`), patience).toBe(1);
    return id;
  }

  it("tell clients to come again while the database is away, let run what runs, and write its end when that is back", async () => {
    started.splice(started.indexOf(other), 1);
    await other.stop();
    const id = await running(0.5);
    await database.kill();
    try {
      const refused = await post(one, "say_hello", { name: "A" });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    } finally {
      await database.start();
    }
    await reaches(one, id, "successful");
    expect((await statusOf(one, id)).attempt).toBe(1);
    expect(await (await post(one, "say_hello", { name: "B" })).text()).toBe("Hello B");
  });

  it("have their running jobs again when they were killed and come back", async () => {
    const id = await running(1);
    await kill(one);
    one = await start("pair", one.folder);
    await reaches(one, id, "successful");
    expect((await statusOf(one, id)).attempt).toBe(1);
  });
});
