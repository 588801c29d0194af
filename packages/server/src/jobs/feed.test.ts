// Jobs that are watched: what is told, from where, to how many, and what it costs the store.
import { describe, expect, it } from "vitest";
import type { Cursor, JobNews, ListNews, Watching } from "../core/news.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { closeAfterEach, finals, held, hello, literalOnly, makeRig, me, type Rig } from "./rig.js";
import { makeWatching } from "./watching.js";

closeAfterEach();

async function watch(rig: Rig, jobId: string, cursor?: Cursor): Promise<Watching<JobNews>> {
  const outcome = await rig.jobs.perform({ kind: "watch", jobId, ...(cursor === undefined ? {} : { cursor }) }, me);
  if (outcome.kind !== "job-news" || outcome.news === undefined) throw new Error("no news");
  return outcome.news;
}

/** All news up to the first that `isLast`, or to the end. */
async function read<T>(news: Watching<T>, isLast: (one: T) => boolean = () => false): Promise<T[]> {
  const all: T[] = [];
  for (let some = await news.next(); some !== undefined; some = await news.next()) {
    all.push(...some);
    if (some.some(isLast)) break;
  }
  return all;
}

const textOf = (all: readonly JobNews[]): string[] => all.flatMap((one) => (one.kind === "log" ? one.lines.map(({ text }) => text) : []));
const statesOf = (all: readonly JobNews[]): string[] => all.flatMap((one) => (one.kind === "state" ? one.status : []));
const isRunning = (one: JobNews): boolean => one.kind === "log";

describe("a job that is watched", () => {
  it("tells its states, its log and its end, and nothing after that", async () => {
    const rig = await makeRig({
      script: () => ({ ...held(), log: "one\ntwo\n", messages: [{ terrarium: "progress", percent: 40, message: "Half" }] }),
    });
    const { id } = await rig.execute(literalOnly);
    const news = await watch(rig, id);
    const bundle = await rig.begun(id);
    const before = await read(news, isRunning);
    rig.engine.release(bundle);
    const all = [...before, ...(await read(news))];
    expect(textOf(all)).toEqual(["one", "two"]);
    expect(statesOf(all).at(-1)).toBe("successful");
    expect(all).toContainEqual(expect.objectContaining({ kind: "state", status: "running", progress: 40, message: "Half" }));
    expect(all.at(-1)).toMatchObject({ kind: "end", status: "successful", cursor: { hasEnded: true } });
    expect(await news.next()).toBeUndefined();
  });

  it("tells who comes again what is new, and nothing twice", async () => {
    const rig = await makeRig({ script: () => ({ ...held(), log: "one\ntwo\n" }) });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    const first = await watch(rig, id);
    const read1 = await read(first, isRunning);
    first.close();
    const cursors = read1.flatMap((one) => ("cursor" in one ? one.cursor : []));
    const cursor = cursors.at(-1);
    rig.engine.release(bundle);
    await rig.reaches(id, ...finals);
    const again = await read(await watch(rig, id, cursor));
    expect(textOf(again)).toEqual([]);
    expect(statesOf(again)).toEqual(["successful"]);
    // From the beginning, long after the end, all of it is told once more.
    const whole = await read(await watch(rig, id));
    expect([textOf(whole), statesOf(whole)]).toEqual([
      ["one", "two"],
      ["accepted", "running", "successful"],
    ]);
    const last = whole.at(-1);
    if (last?.kind !== "end") throw new Error("no end");
    const outcome = await rig.jobs.perform({ kind: "watch", jobId: id, cursor: last.cursor }, me);
    expect("news" in outcome).toBe(false);
  });

  it("is nobody else's to watch", async () => {
    const rig = await makeRig();
    const { id } = await rig.execute(literalOnly);
    await rig.reaches(id, ...finals);
    await expect(rig.jobs.perform({ kind: "watch", jobId: id }, { owner: "thief" })).rejects.toMatchObject({ code: "no-such-job" });
    expect((await rig.jobs.perform({ kind: "watch", jobId: id }, me)).kind).toBe("job-news");
  });

  it("is read and looked into once for a thousand watchers, and hardly ever while nothing happens", async () => {
    let reads = 0;
    let looks = 0;
    const rig = await makeRig({
      script: () => ({ ...held(), log: "line\n" }),
      store: () => {
        const store = makeMemoryStore({ now: Date.now });
        const events: typeof store.events = (...what) => {
          reads += 1;
          return store.events(...what);
        };
        return { ...store, events };
      },
      engine: (engine) => ({
        ...engine,
        look: async (...what) => {
          looks += 1;
          return engine.look?.(...what);
        },
      }),
      parts: { feed: { streams: 1_000, streamsPerClient: 1_000, beatMs: 60_000 } },
    });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    const watchers = await Promise.all(Array.from({ length: 1_000 }, () => watch(rig, id)));
    await expect(watch(rig, id)).rejects.toMatchObject({ code: "busy" });
    await Promise.all(watchers.map((news) => read(news, isRunning)));
    expect(reads).toBeLessThan(10);
    expect(looks).toBeLessThan(20);
    rig.engine.release(bundle);
    const ends = await Promise.all(watchers.map((news) => read(news)));
    expect(ends.every((all) => all.at(-1)?.kind === "end")).toBe(true);
    expect(reads).toBeLessThan(20);
    // Their places are free again.
    (await watch(rig, id)).close();
  });

  it("lets go of who leaves, and of all at the end of the server", async () => {
    const rig = await makeRig({ script: held, parts: { feed: { streams: 1, streamsPerClient: 1, beatMs: 60_000 } } });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    const gone = new AbortController();
    const outcome = await rig.jobs.perform({ kind: "watch", jobId: id }, { ...me, signal: gone.signal });
    if (outcome.kind !== "job-news" || outcome.news === undefined) throw new Error("no news");
    const reading = read(outcome.news);
    gone.abort();
    await reading;
    const next = await watch(rig, id);
    const all = read(next);
    await rig.jobs.close();
    expect((await all).some((one) => one.kind === "end")).toBe(false);
    await expect(watch(rig, id)).rejects.toMatchObject({ code: "busy" });
  });
});

