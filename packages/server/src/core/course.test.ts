import { describe, expect, it } from "vitest";
import { courseOf, needsEvents } from "./course.js";
import type { Job, JobEvent, JobStatus } from "./job.js";

const base: Job = {
  ...{ id: "a", processId: "p", processVersion: "1", owner: "ada", status: "running", progress: 0, attempt: 1 },
  execute: { processId: "p", inputs: [], outputs: [], mode: "async", response: "document", lineage: false, store: true, status: true },
  ...{ createdMs: 1_000, updatedMs: 1_000 },
};
const event = (seq: number, atMs: number, status: JobStatus, message?: string): JobEvent => ({
  ...{ seq, atMs, attempt: 1, status, progress: 0 },
  ...(message === undefined ? {} : { message }),
});
const told = (job: Job, events: readonly JobEvent[] = []): string[] =>
  courseOf(job, events).map(({ phase, fromMs, toMs, attempt, reason = "" }) =>
    `${attempt} ${phase} ${fromMs}-${toMs ?? "now"} ${reason}`.trim(),
  );

describe("the course of a job", () => {
  it("is told by the job itself where it ran once, and publishing only where it succeeded", () => {
    const ran: Job = { ...base, status: "successful", startedMs: 1_100, launchedMs: 1_200, ranMs: 1_500, finishedMs: 1_600 };
    expect(needsEvents(ran)).toBe(false);
    expect(told(ran)).toEqual(["1 waiting 1000-1100", "1 staging 1100-1200", "1 running 1200-1500", "1 publishing 1500-1600"]);
    expect(told({ ...ran, status: "failed" }).at(-1)).toBe("1 running 1200-1600");
    // What came after the answer took nobody's time.
    expect(told({ ...ran, ranMs: 1_700 }).at(-1)).toBe("1 running 1200-1600");
    expect(told({ ...base, status: "accepted", attempt: 0 })).toEqual(["1 waiting 1000-now"]);
    expect(told({ ...base, status: "dismissed", finishedMs: 1_050 })).toEqual(["1 waiting 1000-1050"]);
    expect(told({ ...base, startedMs: 1_100, status: "failed", finishedMs: 1_300 }).at(-1)).toBe("1 staging 1100-1300");
  });

  it("has each pause", () => {
    const job: Job = {
      ...base,
      status: "successful",
      startedMs: 1_100,
      launchedMs: 1_150,
      pausedMs: 1_600,
      ranMs: 1_900,
      finishedMs: 2_000,
    };
    expect(needsEvents(job)).toBe(true);
    const events = [
      ...[event(1, 1_000, "accepted"), event(2, 1_100, "running"), event(3, 1_170, "running", "half"), event(4, 1_200, "paused")],
      ...[event(5, 1_300, "paused", "goes on"), event(6, 1_400, "running"), event(7, 1_600, "paused"), event(8, 1_800, "running")],
      event(9, 2_000, "successful"),
    ];
    expect(told(job, events)).toEqual([
      ...["1 waiting 1000-1100", "1 staging 1100-1150", "1 running 1150-1200", "1 paused 1200-1400", "1 running 1400-1600"],
      ...["1 paused 1600-1800", "1 running 1800-1900", "1 publishing 1900-2000"],
    ]);
    expect(told({ ...job, status: "paused" }, events.slice(0, 7)).at(-1)).toBe("1 paused 1600-now");
  });

  it("has each attempt with the reason of the next, and nothing of an attempt in the one before", () => {
    const job: Job = { ...base, attempt: 2, startedMs: 3_000, launchedMs: 3_100 };
    const events = [
      ...[event(1, 1_000, "accepted"), event(2, 1_100, "running"), event(3, 2_000, "paused"), event(4, 2_500, "running")],
      ...[event(5, 2_530, "accepted", "lost"), event(6, 2_600, "accepted", "later"), event(7, 3_000, "running")],
    ];
    expect(told(job, events)).toEqual([
      ...["1 waiting 1000-1100", "1 running 1100-2000", "1 paused 2000-2500"],
      ...["2 waiting 2530-3000 lost", "2 staging 3000-3100", "2 running 3100-now"],
    ]);
  });
});
