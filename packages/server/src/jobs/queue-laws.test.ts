// The laws of the queue under random orders of what clients, administrators, engines and crashes do, on the fake engine.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import { isFinal, type Job, type JobStatus, type JobStore } from "../core/job.js";
import type { FakeEngine, FakeScript } from "../engines/fake/fake.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { defaultPolicy, type QueuePolicy } from "./queue-policy.js";
import { closeAfterEach, deployed, held, hello, literalOnly, makeRig, open, type Rig, sqlite, sync } from "./rig.js";

closeAfterEach();

const owners = ["ada", "bob", "cyd"] as const;
const processIds = ["say_hello", "single", "plain"] as const;
const processes = processIds.map((id) => ({ ...deployed, description: { ...deployed.description, id } }));
const catalogue = { list: () => processes, get: (id: string) => processes.find((one) => one.description.id === id), updateSequence: 1 };
const policy: QueuePolicy = {
  ...defaultPolicy,
  syncOnly: 1,
  clientPriority: 1,
  retries: 2,
  owner: { running: 2 },
  owners: { cyd: { running: 1, waiting: 5 } },
  processes: { single: { running: 1 }, plain: { priority: 1 } },
};
const places = 4;

interface Seen {
  /** Jobs by the bundles they were given. */
  readonly byBundle: Map<string, Job>;
  /** Ends by job. */
  readonly ends: Map<string, JobStatus[]>;
  /** Jobs in the order in which they were begun. */
  readonly begun: Job[];
  /** What was beyond a limit. */
  readonly wrong: string[];
}

const newSeen = (): Seen => ({ byBundle: new Map(), ends: new Map(), begun: [], wrong: [] });

/** The store, and what its changes say of jobs. */
function watched(store: JobStore, { byBundle, begun, ends }: Seen): JobStore {
  return {
    ...store,
    async change(id, from, attempt, change) {
      const before = await store.get(id);
      const after = await store.change(id, from, attempt, change);
      if (before === undefined || after === undefined) return after;
      if (after.handle !== undefined) byBundle.set(after.handle.id, after);
      if (before.status === "accepted" && after.status === "running") begun.push(after);
      if (!isFinal(before.status) && isFinal(after.status)) ends.set(id, [...(ends.get(id) ?? []), after.status]);
      return after;
    },
  };
}

/** Counts what really runs: sandboxes that were told to go and are neither dead nor frozen. */
function checkLimits(engine: FakeEngine, { byBundle, wrong }: Seen): void {
  const jobs = engine.live().flatMap((id) => (engine.stateOf(id) === "running" ? (byBundle.get(id) ?? []) : []));
  const most = (name: string, limit: number, fits: (job: Job) => boolean) => {
    const count = jobs.filter(fits).length;
    if (count > limit) wrong.push(`${count} jobs ran of ${name}, which may have ${limit}`);
  };
  most("all", places, () => true);
  most("asynchronous ones", places - policy.syncOnly, ({ execute }) => execute.mode === "async");
  most("single", 1, ({ processId }) => processId === "single");
  for (const owner of owners) most(owner, owner === "cyd" ? 1 : 2, (job) => job.owner === owner);
}

const script = (_bundle: unknown, nth: number): FakeScript =>
  nth % 7 === 5 ? { loseHandle: true } : nth % 11 === 9 ? { exitCode: 1 } : held();

/** A server on the jobs of the one before it. */
function nextRig(seen: Seen, root?: string, left?: FakeEngine): Promise<Rig> {
  let creations = 0;
  return makeRig({
    script,
    limits: { running: places, waiting: 50, killMs: 50 },
    store: (folder) => watched(sqlite(folder), seen),
    ...(root === undefined ? {} : { root }),
    ...(left === undefined ? {} : { left }),
    engine: (engine) => ({
      ...engine,
      async create(bundle) {
        creations += 1;
        if (creations % 6 === 4) throw fault("busy", "There is no room now.");
        return engine.create(bundle);
      },
      async start(handle) {
        await engine.start(handle);
        checkLimits(left ?? (engine as FakeEngine), seen);
      },
      async resume(handle) {
        await engine.resume(handle);
        checkLimits(left ?? (engine as FakeEngine), seen);
      },
    }),
    parts: { policy, catalogue },
  });
}

