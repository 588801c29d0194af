import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { Job, JobStore } from "../core/job.js";
import { closeAfterEach, file, finals, held, hello, literalOnly, makeRig, me, type Rig, type RigOptions, sqlite, sync } from "./rig.js";

closeAfterEach();

function firstServer(options: RigOptions = {}): Promise<Rig> {
  return makeRig({ store: sqlite, limits: { running: 1 }, script: held, ...options });
}

/** The server that is started after the one of `rig` has died. */
function nextServer(rig: Rig, options: RigOptions = {}): Promise<Rig> {
  return makeRig({ store: sqlite, limits: { running: 1 }, root: rig.root, left: rig.engine, ...options });
}

async function ask(rig: Rig, kind: "pause" | "resume" | "dismiss", jobId: string): Promise<Job> {
  const outcome = await rig.jobs.perform({ kind, jobId }, me);
  if (outcome.kind !== "job") throw new Error("no job");
  return outcome.job;
}

/** A job that runs, and the bundle it runs in. */
async function running(rig: Rig, over = {}): Promise<{ id: string; bundle: string }> {
  const { id } = await rig.execute({ ...literalOnly, ...over });
  return { id, bundle: await rig.begun(id) };
}

/** A server that never hears of the end of a sandbox. */
function deafServer(): Promise<Rig> {
  return firstServer({
    limits: { running: 1, lingerMs: 60_000 },
    engine: (fake) => ({
      ...fake,
      wait: async (handle, listen) => {
        void fake.wait(handle, listen);
        return new Promise(() => undefined);
      },
    }),
  });
}

