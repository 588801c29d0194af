// Figures of processes: what they say, and that they cost the store little.
import { expect, it } from "vitest";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { makeStatistics, statisticsOf } from "./statistics.js";

it("tells how jobs ended, and the middle and nearly the longest of their times", () => {
  const ran = Array.from(
    { length: 100 },
    (_, index) => ({ status: "successful", createdMs: 0, startedMs: 10, finishedMs: 11 + index }) as const,
  );
  const failed = { status: "failed", createdMs: 0, startedMs: 1_000, finishedMs: 9_000 } as const;
  const never = { status: "dismissed", createdMs: 0, finishedMs: 5 } as const;
  expect(statisticsOf([...ran, failed, never])).toEqual({
    ...{ jobs: 102, successful: 100, failed: 1, dismissed: 1 },
    waitMs: { p50: 10, p95: 10 },
    runMs: { p50: 50, p95: 95 },
  });
  expect(statisticsOf([])).toEqual({ jobs: 0, successful: 0, failed: 0, dismissed: 0 });
});

it("asks the store once for all who ask together, and again when what is known is old", async () => {
  let nowMs = 0;
  let reads = 0;
  const store = makeMemoryStore({ now: () => nowMs });
  const ended: typeof store.ended = (...what) => {
    reads += 1;
    return store.ended(...what);
  };
  const statistics = makeStatistics({ store: { ended }, now: () => nowMs });
  const all = await Promise.all([1, 2, 3].map(() => statistics(["say_hello"])));
  expect([reads, all[0]?.get("say_hello")?.jobs]).toEqual([1, 0]);
  await store.add(makeJob("a", { status: "successful", startedMs: 1100, finishedMs: 1900 }));
  expect((await statistics(["say_hello"])).get("say_hello")?.jobs).toBe(0);
  nowMs += 60_000;
  await statistics(["say_hello"]);
  await new Promise(setImmediate);
  expect([reads, (await statistics(["say_hello"])).get("say_hello")?.jobs]).toEqual([2, 1]);
});
