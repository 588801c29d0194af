// The PostgreSQL store under the suite of all stores, against a real PostgreSQL, and what is its own: several servers, a database that goes away, versions.
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobStore, Store } from "../../core/job.js";
import { makeJob } from "../conformance/ground.js";
import { filling, jobs, questions } from "../conformance/plans.js";
import { testStore } from "../conformance.js";
import { sql } from "../sql/statement.js";
import { openPostgresStore, publicAddress } from "./postgres-store.js";
import { type PrivatePostgres, startPostgres } from "./private-postgres.js";

let database: PrivatePostgres;
let schemas = 0;
beforeAll(async () => {
  database = await startPostgres({ fsync: "off" });
});
afterAll(async () => {
  await database.stop();
});

interface Wishes {
  readonly schema?: string;
  readonly clock?: () => number;
}

const freshSchema = (): string => `s${schemas++}`;
const open = ({ schema = freshSchema(), clock }: Wishes = {}): Promise<Store> =>
  openPostgresStore({
    url: database.url,
    schema,
    connections: 4,
    now: clock ?? (() => 5000),
    ...(clock === undefined ? {} : { leaseClock: clock }),
    warn: () => undefined,
  });

testStore("postgres", (clock) => open({ clock }));

const query = (text: string): Promise<Record<string, unknown>[]> => database.query(text);

