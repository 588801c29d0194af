// The pool of waiting sandboxes, on the fake engine.
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeployedProcess, Engine } from "../core/engine.js";
import { type FakeEngine, makeFakeEngine } from "../engines/fake/fake.js";
import { deployed, hello, literalOnly, makeRig, silentLog, sync } from "./conformance.js";
import { makePool, type Pool } from "./pool.js";

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

function make(on: Engine): Pool {
  return makePool({ engine: on, bundlesDir: dir, limits: { perProcess: 2, total: 3, idleMs: 100 }, log: silentLog, now: () => nowMs });
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
  it("makes nothing ahead before the first use, one after it, and more while the process stays busy", async () => {
    expect(await use(deployed)).toBe(false);
    await live(1);
    expect(await use(deployed)).toBe(true);
    await live(2);
    expect(await use(deployed)).toBe(true);
    await live(2);
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
    const expected = [1, 2, 3, 3];
    for (const [index, process] of [deployed, deployed, other, other].entries()) {
      nowMs += 1;
      await use(process);
      await live(expected[index] ?? 0);
    }
    expect(await use(other)).toBe(true);
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
