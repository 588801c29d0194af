// Every store does the same: whatever is asked of it, and in whatever order, it answers as the memory store does, which is short enough to be read.
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Job,
  type JobChange,
  type JobFilter,
  type JobStatus,
  type JobStore,
  type RemovalReason,
  transitions,
} from "../../core/job.js";
import { makeMemoryStore } from "../memory/memory-store.js";
import { type Fresh, makeJob, statuses } from "./ground.js";

const owners = ["ada", "it's", "λ"] as const;
const processes = ["buffer", "say_hello"] as const;
const workers = ["one", "two"] as const;
const reasons = ["expired", "dismissed", "removed", undefined] as const;

/** What is done to both; `pick` chooses among the jobs that were ever added. */
interface Step {
  readonly kind: "add" | "claim" | "change" | "keep" | "remove" | "renew" | "takeOver" | "release" | "later";
  readonly pick: number;
  readonly owner: string;
  readonly processId: string;
  readonly worker: string;
  readonly status: JobStatus;
  readonly reason: RemovalReason | undefined;
  /** 0 to 9, for everything else. */
  readonly number: number;
}

const kinds = [
  "add",
  "add",
  "add",
  "claim",
  "claim",
  "change",
  "change",
  "change",
  "keep",
  "remove",
  "renew",
  "takeOver",
  "release",
  "later",
];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...(kinds as Step["kind"][])),
  pick: fc.nat(1_000),
  owner: fc.constantFrom(...owners),
  processId: fc.constantFrom(...processes),
  worker: fc.constantFrom(...workers),
  status: fc.constantFrom(...statuses),
  reason: fc.constantFrom(...reasons),
  number: fc.nat(9),
});

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 2 });
const moment = fc.integer({ min: 4_000, max: 12_000 });

const filter: fc.Arbitrary<JobFilter> = fc
  .record({
    status: maybe(fc.subarray(statuses)),
    owner: maybe(fc.constantFrom(...owners)),
    processIds: maybe(fc.subarray([...processes])),
    hasLineage: maybe(fc.constant(true as const)),
    isBrief: maybe(fc.constant(true as const)),
    finishedBeforeMs: maybe(moment),
    expiredAtMs: maybe(moment),
    freeFor: maybe(fc.constantFrom(...workers, "")),
    createdFromMs: maybe(moment),
    createdToMs: maybe(moment),
    ranAtLeastMs: maybe(fc.nat(3_000)),
    ranAtMostMs: maybe(fc.nat(3_000)),
    offset: maybe(fc.nat(5)),
    limit: maybe(fc.nat(8)),
    newestFirst: maybe(fc.boolean()),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

function newJob(id: string, { owner, processId, number }: Step, nowMs: number): Job {
  const mode = number % 3 === 0 ? ("sync" as const) : ("async" as const);
  const execute = { ...makeJob(id).execute, processId, mode, lineage: number % 4 === 0, store: number % 5 !== 0 };
  return makeJob(id, {
    ...{ owner, processId, execute, createdMs: nowMs, updatedMs: nowMs },
    ...(number > 6 ? { priority: number - 8 } : {}),
    ...(number === 5 ? { place: "two" } : {}),
  });
}

function changeOf({ status, number }: Step, nowMs: number): JobChange {
  if (transitions[status].length === 0) return { status, finishedMs: nowMs, expiresMs: nowMs + 300 * number };
  const progress = { progress: number * 10.5, ...(number % 2 === 0 ? { message: `it's at ${number}` } : {}) };
  if (number > 4) return progress;
  return { status, ...progress, ...(status === "running" ? { startedMs: nowMs } : {}) };
}

/** The answer in plain words; a refusal is its code. */
async function answer(of: Promise<unknown>): Promise<unknown> {
  return of.catch((error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : Promise.reject(error)));
}

/** One step on one store; `added` are the ids that there were. */
async function act(store: JobStore, one: Step, added: readonly string[], nowMs: number): Promise<unknown> {
  const { kind, pick, owner, worker, reason, number } = one;
  const id = added[pick % Math.max(1, added.length)] ?? "none";
  const { attempt = 0 } = (await store.get(id)) ?? {};
  switch (kind) {
    case "add": {
      const key = number < 3 ? { key: `key ${number}`, digest: `digest ${pick % 2}` } : undefined;
      return store.add(newJob(`job${added.length}`, one, nowMs), key);
    }
    case "claim": {
      const rules = { ...(number < 2 ? { exceptOwners: [owner] } : {}), ...(number === 2 ? { onlySync: true } : {}) };
      return store.claim(worker, 500, number === 3 ? { exceptProcessIds: [one.processId] } : rules);
    }
    case "change":
      return store.change(id, statuses, number === 9 ? attempt + 1 : attempt, changeOf(one, nowMs));
    case "keep":
      return store.change(id, statuses, attempt, { isPinned: number % 2 === 0, ...(number > 6 ? { expiresMs: nowMs + number } : {}) });
    case "remove":
      return store.remove(id, reason);
    case "renew":
      return store.renew(id, attempt, worker, 700);
    case "takeOver":
      return store.takeOver(id, attempt, worker, 700);
    case "release":
      return store.release(worker);
    case "later":
      return undefined;
  }
}

/** All that can be asked, but for lists. */
async function askAll(store: JobStore, added: readonly string[]): Promise<unknown> {
  const ofEach = added.map(async (id) => {
    const events = (await store.events(id)).map(({ seq: _seq, ...event }) => event);
    return [await store.get(id), await store.ahead(id), await store.traceOf(id), events];
  });
  const shares = (await store.running()).map(({ owner, processId, count }) => `${owner} ${processId} ${count}`).sort();
  const keys = owners.map((owner) => answer(store.keyed(owner, { key: "key 1", digest: "digest 1" })));
  const ended = processes.map((id) => store.ended(id, 5));
  return [await store.count(), await store.backlog(), shares, await Promise.all(keys), await Promise.all(ended), await Promise.all(ofEach)];
}

export function testEquality(fresh: Fresh, advance: (ms: number) => void): void {
  it("answers as the memory store does, whatever was done before and whatever is asked for", async () => {
    const plan = fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 80 }),
      fc.array(filter, { minLength: 40, maxLength: 40 }),
      async (steps, filters) => {
        const store = await fresh();
        let nowMs = 5_000;
        const model = makeMemoryStore({ now: () => nowMs });
        const added: string[] = [];
        for (const one of steps) {
          if (one.kind === "later") {
            nowMs += 100 * one.number;
            advance(100 * one.number);
          }
          const expected = await answer(act(model, one, added, nowMs));
          expect(await answer(act(store, one, added, nowMs))).toEqual(expected);
          if (one.kind === "add") added.push(`job${added.length}`);
        }
        expect(await askAll(store, added)).toEqual(await askAll(model, added));
        for (const one of filters) expect(await store.list(one), JSON.stringify(one)).toEqual(await model.list(one));
      },
    );
    // A failure is told before the runner gives the test up.
    await fc.assert(plan, { numRuns: 5, interruptAfterTimeLimit: 20_000 });
  });
}
