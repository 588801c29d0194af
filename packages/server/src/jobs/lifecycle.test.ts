import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Engine } from "../core/engine.js";
import { fault } from "../core/errors.js";
import type { Execute, ExecuteInput } from "../core/execute.js";
import { isFinal, type JobChange, type JobStatus, type JobStore, transitions } from "../core/job.js";
import type { Fetcher } from "../core/staging.js";
import type { FakeEngine } from "../engines/fake/fake.js";
import { makeFileStore } from "../staging/file/file-store.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { closeAfterEach, file, finals, held, hello, literalOnly, makeRig, me, open, silentLog, sqlite, sync } from "./rig.js";

closeAfterEach();

describe("dismissing", () => {
  it("wins over a later success, and frees the place", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: (_bundle, nth) => (nth === 0 ? held() : { results: [hello] }) });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    const dismissed = rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    rig.engine.release(bundle);
    expect(await dismissed).toMatchObject({ job: { status: "dismissed" } });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
    expect(await rig.status(id)).toMatchObject({ status: "dismissed" });
    expect((await rig.status(id)).results).toBeUndefined();
    await expect(rig.jobs.perform({ kind: "results", jobId: id }, me)).rejects.toMatchObject({ code: "result-not-available" });
  });
  it("a waiting job keeps it from ever running", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: held });
    const first = await rig.execute(literalOnly);
    const bundle = await rig.begun(first.id);
    const second = await rig.execute(literalOnly);
    await rig.jobs.perform({ kind: "dismiss", jobId: second.id }, me);
    rig.engine.release(bundle);
    await rig.reaches(first.id, "successful");
    expect(rig.bundles).toHaveLength(1);
  });
  it("frees the place even if the engine cannot end the sandbox", async () => {
    const rig = await makeRig({
      limits: { running: 1, killMs: 20 },
      script: (_bundle, nth) => (nth === 0 ? { ...held(), ignoreKill: true } : { results: [hello] }),
    });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
  });
  it("the job of a client that goes away, and frees the place", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: (_bundle, nth) => (nth === 0 ? held() : { results: [hello] }) });
    const client = new AbortController();
    const answer = rig.execute({ ...sync, ...literalOnly }, { owner: "me", signal: client.signal });
    while (rig.bundles.length === 0) await new Promise(setImmediate);
    await rig.engine.started(rig.bundles[0]?.id ?? "");
    client.abort();
    expect(await answer).toMatchObject({ status: "dismissed" });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
  });
});

describe("waiting", () => {
  it("too long for a place, a synchronous client is told to come again, and its job never runs", async () => {
    const rig = await makeRig({ limits: { running: 1, syncWaitMs: 20 }, script: held });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    await expect(rig.execute({ ...sync, ...literalOnly })).rejects.toMatchObject({ code: "busy", retryAfterS: expect.any(Number) });
    expect(rig.bundles).toHaveLength(1);
    expect((await rig.store.count()).dismissed).toBe(1);
  });
});

