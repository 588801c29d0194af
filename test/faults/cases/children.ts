// Faults of what runs jobs: zygotes, launchers, spawner and jobs are killed, starved or lost with the host; clean-up fails; what waits is poisoned.
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { childOf, isDead, signalChild } from "../../../packages/server/src/spawner/children.js";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { Fault } from "../case.js";
import { memoryAbove } from "../memory-above.js";
import { expectLive, keptJobs } from "../oracle.js";
import { childrenIn, configOf, type Live, type Site } from "../site.js";

/** The children of a job that is up, oldest first: the first is the one that holds its sandbox. */
async function childrenOf(site: Site, id: string) {
  const handle = keptJobs(site.data).find((job) => job.id === id)?.handle;
  if (handle === undefined) throw new Error("the job has no sandbox");
  return childrenIn(site.data, handle.id);
}

async function upJob({ client }: Live, inputs: Record<string, unknown>): Promise<string> {
  const id = await client.submit({ inputs });
  await client.up(id);
  return id;
}

/** Two jobs that are up; one is hit, the other must end well. */
async function hit(site: Site, what: (id: string) => Promise<void>): Promise<{ live: Live; id: string }> {
  const live = await site.live();
  const other = await upJob(live, { name: "other", seconds: 1 });
  const id = await upJob(live, { name: "hit", seconds: 2 });
  await what(id);
  expect(await live.client.ended(other)).toMatchObject({ status: "successful", attempt: 1 });
  return { live, id };
}

/** What is in the groups of zygotes, without the sandboxes. */
async function zygotesOf(site: Site) {
  const sandboxes = new Set((await childrenIn(site.data)).map(({ pid }) => pid));
  return (await childrenIn(site.data, "all")).filter(({ pid }) => !sandboxes.has(pid));
}

/** The spawner's record of itself, and those of sandboxes. */
function recordsOf(site: Site): string[] {
  const folder = join(site.data, "spawner");
  const records = readdirSync(join(folder, "records")).map((name) => join(folder, "records", name));
  return [join(folder, "spawner.json"), ...records.filter((path) => path.endsWith(".json"))];
}

