// Faults of clients: slow, gone, half-open, many at once; and what a server has too little of for them: descriptors, memory.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { get } from "node:http";
import { connect, type Socket } from "node:net";
import { expect } from "vitest";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { Fault } from "../case.js";
import type { Answer } from "../client.js";
import { isComplete } from "../drive.js";
import { keptJobs } from "../oracle.js";
import type { Live } from "../site.js";

function residentBytes({ pid }: Live): number {
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
}

async function works({ client }: Live, name: string): Promise<void> {
  expect(await client.ended(await client.submit({ inputs: { name } }))).toMatchObject({ status: "successful" });
}

/** Did the server take the request at all; where it serves as many connections as it may it closes the newest. */
function isAnswered(answer: Promise<Answer>): Promise<boolean> {
  return answer.then(
    ({ status }) => status < 500,
    () => false,
  );
}

/** Connections that say half of a request and no more. */
async function halfOpen({ url }: Live, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n++) {
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname);
    // What nobody reads never comes to its end.
    socket.on("error", () => {}).resume();
    socket.write("POST /processes/work/execution HTTP/1.1\r\nHost: x\r\nContent-Le");
    sockets.push(socket);
    if (n % 200 === 199) await new Promise(setImmediate);
  }
  return sockets;
}

/** As many as this program may open files, where that is less than it should be. */
const mostFiles = Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1"))?.[1]);
const crowd: number = isComplete ? Math.min(10_000, mostFiles - 1_000) : 300;

export const clients: readonly Fault[] = [
  {
    number: 30,
    title: "a server out of descriptors refuses and does not end; when there are some again it goes on",
    injection: "the server's limit of open files, lowered to what it uses (prlimit); 50 connections",
    how: "real",
    needs: ["root", "prlimit"],
    async run({ site }) {
      const live = await site.live();
      const uid = String(statSync(`/proc/${live.pid}`).uid);
      // Without more rights than this root may have, limits of a user are that user's to set.
      const asServer = ["--reuid", uid, "--regid", uid, "--clear-groups", "prlimit", "--pid", String(live.pid)];
      const limit = (count: string) => execFileSync("setpriv", [...asServer, `--nofile=${count}`]);
      limit(`${readdirSync(`/proc/${live.pid}/fd`).length + 8}:20000`);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          live.client
            .execute({ inputs: { name: `crowd ${n}`, layer: "z".repeat(200_000) }, signal: AbortSignal.timeout(5_000) })
            .catch(() => undefined),
        ),
      );
      expect(answers.some((answer) => answer?.status !== 201)).toBe(true);
      expect(live.hasEnded()).toBe(false);
      limit("20000:20000");
      await works(live, "after");
    },
  },
  {
    number: 30,
    letter: "b",
    title: "a server with the 1,024 descriptors of many systems closes what is too much at once, and serves the rest",
    injection: "1,000 clients that upload at one time (ulimit 1,024)",
    how: "real",
    isHeavy: true,
    needs: ["root", "prlimit"],
    async run(stage) {
      const site = await stage.own();
      const live = await site.start({ before: ["prlimit", "--nofile=1024:1024"] });
      const layer = "z".repeat(200_000);
      const ask = (n: number) => live.client.execute({ inputs: { name: `upload ${n}`, layer } }).catch(() => undefined);
      const answers = await Promise.all(Array.from({ length: 1_000 }, (_, n) => ask(n)));
      const accepted = answers.filter((answer) => answer?.status === 201).length;
      console.log(`of 1,000 clients at one time ${accepted} were served`);
      expect(accepted).toBeGreaterThan(100);
      expect(live.hasEnded()).toBe(false);
      for (const id of site.told) {
        expect(await settled(() => isAnswered(live.client.dismiss(id)), 60_000)).toBe(true);
        // What had ended was removed.
        site.forgotten.add(id);
      }
      await works(live, "after");
    },
  },
  {
    number: 32,
    title: "a reader that stops in the middle of a large result fills no memory and holds up nobody",
    injection: "a client that reads 64 KiB of 256 MiB and then nothing",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const id = await live.client.submit({ inputs: { name: "large", size: 256 * 2 ** 20 } });
      expect(await live.client.ended(id)).toMatchObject({ status: "successful" });
      const before = residentBytes(live);
      const slow = await Promise.all(
        Array.from(
          { length: 5 },
          () =>
            new Promise<{ destroy(): void }>((resolve, reject) => {
              get(`${live.url}/jobs/${id}/results/file`, (response) => {
                response.once("readable", () => {
                  response.read(65_536);
                  resolve(response);
                });
              }).on("error", reject);
            }),
        ),
      );
      await works(live, "beside");
      expect(residentBytes(live) - before).toBeLessThan(64 * 2 ** 20);
      for (const one of slow) one.destroy();
    },
  },
  {
    number: 33,
    title: "a synchronous client that goes away takes its job along, and its place is free",
    injection: "the connection is cut while the job runs",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const gone = new AbortController();
      const answer = live.client.execute({ inputs: { name: "gone", seconds: 600 }, mode: "sync", signal: gone.signal }).catch(() => "cut");
      const isUp = () => keptJobs(site.data).some(({ name, status }) => name === "gone" && status === "running");
      expect(await settled(isUp, 30_000)).toBe(true);
      gone.abort();
      expect(await answer).toBe("cut");
      const isDismissed = () => keptJobs(site.data).some(({ name, status }) => name === "gone" && status === "dismissed");
      expect(await settled(isDismissed, 10_000)).toBe(true);
    },
  },
  {
    number: 34,
    title: "half-open connections are closed, memory stays flat, and others are served meanwhile",
    injection: `${crowd.toLocaleString("en")} connections that send half of a head and no more`,
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const before = residentBytes(live);
      const sockets = await halfOpen(live, crowd);
      const begun = performance.now();
      // Each newcomer gets the place of the oldest of them; a connection kept from before may have been that, so the client asks again.
      expect(await settled(() => isAnswered(live.client.execute({ inputs: { name: "between" } })), 60_000)).toBe(true);
      const grown = residentBytes(live) - before;
      const ms = Math.round(performance.now() - begun);
      console.log(`${crowd} half-open connections: ${Math.round(grown / 2 ** 20)} MiB more, another client was served after ${ms} ms`);
      expect(grown).toBeLessThan(256 * 2 ** 20);
      if (isComplete) expect(await settled(() => sockets.every((socket) => socket.closed), 200_000)).toBe(true);
      for (const socket of sockets) socket.destroy();
      await works(live, "after");
    },
  },
  {
    number: 43,
    title: "100 requests with one key at one time are one job",
    injection: "100 requests at once, and the same again after a kill",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const asked = { inputs: { name: "once" }, key: "key-of-43" };
      const ids = await Promise.all(Array.from({ length: 100 }, () => live.client.submit(asked)));
      expect(new Set(ids).size).toBe(1);
      await live.end("SIGKILL");
      const { client } = await site.start();
      expect(await client.submit(asked)).toBe(ids[0]);
      expect(keptJobs(site.data).filter(({ name }) => name === "once").length).toBe(1);
    },
  },
];
