// The pool of waiting sandboxes, on the fake engine.
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeployedProcess, Engine } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { type FakeEngine, makeFakeEngine } from "../engines/fake/fake.js";
import type { PoolHost, PoolLimits } from "./parts.js";
import { makePool, type Pool, type Sandbox } from "./pool.js";
import { deployed, hello, literalOnly, makeRig, silentLog, sync } from "./rig.js";

let dir = "";
let engine: FakeEngine;
let pool: Pool;
let nowMs = 0;
const dirs: string[] = [];
const other: DeployedProcess = { ...deployed, description: { ...deployed.description, id: "other" } };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-pool-"));
  dirs.push(dir);
  nowMs = 1000;
  engine = makeFakeEngine({ script: () => ({}) });
  pool = make(engine);
});
afterEach(async () => {
  await pool.close();
  expect(engine.live()).toEqual([]);
  expect(await readdir(dir)).toEqual([]);
});
afterAll(async () => {
  for (const one of dirs) await rm(one, { recursive: true, force: true });
});

function make(on: Engine, limits: Partial<PoolLimits> = {}, host?: PoolHost): Pool {
  const all = { perProcess: 2, total: 3, idleMs: 100, ...limits };
  return makePool({ engine: on, bundlesDir: dir, limits: all, log: silentLog, now: () => nowMs, ...(host === undefined ? {} : { host }) });
}

/** Resolves when this many sandboxes are there. */
async function live(count: number): Promise<void> {
  while (engine.live().length !== count || (await readdir(dir)).length !== count) await new Promise(setImmediate);
}

async function use(process: DeployedProcess, of: Pool = pool): Promise<boolean> {
  const sandbox = await of.take(process);
  await of.discard(sandbox);
  of.refill(process);
  return sandbox.isWarm;
}