export const children: readonly Fault[] = [
  {
    number: 12,
    title: "a zygote whose parent is killed harms no job, and the next come from another",
    injection: "SIGKILL of the parent that forks sandboxes",
    how: "real",
    needs: ["root"],
    async run({ site }) {
      const { live, id } = await hit(site, async () => {
        const parents = (await zygotesOf(site)).filter(({ pid }) =>
          readFileSync(`/proc/${pid}/cmdline`, "latin1").startsWith("terrarium zygote, parent"),
        );
        expect(parents.length).toBeGreaterThan(0);
        for (const child of parents) signalChild(child, "SIGKILL");
      });
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
      expect(await live.client.ended(await live.client.submit({ inputs: { name: "next" } }))).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 12,
    letter: "c",
    title: "where all of a zygote is killed, the jobs that it holds begin again",
    injection: "SIGKILL of everything in its group, which takes the sandboxes along",
    how: "real",
    isHeavy: true,
    needs: ["root"],
    async run({ site }) {
      const live = await site.live();
      const id = await upJob(live, { name: "held", seconds: 1 });
      for (const child of await zygotesOf(site)) signalChild(child, "SIGKILL");
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
    },
  },
  {
    number: 12,
    letter: "b",
    title: "when the spawner is killed its server ends and says so, and the next begins the jobs again",
    injection: "SIGKILL of the spawner",
    how: "real",
    async run({ site }) {
      const live = await site.live();
      const running = await upJob(live, { name: "running", seconds: 1 });
      const ids = [running, ...(await Promise.all([1, 2, 3].map((n) => live.client.submit({ inputs: { name: `waiting ${n}` } }))))];
      const spawner = await site.spawner();
      if (spawner !== undefined) signalChild(spawner, "SIGKILL");
      await live.ended;
      expect(live.output()).toContain("the spawner has ended");
      const { client } = await site.start();
      await expectLive(site);
      for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: "successful" });
      expect(await client.info(running)).toMatchObject({ attempt: 2 });
    },
  },
  {
    number: 13,
    title: "a job whose holder is killed fails and names the signal, others are unharmed",
    injection: "SIGKILL of the first child of its sandbox",
    how: "real",
    needs: ["root"],
    async run({ site }) {
      const { live, id } = await hit(site, async (job) => {
        for (const first of (await childrenOf(site, job)).slice(0, 1)) signalChild(first, "SIGKILL");
      });
      expect(await live.client.ended(id)).toMatchObject({ status: "failed", attempt: 1, message: expect.stringMatching(/SIGKILL/) });
    },
  },
  {
    number: 14,
    title: "a job whose own child is killed fails, and names the signal",
    injection: "SIGKILL of its youngest child, from outside",
    how: "real",
    needs: ["root"],
    async run({ site }) {
      const { live, id } = await hit(site, async (job) => {
        for (const youngest of (await childrenOf(site, job)).slice(-1)) signalChild(youngest, "SIGKILL");
      });
      const info = await live.client.ended(id);
      expect(info).toMatchObject({ status: "failed", attempt: 1, message: expect.stringMatching(/SIGKILL/) });
    },
  },
  {
    number: 15,
    title: "a job that the host kills for want of memory is run again: that is told apart from its own limit",
    injection: "a limit of memory above those of the sandboxes, put on while the job runs",
    how: "real",
    isHeavy: true,
    needs: ["root"],
    async run(stage) {
      const site = await stage.own();
      const live = await site.start();
      const id = await upJob(live, { name: "squeezed", seconds: 1, hold: 300 * 2 ** 20 });
      const { limit, used } = memoryAbove(site);
      const before = readFileSync(limit, "latin1").trim();
      writeFileSync(limit, String(Number(readFileSync(used, "latin1")) + 60 * 2 ** 20));
      await live.client.until(id, ({ attempt, status }) => status !== "running" || (attempt ?? 0) > 1, "was ended");
      writeFileSync(limit, Number(before) > 2 ** 62 ? "-1" : before);
      expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
      const own = await live.client.submit({ inputs: { name: "greedy", hold: 1500 * 2 ** 20 } });
      expect(await live.client.ended(own)).toMatchObject({ status: "failed", attempt: 1, limitsHit: ["memory"] });
    },
  },
  {
    number: 17,
    title: "a launch that the host refuses for the moment is tried again, and fails no job",
    injection: "the spawner's limit of open files, lowered to what it uses",
    how: "real",
    isHeavy: true,
    needs: ["root", "prlimit"],
    async run({ site }) {
      const live = await site.live();
      const spawner = await site.spawner();
      const limit = (count: string) => execFileSync("prlimit", ["--pid", String(spawner?.pid), `--nofile=${count}`]);
      const used = readdirSync(`/proc/${spawner?.pid}/fd`).length;
      limit(`${used}:20000`);
      const id = await live.client.submit({ inputs: { name: "refused" } });
      await live.client.until(id, ({ message, status }) => status !== "accepted" || message !== undefined, "was tried");
      await settled(async () => (await live.client.info(id))?.status === "failed", 2_000);
      limit("20000:20000");
      expect(await live.client.ended(id)).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 42,
    title: "a job that kills its own runner fails at once, the next one runs",
    injection: "the process kills itself; the process ends without a word",
    how: "real",
    async run({ site }) {
      const { client } = await site.live();
      const ids = await Promise.all(["kill", "exit"].map((end) => client.submit({ inputs: { name: end, end } })));
      for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: "failed", attempt: 1 });
      expect(await client.ended(await client.submit({ inputs: { name: "after" } }))).toMatchObject({ status: "successful" });
    },
  },
  {
    number: 42,
    letter: "b",
    title: "a job with which all goes down each time is given up after three attempts",
    injection: "SIGKILL of server, spawner and sandboxes, each time when the job is up",
    how: "real",
    isHeavy: true,
    async run({ site }) {
      let live = await site.live();
      const id = await live.client.submit({ inputs: { name: "poison", seconds: 600 } });
      for (let round = 0; round < 3; round++) {
        await live.client.up(id);
        await site.killAll();
        live = await site.start();
      }
      expect(await live.client.ended(id)).toMatchObject({ status: "failed", attempt: 3, message: expect.stringMatching(/3 times/) });
    },
  },
  {
    number: 50,
    title: "after a reboot of the host running jobs are run again and waiting ones in their order",
    injection: "SIGKILL of server, spawner and sandboxes; all records then name another boot and the pids of a stranger",
    how: "simulated",
    async run(stage) {
      const site = await stage.own({ running: 1 });
      const live = await site.start();
      const running = await upJob(live, { name: "running", seconds: 0.5 });
      const waiting: string[] = [];
      for (const name of ["first", "second"]) waiting.push(await live.client.submit({ inputs: { name } }));
      await site.killAll();
      // A stranger that has one of their pids now is not to be hurt.
      const stranger = spawn("sleep", ["600"], { stdio: "ignore" });
      stage.after(() => stranger.kill());
      for (const file of recordsOf(site)) {
        const record = JSON.parse(readFileSync(file, "utf8")) as object;
        const child = childOf(stranger.pid ?? 0);
        writeFileSync(file, JSON.stringify({ ...record, ...child, launcher: child, bootId: "00000000-0000-4000-8000-000000000000" }));
      }
      const { client } = await site.start();
      await expectLive(site);
      expect(stranger.exitCode ?? stranger.signalCode).toBe(null);
      expect(await client.ended(running)).toMatchObject({ status: "successful", attempt: 2 });
      const ended = await Promise.all(waiting.map(async (id) => client.ended(id)));
      expect(ended.map(({ status }) => status)).toEqual(["successful", "successful"]);
      const [first, second] = ended.map((info) => String(info["started"]));
      expect(String(first) < String(second)).toBe(true);
    },
  },
  {
    number: 50,
    letter: "b",
    title: "records that a power cut has emptied keep no server from starting",
    injection: "SIGKILL of server, spawner and sandboxes; the spawner's records are cut to nothing",
    how: "simulated",
    isHeavy: true,
    async run({ site }) {
      const live = await site.live();
      const id = await upJob(live, { name: "running", seconds: 0.5 });
      await site.killAll();
      for (const file of recordsOf(site)) truncateSync(file);
      const { client } = await site.start();
      await expectLive(site);
      expect(await client.ended(id)).toMatchObject({ status: "successful", attempt: 2 });
    },
  },
  {
    number: 52,
    title: "what cannot be removed is told to the operator, costs no place, and is removed by a later start",
    injection: "an immutable file in the bundle of a job that runs (chattr +i)",
    how: "real",
    needs: ["root", "chattr"],
    async run({ site }) {
      const live = await site.live();
      const id = await upJob(live, { name: "sticky", seconds: 0.5 });
      const bundle = keptJobs(site.data).find((job) => job.id === id)?.handle?.id ?? "none";
      const bundles = join(site.data, "bundles");
      execFileSync("chattr", ["+i", join(bundles, bundle, "job", "job.json")]);
      try {
        expect(await live.client.ended(id)).toMatchObject({ status: "successful" });
        await expect.poll(() => live.output(), { timeout: 30_000 }).toMatch(/could not be removed; it is set aside/);
        const places = await Promise.all(["one", "two"].map((name) => upJob(live, { name, seconds: 0.5 })));
        for (const one of places) expect(await live.client.ended(one)).toMatchObject({ status: "successful" });
      } finally {
        const name = readdirSync(bundles).find((one) => one.includes(bundle)) ?? bundle;
        execFileSync("chattr", ["-i", join(bundles, name, "job", "job.json")]);
      }
      await live.end("SIGKILL");
      await site.start();
    },
  },
  {
    number: 53,
    title: "where all sandboxes that wait were killed, jobs are served from fresh ones",
    injection: "SIGKILL of everything in the pool",
    how: "real",
    isHeavy: true,
    needs: ["root"],
    async run(stage) {
      const site = await stage.own({ config: "[isolation]\npool_per_process = 4\npool_total = 4\n" });
      const { client } = await site.start();
      for (const name of ["a", "b"]) await client.ended(await client.submit({ inputs: { name } }));
      let waiting = await childrenIn(site.data);
      await settled(async () => {
        waiting = await childrenIn(site.data);
        return waiting.length > 0;
      }, 30_000);
      expect(waiting.length).toBeGreaterThan(0);
      for (const child of waiting) signalChild(child, "SIGKILL");
      await settled(() => waiting.every(isDead), 30_000);
      const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => client.submit({ inputs: { name: `${n}` } })));
      for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
      // The invariants are those of a server that keeps nothing waiting.
      await (await site.live()).end("SIGINT");
      await site.start({ config: configOf() });
    },
  },
];
