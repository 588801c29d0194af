// Every numbered point of the way of a job is visited: the server is killed there, the next one starts, and all invariants are checked. The numbers
// are found, not listed: the walk ends when the scene is over before its number comes.
import { expect, it } from "vitest";
import { settled } from "../../packages/server/src/spawner/records.js";
import { isOver } from "./client.js";
import { isComplete } from "./drive.js";
import { checkInvariants, expectLive, keptJobs, residue } from "./oracle.js";
import { type Live, makeSite, type Site } from "./site.js";
import { listen } from "./source.js";

/** Two jobs to their ends, one of them held in between, and one that is dismissed: all that a job can go through. */
async function play({ client }: Live, host: string): Promise<void> {
  const inputs = { name: "walk", size: 640, layer: { href: `http://${host}/layer`, type: "text/plain" } };
  await client.ended(await client.submit({ inputs }));
  const held = await client.submit({ inputs: { name: "held", seconds: 0.3, layer: "inline ".repeat(20_000) }, outputs: ["said"] });
  await client.up(held);
  await client.ask(`/jobs/${held}/pause`, { method: "POST" });
  await client.ask(`/jobs/${held}/resume`, { method: "POST" });
  await client.ended(held);
  const dismissed = await client.submit({ inputs: { name: "dismissed", seconds: 600 } });
  await client.up(dismissed);
  await client.dismiss(dismissed);
}

/**
 * What the clients of the dead server do next: what was held goes on, what sleeps for ever is dismissed. Also what no client was told of: killed between
 * commit and answer, it is a job all the same, and would keep its place.
 */
async function goOn(site: Site, { client }: Live): Promise<void> {
  const left = keptJobs(site.data).filter(({ id, ends }) => ends === 0 || site.told.has(id));
  for (const { id, name } of left) {
    const info = await client.until(id, ({ status, message }) => status !== "accepted" && message !== "accepted", "has begun");
    if (typeof info["paused"] === "string") await client.ask(`/jobs/${id}/resume`, { method: "POST" });
    if (name !== "dismissed" || isOver(info)) continue;
    await client.dismiss(id);
    // It ended in this instant, and was removed then: so it is asked for.
    if ((await client.info(id)) === undefined) site.forgotten.add(id);
  }
}

/** Of a walk that broke off: the point to go on from. */
const firstPoint = Number(process.env["TERRARIUM_POINT"] ?? 1);

/** Was the server killed where it was to be; if not, it is not any more. What is done after the last answer (removing, booking) has its points too. */
async function isCut(site: Site, live: Live): Promise<boolean> {
  await settled(async () => live.hasEnded() || (await residue(site).catch(() => ["unknown"])).length === 0, 60_000);
  // A number that never comes.
  if (!live.hasEnded()) await Promise.race([live.arm({ at: 0, act: "kill" }).catch(() => undefined), live.ended]);
  return live.hasEnded();
}

it.skipIf(!isComplete)(
  `a server that is killed at any point of a job's way breaks no promise${isComplete ? "" : " (skipped: only in npm run faults)"}`,
  { timeout: 3_600_000 },
  async () => {
    const source = await listen((_request, response) => response.writeHead(200, { "content-type": "text/plain" }).end("from afar"));
    const site = await makeSite({ config: `[fetch]\nallow = ["${source.host}"]\n` });
    const visited: string[] = [];
    try {
      let isDone = false;
      for (let number = firstPoint; !isDone; number++) {
        const live = await site.live();
        await live.arm({ at: number, act: "kill" });
        const scene = play(live, source.host).then(() => undefined, String);
        await Promise.race([scene, live.ended]);
        if (await isCut(site, live)) {
          visited.push((await live.reached()).reached);
          await scene;
          const next = await site.start();
          await expectLive(site);
          await goOn(site, next);
        } else {
          expect(await scene, "nobody was killed").toBeUndefined();
          isDone = true;
        }
        await checkInvariants(site).catch((error: unknown) => {
          throw new Error(`after point ${number}, ${visited.at(-1)}: ${(error as Error).message}`, { cause: error });
        });
        site.told.clear();
        if (number % 25 === 0) console.log(`point ${number}, ${visited.at(-1)}`);
      }
      if (firstPoint === 1) expect(new Set(visited).size).toBeGreaterThan(30);
      console.log(`${visited.length} points visited: ${[...new Set(visited)].join(", ")}`);
    } finally {
      await site.tearDown();
      await source.close();
    }
  },
);
