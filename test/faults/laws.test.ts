// The laws of jobs under random operations, crashes between any two calls, and faults of the engine: on the engine in memory, with both stores. What
// fails is shrunk to the shortest way to it, and its seed is printed.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../packages/server/src/core/errors.js";
import { isFinal, type JobStore } from "../../packages/server/src/core/job.js";
import type { FakeEngine, FakeScript } from "../../packages/server/src/engines/fake/fake.js";
import { closeAfterEach, file, hello, literalOnly, makeRig, me, open, type Rig } from "../../packages/server/src/jobs/rig.js";
import { makeMemoryStore } from "../../packages/server/src/stores/memory/memory-store.js";
import { makeSqliteStore } from "../../packages/server/src/stores/sqlite/sqlite-store.js";
import { isComplete } from "./drive.js";

closeAfterEach();

type Step =
  | { readonly do: "submit"; readonly hasFile: boolean }
  | { readonly do: "pause" | "resume" | "dismiss"; readonly which: number }
  /** The job that runs longest comes to its end. */
  | { readonly do: "release" }
  /** The server dies before or after its so manieth call from now on. */
  | { readonly do: "crash"; readonly calls: number };

/** How the nth sandbox goes. */
type Way = "well" | "error" | "lost" | "does not start" | "cannot be made";

const wayScripts: Readonly<Record<Way, FakeScript>> = {
  well: { hold: true, results: [hello, file], files: { "out.txt": "content" } },
  error: { hold: true, error: { kind: "process", message: "No." } },
  lost: { loseHandle: true },
  "does not start": { startError: "It does not start." },
  "cannot be made": { createError: "There is none." },
};

const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("submit" as const), hasFile: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "resume" as const, "dismiss" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("release" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), calls: fc.nat({ max: 30 }) }) },
);
const way = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Way>("well") },
  { weight: 2, arbitrary: fc.constantFrom<Way>("error", "lost", "does not start", "cannot be made") },
);

/** A server whose calls are counted, and which dies at one of them if it is told to. */
class World {
  readonly told: string[] = [];
  readonly ends = new Map<string, number>();
  rig: Rig | undefined;
  died: Promise<void> = Promise.resolve();
  private left = Number.POSITIVE_INFINITY;
  private isDead = false;
  private tellDeath: () => void = () => {};
  private nth = 0;

  private readonly makeStore: (root: string) => JobStore;
  private readonly ways: readonly Way[];

  constructor(makeStore: (root: string) => JobStore, ways: readonly Way[]) {
    this.makeStore = makeStore;
    this.ways = ways;
  }

  dieAfter(calls: number): void {
    this.left = calls;
  }

  /** Resolves at once, or never: then the server is dead. */
  private async point(): Promise<void> {
    this.left -= 1;
    if (this.left >= 0 && !this.isDead) return;
    if (!this.isDead) {
      this.isDead = true;
      await this.rig?.crash();
      this.tellDeath();
    }
    await new Promise(() => undefined);
  }

  private counted<T extends object>(whole: T, verbs: readonly string[]): T {
    const calls = Object.entries(whole).map(([name, value]: [string, unknown]) => {
      if (typeof value !== "function" || !verbs.includes(name)) return [name, value];
      const call = async (...all: unknown[]): Promise<unknown> => {
        await this.point();
        const result: unknown = await value(...all);
        if (name === "change") this.note(all, result);
        await this.point();
        return result;
      };
      return [name, call];
    });
    return Object.fromEntries(calls) as T;
  }

  private note([id, , , change]: unknown[], result: unknown): void {
    const { status } = change as { status?: "successful" };
    if (result !== undefined && status !== undefined && isFinal(status)) this.ends.set(String(id), (this.ends.get(String(id)) ?? 0) + 1);
  }

