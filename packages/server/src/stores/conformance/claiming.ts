// Claims and leases: who may run a job, and until when.
import { expect, it } from "vitest";
import { type Fresh, makeJob } from "./ground.js";

export function testClaiming(fresh: Fresh, advance: (ms: number) => void): void {
  it("claims the oldest first, each once, with a new attempt and still accepted", async () => {
    const jobs = await fresh();
    const ids = Array.from({ length: 50 }, (_, index) => `job${index}`);
    for (const id of ids) await jobs.add(makeJob(id));
    const first = [await jobs.claim("w", 1000), await jobs.claim("w", 1000)];
    expect(first.map((job) => job?.id)).toEqual(["job0", "job1"]);
    expect(first[0]).toMatchObject({ attempt: 1, status: "accepted" });
    const claimed = await Promise.all(Array.from({ length: 80 }, (_, index) => jobs.claim(`worker${index % 7}`, 1000)));
    expect(claimed.flatMap((job) => job?.id ?? []).sort()).toEqual(ids.slice(2).sort());
    expect(await jobs.claim("late", 1000)).toBeUndefined();
  });
  it("gives a job whose lease ran out to the next, and fences the first", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("one", 1000);
    advance(999);
    expect(await jobs.claim("two", 1000)).toBeUndefined();
    advance(2);
    expect(await jobs.claim("two", 1000)).toMatchObject({ attempt: 2 });
    expect(await jobs.renew("a", 1, "one", 1000)).toBe(false);
    expect(await jobs.change("a", ["accepted"], 1, { status: "running" })).toBeUndefined();
    expect(await jobs.change("a", ["accepted"], 2, { status: "running" })).toMatchObject({ status: "running" });
  });
  it("lets one worker take over what runs at this attempt, once the lease is over", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("one", 1000);
    expect(await jobs.takeOver("a", 1, "two", 1000)).toBe(false);
    await jobs.change("a", ["accepted"], 1, { status: "running" });
    expect(await jobs.takeOver("a", 1, "two", 1000)).toBe(false);
    advance(1001);
    expect(await jobs.takeOver("a", 2, "two", 1000)).toBe(false);
    const both = await Promise.all(["two", "three"].map((worker) => jobs.takeOver("a", 1, worker, 1000)));
    expect(both.sort()).toEqual([false, true]);
    advance(1001);
    await jobs.change("a", ["running"], 1, { status: "paused" });
    expect(await jobs.takeOver("a", 1, "three", 1000)).toBe(true);
    advance(1001);
    await jobs.change("a", ["paused"], 1, { status: "failed", finishedMs: 1 });
    expect(await jobs.takeOver("a", 1, "four", 1000)).toBe(false);
  });
  it("keeps a lease that is renewed", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("one", 1000);
    advance(900);
    expect(await jobs.renew("a", 1, "two", 1000)).toBe(false);
    expect(await jobs.renew("a", 1, "one", 1000)).toBe(true);
    advance(900);
    expect(await jobs.claim("two", 1000)).toBeUndefined();
  });
  it("lets nobody renew who lost the job to another, or to the queue", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("one", 1000);
    await jobs.change("a", ["accepted"], 1, { status: "running" });
    advance(1001);
    expect(await jobs.takeOver("a", 1, "two", 1000)).toBe(true);
    expect(await jobs.renew("a", 1, "one", 1000)).toBe(false);
    await jobs.change("a", ["running"], 1, { status: "accepted" });
    expect(await jobs.renew("a", 1, "two", 1000)).toBe(false);
    expect(await jobs.claim("one", 1000)).toMatchObject({ attempt: 2 });
    expect(await jobs.renew("a", 1, "one", 1000)).toBe(false);
    expect(await jobs.change("a", ["accepted", "running"], 1, { progress: 9 })).toBeUndefined();
  });
  it("offers a job that recovery put back at once, before younger ones", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await jobs.claim("dead", 100_000);
    await jobs.change("a", ["accepted"], 1, { status: "running" });
    await jobs.add(makeJob("b"));
    await jobs.change("a", ["running"], 1, { status: "accepted" });
    expect(await jobs.claim("new", 1000)).toMatchObject({ id: "a", attempt: 2 });
    expect(await jobs.claim("new", 1000)).toMatchObject({ id: "b", attempt: 1 });
  });
  it("never claims what runs or has ended", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { status: "running" }));
    await jobs.add(makeJob("b", { status: "dismissed" }));
    expect(await jobs.claim("one", 1000)).toBeUndefined();
  });
  it("lists what is free for a worker: what nobody holds, and its own", async () => {
    const jobs = await fresh();
    for (const id of ["a", "b"]) await jobs.add(makeJob(id));
    await jobs.claim("w", 1000);
    const free = async (worker: string): Promise<string[]> => (await jobs.list({ freeFor: worker })).map((job) => job.id);
    expect(await free("other")).toEqual(["b"]);
    expect(await free("w")).toEqual(["a", "b"]);
    advance(1000);
    expect(await free("other")).toEqual(["a", "b"]);
  });
  it("knows who holds a job, or held it last", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    expect([await jobs.holder("a"), await jobs.holder("none")]).toEqual([undefined, undefined]);
    await jobs.claim("one", 1000);
    await jobs.change("a", ["accepted"], 1, { status: "running" });
    advance(1000);
    await jobs.takeOver("a", 1, "two", 1000);
    await jobs.change("a", ["running"], 1, { status: "successful", finishedMs: 1 });
    expect(await jobs.holder("a")).toBe("two");
  });
  it("gives a worker that was restarted its jobs back at once", async () => {
    const jobs = await fresh();
    for (const id of ["a", "b", "c"]) await jobs.add(makeJob(id));
    await jobs.claim("w", 1000);
    await jobs.claim("w", 1000);
    await jobs.claim("other", 1000);
    await jobs.change("a", ["accepted"], 1, { status: "running" });
    expect(await jobs.takeOver("a", 1, "w", 1000)).toBe(true);
    await jobs.release("w");
    expect(await jobs.takeOver("a", 1, "other", 1000)).toBe(false);
    expect(await jobs.claim("other", 1000)).toMatchObject({ id: "b", attempt: 2 });
    expect(await jobs.claim("other", 1000)).toBeUndefined();
  });
}
