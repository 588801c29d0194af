// Faults of the job database and of who may write to it: locked, gone, corrupt, its disk not syncing; a second server; a server that stood still.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, copyFileSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { expect } from "vitest";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { Fault } from "../case.js";
import { expectLive } from "../oracle.js";
import type { Site } from "../site.js";

const fileOf = (site: Site) => join(site.data, "store", "jobs.sqlite");

/** All system calls of a server that make files durable fail from now on. */
async function breakSync(pid: number): Promise<ChildProcess> {
  const words = [
    "-f",
    "-qq",
    "-o",
    "/dev/null",
    "-e",
    "trace=fsync,fdatasync",
    "-e",
    "inject=fsync,fdatasync:error=EIO",
    "-p",
    String(pid),
  ];
  const strace = spawn("strace", words, { stdio: "ignore" });
  const isTraced = () => /^TracerPid:\t[1-9]/m.test(readFileSync(`/proc/${pid}/status`, "latin1"));
  if (!(await settled(isTraced, 30_000))) throw new Error("strace did not attach");
  return strace;
}

export const database: readonly Fault[] = [
  {
    number: 25,
    title: "a locked job database makes requests wait or come again; what runs is not touched, and all goes on when it is free",
    injection: "a transaction of another program on the job database, held for 8 s",
    how: "real",
    isHeavy: true,
    async run({ site }) {
      const live = await site.live();
      const running = await live.client.submit({ inputs: { name: "running", seconds: 3, size: 6400 } });
      await live.client.up(running);
      const other = new Database(fileOf(site), { timeout: 10_000 });
      other.exec("begin immediate");
      const answers = Promise.all([1, 2, 3].map((n) => live.client.execute({ inputs: { name: `locked ${n}` } })));
      await settled(() => false, 8_000);
      other.exec("rollback");
      other.close();
      for (const { status, headers } of await answers) {
        expect([201, 503]).toContain(status);
        if (status === 503) expect(headers.get("retry-after")).toMatch(/^\d+$/);
      }
      expect(await live.client.ended(running)).toMatchObject({ status: "successful", attempt: 1 });
      expect(await live.client.ended(await live.client.submit({ inputs: { name: "unlocked" } }))).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 26,
    title: "a corrupt job database is refused by its name; restored, the next server takes over what ran",
    injection: "the beginnings of the job database and its log are overwritten while a job runs, the server killed",
    how: "real",
    async run(stage) {
      const site = await stage.own();
      const live = await site.start();
      const id = await live.client.submit({ inputs: { name: "running", seconds: 6 } });
      await live.client.up(id);
      await live.end("SIGKILL");
      const files = [fileOf(site), `${fileOf(site)}-wal`];
      for (const file of files) {
        copyFileSync(file, `${file}.kept`);
        const fd = openSync(file, "r+");
        writeSync(fd, Buffer.alloc(4096, 0xa5), 0, 4096, 0);
        closeSync(fd);
      }
      const { code, output } = await site.refused();
      expect([code, output]).toEqual([7, expect.stringContaining("jobs.sqlite")]);
      const { uid, gid } = statSync(fileOf(site));
      for (const file of files) {
        copyFileSync(`${file}.kept`, file);
        chownSync(file, uid, gid);
      }
      const { client } = await site.start();
      await expectLive(site);
      expect(await client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
    },
  },
  {
    number: 28,
    title: "where the disk does not sync nothing is promised, and the server does not begin to believe it again by itself",
    injection: "fsync and fdatasync of the server return EIO (strace -e inject)",
    how: "simulated",
    needs: ["root", "strace"],
    async run({ site }) {
      const live = await site.live();
      const running = await live.client.submit({ inputs: { name: "running", seconds: 1 } });
      await live.client.up(running);
      const strace = await breakSync(live.pid);
      const refused = await live.client.execute({ inputs: { name: "unsynced" } });
      expect([refused.status >= 500, refused.headers.get("location")]).toEqual([true, null]);
      const ended = once(strace, "exit");
      strace.kill("SIGINT");
      await ended;
      const still = await live.client.execute({ inputs: { name: "later" } }).catch(() => undefined);
      expect([still?.status ?? 500, still?.headers.get("location") ?? null]).toEqual([
        expect.toSatisfy((code: number) => code >= 500),
        null,
      ]);
      await live.end("SIGKILL");
      const { client } = await site.start();
      expect(await client.ended(running)).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 44,
    title: "a second server on the same data directory is refused, and the first is not touched",
    injection: "a second server is started, three times at once",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const id = await live.client.submit({ inputs: { name: "first", seconds: 2 } });
      await live.client.up(id);
      const others = await Promise.all([1, 2, 3].map(() => site.refused()));
      for (const { code, output } of others) expect([code, output]).toEqual([7, expect.stringMatching(/another|in use/i)]);
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
    },
  },
  {
    number: 45,
    title: "a server that stood still goes on where it was; nobody can take over from it meanwhile",
    injection: "SIGSTOP of the server for as long as a second one tries to start, then SIGCONT",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const id = await live.client.submit({ inputs: { name: "still", seconds: 0.5, size: 6400 } });
      await live.client.up(id);
      process.kill(live.pid, "SIGSTOP");
      const { code, output } = await site.refused();
      process.kill(live.pid, "SIGCONT");
      expect([code, output]).toEqual([7, expect.stringMatching(/another|in use/i)]);
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
    },
  },
  {
    number: 51,
    title:
      "an upgrade and back loses no job that runs or waits: the newer one goes on with them, the older one refuses its tables and goes on from the copy",
    injection:
      "SIGTERM and the next version, whose tables are others (put in when it is loaded), then this one again, on what was copied before",
    how: "real",
    isHeavy: true,
    async run(stage) {
      const site = await stage.own({ running: 1 });
      const live = await site.start();
      const before = await live.client.submit({ inputs: { name: "before", size: 6400 } });
      await live.client.ended(before);
      const running = await live.client.submit({ inputs: { name: "running", seconds: 600 } });
      await live.client.up(running);
      const waiting = await Promise.all([1, 2, 3].map((n) => live.client.submit({ inputs: { name: `waiting ${n}` } })));
      await live.end("SIGTERM");
      copyFileSync(fileOf(site), `${fileOf(site)}.kept`);
      const newer = await site.start({ env: { TERRARIUM_NEXT_SCHEMA: "1" } });
      await expectLive(site);
      expect(await newer.client.info(running)).toMatchObject({ status: "running", attempt: 1 });
      for (const id of waiting) expect(await newer.client.info(id)).toMatchObject({ status: "accepted" });
      expect((await newer.client.result(before, "file")).length).toBe(6400);
      await newer.end("SIGTERM");
      const { code, output } = await site.refused();
      expect([code, output]).toEqual([7, expect.stringMatching(/written by a newer Terrarium/)]);
      // What it refused is as it was for the newer one.
      await (await site.start({ env: { TERRARIUM_NEXT_SCHEMA: "1" } })).end("SIGTERM");
      const { uid, gid } = statSync(fileOf(site));
      copyFileSync(`${fileOf(site)}.kept`, fileOf(site));
      chownSync(fileOf(site), uid, gid);
      const { client } = await site.start();
      await expectLive(site);
      expect(await client.info(running)).toMatchObject({ status: "running", attempt: 1 });
      await client.dismiss(running);
      for (const id of waiting) expect(await client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
    },
  },
];
