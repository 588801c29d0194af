// The same idempotency key is the same job: whatever was lost on the way can be asked for again.
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { Execute } from "../core/execute.js";
import type { Job, JobStore } from "../core/job.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { digestOf } from "./request-digest.js";
import { closeAfterEach, held, hello, literalOnly, makeRig, me, type Rig } from "./rig.js";

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

describe("a job whose adding was cut off", () => {
  /** A store whose first adding ends as `how` says. */
  const cutting = (how: (add: () => Promise<Job>, store: JobStore) => Promise<Job>) => (): JobStore => {
    const store = makeMemoryStore({ now: Date.now });
    let isCut = false;
    return {
      ...store,
      add(job, key) {
        const add = () => store.add(job, key);
        if (isCut) return add();
        isCut = true;
        return how(add, store);
      },
    };
  };
  const busy = () => fault("busy", "The connection broke.");
  const withUpload = async (rig: Rig) => {
    const stored = await rig.upload("a layer");
    const format = { mediaType: "text/plain" };
    const inputs = [...named("x").inputs, { id: "layer", data: { kind: "stored", file: stored, format } as const }];
    return { ...literalOnly, inputs };
  };

  it("is accepted where it was added, inputs and all", async () => {
    const store = cutting(async (add) => {
      await add();
      throw busy();
    });
    const rig = await makeRig({ store, script: () => ({ results: [hello] }) });
    const { id } = await rig.execute(await withUpload(rig));
    expect(await rig.reaches(id, "successful", "failed")).toMatchObject({ status: "successful" });
  });
  it("is told as busy where it was not, and nothing of it stays", async () => {
    const rig = await makeRig({ store: cutting(() => Promise.reject(busy())) });
    await expect(rig.execute(await withUpload(rig))).rejects.toMatchObject({ code: "busy" });
    expect([await rig.store.list({}), await rig.keys()]).toEqual([[], []]);
  });
  it("keeps no place in the queue where its inputs cannot be removed either", async () => {
    const rig = await makeRig({
      store: cutting(() => Promise.reject(busy())),
      limits: { waiting: 1 },
      script: () => ({ results: [hello] }),
    });
    const execute = await withUpload(rig);
    const remove = rig.files.remove;
    Object.assign(rig.files, { remove: () => Promise.reject(new Error("read-only")) });
    await expect(rig.execute(execute)).rejects.toMatchObject({ code: "busy" });
    Object.assign(rig.files, { remove });
    const { id } = await rig.execute(literalOnly);
    expect(await rig.reaches(id, "successful", "failed")).toMatchObject({ status: "successful" });
  });
  it("keeps its inputs where nobody can tell, and is found again by its key", async () => {
    let isAway = false;
    const rig = await makeRig({
      script: () => ({ results: [hello] }),
      store: () => {
        const store = cutting(async (add) => {
          await add();
          isAway = true;
          throw busy();
        })();
        return { ...store, get: (id) => (isAway ? Promise.reject(busy()) : store.get(id)) };
      },
    });
    const execute = await withUpload(rig);
    await expect(rig.execute(execute, me, "k")).rejects.toMatchObject({ code: "busy" });
    isAway = false;
    expect(await rig.keys()).toHaveLength(1);
    const again = await rig.execute(await withUpload(rig), me, "k");
    expect(await rig.keys()).toHaveLength(1);
    expect(await rig.store.get(again.id)).toMatchObject({ status: "accepted" });
    expect(await rig.store.list({})).toHaveLength(1);
  });
});