describe("a list that is watched", () => {
  it("tells what becomes of the caller's own jobs, and that one is gone", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    const outcome = await rig.jobs.perform({ kind: "watch-jobs" }, me);
    if (outcome.kind !== "list-news") throw new Error("no news");
    const other = await rig.execute(literalOnly, { owner: "thief" });
    await rig.reaches(other.id, ...finals);
    const { id } = await rig.execute(literalOnly);
    const all = await read<ListNews>(outcome.news, (one) => one.kind === "job" && one.status === "successful");
    expect(new Set(all.map((one) => one.id))).toEqual(new Set([id]));
    await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    const rest = await read<ListNews>(outcome.news, (one) => one.kind === "gone");
    expect(rest.at(-1)).toEqual({ kind: "gone", id });
    outcome.news.close();
  });
});

describe("a watcher", () => {
  it("that reads too slowly is cut off; news of the moment take each other's place", async () => {
    let closings = 0;
    const make = () =>
      makeWatching<number>({
        most: 3,
        beatMs: 60_000,
        pauseMs: 0,
        replaces: (before, next) => before === 9 && next === 9,
        closed() {
          closings += 1;
        },
      });
    const patient = make();
    for (const news of [1, 9, 9, 9, 2]) patient.put(news);
    expect(await patient.next()).toEqual([1, 9, 2]);
    patient.end();
    expect(await patient.next()).toBeUndefined();
    const slow = make();
    for (const news of [1, 2, 3, 4]) slow.put(news);
    await expect(slow.next()).rejects.toThrow("not read in time");
    slow.close();
    expect(closings).toBe(2);
  });

  it("hears now and then that nothing happens", async () => {
    const watching = makeWatching<number>({ most: 3, beatMs: 1, pauseMs: 0, replaces: () => false, closed: () => undefined });
    expect(await watching.next()).toEqual([]);
    watching.close();
  });
});
