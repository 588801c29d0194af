// Faults of a PostgreSQL that has the jobs: killed, in part killed, cut off, standing still, its disk full.
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { PrivatePostgres } from "../../../packages/server/src/stores/postgres/private-postgres.js";
import type { Fault, Stage } from "../case.js";
import type { Asked, Client } from "../client.js";
import { makeMemoryDisk } from "../disk.js";
import { onPostgres, type Scene } from "../on-postgres.js";
import { keptOf } from "../oracle.js";
import type { Live, Site } from "../site.js";

const needs = ["root"];
const named = (site: Site, name: string) => keptOf(site).filter((job) => job.name.startsWith(name));
const idIn = (headers: Headers): string | undefined => headers.get("location")?.split("/").at(-1);

/** The id that this key has in the end, as a client finds out that is told to come again. */
async function insist(client: Client, asked: Asked): Promise<string> {
  let id: string | undefined;
  await settled(async () => {
    const { status, headers } = await client.execute(asked);
    expect([201, 503]).toContain(status);
    id = status === 201 ? idIn(headers) : undefined;
    return id !== undefined;
  }, 60_000);
  return id ?? "never accepted";
}

/** Many requests with a key each while something goes on; then each is asked once more. Every key is one job, and that which the client was told of. */
async function keepsItsWord({ site, live: { client } }: Scene, name: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const asked = Array.from({ length: 40 }, (_, n) => ({ inputs: { name: `${name} ${n}` }, key: `${name} ${n}` }));
  const first: (string | undefined)[] = [];
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    for (let n = lane; n < asked.length; n += 4) {
      const { status, headers } = await client.execute(asked[n] ?? {});
      expect([201, 503]).toContain(status);
      if (status === 503) expect(headers.get("retry-after")).toMatch(/^\d+$/);
      first[n] = idIn(headers);
    }
  });
  await Promise.all([...lanes, meanwhile()]);
  const ids = await Promise.all(asked.map((one) => insist(client, one)));
  expect(first.filter((id, n) => id !== undefined && id !== ids[n])).toEqual([]);
  for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: "successful" });
  expect(named(site, name).length).toBe(asked.length);
}

/** A job that runs when the fault comes, and must not notice it. */
async function running({ client }: Live): Promise<{ unharmed(): Promise<void> }> {
  const id = await client.submit({ inputs: { name: "running", seconds: 4, size: 6400 } });
  await client.up(id);
  return {
    async unharmed() {
      expect(await client.ended(id, 120_000)).toMatchObject({ status: "successful", attempt: 1 });
      expect((await client.result(id, "file")).length).toBe(6400);
    },
  };
}

/** A server on PostgreSQL keeps its word while this goes on, and the job that ran before does not notice it. */
async function unharmedBy(stage: Stage, name: string, meanwhile: (scene: Scene) => Promise<unknown>): Promise<void> {
  const scene = await onPostgres(stage);
  const job = await running(scene.live);
  await keepsItsWord(scene, name, () => meanwhile(scene));
  await job.unharmed();
}

/** Ends all connections of servers, as a network does that breaks. */
const cut = ({ query }: PrivatePostgres): Promise<unknown> =>
  query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'terrarium'");

export const postgres: readonly Fault[] = [
  {
    number: 25,
    letter: "b",
    title: "cut connections to PostgreSQL cost a request at most; with its key it is the same job",
    injection: "pg_terminate_backend of all connections, time and again while requests arrive",
    how: "real",
    isHeavy: true,
    needs,
    run: (stage) =>
      unharmedBy(stage, "cut", async ({ site, database }) => {
        for (let n = 0; n < 8; n++) {
          const before = named(site, "cut").length;
          await cut(database);
          await settled(() => named(site, "cut").length > before, 5_000);
        }
      }),
  },
  {
    number: 25,
    letter: "c",
    title: "a PostgreSQL that stands still makes requests wait or come again; what runs is not touched",
    injection: "SIGSTOP of all of PostgreSQL for 8 s, longer than leases are, then SIGCONT",
    how: "real",
    isHeavy: true,
    needs,
    run: (stage) =>
      unharmedBy(stage, "still", async ({ database }) => {
        await database.signalAll("SIGSTOP");
        await settled(() => false, 8_000);
        await database.signalAll("SIGCONT");
      }),
  },
  {
    number: 25,
    letter: "d",
    title: "a PostgreSQL that is stopped and started again is waited for",
    injection: "its shutdown while jobs run and wait, 5 s later its start",
    how: "real",
    isHeavy: true,
    needs,
    run: (stage) =>
      unharmedBy(stage, "stopped", async ({ database }) => {
        await database.kill();
        await settled(() => false, 5_000);
        await database.start();
      }),
  },
  {
    number: 26,
    letter: "b",
    title: "a PostgreSQL that is killed loses nothing that a client was told; what runs goes on, and its end is written when it is back",
    injection: "SIGKILL of all of PostgreSQL while jobs are accepted, wait and run; then its start",
    how: "real",
    needs,
    async run(stage) {
      const scene = await onPostgres(stage);
      const { database, live } = scene;
      const job = await running(live);
      const waiting = await Promise.all([1, 2, 3, 4].map((n) => live.client.submit({ inputs: { name: `waiting ${n}` } })));
      await keepsItsWord(scene, "killed", async () => {
        await database.signalAll("SIGKILL");
        const refused = await live.client.execute({ inputs: { name: "away" } });
        expect([refused.status, refused.headers.get("location")]).toEqual([503, null]);
        await database.start();
      });
      for (const id of waiting) expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
      await job.unharmed();
    },
  },
  {
    number: 26,
    letter: "c",
    title: "where one part of PostgreSQL is killed it begins anew, and servers with it",
    injection: "SIGKILL of the backend of one connection, which ends all of them",
    how: "real",
    isHeavy: true,
    needs,
    run: (stage) =>
      unharmedBy(stage, "part", async ({ database }) => {
        const [backend] = await database.query("select pid from pg_stat_activity where application_name = 'terrarium' limit 1");
        process.kill(Number(backend?.["pid"]), "SIGKILL");
      }),
  },
  {
    number: 21,
    letter: "b",
    title: "a PostgreSQL whose disk is full takes no jobs in, promises none, and all goes on when there is space",
    injection: "a tmpfs of its own, filled while jobs arrive",
    how: "real",
    isHeavy: true,
    needs,
    async run(stage) {
      const disk = await makeMemoryDisk({ bytes: 256 * 2 ** 20, inodes: 20_000 });
      stage.afterAll(() => disk.remove());
      const { site, live, database } = await onPostgres(stage, {}, disk.dir);
      const job = await running(live);
      disk.fill(0);
      // No table or log grows without end in what was left of its last page.
      const large = () => live.client.execute({ inputs: { name: `large ${randomBytes(30_000).toString("hex")}` } });
      let told = 0;
      expect(
        await settled(async () => {
          const { status } = await large();
          expect([201, 503, 507]).toContain(status);
          told += status === 201 ? 1 : 0;
          return status !== 201;
        }, 60_000),
      ).toBe(true);
      disk.free();
      // Without space for its log it ends itself: then whoever makes the space starts it again.
      if (!database.isUp()) await database.start();
      await insist(live.client, { inputs: { name: "again" }, key: "again" });
      await job.unharmed();
      expect(named(site, "large").length).toBeGreaterThanOrEqual(told);
    },
  },
];
