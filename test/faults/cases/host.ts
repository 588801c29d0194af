// Faults of the host: power, clocks, memory of the server, daemons beside it - and very many jobs at once.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";
import { expect } from "vitest";
import { startPrivateDaemon } from "../../../packages/server/src/engines/private-daemon.js";
import { makeSqliteStore } from "../../../packages/server/src/stores/sqlite/sqlite-store.js";
import type { Fault } from "../case.js";
import { isComplete } from "../drive.js";
import { expectLive, keptJobs } from "../oracle.js";
import { cut, recordWriter, type Tail } from "../power.js";
import { configOf, type Live, root } from "../site.js";

/** Debian's library that gives a program another clock. */
function fakeClock(): string {
  for (const name of readdirSync("/usr/lib")) {
    const path = join("/usr/lib", name, "faketime", "libfaketime.so.1");
    if (existsSync(path)) return path;
  }
  return "";
}

/** The median of many requests for the status of a job, in ms, for each of two servers that are asked in turn: what slows the host slows both. */
async function statusMs(asked: readonly (readonly [Live, string])[]): Promise<number[]> {
  const times = asked.map((): number[] => []);
  for (let n = 0; n < 500; n++) {
    for (const [index, [{ client }, id]] of asked.entries()) {
      const begun = performance.now();
      await client.info(id);
      // The first ones warm both servers.
      if (n >= 100) times[index]?.push(performance.now() - begun);
    }
  }
  return times.map((all) => all.sort((one, other) => one - other)[200] ?? 0);
}