describe("the jobs of a server that was killed", () => {
  it("go on in their sandboxes, at the same attempt and in the same places", async () => {
    const first = await firstServer();
    const { id, bundle } = await running(first);
    const waiting = await first.execute(literalOnly);
    await first.crash();
    const second = await nextServer(first);
    expect(await second.status(id)).toMatchObject({ status: "running", attempt: 1 });
    expect(await second.status(waiting.id)).toMatchObject({ status: "accepted" });
    second.engine.release(bundle);
    expect(await second.reaches(id, ...finals)).toMatchObject({ status: "successful", attempt: 1, results: [hello] });
    // The account follows when the sandbox is gone.
    while ((await second.status(id)).usage === undefined) await new Promise(setImmediate);
    expect((await second.status(id)).usage).toMatchObject({ bytesIn: 5, bytesOut: 11 });
    await second.begun(waiting.id);
    await ask(second, "dismiss", waiting.id);
  });
  it("are collected if they ended meanwhile", async () => {
    const script = () => ({ hold: true, results: [hello, file], files: { "out.txt": "late" }, log: "said\n" });
    const first = await firstServer({ script });
    const { id, bundle } = await running(first, { outputs: [] });
    await first.crash();
    first.engine.release(bundle);
    const second = await nextServer(first);
    const job = await second.reaches(id, ...finals);
    expect(job).toMatchObject({ status: "successful", attempt: 1, results: [{ id: "response" }, { id: "file", file: { byteLength: 4 } }] });
  });
  it("stay paused, hold no place, and can be resumed", async () => {
    const first = await firstServer();
    const { id, bundle } = await running(first);
    await ask(first, "pause", id);
    await first.crash();
    const second = await nextServer(first, { script: () => ({ results: [hello] }) });
    expect(await second.status(id)).toMatchObject({ status: "paused", attempt: 1 });
    expect(second.engine.stateOf(bundle)).toBe("paused");
    // The one place is free.
    const other = await running(second);
    expect((await ask(second, "resume", id)).status).toBe("paused");
    second.engine.release(bundle);
    second.engine.release(other.bundle);
    expect(await second.reaches(id, ...finals)).toMatchObject({ status: "successful", attempt: 1 });
  });
  it("keep the promise that they go on as soon as a place is free", async () => {
    const first = await firstServer();
    const { id, bundle } = await running(first);
    await ask(first, "pause", id);
    await running(first);
    expect(await ask(first, "resume", id)).toMatchObject({ status: "paused", isResuming: true });
    await first.crash();
    // This one has places for both.
    const second = await nextServer(first, { limits: { running: 2 } });
    await second.reaches(id, "running");
    second.engine.release(bundle);
    expect(await second.reaches(id, ...finals)).toMatchObject({ status: "successful", attempt: 1 });
  });
  it("get what was written and not yet done: a pause, a resume, a dismissal", async () => {
    const never = () => new Promise<void>(() => undefined);
    let stuck = "";
    const engine: RigOptions["engine"] = (fake) => ({
      ...fake,
      pause: (handle) => (handle.id === stuck ? never() : fake.pause(handle)),
      resume: never,
      kill: never,
    });
    const first = await firstServer({ engine, limits: { running: 3 } });
    const paused = await running(first);
    stuck = paused.bundle;
    void ask(first, "pause", paused.id);
    await first.reaches(paused.id, "paused");
    const resumed = await running(first);
    await ask(first, "pause", resumed.id);
    void ask(first, "resume", resumed.id);
    await first.reaches(resumed.id, "running");
    const dismissed = await running(first);
    void ask(first, "dismiss", dismissed.id);
    while ((await first.status(dismissed.id)).isDismissing !== true) await new Promise(setImmediate);
    await first.crash();
    expect([paused, resumed, dismissed].map(({ bundle }) => first.engine.stateOf(bundle))).toEqual(["running", "paused", "running"]);
    const second = await nextServer(first);
    expect(await second.status(dismissed.id)).toMatchObject({ status: "dismissed" });
    while (second.engine.stateOf(paused.bundle) !== "paused" || second.engine.stateOf(resumed.bundle) !== "running")
      await new Promise(setImmediate);
    expect([paused, resumed].map(({ bundle }) => second.engine.stateOf(bundle))).toEqual(["paused", "running"]);
    expect(second.engine.stateOf(dismissed.bundle)).toBe("none");
  });
  it("begin again if their sandbox is lost, and no more than so often", async () => {
    const first = await firstServer({ limits: { running: 2 } });
    const { id } = await running(first);
    await first.crash();
    await first.engine.close();
    const second = await nextServer(first);
    expect(await second.reaches(id, "running")).toMatchObject({ attempt: 2 });
    await second.begun(id);
    await second.crash();
    await second.engine.close();
    const third = await nextServer(second, { limits: { running: 1, attempts: 2 } });
    expect(await third.status(id)).toMatchObject({ status: "failed", error: { message: expect.stringMatching(/each of the 2 times/) } });
  });
  it("leave no sandbox that nobody wants: those of clients that waited, and those of no job", async () => {
    const first = await firstServer({ limits: { running: 2 } });
    void first.execute({ ...sync, ...literalOnly });
    while (first.bundles.length === 0) await new Promise(setImmediate);
    await first.engine.started(first.bundles[0]?.id ?? "");
    const lone = { id: "of-no-job", dir: join(first.root, "bundles", "of-no-job"), process: { command: [], mounts: [], environment: {} } };
    const handle = await first.engine.create({ ...lone, limits: first.bundles[0]?.limits as never, network: { kind: "none" } });
    await first.engine.start(handle);
    await first.crash();
    expect(first.engine.live()).toHaveLength(2);
    const second = await nextServer(first);
    expect(second.engine.live()).toEqual([]);
  });
  it("have their account closed that told their results and were not booked yet", async () => {
    const first = await deafServer();
    const { id, bundle } = await running(first);
    first.engine.release(bundle);
    expect((await first.reaches(id, "successful")).usage).toBeUndefined();
    await first.crash();
    const second = await nextServer(first);
    expect((await second.status(id)).usage).toMatchObject({ cpuMs: 0, bytesIn: 5, bytesOut: 11 });
    expect(second.engine.live()).toEqual([]);
  });
  it("are booked as unknown where their sandboxes are gone too", async () => {
    const first = await deafServer();
    const { id, bundle } = await running(first);
    first.engine.release(bundle);
    const { handle } = await first.reaches(id, "successful");
    await first.crash();
    if (handle !== undefined) await first.engine.remove(handle);
    const second = await nextServer(first);
    expect((await second.status(id)).usage).toMatchObject({ cpuMs: -1, bytesIn: 5, bytesOut: 11 });
  });
  it("are not taken over from a server that still holds them", async () => {
    const first = await firstServer();
    const { id } = await running(first);
    expect(await first.store.takeOver(id, 1, "thief", 1000)).toBe(false);
    await ask(first, "dismiss", id);
  });
});

describe("a server that hands over", () => {
  it("leaves what runs and what is paused to the next, and puts back what has not started", async () => {
    const first = await firstServer({ limits: { running: 1 } });
    const paused = await running(first);
    await ask(first, "pause", paused.id);
    const { id, bundle } = await running(first);
    const waiting = await first.execute(literalOnly);
    const client = first.execute({ ...sync, ...literalOnly });
    await first.jobs.close("hand over");
    expect([paused.bundle, bundle].map((one) => first.engine.stateOf(one))).toEqual(["paused", "running"]);
    await first.crash();
    const second = await nextServer(first);
    expect(await Promise.all([paused.id, id, waiting.id].map(async (one) => (await second.status(one)).status))).toEqual([
      "paused",
      "running",
      "accepted",
    ]);
    second.engine.release(bundle);
    expect(await second.reaches(id, ...finals)).toMatchObject({ status: "successful", attempt: 1 });
    await ask(second, "dismiss", paused.id);
    second.engine.release(await second.begun(waiting.id));
    await second.reaches(waiting.id, "successful");
    void client.catch(() => undefined);
  });
  it("ends everything all the same if its engine cannot leave anything", async () => {
    const first = await firstServer({
      engine: (fake) => {
        const { leave: _leave, ...rest } = fake;
        return rest;
      },
    });
    const { id } = await running(first);
    await first.jobs.close("hand over");
    expect(first.engine.live()).toEqual([]);
    expect(await first.status(id)).toMatchObject({ status: "accepted" });
  });
});