/** A way to the database that, once armed with a word, breaks the connection on which it is said when the answer comes. */
async function startCut(path: string, to: string): Promise<{ arm(word: string): void; cuts(): number; close(): Promise<void> }> {
  let armed: string | undefined;
  let cuts = 0;
  const server = createServer((client) => {
    const database = connect(to);
    let isDoomed = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    client.on("data", (bytes) => {
      if (armed !== undefined && bytes.includes(armed)) {
        isDoomed = true;
        armed = undefined;
      }
      database.write(bytes);
    });
    database.on("data", (bytes) => {
      if (!isDoomed) return void client.write(bytes);
      cuts += 1;
      end();
    });
    for (const socket of [client, database]) socket.on("close", end).on("error", end);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    arm(word) {
      armed = word;
    },
    cuts: () => cuts,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

describe("several servers on one PostgreSQL", () => {
  it("claim each job once", async () => {
    const schema = freshSchema();
    const servers = await Promise.all([open({ schema }), open({ schema }), open({ schema })]);
    const [first] = servers;
    await Promise.all(Array.from({ length: 120 }, (_, index) => first.add(makeJob(`job${index}`))));
    const claims = servers.map(async (server, index) => {
      const ids: string[] = [];
      for (let job = await server.claim(`w${index}`, 60_000); job !== undefined; job = await server.claim(`w${index}`, 60_000))
        ids.push(job.id);
      return ids;
    });
    const all = (await Promise.all(claims)).flat();
    expect(all).toHaveLength(120);
    expect(new Set(all).size).toBe(120);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("make one job of a key that is sent to both at once", async () => {
    const schema = freshSchema();
    const servers = await Promise.all([open({ schema }), open({ schema })]);
    const jobs = await Promise.all(
      Array.from({ length: 40 }, (_, index) => servers[index % 2]?.add(makeJob(`job${index}`), { key: "k", digest: "d" })),
    );
    expect(new Set(jobs.map((job) => job?.id)).size).toBe(1);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("lose none of changes that are made by both at once", async () => {
    const schema = freshSchema();
    const servers = await Promise.all([open({ schema }), open({ schema })]);
    await servers[0].add(makeJob("a", { status: "running", attempt: 1 }));
    const handle = { engine: "e", id: "a", state: null };
    await Promise.all([
      ...Array.from({ length: 10 }, (_, index) => servers[0].change("a", ["running"], 1, { progress: index })),
      servers[1].change("a", ["running"], 1, { handle }),
      servers[1].change("a", ["running"], 1, { isDismissing: true }),
      servers[1].change("a", ["running"], 1, { limitsHit: ["memory"] }),
    ]);
    expect(await servers[0].get("a")).toMatchObject({ handle, isDismissing: true, limitsHit: ["memory"] });
    expect(Number((await query(`select revision from ${schema}.jobs`))[0]?.["revision"])).toBe(13);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("wake each other for new work and for what has left the queue", async () => {
    const schema = freshSchema();
    const [one, other] = await Promise.all([open({ schema }), open({ schema })]);
    const heard: string[] = [];
    // It listens from now on: the first wake-up is its own beginning.
    await new Promise<void>((resolve) => other.changed?.(resolve));
    const woken = new Promise<void>((resolve) => other.changed?.(resolve));
    const ended = new Promise<void>((resolve) => {
      other.left?.((id) => {
        heard.push(id);
        resolve();
      });
    });
    await one.add(makeJob("a", { execute: { ...makeJob("a").execute, mode: "sync" } }));
    await woken;
    await one.change("a", ["accepted"], 0, { status: "failed", finishedMs: 1 });
    await ended;
    expect(heard).toEqual(["a"]);
    await Promise.all([one.close(), other.close()]);
  });

  it("count leases by the clock of the database", async () => {
    const schema = freshSchema();
    const store = await open({ schema });
    await store.add(makeJob("a"));
    await store.claim("w", 60_000);
    const [row] = await query(`select lease_until_ms - extract(epoch from clock_timestamp()) * 1000 as left_ms from ${schema}.jobs`);
    expect(Number(row?.["left_ms"])).toBeGreaterThan(30_000);
    expect(Number(row?.["left_ms"])).toBeLessThanOrEqual(60_000);
    await store.close();
  });
});

/** Answers for a job as soon as the database is there again. */
function isBack(store: JobStore): Promise<void> {
  const id = (): Promise<string | undefined> =>
    store.get("a").then(
      (job) => job?.id,
      () => "away",
    );
  return expect.poll(id, { timeout: 20_000 }).toBe("a") as unknown as Promise<void>;
}

describe("a PostgreSQL that goes away", () => {
  it("is told as busy with a time to come again, and is used again when it is back, with all that was promised", async () => {
    const store = await open();
    await store.add(makeJob("a"));
    await database.kill();
    await expect(store.add(makeJob("b"))).rejects.toMatchObject({ code: "busy", retryAfterS: 5 });
    await expect(store.get("a")).rejects.toMatchObject({ code: "busy" });
    await database.start();
    await isBack(store);
    // The wake-ups come back too.
    const woken = new Promise<void>((resolve) => store.changed?.(resolve));
    await store.add(makeJob("c"));
    await woken;
    await store.close();
  });

  it("is waited for by a change that somebody relies on", async () => {
    const store = await open();
    await store.add(makeJob("a", { status: "running", attempt: 1 }));
    await database.kill();
    const ended = store.change("a", ["running"], 1, { status: "successful", finishedMs: 9, results: [] });
    await expect(store.change("a", ["running"], 1, { progress: 5 })).rejects.toMatchObject({ code: "busy" });
    await database.start();
    expect(await ended).toMatchObject({ status: "successful", finishedMs: 9 });
    await store.close();
  });

  it("loses no end of a job whose answer it lost, and tells it from another's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "terrarium-cut-"));
    const cut = await startCut(join(folder, ".s.PGSQL.5432"), join(database.folder, ".s.PGSQL.5432"));
    const schema = freshSchema();
    const parts = { schema, connections: 2, now: () => 5000, warn: () => undefined };
    const store = await openPostgresStore({ ...parts, url: `postgres://terrarium@/postgres?host=${encodeURIComponent(folder)}` });
    for (const id of ["a", "b"]) await store.add(makeJob(id, { status: "running", attempt: 1 }));
    const end = { status: "successful", finishedMs: 9, results: [] } as const;
    cut.arm("update jobs");
    expect(await store.change("a", ["running"], 1, end)).toMatchObject(end);
    expect(cut.cuts()).toBe(1);
    expect((await store.events("a")).map(({ status }) => status)).toEqual(["running", "successful"]);
    const other = await open({ schema });
    await other.change("b", ["running"], 1, { status: "dismissed", finishedMs: 8 });
    // Whatever is said next.
    cut.arm("");
    expect(await store.change("b", ["running"], 1, end)).toBeUndefined();
    expect(cut.cuts()).toBe(2);
    await Promise.all([store.close(), other.close()]);
    await cut.close();
    await rm(folder, { recursive: true });
  });

  it("leaves no removed job without its trace", async () => {
    const folder = await mkdtemp(join(tmpdir(), "terrarium-cut-"));
    const cut = await startCut(join(folder, ".s.PGSQL.5432"), join(database.folder, ".s.PGSQL.5432"));
    const url = `postgres://terrarium@/postgres?host=${encodeURIComponent(folder)}`;
    const store = await openPostgresStore({ url, schema: freshSchema(), connections: 2, now: () => 5000, warn: () => undefined });
    await store.add(makeJob("a", { status: "failed", finishedMs: 1, expiresMs: 2 }));
    cut.arm("delete from jobs");
    await expect(store.remove("a", "expired")).rejects.toMatchObject({ code: "busy" });
    await expect.poll(() => store.get("a").catch(() => "away")).toBeUndefined();
    expect(await store.traceOf("a")).toMatchObject({ reason: "expired", owner: "anyone" });
    await store.close();
    await cut.close();
    await rm(folder, { recursive: true });
  });

  it("keeps no connection that hangs", async () => {
    const store = await open();
    await store.add(makeJob("a"));
    await query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'terrarium'");
    await isBack(store);
    await store.close();
  });
});

/** Rows that were read for an answer, also those that were then left out. */
function rowsRead(plan: Record<string, unknown>): number {
  const below = ((plan["Plans"] ?? []) as Record<string, unknown>[]).map(rowsRead).reduce((sum, one) => sum + one, 0);
  if (!/Scan/.test(String(plan["Node Type"]))) return below;
  return below + Number(plan["Actual Loops"]) * (Number(plan["Actual Rows"]) + Number(plan["Rows Removed by Filter"] ?? 0));
}

describe("many finished jobs on record", () => {
  it("cost no question more than its answer: a small part of the rows is read for each", async () => {
    const schema = freshSchema();
    await (await open({ schema })).close();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`set search_path = ${schema}`);
    await client.query(`with numbers (n) as (select * from generate_series(1, ${jobs})) ${filling}`);
    await client.query("analyze");
    const dialect = { now: () => jobs, clock: () => sql`${jobs}::bigint`, skipLocked: sql`for update skip locked`, inOrder: sql`` };
    const read: Record<string, number> = {};
    for (const [name, { text, values }] of questions(dialect)) {
      let count = 0;
      const numbered = text.replaceAll("?", () => `$${++count}`);
      await client.query("begin");
      const { rows } = await client.query({ text: `explain (analyze, format json) ${numbered}`, values: [...values] });
      await client.query("rollback");
      read[name] = rowsRead(rows[0]["QUERY PLAN"][0].Plan);
    }
    await client.end();
    expect(Object.entries(read).filter(([, count]) => count > jobs / 4)).toEqual([]);
  }, 60_000);
});

describe("a database for the PostgreSQL store", () => {
  it("is refused with a sentence if a newer server made it", async () => {
    const schema = freshSchema();
    await (await open({ schema })).close();
    await query(`update ${schema}.schema_version set version = 99`);
    await expect(open({ schema })).rejects.toThrow(/newer Terrarium \(schema 99; this one knows 4\)/);
  });

  it("is made once by servers that start together", async () => {
    const schema = freshSchema();
    const servers = await Promise.all([open({ schema }), open({ schema }), open({ schema })]);
    expect(await query(`select version from ${schema}.schema_version`)).toEqual([{ version: 4 }]);
    await Promise.all(servers.map((server) => server.close()));
  });

  it("is named without its password if it cannot be used", async () => {
    const url = database.url.replace("terrarium@", "nobody:secret@");
    const opened = openPostgresStore({ url, schema: "x", connections: 2, now: Date.now, warn: () => undefined });
    await expect(opened).rejects.toThrow(/postgres:\/\/nobody@.* cannot be used: role "nobody" does not exist/);
    expect(publicAddress("postgres://me:se%40cret@db.example:5432/t?password=secret&x=1")).toBe(
      "postgres://me@db.example:5432/t?password=...&x=1",
    );
  });
});