describe("pausing", () => {
  it("gives the place to the next job, and resuming waits for a place", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: held });
    const first = await rig.execute(literalOnly);
    const firstBundle = await rig.begun(first.id);
    const perform = async (kind: "pause" | "resume", jobId: string) => {
      const outcome = await rig.jobs.perform({ kind, jobId }, me);
      return outcome.kind === "job" ? outcome.job.status : undefined;
    };
    expect(await perform("pause", first.id)).toBe("paused");
    expect(await perform("pause", first.id)).toBe("paused");
    const second = await rig.execute(literalOnly);
    const secondBundle = await rig.begun(second.id);
    expect(await perform("resume", first.id)).toBe("paused");
    rig.engine.release(firstBundle);
    rig.engine.release(secondBundle);
    await rig.reaches(second.id, "successful");
    expect(await rig.reaches(first.id, ...finals)).toMatchObject({ status: "successful", attempt: 1 });
  });
  it("what does not run is a conflict", async () => {
    const rig = await makeRig({ limits: { running: 1 }, script: held });
    const first = await rig.execute(literalOnly);
    await rig.begun(first.id);
    const second = await rig.execute(literalOnly);
    for (const kind of ["pause", "resume"] as const)
      await expect(rig.jobs.perform({ kind, jobId: second.id }, me)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a server that ends", () => {
  it("leaves running and waiting jobs to the next, which finishes each of them", async () => {
    const first = await makeRig({ store: sqlite, limits: { running: 2 }, script: held });
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const layer = { kind: "stored", file: await first.upload("input") } as const;
      const inputs: ExecuteInput[] = [
        { id: "name", data: { kind: "value", value: "x" } },
        { id: "layer", data: layer },
      ];
      ids.push((await first.execute({ ...literalOnly, inputs })).id);
    }
    await first.begun(ids[0] ?? "");
    await first.begun(ids[1] ?? "");
    await first.close();
    expect(first.engine.live()).toEqual([]);
    const second = await makeRig({ store: sqlite, root: first.root, script: () => ({ results: [hello] }) });
    const ended = await Promise.all(ids.map((id) => second.reaches(id, ...finals)));
    expect(ended.map((job) => [job.status, job.attempt])).toEqual(ids.map((_, index) => ["successful", index < 2 ? 2 : 1]));
  });

  it("without a word: its running jobs begin again, a poison job is given up, leftovers are swept", async () => {
    const root = await mkdtemp(join(tmpdir(), "terrarium-jobs-"));
    const before = await makeFileStore({ root, inputBytes: 1e6 });
    const orphan = await before.uploads().create();
    await orphan.write(Buffer.from("nobody's"));
    await orphan.close();
    await writeFile(join(root, "half"), "half");
    await before.adopt("dead", 0, join(root, "half"), { byteLength: 4, sha256: "" });
    await mkdir(join(root, "bundles", "leftover", "job"), { recursive: true });
    const dead = sqlite(root);
    const execute: Execute = {
      processId: "say_hello",
      inputs: [{ id: "name", data: { kind: "value", value: "x" } }],
      ...literalOnly,
      mode: "async",
      response: "document",
      store: true,
      status: true,
      lineage: false,
    };
    const base = {
      processId: "say_hello",
      processVersion: "1",
      execute,
      progress: 50,
      owner: "me",
      createdMs: 1,
      updatedMs: 1,
      attempt: 1,
    };
    await dead.add({ ...base, id: "running", status: "running", handle: { engine: "fake", id: "old", state: null } });
    await dead.add({ ...base, id: "paused", status: "paused" });
    await dead.add({ ...base, id: "poison", status: "running", attempt: 3 });
    await dead.add({ ...base, id: "waiting", status: "accepted", attempt: 0 });
    await dead.add({ ...base, id: "synchronous", status: "running", execute: { ...execute, mode: "sync" } });
    await dead.close();
    const rig = await makeRig({ store: sqlite, root, script: () => ({ results: [hello] }) });
    for (const id of ["running", "paused", "waiting"]) expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "successful" });
    expect(await rig.status("running")).toMatchObject({ attempt: 2 });
    expect(await rig.status("poison")).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/each of the 3 times/) },
    });
    expect(await rig.status("synchronous")).toMatchObject({ status: "failed" });
    await rig.close();
    expect(await rig.keys()).toEqual([]);
  });

  it("tells a client that waits on its connection to come again", async () => {
    const rig = await makeRig({ script: held });
    const answer = rig.execute({ ...sync, ...literalOnly });
    while (rig.bundles.length === 0) await new Promise(setImmediate);
    await rig.engine.started(rig.bundles[0]?.id ?? "");
    await rig.jobs.close();
    expect(await answer).toMatchObject({ status: "failed", error: { code: "busy" } });
  });

  it("forgets finished jobs and their files when their time is over", async () => {
    const first = await makeRig({ store: sqlite, limits: { retentionMs: -1000 } });
    const { id } = await first.execute();
    await first.reaches(id, "successful");
    await first.close();
    expect(await first.keys()).toHaveLength(1);
    const second = await makeRig({ store: sqlite, root: first.root });
    await second.jobs.close();
    expect(await second.store.get(id)).toBeUndefined();
    expect(await second.keys()).toEqual([]);
  });
});

