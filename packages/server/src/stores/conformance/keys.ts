// Idempotency keys.
import { expect, it } from "vitest";
import { type Fresh, makeJob } from "./ground.js";

export function testKeys(fresh: Fresh): void {
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
