import { afterEach, describe, expect, it } from "vitest";
import type { Job, JobStore } from "../core/job.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { makeLostJobs } from "./lost-jobs.js";
import type { JobsParts } from "./parts.js";
import { closeAfterEach, held, literalOnly, makeRig } from "./rig.js";

closeAfterEach();

const leaseMs = 1000;
let nowMs = 0;
afterEach(() => {
  nowMs = 0;
});

/** A store with a job that another server runs, and the look of this one. */
async function setUp(isHere = false) {
  const store = makeMemoryStore({ now: () => nowMs });
  await store.add(makeJob("a"));
  await store.claim("other", leaseMs);
  await store.change("a", ["accepted"], 1, { status: "running", startedMs: 1 });
  const found: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = { store, worker: "me", limits: { leaseMs }, log } as unknown as JobsParts;
  const look = makeLostJobs({
    ...parts,
    isHere: () => isHere,
    putBack: async (job: Job) => {
      found.push(job.id);
      return store.change(job.id, ["running"], job.attempt, { status: "accepted" });
    },
    settled: () => undefined,
  });
  return { store, look, found };
}

describe("jobs that run in no server any more", () => {
  it("are put back when they are seen without a lease twice", async () => {
    const { store, look, found } = await setUp();
    await look();
    nowMs = leaseMs + 1;
    await look();
    expect(found).toEqual([]);
    await look();
    expect(found).toEqual(["a"]);
    expect(await store.claim("me", leaseMs)).toMatchObject({ id: "a", attempt: 2 });
  });
  it("are not those whose server renews, be it late: after an outage of the store all leases are over", async () => {
    const { store, look, found } = await setUp();
    nowMs = leaseMs + 1;
    await look();
    expect(await store.renew("a", 1, "other", leaseMs)).toBe(true);
    await look();
    nowMs += leaseMs + 1;
    await look();
    expect(found).toEqual([]);
  });
  it("are not those that this server runs", async () => {
    const { look, found } = await setUp(true);
    nowMs = leaseMs + 1;
    await look();
    await look();
    expect(found).toEqual([]);
  });
});

describe("a server whose store has work of others", () => {
  it("begins none before it has put its own house in order", async () => {
    let tell = (): void => undefined;
    const claims: string[] = [];
    const within = (): JobStore => {
      const store = makeMemoryStore({ now: Date.now });
      return {
        ...store,
        claim(worker, lease, rules) {
          claims.push(worker);
          return store.claim(worker, lease, rules);
        },
        changed(listener) {
          tell = listener;
          return () => undefined;
        },
        release: async (worker) => {
          // Another server has work at this moment.
          tell();
          for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          expect(claims).toEqual([]);
          await store.release(worker);
        },
      };
    };
    const rig = await makeRig({ script: held, store: within });
    await expect.poll(() => claims.length).toBeGreaterThan(0);
    await rig.execute(literalOnly);
  });
});