describe("a store that fails for a while", () => {
  /** Throws at the first calls that `isHit`. */
  function failing(times: number, isHit: (verb: "claim" | "change" | "add", change?: JobChange) => boolean): JobStore {
    const store = makeMemoryStore({ now: Date.now });
    let left = times;
    const strike = (verb: "claim" | "change" | "add", change?: JobChange): void => {
      if (left === 0 || !isHit(verb, change)) return;
      left -= 1;
      throw fault("storage-full", "No space.");
    };
    return {
      ...store,
      async add(job) {
        strike("add");
        return store.add(job);
      },
      async claim(worker, leaseMs) {
        strike("claim");
        return store.claim(worker, leaseMs);
      },
      async change(id, from, attempt, change) {
        strike("change", change);
        return store.change(id, from, attempt, change);
      },
    };
  }
  it("when a job ends: the end is written later, and only once", async () => {
    const rig = await makeRig({
      store: () => failing(1, (verb, change) => verb === "change" && change?.status === "successful"),
      script: () => ({ results: [hello] }),
    });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful", results: [hello] });
  });
  it("when what a job has used is booked: it is booked later, and nobody is told that the job failed", async () => {
    const errors: string[] = [];
    const rig = await makeRig({
      store: () => failing(1, (verb, change) => verb === "change" && change?.status === undefined && change?.usage !== undefined),
      script: () => ({ results: [hello] }),
      parts: { log: { ...silentLog, error: (_facts, message) => void errors.push(message) } },
    });
    const { id } = await rig.execute({ ...sync, ...literalOnly });
    await rig.jobs.close();
    expect(await rig.status(id)).toMatchObject({ status: "successful", usage: { queueMs: expect.any(Number) } });
    expect(errors).toEqual(["what a job has used could not be booked"]);
  });
  it("when a job is accepted: the client is told, and the place in the queue is free", async () => {
    const rig = await makeRig({
      limits: { waiting: 1, running: 1 },
      store: () => failing(3, (verb) => verb === "add"),
      script: () => ({ results: [hello] }),
    });
    for (let count = 0; count < 3; count += 1) await expect(rig.execute(literalOnly)).rejects.toMatchObject({ code: "storage-full" });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
  });
  it("when a job is claimed: the next that arrives wakes the queue", async () => {
    const rig = await makeRig({
      limits: { running: 1 },
      store: () => failing(1, (verb) => verb === "claim"),
      script: () => ({ results: [hello] }),
    });
    const first = await rig.execute(literalOnly);
    await rig.execute({ ...sync, ...literalOnly });
    expect(await rig.reaches(first.id, ...finals)).toMatchObject({ status: "successful" });
  });
});

describe("an attempt that was overtaken", () => {
  it("publishes nothing: its late results change no job", async () => {
    const rig = await makeRig({ script: () => ({ hold: true, results: [hello, file], files: { "out.txt": "late" } }) });
    const { id } = await rig.execute();
    const bundle = await rig.begun(id);
    // Another server took the job over and has begun it again.
    await rig.store.change(id, ["running"], 1, { status: "accepted" });
    await rig.store.claim("other", 60_000);
    await rig.store.change(id, ["accepted"], 2, { status: "running" });
    rig.engine.release(bundle);
    await rig.jobs.close();
    expect(await rig.status(id)).toMatchObject({ status: "running", attempt: 2 });
    expect(await rig.keys()).toEqual([]);
  });
});

describe("an attempt that is not this server's any more", () => {
  it("ends its sandbox and writes nothing, also before the server that took it over has put the job back", async () => {
    const memory = makeMemoryStore({ now: Date.now });
    let isTaken = false;
    const store: JobStore = {
      ...memory,
      renew: async (...what) => !isTaken && memory.renew(...what),
      takeOver: async () => false,
    };
    const rig = await makeRig({ script: held, limits: { leaseMs: 60 }, store: () => store });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    isTaken = true;
    await expect.poll(() => rig.engine.live()).toEqual([]);
    expect(await rig.status(id)).toMatchObject({ status: "running", attempt: 1 });
  });
  it("does not fail because its server was stopped in the moment of its claim", async () => {
    const memory = makeMemoryStore({ now: Date.now });
    let [seen, goOn] = [(): void => undefined, (): void => undefined];
    const begins = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const store: JobStore = {
      ...memory,
      async change(id, from, attempt, change) {
        if (change.startedMs !== undefined) {
          seen();
          await gate;
        }
        return memory.change(id, from, attempt, change);
      },
    };
    const fetcher: Fetcher = {
      fetch: async (_reference, _id, _bytes, signal) => {
        signal.throwIfAborted();
        throw fault("unreachable-input", "No.");
      },
    };
    const rig = await makeRig({ store: () => store, parts: { fetcher } });
    const layer = { id: "layer", data: { kind: "reference", href: "http://example.org/", method: "GET" } } as const;
    const { id } = await rig.execute({ ...literalOnly, inputs: [{ id: "name", data: { kind: "value", value: "x" } }, layer] });
    await begins;
    const closed = rig.jobs.close();
    await new Promise(setImmediate);
    goOn();
    await closed;
    expect((await rig.status(id)).status).not.toBe("failed");
  });
});

