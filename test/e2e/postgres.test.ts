// Several servers on one PostgreSQL, as an administrator runs them: work is shared, a server that dies or sleeps is replaced, a database that goes away
// costs patience and nothing else. Real servers, a real database on a socket of its own.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PrivatePostgres, startPostgres } from "../../packages/server/src/stores/postgres/private-postgres.js";
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

const paths = ["say_hello.process.ts", "sleep.process.ts"].map((name) => join(root, "processes", name));

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
  const either = (index: number): Server => (index % 2 === 0 ? one : other);

  it("share two hundred jobs and run each of them once", async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, (_, index) => begin(either(index), "say_hello", { name: `${index}` })));
    expect(new Set(ids).size).toBe(200);
    await expect.poll(() => count("pair.jobs where status = 'successful' and attempt = 1"), patience).toBe(200);
    expect(await query("select job_id from pair.events where status = 'running' group by job_id having count(*) > 1")).toEqual([]);
    expect(await query("select distinct worker from pair.jobs")).toHaveLength(2);
    // Each tells the results of the other's.
    for (const id of ids.slice(0, 4)) {
      const result = await fetch(`${other.url}/jobs/${id}/results?f=json`);
      expect(await result.text()).toContain("Hello");
    }
  });

  it("answer synchronous clients whose jobs the other has run", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => post(one, "say_hello", { name: `S${index}` })));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts).toEqual(texts.map((_, index) => `Hello S${index}`));
    expect(await query("select distinct worker from pair.jobs where is_sync = 1")).toHaveLength(2);
  });

  it("know an idempotency key together", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => begin(either(index), "say_hello", { name: "A" }, "k")));
    expect(new Set(ids).size).toBe(1);
    const reused = await post(other, "say_hello", { name: "B" }, { prefer: "respond-async", "idempotency-key": '"k"' });
    expect(reused.status).toBe(422);
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
    const short = await Promise.all(Array.from({ length: 30 }, (_, index) => begin(one, "say_hello", { name: `${index}` })));
    await expect.poll(() => count("pair.jobs where process_id = 'sleep' and status = 'running'"), patience).toBe(4);
    await kill(one);
    await Promise.all([...long, ...short].map((id) => reaches(other, id, "successful")));
    // Two of them ran in the one that died.
    expect((await Promise.all(long.map(async (id) => (await statusOf(other, id)).attempt))).sort()).toEqual([1, 1, 2, 2]);
    // Its sandboxes end with the next server on its folder.
    await start("pair", one.folder);
  });
});

describe("a server on PostgreSQL", () => {
  let server: Server;
  beforeAll(async () => {
    server = await start("alone");
  });
  /** A job whose sandbox is there, as the server has written. */
  async function running(delay: number): Promise<string> {
    const id = await begin(server, "sleep", { delay });
    await expect.poll(() => count(`alone.jobs where id = '${id}' and state like '%"handle"%'`), patience).toBe(1);
    return id;
  }

  it("tells clients to come again while the database is away, lets run what runs, and writes its end when that is back", async () => {
    const id = await running(0.5);
    await database.kill();
    try {
      const refused = await post(server, "say_hello", { name: "A" });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    } finally {
      await database.start();
    }
    await reaches(server, id, "successful");
    expect((await statusOf(server, id)).attempt).toBe(1);
    expect(await (await post(server, "say_hello", { name: "B" })).text()).toBe("Hello B");
  });

  it("has its running jobs again when it was killed and comes back", async () => {
    const id = await running(1);
    await kill(server);
    server = await start("alone", server.folder);
    await reaches(server, id, "successful");
    expect((await statusOf(server, id)).attempt).toBe(1);
  });
});
