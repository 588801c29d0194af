// Compare-and-set, and the law of states.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type JobStatus, transitions } from "../../core/job.js";
import { type Fresh, makeJob, statuses } from "./ground.js";

export function testChanging(fresh: Fresh): void {
  it("changes only from the states and at the attempt that are named", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    expect(await jobs.change("a", ["running"], 0, { progress: 5 })).toBeUndefined();
    expect(await jobs.change("a", ["accepted"], 1, { progress: 5 })).toBeUndefined();
    expect(await jobs.change("nobody", ["accepted"], 0, { progress: 5 })).toBeUndefined();
    const changed = await jobs.change("a", ["accepted", "running"], 0, { status: "running", message: "runs", startedMs: 3 });
    expect(changed).toMatchObject({ status: "running", message: "runs", startedMs: 3, updatedMs: 5000, progress: 0 });
    expect(await jobs.get("a")).toEqual(changed);
  });
  it("lets exactly one of many changes win", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { status: "running", attempt: 1 }));
    const ends = ["successful", "failed", "dismissed"] as const;
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const status = ends[index % 3] ?? "failed";
        return jobs.change("a", ["running"], 1, { status, finishedMs: index });
      }),
    );
    const winners = all.filter((job) => job !== undefined);
    expect(winners).toHaveLength(1);
    expect(await jobs.get("a")).toEqual(winners[0]);
  });
  it("keeps the law of states whatever is tried", async () => {
    const jobs = await fresh();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...statuses), { maxLength: 12 }), async (wishes) => {
        const id = `job${runs++}`;
        await jobs.add(makeJob(id));
        let status: JobStatus = "accepted";
        for (const wish of wishes) {
          const changed = await jobs.change(id, statuses, 0, { status: wish });
          const isLawful = transitions[status].includes(wish);
          expect(changed !== undefined).toBe(isLawful);
          if (isLawful) status = wish;
          expect((await jobs.get(id))?.status).toBe(status);
        }
      }),
      { numRuns: 30 },
    );
  });
  it("takes nothing for a final job but its usage, once", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.change("a", ["accepted"], 0, { status: "failed", finishedMs: 7 });
    const usage = { cpuMs: 1, wallMs: 2, memoryPeakBytes: 3, diskBytes: 4, queueMs: 5, bytesIn: 6, bytesOut: 7 };
    expect(await jobs.change("a", ["failed"], 0, { message: "late" })).toBeUndefined();
    expect(await jobs.change("a", ["failed"], 0, { usage, limitsHit: ["wall"] })).toMatchObject({ usage, status: "failed" });
    expect(await jobs.change("a", ["failed"], 0, { usage: { ...usage, cpuMs: 9 } })).toBeUndefined();
  });
  it("says of a final job for how long it is kept, as often as that changes", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.change("a", ["accepted"], 0, { status: "failed", finishedMs: 7, expiresMs: 100 });
    expect(await jobs.change("a", ["failed"], 0, { isPinned: true, message: "late" })).toBeUndefined();
    expect(await jobs.change("a", ["failed"], 0, { isPinned: true })).toMatchObject({ isPinned: true, expiresMs: 100 });
    expect(await jobs.list({ expiredAtMs: 1000 })).toEqual([]);
    expect(await jobs.change("a", ["failed"], 0, { isPinned: false, expiresMs: 200 })).toMatchObject({ isPinned: false, updatedMs: 5000 });
    expect(await jobs.list({ expiredAtMs: 199 })).toEqual([]);
    expect(await jobs.list({ expiredAtMs: 200 })).toEqual([await jobs.get("a")]);
    await jobs.add(makeJob("b", { status: "failed", expiresMs: 150 }));
    expect((await jobs.list({ expiredAtMs: 200 })).map((job) => job.id)).toEqual(["b", "a"]);
  });
}