describe("a pause", () => {
  it("that lasts longer than is allowed fails the job in a plain sentence, and its sandbox ends", async () => {
    const rig = await firstServer({ limits: { running: 1, leaseMs: 15, pausedMs: 200 } });
    const { id, bundle } = await running(rig);
    await ask(rig, "pause", id);
    const job = await rig.reaches(id, "failed");
    expect(job.error).toMatchObject({
      code: "limit-exceeded",
      message: "The job was paused for more than 0.2 seconds, the longest that this server allows, and was ended.",
    });
    while (rig.engine.stateOf(bundle) !== "none") await new Promise(setImmediate);
  });
  it("does not grow longer by a clock that is set, but by the time in which no server was there", async () => {
    let [late, looks] = [0, 0];
    const limits = { running: 1, leaseMs: 15, pausedMs: 60_000 };
    const store = (root: string): JobStore => {
      const kept = sqlite(root);
      return {
        ...kept,
        renew: (...what) => {
          looks += 1;
          return kept.renew(...what);
        },
      };
    };
    const parts = { now: () => Date.now() + late };
    const first = await firstServer({ limits, store, parts });
    const { id } = await running(first);
    await ask(first, "pause", id);
    late = 3_600_000;
    const before = looks;
    await expect.poll(() => looks).toBeGreaterThan(before + 2);
    expect(await first.status(id)).toMatchObject({ status: "paused" });
    await first.crash();
    const second = await nextServer(first, { limits, parts });
    expect(await second.reaches(id, ...finals)).toMatchObject({ error: { code: "limit-exceeded" } });
  });
  it("that the engine cannot do is told, and the job runs on", async () => {
    const rig = await firstServer({
      engine: (fake) => ({
        ...fake,
        pause: async () => {
          throw fault("engine-failed", "No.");
        },
      }),
    });
    const { id, bundle } = await running(rig);
    await expect(ask(rig, "pause", id)).rejects.toMatchObject({ code: "engine-failed" });
    expect(await rig.status(id)).toMatchObject({ status: "running" });
    rig.engine.release(bundle);
    await rig.reaches(id, "successful");
  });
  it("takes a resume back that still waits for its place", async () => {
    const rig = await firstServer();
    const { id, bundle } = await running(rig);
    await ask(rig, "pause", id);
    const other = await running(rig);
    expect(await ask(rig, "resume", id)).toMatchObject({ isResuming: true });
    expect(await ask(rig, "pause", id)).toMatchObject({ status: "paused", isResuming: false });
    rig.engine.release(other.bundle);
    await rig.reaches(other.id, "successful");
    expect(rig.engine.stateOf(bundle)).toBe("paused");
    expect((await ask(rig, "resume", id)).status).toBe("running");
    rig.engine.release(bundle);
    await rig.reaches(id, "successful");
  });
});

describe("a dismissal", () => {
  it("asks first, and is told only when the sandbox is dead", async () => {
    const graces: (number | undefined)[] = [];
    let kill: () => void = () => undefined;
    const rig = await firstServer({
      limits: { running: 1, graceMs: 1234 },
      engine: (fake) => ({
        ...fake,
        async kill(handle, graceMs) {
          graces.push(graceMs);
          await new Promise<void>((resolve) => {
            kill = resolve;
          });
          await fake.kill(handle);
        },
      }),
    });
    const { id } = await running(rig);
    let isTold = false;
    const told = ask(rig, "dismiss", id).finally(() => {
      isTold = true;
    });
    while (graces.length === 0) await new Promise(setImmediate);
    expect(graces).toEqual([1234]);
    expect(await rig.status(id)).toMatchObject({ status: "running", isDismissing: true, message: "Being dismissed." });
    expect(isTold).toBe(false);
    for (const kind of ["pause", "resume"] as const) await expect(ask(rig, kind, id)).rejects.toMatchObject({ code: "conflict" });
    kill();
    expect(await told).toMatchObject({ status: "dismissed", usage: expect.anything() });
  });
  it("of a paused job works, and of one that has ended forgets it", async () => {
    const rig = await firstServer();
    const { id, bundle } = await running(rig);
    await ask(rig, "pause", id);
    expect((await ask(rig, "dismiss", id)).status).toBe("dismissed");
    expect(rig.engine.stateOf(bundle)).not.toBe("paused");
    expect((await ask(rig, "dismiss", id)).status).toBe("dismissed");
    await expect(rig.jobs.perform({ kind: "status", jobId: id }, me)).rejects.toMatchObject({ code: "job-removed" });
  });
  it("that two clients ask for is one", async () => {
    const rig = await firstServer();
    const { id } = await running(rig);
    const both = await Promise.allSettled([ask(rig, "dismiss", id), ask(rig, "dismiss", id)]);
    expect(both.map((one) => one.status === "fulfilled" && one.value.status)).toEqual(["dismissed", "dismissed"]);
  });
});
