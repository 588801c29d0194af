// Faults 1 to 11: the server is killed, at a point of the way of a job, and the next one starts on the same data directory.
import { expect } from "vitest";
import type { Fault, Stage } from "../case.js";
import type { Asked, Info } from "../client.js";
import { expectLive, keptJobs } from "../oracle.js";
import type { Live, Site } from "../site.js";
import { listen } from "../source.js";

/** Lets the server come to this point with this request, where it is killed. */
async function killAt(live: Live, at: string, nth: number, request: () => Promise<unknown>): Promise<void> {
  await live.arm({ at, nth, act: "kill" });
  const answer = request().catch(() => undefined);
  expect((await live.reached()).reached).toBe(at);
  await live.ended;
  await answer;
}

/** The next server, which must have taken over or put back what ran. */
async function next(site: Site): Promise<Live> {
  const live = await site.start();
  await expectLive(site);
  return live;
}

function named(site: Site, name: string) {
  return keptJobs(site.data).filter((job) => job.name === name);
}

/** One job that ends as it would have without the fault. */
function survives(at: string, { nth = 1, asked = {} }: { nth?: number; asked?: Asked } = {}) {
  return async ({ site }: Stage): Promise<void> => {
    const live = await site.live();
    const name = `at ${at} ${nth}`;
    const size = 64_000;
    const ask = { ...asked, inputs: { name, size, ...asked.inputs } };
    await killAt(live, at, nth, () => live.client.execute(ask));
    const { client } = await next(site);
    const [job, ...more] = named(site, name);
    expect([job?.id, more]).toEqual([expect.any(String), []]);
    const info = await client.ended(job?.id ?? "");
    expect(info).toMatchObject({ status: "successful" });
    expect((await client.result(job?.id ?? "", "file")).length).toBe(size);
  };
}

/** A job that is up, and what is asked of it while the server dies at a point. */
async function whileAsked(
  { site }: Stage,
  at: string,
  seconds: number,
  what: (live: Live, id: string) => Promise<unknown>,
): Promise<[Live, string]> {
  const live = await site.live();
  const id = await live.client.submit({ inputs: { name: `asked at ${at}`, seconds } });
  await live.client.up(id);
  await killAt(live, at, 1, () => what(live, id));
  return [await next(site), id];
}

const post = (live: Live, id: string, verb: string) => live.client.ask(`/jobs/${id}/${verb}`, { method: "POST" });
const isPaused = (info: Info | undefined) => typeof info?.["paused"] === "string";

