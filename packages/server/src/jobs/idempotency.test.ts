// The same idempotency key is the same job: whatever was lost on the way can be asked for again.
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { Execute } from "../core/execute.js";
import { digestOf } from "./request-digest.js";
import { closeAfterEach, held, hello, literalOnly, makeRig, me } from "./rig.js";

closeAfterEach();

const named = (value: string): Pick<Execute, "inputs"> => ({ inputs: [{ id: "name", data: { kind: "value", value } }] });

describe("an execute with an idempotency key", () => {
  it("gives the job that was accepted before, while it runs and after it has ended", async () => {
    const rig = await makeRig({ script: held });
    const first = await rig.execute(literalOnly, me, "k");
    const bundle = await rig.begun(first.id);
    expect(await rig.execute(literalOnly, me, "k")).toMatchObject({ id: first.id, status: "running" });
    rig.engine.release(bundle);
    await rig.reaches(first.id, "successful");
    expect(await rig.execute(literalOnly, me, "k")).toMatchObject({ id: first.id, status: "successful", results: [hello] });
    expect(await rig.store.list({})).toHaveLength(1);
  });
  it("makes one job of a hundred requests at once, synchronous ones too, and answers all of them with its result", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    const asked = { ...literalOnly, mode: "sync" } as const;
    const all = await Promise.all(Array.from({ length: 100 }, () => rig.execute(asked, me, "k")));
    expect(new Set(all.map((job) => job.id)).size).toBe(1);
    expect(all.every((job) => job.status === "successful")).toBe(true);
    expect(await rig.store.list({})).toHaveLength(1);
  });
  it("is refused if another request has the key", async () => {
    const rig = await makeRig({ script: held });
    const first = await rig.execute({ ...literalOnly, ...named("one") }, me, "k");
    await expect(rig.execute({ ...literalOnly, ...named("two") }, me, "k")).rejects.toMatchObject({ code: "key-reused" });
    expect(await rig.execute({ ...literalOnly, ...named("two") }, { owner: "you" }, "k")).not.toMatchObject({ id: first.id });
  });
  it("gives its job although nothing new is taken in: the queue is full, is drained, or the disk is full", async () => {
    let isFull = false;
    const disk = {
      async admit() {
        if (isFull) throw fault("storage-full", "No space.");
      },
    };
    const rig = await makeRig({ script: held, parts: { disk }, limits: { running: 1, waiting: 1 } });
    const first = await rig.execute(literalOnly, me, "first");
    await rig.begun(first.id);
    const second = await rig.execute(literalOnly, me, "second");
    const knownOnes = async () => {
      expect(await rig.execute(literalOnly, me, "first")).toMatchObject({ id: first.id });
      expect(await rig.execute(literalOnly, me, "second")).toMatchObject({ id: second.id });
    };
    await knownOnes();
    await expect(rig.execute(literalOnly, me, "third")).rejects.toMatchObject({ code: "busy" });
    await expect(rig.execute({ ...literalOnly, ...named("other") }, me, "second")).rejects.toMatchObject({ code: "key-reused" });
    await rig.jobs.queue.set("draining");
    await knownOnes();
    await rig.jobs.queue.set("open");
    isFull = true;
    await knownOnes();
    await expect(rig.execute(literalOnly, me, "third")).rejects.toMatchObject({ code: "storage-full" });
    expect(await rig.store.list({})).toHaveLength(2);
  });
  it("goes on when its synchronous client goes away, and can be asked for again", async () => {
    const rig = await makeRig({ script: held });
    const client = new AbortController();
    const asked = { ...literalOnly, mode: "sync" } as const;
    const first = rig.execute(asked, { ...me, signal: client.signal }, "k");
    await expect.poll(() => rig.store.list({})).toHaveLength(1);
    const bundle = await rig.begun((await rig.store.list({}))[0]?.id ?? "");
    client.abort();
    const second = rig.execute(asked, me, "k");
    rig.engine.release(bundle);
    expect(await second).toMatchObject({ status: "successful", id: (await first).id });
  });
});

describe("the digest of a request", () => {
  const execute: Execute = {
    processId: "p",
    ...named("x"),
    outputs: [],
    mode: "async",
    response: "raw",
    store: true,
    status: true,
    lineage: false,
  };
  const stored = (key: string, sha256: string): Execute => ({
    ...execute,
    inputs: [{ id: "data", data: { kind: "stored", file: { key, byteLength: 3, sha256 } } }],
  });
  it("knows uploads by their content", () => {
    expect(digestOf(stored("u-1", "abc"))).toBe(digestOf(stored("u-2", "abc")));
    expect(digestOf(stored("u-1", "abc"))).not.toBe(digestOf(stored("u-1", "abd")));
  });
  it("does not mind the order of members, nor how the answer is to be given", () => {
    const { processId, ...rest } = execute;
    expect(digestOf({ ...rest, processId, waitMs: 5, language: "cs" })).toBe(digestOf(execute));
    expect(digestOf({ ...execute, outputs: [{ id: "o", transmission: "value" }] })).not.toBe(digestOf(execute));
  });
});
