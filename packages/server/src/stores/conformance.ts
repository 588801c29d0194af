// What every JobStore must do; each store's test calls this with a way to make one.
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Execute } from "../core/execute.js";
import { type Job, type JobFilter, type JobStatus, type JobStore, transitions } from "../core/job.js";

export type MakeStore = (now: () => number) => Promise<JobStore>;

const execute: Execute = {
  processId: "say_hello",
  inputs: [{ id: "name", data: { kind: "value", value: "Ünïcode; 'quoted'" } }],
  outputs: [],
  mode: "async",
  response: "document",
  store: true,
  status: true,
  lineage: false,
};

/** A job as it is when it is accepted; any field may be set. */
export function makeJob(id: string, over: Partial<Job> = {}): Job {
  return {
    id,
    processId: "say_hello",
    processVersion: "1",
    execute,
    status: "accepted",
    progress: 0,
    attempt: 0,
    owner: "anyone",
    createdMs: 1000,
    updatedMs: 1000,
    ...over,
  };
}

const statuses = Object.keys(transitions) as JobStatus[];

/** Runs the suite; `make` gets a clock and gives an empty store. */
export function testJobStore(name: string, make: MakeStore): void {
  let nowMs = 5000;
  let store: JobStore | undefined;
  const fresh = async (): Promise<JobStore> => {
    await store?.close();
    nowMs = 5000;
    store = await make(() => nowMs);
    return store;
  };
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });
  describe(`${name} as a JobStore`, () => {
    testKeeping(fresh);
    testChanging(fresh);
    testClaiming(fresh, advance);
    testOrder(fresh, advance);
    testKeys(fresh);
    testTelling(fresh, advance);
  });
}

type Fresh = () => Promise<JobStore>;

function testKeeping(fresh: Fresh): void {
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
  it("removes final jobs only", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"));
    expect(await jobs.remove("a")).toBe(false);
    await jobs.change("a", ["accepted"], 0, { status: "dismissed", finishedMs: 1 });
    expect(await jobs.remove("a")).toBe(true);
    expect(await jobs.remove("a")).toBe(false);
    expect(await jobs.get("a")).toBeUndefined();
  });
}

function testChanging(fresh: Fresh): void {
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
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...statuses), { maxLength: 12 }), async (wishes) => {
        const jobs = await fresh();
        await jobs.add(makeJob("a"));
        let status: JobStatus = "accepted";
        for (const wish of wishes) {
          const changed = await jobs.change("a", statuses, 0, { status: wish });
          const isLawful = transitions[status].includes(wish);
          expect(changed !== undefined).toBe(isLawful);
          if (isLawful) status = wish;
          expect((await jobs.get("a"))?.status).toBe(status);
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

function testClaiming(fresh: Fresh, advance: (ms: number) => void): void {
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
}

async function claimAll(jobs: JobStore): Promise<string[]> {
  const ids: string[] = [];
  for (let job = await jobs.claim("w", 60_000); job !== undefined; job = await jobs.claim("w", 60_000)) ids.push(job.id);
  return ids;
}

function testOrder(fresh: Fresh, advance: (ms: number) => void): void {
  it("claims by priority before age", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("plain"));
    await jobs.add(makeJob("low", { priority: -1 }));
    await jobs.add(makeJob("high", { priority: 5 }));
    await jobs.add(makeJob("also high", { priority: 5 }));
    expect(await jobs.get("high")).toEqual(makeJob("high", { priority: 5 }));
    expect(await claimAll(jobs)).toEqual(["high", "also high", "plain", "low"]);
  });
  it("takes owners in turn, however many jobs one of them has", async () => {
    const jobs = await fresh();
    for (const id of ["a1", "a2", "a3", "a4"]) await jobs.add(makeJob(id, { owner: "a" }));
    for (const id of ["b1", "b2"]) await jobs.add(makeJob(id, { owner: "b" }));
    expect(await jobs.claim("w", 60_000)).toMatchObject({ id: "a1" });
    // Who comes anew waits for no more than one job of each of the others.
    await jobs.add(makeJob("c1", { owner: "c" }));
    expect(await claimAll(jobs)).toEqual(["b1", "a2", "b2", "c1", "a3", "a4"]);
  });
  it("starves nobody for the sake of those who always come anew", async () => {
    const jobs = await fresh();
    for (const id of ["a1", "a2", "a3"]) await jobs.add(makeJob(id, { owner: "a" }));
    const served: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      for (const owner of ["b", "c"]) await jobs.add(makeJob(`${owner}${round}`, { owner }));
      served.push((await jobs.claim("w", 60_000))?.id ?? "nothing");
    }
    expect(served.filter((id) => id.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  });
  it("leaves out processes, owners and asynchronous jobs where it is asked to", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { owner: "me", processId: "p" }));
    await jobs.add(makeJob("b", { owner: "you", processId: "p" }));
    await jobs.add(makeJob("c", { owner: "you", processId: "q", execute: { ...execute, mode: "sync" } }));
    expect(await jobs.claim("w", 1000, { exceptOwners: ["me", "you"] })).toBeUndefined();
    expect(await jobs.claim("w", 1000, { exceptProcessIds: ["p", "q"] })).toBeUndefined();
    expect(await jobs.claim("w", 1000, { exceptOwners: ["you"], onlySync: true })).toBeUndefined();
    expect(await jobs.claim("w", 1000, { onlySync: true })).toMatchObject({ id: "c" });
    expect(await jobs.claim("w", 1000, { exceptOwners: ["me"], exceptProcessIds: ["q"] })).toMatchObject({ id: "b" });
    expect(await jobs.claim("w", 1000, { exceptOwners: [] })).toMatchObject({ id: "a" });
  });
  it("gives a job that has a place to the worker of that place alone", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { place: "here" }));
    await jobs.add(makeJob("b"));
    expect(await jobs.get("a")).toMatchObject({ place: "here" });
    expect(await jobs.claim("there", 1000)).toMatchObject({ id: "b" });
    expect(await jobs.claim("there", 1000)).toBeUndefined();
    expect(await jobs.claim("here", 1000)).toMatchObject({ id: "a", place: "here" });
  });
  it("says how many go first, and how many wait since when", async () => {
    const jobs = await fresh();
    expect(await jobs.backlog()).toEqual({ waiting: 0 });
    await jobs.add(makeJob("a", { owner: "a", createdMs: 1500 }));
    await jobs.add(makeJob("b", { owner: "a", createdMs: 1600 }));
    await jobs.add(makeJob("c", { owner: "c", createdMs: 1700 }));
    await jobs.add(makeJob("d", { owner: "a", createdMs: 1800, priority: 1 }));
    const order = ["d", "a", "c", "b"];
    expect(await Promise.all(order.map((id) => jobs.ahead(id)))).toEqual([0, 1, 2, 3]);
    expect(await jobs.backlog()).toEqual({ waiting: 4, oldestMs: 1500 });
    await jobs.claim("w", 1000);
    await jobs.claim("w", 1000);
    expect(await Promise.all([...order, "nobody"].map((id) => jobs.ahead(id)))).toEqual([undefined, undefined, 0, 1, undefined]);
    expect(await jobs.backlog()).toEqual({ waiting: 2, oldestMs: 1600 });
    advance(1001);
    expect(await Promise.all(order.map((id) => jobs.ahead(id)))).toEqual([0, 1, 2, 3]);
  });
  it("says who has the places", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a", { owner: "me" }));
    await jobs.add(makeJob("b", { owner: "me" }));
    await jobs.add(makeJob("c", { owner: "you", status: "running" }));
    await jobs.add(makeJob("d", { owner: "you", status: "paused" }));
    await jobs.add(makeJob("e", { owner: "you", status: "failed" }));
    const shares = async (): Promise<string[]> =>
      (await jobs.running()).map(({ owner, processId, count }) => `${owner} ${processId} ${count}`).sort();
    expect(await shares()).toEqual(["you say_hello 1"]);
    await jobs.claim("w", 1000);
    const second = await jobs.claim("w", 1000);
    expect(await shares()).toEqual(["me say_hello 2", "you say_hello 1"]);
    await jobs.change(second?.id ?? "", ["accepted"], 1, { status: "running" });
    advance(1001);
    expect(await shares()).toEqual(["me say_hello 1", "you say_hello 1"]);
  });
}

