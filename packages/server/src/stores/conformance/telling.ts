// What is told of a job in time: its events, how it ended, why it is gone.
import { expect, it } from "vitest";
import { type Fresh, makeJob } from "./ground.js";

export function testTelling(fresh: Fresh, advance: (ms: number) => void): void {
  it("tells each status, progress and message of a job in order, and nothing else", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("w", 1000);
    await jobs.change("a", ["accepted"], 1, { status: "running", startedMs: 1 });
    advance(10);
    await jobs.change("a", ["running"], 1, { progress: 40.5, message: "Buffering" });
    await jobs.change("a", ["running"], 1, { handle: { engine: "e", id: "a", state: null } });
    await jobs.change("a", ["running"], 1, { status: "successful", progress: 100, finishedMs: 2 });
    const told = await jobs.events("a");
    expect(told.map(({ seq: _seq, ...event }) => event)).toEqual([
      { atMs: 1000, attempt: 0, status: "accepted", progress: 0 },
      { atMs: 5000, attempt: 1, status: "running", progress: 0 },
      { atMs: 5010, attempt: 1, status: "running", progress: 40.5, message: "Buffering" },
      { atMs: 5010, attempt: 1, status: "successful", progress: 100, message: "Buffering" },
    ]);
    const [, second, third, last] = told.map(({ seq }) => seq);
    expect([third, last].every((seq, index) => (seq ?? 0) > ([second, third][index] ?? 0))).toBe(true);
    expect((await jobs.events("a", second)).map(({ seq }) => seq)).toEqual([third, last]);
    expect(await jobs.events("a", last)).toEqual([]);
    await jobs.remove("a");
    expect(await jobs.events("a")).toEqual([]);
  });
  it("tells how the newest jobs of a process ended, and of no other process", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("old", { status: "successful", startedMs: 1100, finishedMs: 1900 }));
    await jobs.add(makeJob("other", { processId: "other", status: "failed", finishedMs: 2 }));
    await jobs.add(makeJob("failed", { owner: "you", status: "failed", createdMs: 2000, startedMs: 2500, finishedMs: 2600 }));
    await jobs.add(makeJob("never", { status: "dismissed", createdMs: 3000, finishedMs: 3100 }));
    await jobs.add(makeJob("waits"));
    const failed = { status: "failed", createdMs: 2000, startedMs: 2500, finishedMs: 2600 };
    const never = { status: "dismissed", createdMs: 3000, finishedMs: 3100 };
    expect(await jobs.ended("say_hello", 10)).toEqual([
      never,
      failed,
      { status: "successful", createdMs: 1000, startedMs: 1100, finishedMs: 1900 },
    ]);
    expect(await jobs.ended("say_hello", 2)).toEqual([never, failed]);
    expect(await jobs.ended("none", 2)).toEqual([]);
  });
  it("knows for thirty days why a job is gone", async () => {
    const jobs = await fresh();
    for (const id of ["a", "b"]) await jobs.add(makeJob(id, { status: "failed" }));
    expect(await jobs.traceOf("a")).toBeUndefined();
    await jobs.remove("a", "expired");
    await jobs.remove("b");
    expect(await jobs.traceOf("a")).toMatchObject({ reason: "expired", atMs: 5000 });
    expect(await jobs.traceOf("b")).toBeUndefined();
    advance(30 * 24 * 3_600_000 - 1);
    expect(await jobs.traceOf("a")).toBeDefined();
    advance(1);
    expect(await jobs.traceOf("a")).toBeUndefined();
  });
}