/** Is it held or does it run: both are true to what the client was told, which is nothing. It must be one of them, and go on. */
async function goesOn(live: Live, id: string): Promise<void> {
  const info = await live.client.info(id);
  if (isPaused(info)) expect((await post(live, id, "resume")).status).toBe(200);
  expect(await live.client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
}

const kill = "SIGKILL of the server by itself, at a numbered call between its rooms";

export const kills: readonly Fault[] = [
  {
    number: 1,
    title: "between body and commit: the client sees a cut, and there is no job",
    injection: kill,
    how: "real",
    async run({ site }) {
      const live = await site.live();
      await live.arm({ at: "store.add:before", act: "kill" });
      await live.client.execute({ inputs: { name: "never" } }).then(
        () => expect.unreachable("it was answered"),
        () => undefined,
      );
      await live.ended;
      await next(site);
      expect(named(site, "never")).toEqual([]);
    },
  },
  { number: 2, title: "between commit and 201: the job runs", injection: kill, how: "real", run: survives("store.add:after") },
  {
    number: 3,
    title: "while an input is fetched: it is fetched anew, and no half file is used or left",
    injection: `${kill}; the source stands still in the middle of the file`,
    how: "real",
    async run(stage) {
      const bytes = "y".repeat(100_000);
      let asked = 0;
      const { host, close } = await listen((_request, response) => {
        asked += 1;
        response.writeHead(200, { "content-type": "text/plain", "content-length": bytes.length });
        if (asked > 1) response.end(bytes);
        else response.write(bytes.slice(0, 50_000));
      });
      stage.after(close);
      const site = await stage.own({ config: `[fetch]\nallow = ["${host}"]\n` });
      const live = await site.start();
      await live.arm({ at: "fetcher.fetch:within", act: "hold" });
      const id = await live.client.submit({ inputs: { name: "fetched", layer: { href: `http://${host}/half`, type: "text/plain" } } });
      await live.reached();
      live.go();
      await expect.poll(() => asked, { timeout: 30_000 }).toBe(1);
      await live.end("SIGKILL");
      const { client } = await next(site);
      expect(await client.ended(id)).toMatchObject({ status: "successful" });
      expect(asked).toBe(2);
      expect(await client.result(id, "said")).toBe(`fetched read ${bytes.length}`);
    },
  },
  {
    number: 4,
    title: "between launch and record: the sandbox is found and ended, the attempt run once more",
    injection: kill,
    how: "real",
    run: survives("engine.create:after"),
  },
  {
    number: 4,
    letter: "b",
    title: "in the middle of a launch: nothing of it is left, the attempt run once more",
    injection: kill,
    how: "real",
    isHeavy: true,
    run: survives("engine.create:within"),
  },
  {
    number: 5,
    title: "while a job runs: it goes on, is adopted within 2 s, and its wall time counts from its own start",
    injection: "SIGKILL of the server, twice",
    how: "real",
    async run({ site }) {
      let live = await site.live();
      const id = await live.client.submit({ inputs: { name: "long", seconds: 4 } });
      await live.client.up(id);
      for (let round = 0; round < 2; round++) {
        await live.end("SIGKILL");
        live = await next(site);
      }
      const info = await live.client.ended(id);
      expect(info).toMatchObject({ status: "successful", attempt: 1 });
      // Restarts took a part of these four seconds: a clock of the last server only would have seen less.
      expect((info["usage"] as { wallMs: number }).wallMs).toBeGreaterThanOrEqual(4000);
    },
  },
  {
    number: 6,
    title: "between exit and collection: it is collected from what the spawner kept",
    injection: kill,
    how: "real",
    run: survives("engine.collect:before"),
  },
  {
    number: 6,
    letter: "b",
    title: "before the exit is told: the next server hears results and exit",
    injection: kill,
    how: "real",
    isHeavy: true,
    run: survives("engine.wait:after"),
  },
  {
    number: 7,
    title: "in the middle of collecting: it is collected anew",
    injection: kill,
    how: "real",
    run: survives("engine.collect:within"),
  },
  {
    number: 8,
    title: "between rename and commit: the job is published once",
    injection: kill,
    how: "real",
    run: survives("files.adopt:after"),
  },
  {
    number: 8,
    letter: "b",
    title: "after the commit, before the sandbox is removed: it stays published, and nothing is left",
    injection: kill,
    how: "real",
    isHeavy: true,
    run: survives("engine.remove:before"),
  },
  {
    number: 9,
    title: "in a dismissal, when the intent is written: it is dismissed",
    injection: kill,
    how: "real",
    async run(stage) {
      const [live, id] = await whileAsked(stage, "engine.kill:before", 1, ({ client }, job) => client.dismiss(job));
      expect(await live.client.ended(id)).toMatchObject({ status: "dismissed" });
    },
  },
  {
    number: 9,
    letter: "b",
    title: "in a pause, when the intent is written: it is held, and goes on when asked to",
    injection: kill,
    how: "real",
    async run(stage) {
      const [live, id] = await whileAsked(stage, "engine.pause:before", 5, (before, job) => post(before, job, "pause"));
      const info = await live.client.info(id);
      // On a very slow machine it had ended before the next server could hold it.
      expect([isPaused(info) || info?.status === "successful", info?.["attempt"]]).toEqual([true, 1]);
      await goesOn(live, id);
    },
  },
  {
    number: 9,
    letter: "c",
    title: "in a resume, when the intent is written: it goes on",
    injection: kill,
    how: "real",
    isHeavy: true,
    async run(stage) {
      const [live, id] = await whileAsked(stage, "engine.resume:before", 1, async (before, job) => {
        await post(before, job, "pause");
        return post(before, job, "resume");
      });
      await goesOn(live, id);
    },
  },
  {
    number: 11,
    title: "SIGTERM with 20 running: all are handed over, and none fails",
    injection: "SIGTERM to the server",
    how: "real",
    async run(stage) {
      const site = await stage.own({ running: 20 });
      const live = await site.start();
      const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => live.client.submit({ inputs: { name: `${n}`, seconds: 3 } })));
      for (const id of ids) await live.client.up(id);
      await live.end("SIGTERM");
      const { client } = await next(site);
      for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: "successful", attempt: 1 });
    },
  },
];
