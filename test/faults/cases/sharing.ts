// Faults of servers that share a PostgreSQL: one is dead, stands still, or dies between the storing of a result in S3 and its commit.
import { expect } from "vitest";
import { startSwift } from "../../../packages/server/src/staging/private-swift.js";
import { makeS3Requests } from "../../../packages/server/src/staging/s3/requests.js";
import type { Fault } from "../case.js";
import { makeDatabase, onPostgres } from "../on-postgres.js";
import { expectLive } from "../oracle.js";

const needs = ["root"];

export const sharing: readonly Fault[] = [
  {
    number: 45,
    letter: "b",
    title: "what a server writes that stood still while another one took over is refused",
    injection: "SIGSTOP of one of two servers on one PostgreSQL until the other has ended its job, then SIGCONT",
    how: "real",
    isHeavy: true,
    needs,
    async run(stage) {
      const { site, live, database } = await onPostgres(stage);
      const other = await (await stage.own({ database: database.url })).start();
      // It is to run on the one of them.
      process.kill(other.pid, "SIGSTOP");
      const id = await live.client.submit({ inputs: { name: "taken over", seconds: 3 }, outputs: ["said"] });
      await live.client.up(id);
      process.kill(live.pid, "SIGSTOP");
      process.kill(other.pid, "SIGCONT");
      try {
        expect(await other.client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
      } finally {
        process.kill(live.pid, "SIGCONT");
      }
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
      await expectLive(site);
    },
  },
  {
    number: 44,
    letter: "b",
    title: "jobs that waited on a server that died are given up in time by another one on the store, and none of them runs twice",
    injection: "SIGKILL of one of two servers on one PostgreSQL; no place becomes free before the time of what waits is over",
    how: "real",
    isHeavy: true,
    needs,
    async run(stage) {
      const config = '[queue]\nwait = "4s"\nsync_places = 0\n';
      const { site, live, database } = await onPostgres(stage, { config, running: 1 });
      const other = await stage.own({ config, running: 1, database: database.url });
      const { client } = await other.start();
      const long = await Promise.all([1, 2].map((n) => client.submit({ inputs: { name: `long ${n}`, seconds: 600 } })));
      for (const id of long) await client.up(id);
      const waiting = await Promise.all([1, 2, 3].map((n) => live.client.submit({ inputs: { name: `waiting ${n}` } })));
      await live.end("SIGKILL");
      for (const id of waiting) {
        expect(await client.ended(id)).toMatchObject({
          status: "failed",
          attempt: 0,
          message: expect.stringMatching(/waited 4 seconds for its turn/),
        });
      }
      for (const id of long) await client.dismiss(id);
      await site.start();
    },
  },
  {
    number: 8,
    letter: "c",
    title: "between storing in S3 and commit on PostgreSQL: another server publishes the job once, and both hand it out",
    injection:
      "SIGKILL of the server by itself, at a numbered call between its rooms, and of all of PostgreSQL; results in OpenStack Swift",
    how: "real",
    isHeavy: true,
    needs: [...needs, "swift-proxy-server"],
    async run(stage) {
      const swift = await startSwift();
      stage.afterAll(() => swift.stop());
      const { endpoint, accessKey, secretKey } = swift;
      const bucket = makeS3Requests({ endpoint, bucket: "results", region: "us-east-1", accessKey, secretKey, pathStyle: true });
      await bucket.text({ method: "PUT", object: "" });
      const config = `[storage.s3]\nendpoint = "${endpoint}"\nbucket = "results"\ndelivery = "redirect"\n`;
      const env = { TERRARIUM__STORAGE__S3__ACCESS_KEY: accessKey, TERRARIUM__STORAGE__S3__SECRET_KEY: secretKey };
      const database = await makeDatabase(stage);
      const [site, second] = [await stage.own({ config, database: database.url }), await stage.own({ config, database: database.url })];
      const live = await site.start({ env });
      await live.arm({ at: "files.adopt:after", act: "kill" });
      const id = await live.client.submit({ inputs: { name: "stored", size: 64_000 } });
      expect((await live.reached()).reached).toBe("files.adopt:after");
      await live.ended;
      await database.signalAll("SIGKILL");
      await database.start();
      const other = await second.start({ env });
      expect(await other.client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
      const again = await site.start({ env });
      for (const { client } of [other, again]) expect((await client.result(id, "file")).length).toBe(64_000);
      for (const { url } of [other, again]) {
        const ask = (query: string, headers = {}) => fetch(`${url}/outputs/${id}/file${query}`, { headers, redirect: "manual" });
        const direct = await ask("");
        expect(direct.status).toBe(307);
        const range = { range: "bytes=63990-" };
        const signed = await fetch(direct.headers.get("location") ?? "", { headers: range });
        expect([signed.status, (await signed.arrayBuffer()).byteLength]).toEqual([206, 10]);
        const relayed = await ask("?relay=true", range);
        expect([relayed.status, (await relayed.arrayBuffer()).byteLength]).toEqual([206, 10]);
        expect((await (await ask("?relay=true")).arrayBuffer()).byteLength).toBe(64_000);
      }
      const objects = async () =>
        ((await bucket.text({ method: "GET", object: "", query: { "list-type": "2" } })).match(/<Key>/g) ?? []).length;
      await expect.poll(objects, { timeout: 30_000 }).toBe(1);
    },
  },
];
