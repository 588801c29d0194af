// Adding, reading, listing and removing jobs.
import { expect, it } from "vitest";
import type { JobFilter } from "../../core/job.js";
import { type Fresh, makeJob } from "./ground.js";

export function testKeeping(fresh: Fresh): void {
  it("gives back what was added, and nothing else", async () => {
    const jobs = await fresh();
    const job = makeJob("a", { message: "waits" });
    await jobs.add(job);
    expect(await jobs.get("a")).toEqual(job);
    expect(await jobs.get("b")).toBeUndefined();
  });
  it("refuses a second job of the same id", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    await expect(jobs.add(makeJob("a", { owner: "thief" }))).rejects.toMatchObject({ code: "conflict" });
    expect((await jobs.get("a"))?.owner).toBe("anyone");
  });
  it("adds the others of a turn although one of them is refused", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    const all = await Promise.allSettled([jobs.add(makeJob("b")), jobs.add(makeJob("a")), jobs.add(makeJob("c"))]);
    expect(all.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await jobs.list({})).map((job) => job.id)).toEqual(["a", "b", "c"]);
  });
  it("lists oldest first, by status, owner, end and limit", async () => {
    const jobs = await fresh();
    for (const id of ["c", "a", "b"]) await jobs.add(makeJob(id, { owner: id === "a" ? "me" : "you" }));
    await jobs.change("c", ["accepted"], 0, { status: "failed", finishedMs: 2000 });
    expect((await jobs.list({})).map((job) => job.id)).toEqual(["c", "a", "b"]);
    expect((await jobs.list({ limit: 2 })).map((job) => job.id)).toEqual(["c", "a"]);
    expect((await jobs.list({ newestFirst: true, limit: 2 })).map((job) => job.id)).toEqual(["b", "a"]);
    expect((await jobs.list({ status: ["accepted"] })).map((job) => job.id)).toEqual(["a", "b"]);
    expect((await jobs.list({ status: [] })).map((job) => job.id)).toEqual([]);
    expect((await jobs.list({ owner: "me" })).map((job) => job.id)).toEqual(["a"]);
    expect((await jobs.list({ finishedBeforeMs: 2001 })).map((job) => job.id)).toEqual(["c"]);
    expect(await jobs.list({ finishedBeforeMs: 2000 })).toEqual([]);
    expect(await jobs.count()).toEqual({ accepted: 2, running: 0, paused: 0, successful: 0, failed: 1, dismissed: 0 });
  });
  it("lists by process, time of making and duration, and in pages", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { createdMs: 1000, processId: "it's" }));
    await jobs.add(makeJob("b", { createdMs: 2000, status: "successful", startedMs: 2000, finishedMs: 2500 }));
    await jobs.add(makeJob("c", { createdMs: 3000, status: "running", startedMs: 3000 }));
    const ids = async (filter: JobFilter): Promise<string[]> => (await jobs.list(filter)).map((job) => job.id);
    expect(await ids({ processIds: ["it's", "none"] })).toEqual(["a"]);
    expect(await ids({ processIds: [] })).toEqual([]);
    expect(await ids({ createdFromMs: 2000 })).toEqual(["b", "c"]);
    expect(await ids({ createdFromMs: 1001, createdToMs: 2000 })).toEqual(["b"]);
    // It is 5000 now: c has run for 2000 and b did for 500.
    expect(await ids({ ranAtLeastMs: 500 })).toEqual(["b", "c"]);
    expect(await ids({ ranAtLeastMs: 501, ranAtMostMs: 2000 })).toEqual(["c"]);
    expect(await ids({ ranAtMostMs: 1999 })).toEqual(["b"]);
    expect(await ids({ newestFirst: true, offset: 1, limit: 1 })).toEqual(["b"]);
    expect(await ids({ offset: 3 })).toEqual([]);
  });
  it("reads nothing of what was asked for a list that tells nothing of it", async () => {
    const jobs = await fresh();
    const { execute } = makeJob("a");
    const inputs = [{ id: "name", data: { kind: "value" as const, value: "x".repeat(60_000) } }];
    await jobs.add(makeJob("a", { message: "waits", execute: { ...execute, inputs, mode: "sync" } }));
    const [brief] = await jobs.list({ isBrief: true });
    expect(brief).toMatchObject({ id: "a", message: "waits", execute: { processId: "say_hello", mode: "sync", inputs: [] } });
    expect(JSON.stringify(brief).length).toBeLessThan(1_000);
    expect((await jobs.get("a"))?.execute.inputs).toEqual(inputs);
  });
  it("removes final jobs only", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    expect(await jobs.remove("a")).toBe(false);
    await jobs.change("a", ["accepted"], 0, { status: "dismissed", finishedMs: 1 });
    expect(await jobs.remove("a")).toBe(true);
    expect(await jobs.remove("a")).toBe(false);
    expect(await jobs.get("a")).toBeUndefined();
  });
  it("removes no job because its time is over that was pinned since that was seen", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { status: "failed", finishedMs: 1, expiresMs: 2 }));
    const [seen] = await jobs.list({ expiredAtMs: 5000 });
    expect(seen?.id).toBe("a");
    expect(await jobs.change("a", ["failed"], 0, { isPinned: true })).toMatchObject({ isPinned: true });
    expect(await jobs.remove("a", "expired")).toBe(false);
    expect([(await jobs.get("a"))?.isPinned, await jobs.traceOf("a")]).toEqual([true, undefined]);
    expect(await jobs.remove("a", "dismissed")).toBe(true);
  });
  it("has no job of an id or an owner that no database can hold", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    expect(await jobs.get("a\u0000")).toBeUndefined();
    expect(await jobs.list({ owner: "\u0000", processIds: ["\u0000"] })).toEqual([]);
    expect(await jobs.traceOf("a\u0000")).toBeUndefined();
    expect(await jobs.ended("\u0000", 1)).toEqual([]);
  });
}