const nextTurn = () => new Promise(setImmediate);

async function release(rig: Rig, at?: number): Promise<void> {
  const bundles = rig.engine.live();
  for (const id of at === undefined ? bundles : [bundles[at % Math.max(1, bundles.length)] ?? ""]) rig.engine.release(id);
  await nextTurn();
}

const step = fc.record({
  kind: fc.constantFrom(
    "execute",
    "execute",
    "execute",
    "sync",
    "release",
    "release",
    "dismiss",
    "pause",
    "resume",
    "hold",
    "open",
    "crash",
  ),
  at: fc.nat(20),
  owner: fc.constantFrom(...owners),
  processId: fc.constantFrom(...processIds),
  priority: fc.integer({ min: -2, max: 2 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Does one step; the rig that is there afterwards. */
async function take(rig: Rig, { kind, at, owner, processId, priority }: Step, seen: Seen): Promise<Rig> {
  const caller = { owner, priority };
  if (kind === "execute") await rig.execute({ ...literalOnly, processId }, caller).catch(() => undefined);
  else if (kind === "sync") void rig.execute({ ...sync, ...literalOnly, processId }, caller).catch(() => undefined);
  else if (kind === "release") await release(rig, at);
  else if (kind === "hold" || kind === "open") await rig.jobs.queue.set(kind === "hold" ? "held" : "open");
  else if (kind === "crash") {
    await nextTurn();
    await rig.crash();
    return nextRig(seen, rig.root, rig.engine);
  } else {
    const jobs = await rig.store.list({});
    const job = jobs[at % Math.max(1, jobs.length)];
    // Not waited for: a resume may have to wait for a place.
    if (job !== undefined)
      void rig.jobs.perform({ kind: kind as "dismiss" | "pause" | "resume", jobId: job.id }, { owner: job.owner }).catch(() => undefined);
  }
  await nextTurn();
  return rig;
}

/** Lets everything end that can. */
async function finishAll(rig: Rig): Promise<Job[]> {
  await rig.jobs.queue.set("open");
  for (;;) {
    await release(rig);
    const jobs = await rig.store.list({});
    for (const { id, owner, status } of jobs)
      if (status === "paused") await rig.jobs.perform({ kind: "resume", jobId: id }, { owner }).catch(() => undefined);
    if (jobs.every(({ status }) => isFinal(status))) return jobs;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe("whatever clients, administrators, engines and crashes do in any order", () => {
  it("no limit is exceeded at any moment, and every job ends, once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const seen: Seen = newSeen();
        let rig = await nextRig(seen);
        for (const one of steps) rig = await take(rig, one, seen);
        const jobs = await finishAll(rig);
        expect(seen.wrong).toEqual([]);
        for (const { id } of jobs) expect([id, seen.ends.get(id)?.length]).toEqual([id, 1]);
        open.splice(open.indexOf(rig), 1);
        await rig.close();
        expect(rig.engine.live()).toEqual([]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe("the order in which waiting jobs begin", () => {
  it("shares between owners, within one, as long as they have jobs that wait", async () => {
    const asked = fc.array(fc.constantFrom(...owners), { minLength: 2, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(asked, fc.integer({ min: 1, max: 3 }), async (order, running) => {
        const seen: Seen = newSeen();
        const store = watched(makeMemoryStore({ now: Date.now }), seen);
        const rig = await makeRig({ script: () => ({ results: [hello] }), limits: { running }, store: () => store });
        await rig.jobs.queue.set("held");
        for (const owner of order) await rig.execute(literalOnly, { owner });
        await finishAll(rig);
        const left = new Map(owners.map((owner) => [owner as string, order.filter((one) => one === owner).length]));
        const had = new Map<string, number>();
        for (const { owner } of seen.begun) {
          had.set(owner, (had.get(owner) ?? 0) + 1);
          const waiting = [...left].filter(([name, all]) => (had.get(name) ?? 0) < all).map(([name]) => had.get(name) ?? 0);
          if (waiting.length > 1) expect(Math.max(...waiting) - Math.min(...waiting)).toBeLessThanOrEqual(1);
        }
        open.splice(open.indexOf(rig), 1);
        await rig.close();
      }),
      { numRuns: 40 },
    );
  });
});