export const host: readonly Fault[] = [
  {
    number: 16,
    title: "a container daemon that is killed: its jobs wait for it, others run, and when it is back all end",
    injection: "SIGKILL of a private dockerd while jobs are asked of it",
    how: "real",
    needs: ["root", "dockerd"],
    isHeavy: true,
    async run(stage) {
      const daemon = await startPrivateDaemon();
      stage.afterAll(() => daemon.stop());
      const folder = join(root, "test", "fixtures", "processes", "control");
      const config = configOf(`[engines.docker]\nsocket = ${JSON.stringify(daemon.socket)}\n`).replace(`, ${JSON.stringify(folder)}`, "");
      const site = await stage.own();
      const entry = `[[processes.entry]]\npath = ${JSON.stringify(folder)}\nengine = "docker"\n`;
      const live = await site.start({ config: `${config}${entry}` });
      const spin = (seconds: number) => live.client.submit({ process: "spin", inputs: { seconds } });
      expect(await live.client.ended(await spin(0.1))).toMatchObject({ status: "successful" });
      const running = await spin(1);
      await live.client.up(running);
      await daemon.kill();
      const waiting = await spin(0.1);
      expect(await live.client.ended(await live.client.submit({ inputs: { name: "beside" } }))).toMatchObject({ status: "successful" });
      expect((await live.client.info(waiting))?.status).not.toBe("failed");
      await daemon.start();
      for (const id of [running, waiting]) expect(await live.client.ended(id, 120_000)).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 27,
    title: "after a power cut at any write every job that a client was told of is there, and the database is whole",
    injection: "all writes of a store replayed up to a cut, without what was not synced, or with parts of it, torn",
    how: "simulated",
    needs: ["strace"],
    async run({ site }) {
      const folder = join(site.folder, "power");
      await rm(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const rounds = isComplete ? 24 : 3;
      const steps = recordWriter(folder, rounds);
      expect(steps.filter(({ kind }) => kind === "told").length).toBe(2 * rounds);
      expect(steps.filter(({ kind }) => kind === "sync").length).toBeGreaterThan(rounds);
      const tails: readonly Tail[] = ["none", "all but half of the last", "every second"];
      const begun = steps.findIndex(({ kind }) => kind === "told");
      let checked = 0;
      for (let at = begun; at <= steps.length; at++) {
        const tail = tails[at % tails.length] ?? "none";
        const place = join(folder, `cut-${at}`);
        const told = cut(steps.slice(0, at), tail, place);
        const store = makeSqliteStore({ file: join(place, "jobs.sqlite"), now: Date.now });
        const there = new Set((await store.list({})).map(({ id }) => id));
        await store.close();
        expect([at, tail, told.filter((id) => !there.has(id))]).toEqual([at, tail, []]);
        await rm(place, { recursive: true, force: true });
        checked += 1;
      }
      expect(checked).toBeGreaterThan(rounds * 3);
    },
  },
  {
    number: 29,
    title: "a clock that jumps by an hour, forward and back, ends and expires nothing",
    injection: "the server's wall clock is moved while a job runs (Debian's faketime)",
    how: "simulated",
    needs: ["faketime"],
    async run(stage) {
      const site = await stage.own();
      const file = join(site.folder, "clock");
      const move = (seconds: string) => writeFileSync(file, seconds, { mode: 0o644 });
      move("+0");
      const env = {
        LD_PRELOAD: fakeClock(),
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        NO_FAKE_STAT: "1",
      };
      const { client } = await site.start({ env });
      const before = await client.submit({ inputs: { name: "before", size: 6400 } });
      await client.ended(before);
      const running = await client.submit({ inputs: { name: "running", seconds: 5 } });
      await client.up(running);
      const created: string[] = [];
      for (const seconds of ["+3600", "-3600", "+0"]) {
        move(seconds);
        const id = await client.submit({ inputs: { name: `at ${seconds}` } });
        created.push(String((await client.info(id))?.["created"]));
        expect(await client.ended(id)).toMatchObject({ status: "successful" });
      }
      const [forth = "", back = ""] = created;
      expect(Date.parse(forth) - Date.parse(back)).toBeGreaterThan(7_000_000);
      expect(await client.ended(running)).toMatchObject({ status: "successful", attempt: 1 });
      expect((await client.result(before, "file")).length).toBe(6400);
    },
  },
  {
    number: 31,
    title: "a server with little memory refuses rather than ends",
    injection: "node --max-old-space-size=96; 300 requests at once with 60 kB of text each, 40 with 8 MB",
    how: "real",
    isHeavy: true,
    async run(stage) {
      const site = await stage.own({ running: 4 });
      const live = await site.start({ node: ["--max-old-space-size=96"] });
      const ask = (n: number, more: object) => live.client.execute({ inputs: { name: `${n}`, ...more } }).catch(() => undefined);
      const small = Array.from({ length: 300 }, (_, n) => ask(n, { name: `${n}${"x".repeat(60_000)}` }));
      const large = Array.from({ length: 40 }, (_, n) => ask(n, { layer: "y".repeat(8_000_000) }));
      for (const answer of await Promise.all([...small, ...large])) expect([201, 429, 503]).toContain(answer?.status);
      expect(live.hasEnded()).toBe(false);
      for (const id of site.told) expect(await live.client.ended(id, 600_000)).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 35,
    title: "10,000 jobs that wait are all there after a kill, in their order",
    injection: "SIGKILL of the server with 10,000 in its queue",
    how: "real",
    isHeavy: true,
    async run(stage) {
      const site = await stage.own({ running: 1, config: "" });
      const live = await site.start();
      const first = await live.client.submit({ inputs: { name: "first", seconds: 600 } });
      await live.client.up(first);
      const ids: string[] = [];
      for (let n = 0; n < 10_000; n += 50)
        ids.push(
          ...(await Promise.all(
            Array.from({ length: Math.min(50, 9_999 - n) }, (_, m) => live.client.submit({ inputs: { name: `${n + m}` } })),
          )),
        );
      await live.end("SIGKILL");
      const begun = performance.now();
      const next = await site.start({ config: configOf("", 4) });
      console.log(`start with 10,000 waiting: ${Math.round(performance.now() - begun)} ms`);
      await expectLive(site);
      expect(keptJobs(site.data).length).toBe(10_000);
      await next.client.dismiss(first);
      // Those that were begun first were asked for first.
      await next.client.ended(ids[20] ?? "", 120_000);
      const early = keptJobs(site.data).filter(({ startedMs }) => startedMs !== undefined);
      const known = new Map(ids.map((id, index) => [id, index]));
      for (const { id } of early) expect(known.get(id) ?? 0).toBeLessThan(200);
      // As many connections at one time as a server has for one client.
      for (let n = 200; n < ids.length; n += 50) await Promise.all(ids.slice(n, n + 50).map((id) => next.client.dismiss(id)));
    },
  },
  {
    number: 36,
    title: "100,000 finished jobs on record do not slow the status of one",
    injection: "copies of a finished job, put into the job database while no server runs",
    how: "real",
    isHeavy: true,
    async run(stage) {
      const [empty, site] = [await stage.own(), await stage.own()];
      const finished = async (live: Live): Promise<string> => {
        const id = await live.client.submit({ inputs: { name: "one" }, outputs: ["said"] });
        await live.client.ended(id);
        return id;
      };
      const beside = await empty.start();
      const other = await finished(beside);
      const live = await site.start();
      const id = await finished(live);
      await live.end("SIGINT");
      const db = new Database(join(site.data, "store", "jobs.sqlite"));
      const columns = (db.prepare("pragma table_info(jobs)").all() as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => !["id", "seq"].includes(name));
      const list = columns.join(", ");
      db.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
        insert into jobs (id, ${list}) select id || i, ${list} from jobs, n`);
      db.close();
      const [without = 0, withMany = Infinity] = await statusMs([
        [beside, other],
        [await site.start(), id],
      ]);
      console.log(`status, median of 400: ${without.toFixed(2)} ms with one job on record, ${withMany.toFixed(2)} ms with 100,000`);
      expect(withMany).toBeLessThan(without * 1.2);
      const again = new Database(join(site.data, "store", "jobs.sqlite"));
      // The server may write at this moment.
      again.exec("pragma busy_timeout = 60000");
      again.exec(`delete from jobs where length(id) > ${id.length}`);
      again.close();
    },
  },
];