describe("the pool", () => {
  it("makes nothing ahead before the first use, one after it, and one more for each job that found none", async () => {
    expect(await use(deployed)).toBe(false);
    await live(1);
    expect(await use(deployed)).toBe(true);
    await live(1);
    const both = await Promise.all([pool.take(deployed), pool.take(deployed), pool.take(deployed)]);
    expect(both.map(({ isWarm }) => isWarm)).toEqual([true, false, false]);
    for (const sandbox of both) await pool.discard(sandbox);
    pool.refill(deployed);
    // Wanted are three; two is the most.
    await live(2);
  });
  it("lets go of what nobody needed, a part at a time, and of all when nobody comes", async () => {
    const wide = make(engine, { perProcess: 4, total: 8 });
    const taken = await Promise.all([1, 2, 3, 4].map(() => wide.take(deployed)));
    for (const sandbox of taken) await wide.discard(sandbox);
    wide.refill(deployed);
    await live(4);
    nowMs += 10;
    wide.trim();
    await live(4);
    // Four were never all needed since the last look: half of them go.
    wide.trim();
    await live(2);
    nowMs += 100;
    wide.trim();
    await live(0);
    await wide.close();
  });
  it("keeps the least that the administrator wants from the start, when idle, and never more than the most", async () => {
    const kept: DeployedProcess = { ...deployed, instances: { min: 1, max: 1 } };
    pool.keep([kept, other]);
    await live(1);
    nowMs += 1000;
    pool.trim();
    await live(1);
    const taken = await Promise.all([pool.take(kept), pool.take(kept)]);
    for (const sandbox of taken) await pool.discard(sandbox);
    pool.refill(kept);
    await live(1);
    pool.keep([other]);
    await live(0);
  });
  it("holds no more memory than it may, by what sandboxes of a process were seen to use", async () => {
    const megabyte = 2 ** 20;
    const heavy: Engine = {
      ...engine,
      wait: async (handle, listen) => {
        const exit = await engine.wait(handle, listen);
        return { ...exit, usage: { ...exit.usage, memoryPeakBytes: 60 * megabyte } };
      },
    };
    const bounded = make(heavy, { perProcess: 4, total: 8, bytes: 128 * megabyte });
    const taken = await Promise.all([1, 2, 3, 4].map(() => bounded.take(deployed)));
    bounded.refill(deployed);
    // As long as nothing is known, each counts 32 MiB.
    await live(8);
    for (const sandbox of taken) await bounded.discard(sandbox);
    await live(2);
    bounded.refill(deployed);
    await live(2);
    await bounded.close();
  });
  it("empties itself when programs of the host change, and fills again", async () => {
    let version = "1";
    const host = { runtimeVersion: () => version, isShort: () => false };
    const watching = make(engine, {}, host);
    await use(deployed, watching);
    await live(1);
    const [before] = engine.live();
    version = "2";
    nowMs += 2000;
    expect(await use(deployed, watching)).toBe(false);
    await live(2);
    expect(engine.live()).not.toContain(before);
    await watching.close();
  });
  it("keeps nothing that could be missing to jobs while memory is short", async () => {
    let isShort = false;
    const watching = make(engine, {}, { runtimeVersion: () => "", isShort: () => isShort });
    await use(deployed, watching);
    await live(1);
    isShort = true;
    watching.trim();
    await live(0);
    await use(deployed, watching);
    expect(engine.live()).toEqual([]);
    await watching.close();
  });
  it("gives way to a job that would find no room", async () => {
    const narrow: Engine = {
      ...engine,
      create: (bundle) =>
        engine.live().length < 2 ? engine.create(bundle) : Promise.reject(fault("busy", "All host uids for sandboxes are in use.")),
    };
    const crowded = make(narrow, { perProcess: 2, total: 2 });
    const pair = await Promise.all([crowded.take(deployed), crowded.take(deployed)]);
    for (const sandbox of pair) await crowded.discard(sandbox);
    crowded.refill(deployed);
    await live(2);
    const two = await Promise.all([crowded.take(other), crowded.take(other)]);
    expect(two.map(({ isWarm }) => isWarm)).toEqual([false, false]);
    await expect(crowded.take(other)).rejects.toMatchObject({ code: "busy" });
    for (const sandbox of two) await crowded.discard(sandbox);
    await crowded.close();
  });
  it("gives each sandbox once", async () => {
    await use(deployed);
    await live(1);
    const [first, second] = [await pool.take(deployed), await pool.take(deployed)];
    expect([first.isWarm, second.isWarm]).toEqual([true, false]);
    expect(first.bundle.id).not.toBe(second.bundle.id);
    await pool.discard(first);
    await pool.discard(second);
  });
  it("keeps no more than the total, and lets go of what was used longest ago", async () => {
    const twice = async (process: DeployedProcess) => {
      nowMs += 1;
      const both = [await pool.take(process), await pool.take(process)];
      for (const sandbox of both) await pool.discard(sandbox);
      pool.refill(process);
    };
    await twice(deployed);
    await live(2);
    await twice(other);
    await live(3);
    const others = await Promise.all([pool.take(other), pool.take(other)]);
    expect(others.map(({ isWarm }) => isWarm)).toEqual([true, true]);
    for (const sandbox of others) await pool.discard(sandbox);
  });
  it("hands out no sandbox that died while it waited", async () => {
    await use(deployed);
    await live(1);
    const [id = ""] = engine.live();
    await engine.kill({ engine: "fake", id, state: null });
    await live(0);
    expect(await use(deployed)).toBe(false);
  });
  it("drops what waits when the process is idle, and when its code has changed", async () => {
    await use(deployed);
    await live(1);
    pool.trim();
    expect(engine.live()).toHaveLength(1);
    nowMs += 100;
    pool.trim();
    await live(0);
    await use(deployed);
    await live(1);
    expect(await use({ ...deployed, hash: "newer" })).toBe(false);
  });
  it("leaves no trace of a sandbox that cannot be made", async () => {
    const broken = make({ ...engine, create: async () => Promise.reject(new Error("no")) });
    await expect(broken.take(deployed)).rejects.toThrow("no");
    broken.refill(deployed);
    await broken.close();
    expect(await readdir(dir)).toEqual([]);
  });
  it("makes nothing ahead for a process that could not be made, until it can be again", async () => {
    let isBroken = false;
    let tries = 0;
    const create: typeof engine.create = (bundle) => {
      tries += 1;
      return isBroken ? Promise.reject(new Error("never ready")) : engine.create(bundle);
    };
    const pool_ = make({ ...engine, create });
    isBroken = true;
    await expect(use(deployed, pool_)).rejects.toThrow("never ready");
    pool_.refill(deployed);
    expect(tries).toBe(1);
    isBroken = false;
    await use(deployed, pool_);
    await live(1);
    expect(tries).toBe(3);
    await pool_.close();
  });
  it("makes folders that another uid may walk through but not list", async () => {
    const sandbox = await pool.take(deployed);
    const mode = async (...names: string[]) => (await stat(join(sandbox.bundle.dir, ...names))).mode & 0o777;
    expect([await mode(), await mode("job"), await mode("job", "in")]).toEqual([0o711, 0o755, 0o755]);
    await pool.discard(sandbox);
  });
});

