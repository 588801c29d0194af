import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { GarbageReport } from "../core/administration.js";
import { fault } from "../core/errors.js";
import type { Job, JobStore } from "../core/job.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { expire } from "./expiry.js";
import { defaultLimits } from "./parts.js";
import { closeAfterEach, finals, held, hello, literalOnly, makeRig, me, type Rig, type RigOptions, silentLog, sync } from "./rig.js";

closeAfterEach();

const hourMs = 3_600_000;

/** A rig whose clock the test moves, and which expires when told. */
async function clocked(options: RigOptions = {}) {
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  const { parts, ...rest } = options;
  const rig = await makeRig({ limits: { retentionMs: 10 * hourMs }, ...rest, parts: { ...parts, now } });
  return { rig, later: (ms: number) => (aheadMs += ms), now };
}

async function ended(rig: Rig, over = {}, caller = me): Promise<Job> {
  const { id } = await rig.execute(over, caller);
  return rig.reaches(id, ...finals);
}

const ask = (rig: Rig, kind: "status" | "results" | "log" | "dismiss" | "pin" | "unpin", jobId: string, caller = me) =>
  rig.jobs.perform({ kind, jobId }, caller);

async function collect(rig: Rig): Promise<GarbageReport> {
  const outcome = await rig.jobs.perform({ kind: "collect-garbage", isDryRun: false }, { ...me, role: "administer" });
  if (outcome.kind !== "garbage") throw new Error("no report");
  return outcome.report;
}

describe("the time of a finished job", () => {
  it("is written at its end, however it ends", async () => {
    const { rig } = await clocked({ script: (_bundle, nth) => (nth === 0 ? { results: [hello] } : nth === 1 ? { exitCode: 1 } : held()) });
    const lasts = async (job: Job): Promise<number> => (job.expiresMs ?? 0) - (job.finishedMs ?? 0);
    expect(await lasts(await ended(rig, literalOnly))).toBe(10 * hourMs);
    const failed = await ended(rig, literalOnly);
    expect([failed.status, await lasts(failed)]).toEqual(["failed", 10 * hourMs]);
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    await ask(rig, "dismiss", id);
    expect(await lasts(await rig.status(id))).toBe(10 * hourMs);
  });
  it("is the shorter of that of its process and that of its owner, else that of all", async () => {
    const limits = {
      retentionMs: 10 * hourMs,
      processRetentionMs: { say_hello: 30 * hourMs },
      ownerRetentionMs: { brief: hourMs, long: 99 * hourMs },
    };
    const { rig } = await clocked({ limits });
    const lasts = async (owner: string): Promise<number> => {
      const job = await ended(rig, {}, { owner });
      return ((job.expiresMs ?? 0) - (job.finishedMs ?? 0)) / hourMs;
    };
    expect([await lasts("brief"), await lasts("long"), await lasts("me")]).toEqual([1, 30, 30]);
  });
  it("of an answer that nobody can ask for again is short", async () => {
    const { rig } = await clocked({ limits: { transientMs: 5_000 }, script: () => ({ results: [hello] }) });
    const { expiresMs = 0, finishedMs = 0 } = await rig.execute({ ...sync, ...literalOnly });
    expect(expiresMs - finishedMs).toBe(5_000);
  });
  it("once over takes the job, its files and its log along, and the reason is told", async () => {
    const { rig, later } = await clocked({ script: () => ({ results: [hello], log: "said\n" }) });
    const { id } = await ended(rig, literalOnly);
    while ((await readdir(join(rig.root, "logs")).catch(() => [])).length === 0) await new Promise(setImmediate);
    later(10 * hourMs - 60_000);
    expect((await collect(rig)).found).toEqual([]);
    later(61_000);
    expect((await collect(rig)).found).toMatchObject([{ kind: "job", name: id }]);
    expect([await rig.keys(), await readdir(join(rig.root, "logs"))]).toEqual([[], []]);
    for (const kind of ["status", "results", "log", "dismiss", "pin"] as const)
      await expect(ask(rig, kind, id)).rejects.toMatchObject({ code: "job-removed", message: expect.stringMatching(/is over/) });
    await expect(ask(rig, "status", "a".repeat(26))).rejects.toMatchObject({ code: "no-such-job" });
  });
});

describe("a sweep of what is over", () => {
  it("ends although nothing can be removed, and removes all of it later", async () => {
    const store = makeMemoryStore({ now: Date.now });
    const job = await store.add(makeJob("job0", { status: "failed", finishedMs: 1, expiresMs: 2 }));
    for (let index = 1; index < 450; index += 1) await store.add({ ...job, id: `job${index}` });
    const { files, root } = await makeRig();
    let tries = 0;
    let isFull = true;
    const remove: JobStore["remove"] = async (id, reason) => {
      tries += 1;
      // Without an end this would go on for ever.
      if (isFull && tries < 2_000) throw fault("storage-full", "no space");
      return store.remove(id, reason);
    };
    const parts = { store: { ...store, remove }, files, logsDir: join(root, "logs"), limits: defaultLimits, now: Date.now, log: silentLog };
    await expire(parts);
    expect([tries, (await store.count()).failed]).toEqual([200, 450]);
    isFull = false;
    await expire(parts);
    expect((await store.count()).failed).toBe(0);
  });
});

describe("a pinned job", () => {
  it("stays when its time is over, and has its full time again when it is let go", async () => {
    const { rig, later, now } = await clocked();
    const { id } = await ended(rig);
    expect(await ask(rig, "pin", id)).toMatchObject({ job: { isPinned: true } });
    expect(await ask(rig, "pin", id)).toMatchObject({ job: { isPinned: true } });
    later(100 * hourMs);
    expect((await collect(rig)).found).toEqual([]);
    await ask(rig, "unpin", id);
    const { expiresMs = 0 } = await rig.status(id);
    expect(expiresMs - now()).toBeGreaterThan(10 * hourMs - 60_000);
    later(11 * hourMs);
    expect((await collect(rig)).removed).toBe(1);
  });
  it("can be pinned before it has ended", async () => {
    const { rig, later } = await clocked({ script: held });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    await ask(rig, "pin", id);
    rig.engine.release(bundle);
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "successful", isPinned: true });
    later(100 * hourMs);
    expect((await collect(rig)).found).toEqual([]);
  });
  it("is its owner's to pin, and only where the administrator lets clients do so", async () => {
    const { rig } = await clocked();
    const { id } = await ended(rig);
    await expect(ask(rig, "pin", id, { owner: "you" })).rejects.toMatchObject({ code: "no-such-job" });
    const strict = await clocked({ limits: { mayPin: false } });
    const other = await ended(strict.rig);
    await expect(ask(strict.rig, "pin", other.id)).rejects.toMatchObject({ code: "unsupported" });
  });
  it("is still its owner's to remove", async () => {
    const { rig } = await clocked();
    const { id } = await ended(rig);
    await ask(rig, "pin", id);
    await ask(rig, "dismiss", id);
    await expect(ask(rig, "status", id)).rejects.toMatchObject({ code: "job-removed", message: expect.stringMatching(/dismissed/) });
  });
});