  /** The first server, or the next after a dead one. */
  async begin(): Promise<Rig> {
    const before = this.rig;
    this.isDead = false;
    this.left = Number.POSITIVE_INFINITY;
    this.died = new Promise((resolve) => {
      this.tellDeath = resolve;
    });
    this.rig = await makeRig({
      store: (root) => this.counted(this.makeStore(root), ["add", "change", "claim", "takeOver"]),
      engine: (engine) => this.counted(engine, ["create", "start", "collect", "kill", "remove", "pause", "resume"]),
      script: () => wayScripts[this.ways[this.nth++ % Math.max(1, this.ways.length)] ?? "well"],
      limits: { running: 2, lingerMs: 50, killMs: 200 },
      ...(before === undefined ? {} : { root: before.root, left: before.engine as FakeEngine }),
    });
    return this.rig;
  }

  get hasDied(): boolean {
    return this.isDead;
  }
}

function oldest({ engine }: Rig): string | undefined {
  return engine.live().find((id) => engine.stateOf(id) === "running");
}

async function perform(world: World, rig: Rig, what: Step): Promise<void> {
  if (what.do === "crash") return world.dieAfter(what.calls);
  if (what.do === "release") return rig.engine.release(oldest(rig) ?? "");
  if (what.do === "submit") {
    const { id } = await rig.execute(what.hasFile ? {} : literalOnly);
    world.told.push(id);
    return;
  }
  const id = world.told[what.which % Math.max(1, world.told.length)];
  if (id !== undefined) await rig.jobs.perform({ kind: what.do, jobId: id }, me);
}

/** What a client may be refused, it was not promised. */
function refused(error: unknown): void {
  if (!(error instanceof ServiceError)) throw error;
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise(setImmediate);
}

/** Lets all that is left come to its end. */
async function settle(world: World, rig: Rig): Promise<string[]> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const jobs = (await rig.store.list({})).filter(({ status }) => !isFinal(status));
    const isQuiet = jobs.length === 0 && rig.engine.live().length === 0;
    if (isQuiet || performance.now() > deadline) return [...jobs.map(({ id, status }) => `${id} ${status}`), ...rig.engine.live()];
    for (const { id, status } of jobs) if (status === "paused") await rig.jobs.perform({ kind: "resume", jobId: id }, me).catch(refused);
    for (const id of rig.engine.live()) rig.engine.release(id);
    await turns(5);
    if (world.hasDied) throw new Error("it was not to die any more");
  }
}

async function hold(makeStore: (root: string) => JobStore, steps: readonly Step[], ways: readonly Way[]): Promise<void> {
  const world = new World(makeStore, ways);
  let rig = await world.begin();
  for (const what of steps) {
    await Promise.race([perform(world, rig, what).catch(refused), world.died]);
    await turns(3);
    if (world.hasDied) rig = await world.begin();
  }
  world.dieAfter(Number.POSITIVE_INFINITY);
  await turns(3);
  if (world.hasDied) rig = await world.begin();
  expect(await settle(world, rig), "not ended, or left in the engine").toEqual([]);
  const kept = new Map((await rig.store.list({})).map((job) => [job.id, job]));
  const lost = world.told.filter((id) => !kept.has(id) && !world.ends.has(id));
  expect(lost, "accepted and lost").toEqual([]);
  expect(
    [...world.ends].filter(([, ends]) => ends > 1),
    "ended more than once",
  ).toEqual([]);
  await rig.close();
  open.splice(open.indexOf(rig), 1);
  expect(await readdir(join(rig.root, "bundles")), "bundles left").toEqual([]);
}

describe("whatever clients ask, whenever the server dies and however the engine fails", () => {
  const stores: readonly (readonly [name: string, make: () => (root: string) => JobStore])[] = [
    ["SQLite", () => (root) => makeSqliteStore({ file: join(root, "jobs.db"), now: Date.now })],
    [
      "memory",
      () => {
        const kept = makeMemoryStore({ now: Date.now });
        return () => kept;
      },
    ],
  ];
  it.each(stores)("every accepted job ends once, and nothing is left (%s)", { timeout: 900_000 }, async (_name, make) => {
    const seed = Number(process.env["TERRARIUM_SEED"] ?? (isComplete ? Date.now() % 1_000_000 : 11));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(way, { minLength: 1, maxLength: 8 }), (steps, ways) =>
        hold(make(), steps, ways),
      ),
      { seed, numRuns: isComplete ? 300 : 20, endOnFailure: false },
    );
  });
});