function testKeys(fresh: Fresh): void {
  const key = { key: "it's mine", digest: "d1" };
  it("gives the same job for the same key and request, and refuses the key for another request", async () => {
    const jobs = await fresh();
    expect(await jobs.add(makeJob("a"), key)).toMatchObject({ id: "a" });
    await jobs.claim("w", 1000);
    expect(await jobs.add(makeJob("b"), key)).toMatchObject({ id: "a", attempt: 1 });
    await expect(jobs.add(makeJob("c"), { ...key, digest: "d2" })).rejects.toMatchObject({ code: "key-reused" });
    expect((await jobs.list({})).map((job) => job.id)).toEqual(["a"]);
  });
  it("finds the job of a key without adding one", async () => {
    const jobs = await fresh();
    const { owner } = makeJob("a");
    expect(await jobs.keyed(owner, key)).toBeUndefined();
    await jobs.add(makeJob("a"), key);
    expect(await jobs.keyed(owner, key)).toMatchObject({ id: "a" });
    expect(await jobs.keyed("you", key)).toBeUndefined();
    await expect(jobs.keyed(owner, { ...key, digest: "d2" })).rejects.toMatchObject({ code: "key-reused" });
  });
  it("makes one job of a key that is sent a hundred times at once", async () => {
    const jobs = await fresh();
    const all = await Promise.all(Array.from({ length: 100 }, (_, index) => jobs.add(makeJob(`job${index}`), key)));
    expect(new Set(all.map((job) => job.id)).size).toBe(1);
    expect(await jobs.list({})).toHaveLength(1);
  });
  it("tells the keys of owners apart, and one key from another", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"), key);
    expect(await jobs.add(makeJob("b", { owner: "you" }), { ...key, digest: "d2" })).toMatchObject({ id: "b" });
    expect(await jobs.add(makeJob("c"), { ...key, key: "it's mine " })).toMatchObject({ id: "c" });
    expect(await jobs.add(makeJob("d"))).toMatchObject({ id: "d" });
  });
  it("keeps a key for as long as its job", async () => {
    const jobs = await fresh();
    await jobs.add(makeJob("a"), key);
    await jobs.change("a", ["accepted"], 0, { status: "dismissed", finishedMs: 1 });
    expect(await jobs.add(makeJob("b"), key)).toMatchObject({ id: "a", status: "dismissed" });
    await jobs.remove("a", "dismissed");
    expect(await jobs.add(makeJob("b"), { ...key, digest: "d2" })).toMatchObject({ id: "b" });
  });
}

function testTelling(fresh: Fresh, advance: (ms: number) => void): void {
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