describe("whatever is asked of the pool", () => {
  const limits = { perProcess: 3, total: 5, idleMs: 100, bytes: 4 * 32 * 2 ** 20 };
  const processes = ["a", "b", "c"].map((id, index): DeployedProcess => {
    const instances = index === 2 ? { instances: { min: 1, max: 2 } } : {};
    return { ...deployed, ...instances, description: { ...deployed.description, id } };
  });
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom("take" as const, "refill" as const), of: fc.nat(2) }),
    fc.record({ kind: fc.constantFrom("return" as const, "die" as const, "wait" as const), of: fc.nat(200) }),
    fc.record({ kind: fc.constant("trim" as const), of: fc.constant(0) }),
  );

  it("no sandbox serves twice, and the bounds hold at every moment", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const on = makeFakeEngine({ script: () => ({}) });
        const taken: Sandbox[] = [];
        const served = new Set<string>();
        const most = { waiting: 0 };
        let making = 0;
        const counted: Engine = {
          ...on,
          async create(bundle) {
            making += 1;
            try {
              return await on.create(bundle);
            } finally {
              making -= 1;
              look();
            }
          },
        };
        const one = make(counted, limits);
        // What is being discarded waits for no job any more.
        const look = (): void => {
          const ready = [...one.figures().values()].reduce((sum, stock) => sum + stock.ready, 0);
          most.waiting = Math.max(most.waiting, ready);
        };
        one.keep(processes);
        for (const { kind, of } of steps) {
          const process = processes[of % 3] ?? deployed;
          if (kind === "take") {
            const sandbox = await one.take(process);
            expect(served.has(sandbox.bundle.id)).toBe(false);
            served.add(sandbox.bundle.id);
            taken.push(sandbox);
          } else if (kind === "refill") one.refill(process);
          else if (kind === "return") {
            const [sandbox] = taken.splice(0, 1);
            if (sandbox !== undefined) await one.discard(sandbox);
          } else if (kind === "die") {
            const id = on.live()[of % Math.max(1, on.live().length)];
            if (id !== undefined) await on.kill({ engine: "fake", id, state: null });
          } else if (kind === "wait") {
            nowMs += of;
            for (let turn = 0; turn < of % 5; turn++) await new Promise(setImmediate);
          } else one.trim();
          look();
        }
        for (const sandbox of taken.splice(0)) await one.discard(sandbox);
        await one.close();
        expect(making).toBe(0);
        expect(on.live()).toEqual([]);
        // Four fit into the memory; the one that is kept always comes before that.
        expect(most.waiting).toBeLessThanOrEqual(4 + 1);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a job", () => {
  it("whose waiting sandbox fails to start gets a new one, and the client notices nothing", async () => {
    let starts = 0;
    const rig = await makeRig({
      script: () => ({ results: [hello] }),
      parts: { pool: { perProcess: 1, total: 1, idleMs: 60_000 } },
      engine: (fake) => ({ ...fake, start: (handle) => (++starts === 2 ? Promise.reject(new Error("died")) : fake.start(handle)) }),
    });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
    while (rig.bundles.length < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful", attempt: 1 });
    expect(starts).toBeGreaterThanOrEqual(2);
    await rig.jobs.close();
  });
});
