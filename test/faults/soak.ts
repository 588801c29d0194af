// Thousands of short jobs while the server is killed at random instants, and a history of what clients were told: every job that one was told of
// ends, exactly once, with its own result; nothing is published twice; nothing is left.
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { settled } from "../../packages/server/src/spawner/records.js";
import { checkInvariants, countEnded, keptJobs } from "./oracle.js";
import { configOf, type Live, makeSite, type Site } from "./site.js";

export interface Soak {
  readonly jobs: number;
  readonly kills: number;
  readonly seed: number;
  /** Told of the progress, one line. */
  readonly say: (line: string) => void;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface History {
  /** Names of the jobs that a client was told of, by id. */
  readonly told: Map<string, string>;
  submitted: number;
}

/** One client: asks for one job after the other, and goes on with the next server when one dies. Every fourth job gives a file. */
async function submitAll(live: () => Live | undefined, history: History, { jobs }: Soak): Promise<void> {
  while (history.submitted < jobs) {
    const server = live();
    if (server === undefined || server.hasEnded()) {
      await wait(5);
      continue;
    }
    const n = history.submitted++;
    const name = `soak ${n}`;
    try {
      const id = await server.client.submit({
        inputs: { name, size: n % 4 === 0 ? 640 : 0 },
        ...(n % 4 === 0 ? {} : { outputs: ["said"] }),
      });
      history.told.set(id, name);
    } catch {
      // The client was told nothing: whether there is such a job is open, and it asks for another one.
      history.submitted -= 1;
      await wait(5);
    }
  }
}

async function checkHistory(site: Site, history: History): Promise<void> {
  const kept = new Map(keptJobs(site.data).map((job) => [job.id, job]));
  const lost = [...history.told.keys()].filter((id) => !kept.has(id));
  expect(lost, "told of, and not on record").toEqual([]);
  const wrong = [...history.told].filter(([id, name]) => {
    const job = kept.get(id);
    return job?.status !== "successful" || job.name !== name || job.ends !== 1;
  });
  expect(wrong, "not ended once, well, and with its own result").toEqual([]);
  const files = [...kept.values()].flatMap(({ results = [] }) => results.flatMap(({ file }) => file?.key ?? []));
  expect(new Set(files).size, "files published twice").toBe(files.length);
}

/** Runs it, on a data directory of its own. */
export async function soak(plan: Soak): Promise<void> {
  const { jobs, kills, seed, say } = plan;
  say(`${jobs} jobs, ${kills} kills, seed ${seed}`);
  const random = randomOf(seed);
  const site = await makeSite({ config: "[isolation]\npool_per_process = 2\npool_total = 2\n" });
  const history: History = { told: new Map(), submitted: 0 };
  let live: Live | undefined = await site.start();
  const clients = Promise.all(Array.from({ length: 4 }, () => submitAll(() => live, history, plan)));
  const ended = () => countEnded(site.data);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      // Kills are spread over the jobs: the next one comes when its share of them has ended, and then at a random instant.
      const share = Math.floor(((kill - 1) * jobs) / (kills + 1));
      if (!(await settled(() => ended() >= share, 300_000))) throw new Error(`no progress: ${ended()} of ${share} before kill ${kill}`);
      await wait(random() * 300);
      await live.end("SIGKILL");
      live = await site.start();
      if (kill % Math.ceil(kills / 20) === 0) say(`${kill} kills, ${history.told.size} jobs accepted, ${ended()} ended`);
    }
    await clients;
    if (!(await settled(() => ended() >= history.told.size, 1_200_000))) throw new Error(`only ${ended()} of ${history.told.size} ended`);
    await live.end("SIGINT");
    await site.start({ config: configOf() });
    await checkInvariants(site);
    await checkHistory(site, history);
    const again = keptJobs(site.data).filter(({ attempt }) => attempt > 1).length;
    say(`${history.told.size} jobs accepted, all ended once; ${again} of them in more than one attempt`);
  } finally {
    await site.tearDown();
  }
}
