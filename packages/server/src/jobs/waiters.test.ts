import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { JobStore } from "../core/job.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { closeAfterEach, deployed, description, held, hello, literalOnly, makeRig, me, sync } from "./rig.js";

closeAfterEach();

const auto = { mode: "auto", ...literalOnly } as const;

describe("an asynchronous execute that may wait", () => {
  it("is answered with the job that has ended", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    expect(await rig.execute({ ...literalOnly, waitMs: 60_000 })).toMatchObject({ status: "successful", results: [hello] });
  });
  it("is answered with the running job when it has waited long enough, and the job goes on", async () => {
    const rig = await makeRig({ script: held });
    const job = await rig.execute({ ...literalOnly, waitMs: 1 });
    expect(job.finishedMs).toBeUndefined();
    const bundle = await rig.begun(job.id);
    rig.engine.release(bundle);
    expect(await rig.reaches(job.id, "successful")).toMatchObject({ status: "successful" });
  });
  it("is answered once its job is seen to queue", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: held });
    const first = await rig.execute(literalOnly);
    const bundle = await rig.begun(first.id);
    // It would wait for a quarter of an hour otherwise.
    expect(await rig.execute({ ...literalOnly, waitMs: 900_000 })).toMatchObject({ status: "accepted" });
    rig.engine.release(bundle);
  });
  it("outlives its client, unlike a synchronous one", async () => {
    const rig = await makeRig({ script: held });
    const gone = AbortSignal.abort();
    const job = await rig.execute({ ...literalOnly, waitMs: 1 }, { owner: "me", signal: gone });
    const bundle = await rig.begun(job.id);
    rig.engine.release(bundle);
    expect(await rig.reaches(job.id, "successful", "dismissed")).toMatchObject({ status: "successful" });
  });
});

describe("the end of the server", () => {
  it("is told to every client that waits, and nothing of their jobs runs on", async () => {
    const rig = await makeRig({ script: held, limits: { running: 1 } });
    const running = rig.execute({ ...sync, ...literalOnly });
    await expect.poll(async () => (await rig.store.list({ status: ["running"] })).length).toBe(1);
    const waiting = rig.execute({ ...sync, ...literalOnly });
    await expect.poll(async () => (await rig.store.list({ status: ["accepted"] })).length).toBe(1);
    await rig.jobs.close("hand over");
    for (const answer of [running, waiting]) expect(await answer).toMatchObject({ status: "failed", error: { code: "busy" } });
    expect(rig.engine.live()).toEqual([]);
    await expect(rig.execute(literalOnly)).rejects.toMatchObject({ code: "busy", message: expect.stringMatching(/shutting down/) });
  });
  it("is told to one whose asynchronous job runs on for the next server", async () => {
    const rig = await makeRig({ script: held, engine: (engine) => ({ ...engine, leave: async () => undefined }) });
    const answer = rig.execute({ ...literalOnly, waitMs: 900_000 });
    await expect.poll(() => rig.bundles.length).toBe(1);
    await rig.engine.started(rig.bundles[0]?.id ?? "");
    await rig.jobs.close("hand over");
    expect(await answer).toMatchObject({ status: "running" });
    await rig.engine.remove({ engine: "fake", id: rig.bundles[0]?.id ?? "", state: {} });
    await rm(rig.bundles[0]?.dir ?? "", { recursive: true });
  });
  it("does not wait for a store that fails: what ran is the next server's to put back", async () => {
    const memory = makeMemoryStore({ now: Date.now });
    let isDown = false;
    const store: JobStore = {
      ...memory,
      change: async (...what) => {
        if (isDown) throw fault("busy", "The job database is away.");
        return memory.change(...what);
      },
    };
    const rig = await makeRig({ script: held, store: () => store });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    isDown = true;
    await rig.jobs.close();
    expect(rig.engine.live()).toEqual([]);
    expect(await rig.status(id)).toMatchObject({ status: "running" });
  });
});

describe("the mode auto", () => {
  it("is asynchronous where the process can be", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    const job = await rig.execute(auto);
    expect(job.execute.mode).toBe("async");
    await rig.reaches(job.id, "successful");
    expect(await rig.execute({ ...auto, waitMs: 60_000 })).toMatchObject({ status: "successful" });
  });
  it("is synchronous where it cannot", async () => {
    const process = { ...deployed, description: { ...description, storeSupported: false } };
    const catalogue = { list: () => [process], get: () => process, updateSequence: 1 };
    const rig = await makeRig({ script: () => ({ results: [hello] }), parts: { catalogue } });
    expect(await rig.execute({ ...auto, store: false, status: false })).toMatchObject({ status: "successful", execute: { mode: "sync" } });
  });
});

describe("dismissing again", () => {
  it("tells that it is not the first time, and then forgets the job", async () => {
    const rig = await makeRig({ script: held });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    const dismiss = () => rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    expect(await dismiss()).not.toHaveProperty("wasDismissed");
    expect(await dismiss()).toMatchObject({ wasDismissed: true, job: { status: "dismissed" } });
    await expect(rig.jobs.perform({ kind: "status", jobId: id }, me)).rejects.toMatchObject({
      faults: [{ code: "job-removed", subject: id }],
    });
    await expect(dismiss()).rejects.toMatchObject({ code: "job-removed", message: expect.stringMatching(/was dismissed/) });
  });
  it("of a job with results is a first dismissal", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    const { id } = await rig.execute({ ...literalOnly, waitMs: 60_000 });
    expect(await rig.jobs.perform({ kind: "dismiss", jobId: id }, me)).not.toHaveProperty("wasDismissed");
  });
});
