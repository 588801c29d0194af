// Which job goes first, and what is told of those that wait.
import { expect, it } from "vitest";
import type { JobStore } from "../../core/job.js";
import { type Fresh, makeJob } from "./ground.js";

async function claimAll(jobs: JobStore): Promise<string[]> {
  const ids: string[] = [];
  for (let job = await jobs.claim("w", 60_000); job !== undefined; job = await jobs.claim("w", 60_000)) ids.push(job.id);
  return ids;
}

export function testOrder(fresh: Fresh, advance: (ms: number) => void): void {
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
    await jobs.add(makeJob("c", { owner: "you", processId: "q", execute: { ...makeJob("c").execute, mode: "sync" } }));
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