describe("pausing, resuming, ending and dismissing at the same time", () => {
  /** Every verb takes a while of its own, so that each can come between any two steps of another. */
  const slowly = (turns: readonly number[]) => {
    let at = 0;
    const wait = async (): Promise<void> => {
      for (let left = turns[at++ % turns.length] ?? 0; left > 0; left -= 1) await new Promise(setImmediate);
    };
    return (fake: FakeEngine): Engine => ({
      ...fake,
      pause: (handle) => wait().then(() => fake.pause(handle)),
      resume: (handle) => wait().then(() => fake.resume(handle)),
      kill: (handle) => wait().then(() => fake.kill(handle)),
    });
  };
  it("agree in every order: one end, the sandbox as the job says, and no place lost", async () => {
    const kinds = fc.constantFrom("pause", "resume", "release", "dismiss", "pause", "resume");
    const steps = fc.array(fc.record({ kind: kinds, turns: fc.nat(6) }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, fc.array(fc.nat(8), { minLength: 1, maxLength: 5 }), async (all, turns) => {
        const seen: { id: string; from: JobStatus; to: JobStatus }[] = [];
        const store = recording(makeMemoryStore({ now: Date.now }), seen);
        const script = (_bundle: unknown, nth: number) => (nth === 0 ? held() : { results: [hello] });
        const rig = await makeRig({ limits: { running: 1 }, script, store: () => store, engine: slowly(turns) });
        const { id } = await rig.execute(literalOnly);
        const bundle = await rig.begun(id);
        const asked: Promise<unknown>[] = [];
        for (const { kind, turns: pauseTurns } of all) {
          for (let left = pauseTurns; left > 0; left -= 1) await new Promise(setImmediate);
          if (kind === "release") rig.engine.release(bundle);
          else asked.push(rig.jobs.perform({ kind: kind as "dismiss" | "pause" | "resume", jobId: id }, me).catch(() => undefined));
        }
        await Promise.all(asked);
        const now = await rig.store.get(id);
        if (now?.status === "paused") expect(rig.engine.stateOf(bundle)).toBe("paused");
        if (now?.status === "running") expect(rig.engine.stateOf(bundle)).not.toBe("paused");
        if (now !== undefined && !isFinal(now.status)) await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
        expect(seen.filter((one) => one.id === id && isFinal(one.to))).toHaveLength(1);
        expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
        open.splice(open.indexOf(rig), 1);
        await rig.close();
        expect(rig.engine.live()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("whatever clients and sandboxes do in any order", () => {
  it("every job keeps the law of states and ends exactly once", async () => {
    const step = fc.oneof(
      fc.constantFrom("execute", "execute", "release", "release").map((kind) => ({ kind, at: 0 })),
      fc.record({ kind: fc.constantFrom("dismiss", "pause", "resume", "release"), at: fc.nat(8) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const seen: { id: string; from: JobStatus; to: JobStatus }[] = [];
        const rig = await makeRig({
          limits: { running: 2 },
          script: held,
          store: () => recording(makeMemoryStore({ now: Date.now }), seen),
        });
        const ids: string[] = [];
        for (const { kind, at } of steps) {
          const jobId = ids[at % Math.max(1, ids.length)];
          if (kind === "execute") ids.push((await rig.execute(literalOnly)).id);
          else if (kind === "release") rig.engine.release(rig.bundles[at % Math.max(1, rig.bundles.length)]?.id ?? "");
          else if (jobId !== undefined)
            await rig.jobs.perform({ kind: kind as "dismiss" | "pause" | "resume", jobId }, me).catch(() => undefined);
          await new Promise(setImmediate);
        }
        for (const id of ids) await rig.jobs.perform({ kind: "dismiss", jobId: id }, me).catch(() => undefined);
        for (const { from, to } of seen) expect(transitions[from]).toContain(to);
        for (const id of ids) expect(seen.filter((one) => one.id === id && isFinal(one.to))).toHaveLength(1);
        open.splice(open.indexOf(rig), 1);
        await rig.close();
        expect(rig.engine.live()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

function recording(store: JobStore, seen: { id: string; from: JobStatus; to: JobStatus }[]): JobStore {
  return {
    ...store,
    async change(id, from, attempt, change) {
      const before = await store.get(id);
      const after = await store.change(id, from, attempt, change);
      if (before !== undefined && after !== undefined && change.status !== undefined)
        seen.push({ id, from: before.status, to: after.status });
      return after;
    },
  };
}
