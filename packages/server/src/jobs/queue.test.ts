// What the queue promises an administrator: who may run and wait, for how long, what it says meanwhile, and what becomes of jobs whose engine is down.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { JobStore } from "../core/job.js";
import type { Fetcher } from "../core/staging.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { defaultPolicy, type QueuePolicy } from "./queue-policy.js";
import { closeAfterEach, deployed, finals, held, hello, literalOnly, makeRig, me, type Rig, type RigOptions, sqlite, sync } from "./rig.js";

closeAfterEach();

const other = { ...deployed, engine: "daemon", description: { ...deployed.description, id: "other" } };
const catalogue = {
  list: () => [deployed, other],
  get: (id: string) => [deployed, other].find((one) => one.description.id === id),
  updateSequence: 1,
};

function rigWith(policy: Partial<QueuePolicy>, { limits, parts, ...options }: RigOptions = {}): Promise<Rig> {
  return makeRig({
    script: held,
    limits: { running: 4, ...limits },
    ...options,
    parts: { policy: { ...defaultPolicy, ...policy }, catalogue, ...parts },
  });
}

async function waiting(rig: Rig, id: string, owner = "me") {
  const outcome = await rig.jobs.perform({ kind: "status", jobId: id }, { owner });
  return outcome.kind === "job" ? outcome.job.waiting : undefined;
}

const job = (processId: string) => ({ ...literalOnly, processId });

describe("a job that waits", () => {
  it("knows how many are before it", async () => {
    const rig = await rigWith({}, { limits: { running: 1 } });
    const first = await rig.execute(literalOnly);
    await rig.begun(first.id);
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push((await rig.execute(literalOnly)).id);
    expect(await Promise.all(ids.map((id) => waiting(rig, id)))).toMatchObject([
      { ahead: 0, reason: "It is the next in turn." },
      { ahead: 1, reason: "1 job is before it." },
      { ahead: 2, reason: "2 jobs are before it." },
      { ahead: 3, reason: "3 jobs are before it." },
    ]);
    expect(await waiting(rig, first.id)).toBeUndefined();
  });
  it("for its process says so, and jobs of other processes go past it", async () => {
    const rig = await rigWith({ processes: { other: { running: 1 } } });
    const first = await rig.execute(job("other"));
    await rig.begun(first.id);
    const second = await rig.execute(job("other"));
    const third = await rig.execute(literalOnly);
    await rig.begun(third.id);
    expect(await waiting(rig, second.id)).toMatchObject({
      ahead: 0,
      reason: "The process other may run once at one time. It is the next in turn.",
    });
    rig.engine.release((await rig.status(first.id)).handle?.id ?? "");
    await rig.begun(second.id);
  });
  it("for its owner says so, and jobs of other owners go past it", async () => {
    const rig = await rigWith({ owner: { running: 2 } });
    for (let count = 0; count < 2; count += 1) await rig.begun((await rig.execute(literalOnly)).id);
    const third = await rig.execute(literalOnly);
    await rig.begun((await rig.execute(literalOnly, { owner: "you" })).id);
    expect((await waiting(rig, third.id))?.reason).toMatch(/^The owner's limit of 2 jobs at one time is reached\./);
  });
  it("for memory says so; one job may always run", async () => {
    const rig = await rigWith({}, { parts: { poolHost: { runtimeVersion: () => "", isShort: () => true } } });
    await rig.begun((await rig.execute(literalOnly)).id);
    const second = await rig.execute(literalOnly);
    expect((await waiting(rig, second.id))?.reason).toMatch(/^The server is short of memory\./);
  });
});

describe("a job that is refused", () => {
  it("because its owner has as many as one may have, is told so apart from a server that is full", async () => {
    const rig = await rigWith(
      { owners: { me: { waiting: 1 } }, processes: { other: { waiting: 1 } } },
      { limits: { running: 1, waiting: 3 } },
    );
    const you = { owner: "you" };
    await rig.begun((await rig.execute(literalOnly)).id);
    await rig.execute(literalOnly);
    await expect(rig.execute(literalOnly)).rejects.toMatchObject({ code: "too-many-jobs", retryAfterS: expect.any(Number) });
    await rig.execute(job("other"), you);
    await expect(rig.execute(job("other"), you)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/process other is full/),
    });
    await rig.execute(literalOnly, you);
    await expect(rig.execute(literalOnly, you)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/this server is full/),
    });
  });
  it("synchronous, after its wait behind its owner's own jobs, is told that", async () => {
    const rig = await rigWith({ owner: { running: 1 } }, { limits: { syncWaitMs: 30 } });
    await rig.begun((await rig.execute(literalOnly)).id);
    await expect(rig.execute({ ...sync, ...literalOnly })).rejects.toMatchObject({ code: "too-many-jobs" });
  });
});

describe("places for synchronous jobs", () => {
  it("are not taken by asynchronous ones, however many wait", async () => {
    const rig = await rigWith(
      { syncOnly: 1 },
      { limits: { running: 2 }, script: (_bundle, nth) => (nth === 0 ? held() : { results: [hello] }) },
    );
    const long = await rig.execute(literalOnly);
    await rig.begun(long.id);
    const next = await rig.execute(literalOnly);
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
    expect(await rig.status(next.id)).toMatchObject({ status: "accepted" });
  });
  it("control: without them the synchronous job waits for its turn", async () => {
    const rig = await rigWith({}, { limits: { running: 1, syncWaitMs: 30 } });
    await rig.begun((await rig.execute(literalOnly)).id);
    await expect(rig.execute({ ...sync, ...literalOnly })).rejects.toMatchObject({ code: "busy" });
  });
});

it("a synchronous job begins when its place is free, however long it has waited for that", async () => {
  let looks = 0;
  const counted = (store: JobStore): JobStore => ({
    ...store,
    // Asked at each look around for jobs that nobody runs.
    list: (filter) => {
      if (filter.freeFor === "") looks += 1;
      return store.list(filter);
    },
  });
  const store = () => counted(makeMemoryStore({ now: Date.now }));
  const rig = await makeRig({ script: held, limits: { running: 1, leaseMs: 100 }, store });
  const { id } = await rig.execute(literalOnly);
  const first = await rig.begun(id);
  const answer = rig.execute({ ...sync, ...literalOnly });
  await expect.poll(async () => (await rig.store.list({ status: ["accepted"] })).length).toBe(1);
  const before = looks;
  await expect.poll(() => looks).toBeGreaterThan(before + 2);
  const [next] = await rig.store.list({ status: ["accepted"] });
  expect((await rig.jobs.queue.show()).waiting).toBe(1);
  rig.engine.release(first);
  rig.engine.release(await rig.begun(next?.id ?? ""));
  expect(await answer).toMatchObject({ status: "successful" });
});

describe("priority", () => {
  it("is its process's and its owner's, and the client's as far as that is allowed", async () => {
    const rig = await rigWith({ clientPriority: 1, processes: { other: { priority: 5 } }, owners: { you: { priority: 2 } } });
    await rig.jobs.queue.set("held");
    const asked = [
      await rig.execute(literalOnly, { ...me, priority: 99 }),
      await rig.execute(literalOnly, { owner: "you", priority: -99 }),
      await rig.execute(job("other"), { owner: "you" }),
      await rig.execute(literalOnly),
    ];
    expect(asked.map(({ priority }) => priority ?? 0)).toEqual([1, 1, 7, 0]);
    expect((await Promise.all(asked.map(({ id, owner }) => waiting(rig, id, owner)))).map((one) => one?.ahead)).toEqual([1, 2, 0, 3]);
  });
  it("that a client asks for is passed over where nothing is said of it", async () => {
    const rig = await rigWith({});
    expect((await rig.execute(literalOnly, { ...me, priority: 3 })).priority).toBeUndefined();
  });
});

describe("the queue", () => {
  it("that is held takes jobs in and begins none, also after a restart; opened, it begins them", async () => {
    const queueFile = (root: string) => ({ queueFile: join(root, "queue.json") });
    const first = await rigWith({}, { store: sqlite });
    await first.close();
    const second = await rigWith({}, { store: sqlite, root: first.root, parts: queueFile(first.root) });
    const { id } = await second.execute(literalOnly);
    await second.begun(id);
    expect(await second.jobs.queue.set("held")).toMatchObject({ mode: "held", sinceMs: expect.any(Number), waiting: 0 });
    const later = await second.execute(literalOnly);
    expect((await waiting(second, later.id))?.reason).toMatch(/^The queue is held by the administrator/);
    second.engine.release((await second.status(id)).handle?.id ?? "");
    await second.reaches(id, "successful");
    await second.close();
    const third = await rigWith(
      {},
      { store: sqlite, root: first.root, parts: queueFile(first.root), script: () => ({ results: [hello] }) },
    );
    expect(await third.jobs.queue.show()).toMatchObject({
      mode: "held",
      waiting: 1,
      oldestMs: later.createdMs,
      places: { all: 4, taken: 0 },
    });
    expect(await third.status(later.id)).toMatchObject({ status: "accepted", attempt: 0 });
    await third.jobs.queue.set("open");
    await third.reaches(later.id, "successful");
  });
  it("that is drained takes none in, and runs what waits to its end", async () => {
    const rig = await rigWith({}, { limits: { running: 1 } });
    const first = await rig.execute(literalOnly);
    const bundle = await rig.begun(first.id);
    const second = await rig.execute(literalOnly);
    await rig.jobs.queue.set("draining");
    await expect(rig.execute(literalOnly)).rejects.toMatchObject({ code: "busy", message: expect.stringMatching(/being drained/) });
    rig.engine.release(bundle);
    rig.engine.release(await rig.begun(second.id));
    await rig.reaches(second.id, "successful");
  });
});

describe("a limit of time", () => {
  const failure = async (rig: Rig, id: string) => (await rig.reaches(id, ...finals)).error;
  it("of the wait gives a waiting job up, and lets alone what runs", async () => {
    const rig = await rigWith({ processes: { other: { waitMs: 40 } } }, { limits: { running: 1 } });
    const first = await rig.execute(job("other"));
    await rig.begun(first.id);
    const second = await rig.execute(job("other"));
    expect(await failure(rig, second.id)).toMatchObject({
      code: "limit-exceeded",
      message: expect.stringMatching(/^The job waited 0 seconds for its turn/),
    });
    expect(await rig.status(first.id)).toMatchObject({ status: "running" });
    expect(await rig.jobs.queue.show()).toMatchObject({ waiting: 0, places: { taken: 1 } });
  });
  it("of all of a job ends it while it runs, and while it is paused", async () => {
    const rig = await rigWith({ totalMs: 150 });
    const { id } = await rig.execute(literalOnly);
    const paused = await rig.execute(literalOnly);
    await rig.begun(paused.id);
    await rig.jobs.perform({ kind: "pause", jobId: paused.id }, me);
    for (const one of [id, paused.id])
      expect(await failure(rig, one)).toMatchObject({
        code: "limit-exceeded",
        message: expect.stringMatching(/had not ended 0.2 seconds after/),
      });
    await expect.poll(() => rig.engine.live()).toEqual([]);
  });
  it("holds for jobs of a server that is dead: another one on the store ends them", async () => {
    const store = { ...makeMemoryStore({ now: Date.now }), changed: () => () => undefined, left: () => () => undefined };
    const times = { processes: { say_hello: { waitMs: 40 } } };
    const rig = await rigWith(times, { store: () => store, limits: { leaseMs: 40 } });
    await rig.jobs.queue.set("held");
    const of = (id: string, processId: string) => ({ ...makeJob(id), processId, createdMs: Date.now() - 60_000 });
    await store.add(of("late", "say_hello"));
    await store.add(of("patient", "other"));
    expect(await failure(rig, "late")).toMatchObject({
      code: "limit-exceeded",
      message: expect.stringMatching(/^The job waited 0 seconds for its turn/),
    });
    expect(await rig.status("patient")).toMatchObject({ status: "accepted" });
  });
  it("of staging fails a job whose inputs do not come, and frees its place", async () => {
    const fetcher: Fetcher = {
      fetch: (_reference, _id, _bytes, signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(fault("unreachable-input", "It was cut off.")))),
    };
    const rig = await rigWith({ stagingMs: 40 }, { limits: { running: 1 }, script: () => ({ results: [hello] }), parts: { fetcher } });
    const layer = { id: "layer", data: { kind: "reference", href: "http://example.org/", method: "GET" } } as const;
    const { id } = await rig.execute({ ...literalOnly, inputs: [{ id: "name", data: { kind: "value", value: "x" } }, layer] });
    expect(await failure(rig, id)).toMatchObject({
      code: "limit-exceeded",
      message: expect.stringMatching(/^The inputs of the job were not there after/),
    });
    await rig.reaches((await rig.execute(literalOnly)).id, "successful");
  });
});

describe("two servers on one store", () => {
  it("each forget what the other has begun, and keep the limits of owners and processes together", async () => {
    const shared: JobStore = { ...makeMemoryStore({ now: Date.now }), changed: () => () => undefined };
    const policy = { processes: { other: { running: 1 } } };
    const one = await rigWith(policy, { store: () => shared, limits: { running: 1, leaseMs: 60, waiting: 2 } });
    await one.begun((await one.execute(literalOnly)).id);
    const waitingIds = [(await one.execute(job("other"))).id, (await one.execute(job("other"))).id];
    await expect(one.execute(literalOnly)).rejects.toMatchObject({ code: "busy" });
    const two = await rigWith(policy, { store: () => shared, limits: { running: 4 }, parts: { worker: "two" } });
    await two.begun(waitingIds[0] ?? "");
    expect(await two.status(waitingIds[1] ?? "")).toMatchObject({ status: "accepted" });
    // The first server has room for one more again.
    await expect
      .poll(() =>
        one.execute(literalOnly).then(
          ({ status }) => status,
          () => "refused",
        ),
      )
      .toBe("accepted");
    for (const rig of [one, two]) for (const id of rig.engine.live()) rig.engine.release(id);
  });
});

describe("an engine", () => {
  /** The engine "daemon" as `isUp` says; its probes are counted. */
  function daemon(isUp: () => boolean, asked: string[] = []): Pick<RigOptions, "engine"> {
    return {
      engine: (engine) => ({
        ...engine,
        async probe(name) {
          asked.push(name ?? "");
          return name === "daemon" && !isUp() ? { ok: false, enforced: [], notEnforced: [], problem: "no answer" } : engine.probe();
        },
        async create(bundle) {
          if (bundle.process.engine === "daemon" && !isUp()) throw fault("engine-failed", "connection refused");
          return engine.create(bundle);
        },
      }),
    };
  }
  it("that is down lets its jobs wait, which lose no attempt, and those of other engines run on", async () => {
    let isUp = false;
    const asked: string[] = [];
    const rig = await rigWith({ retries: 0 }, { ...daemon(() => isUp, asked), script: () => ({ results: [hello] }) });
    const jobs = await Promise.all([1, 2, 3].map(() => rig.execute(job("other"))));
    await expect.poll(async () => (await rig.jobs.queue.show()).down).toEqual([{ engine: "daemon", reason: "no answer" }]);
    await expect
      .poll(async () => (await waiting(rig, jobs[0]?.id ?? ""))?.reason)
      .toMatch(/^What runs the process other on this server is down/);
    await rig.reaches((await rig.execute(literalOnly)).id, "successful");
    isUp = true;
    for (const { id } of jobs) expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "successful" });
    expect(asked.every((name) => name === "daemon")).toBe(true);
  });
  it("that is down is not asked without a pause for jobs of a process that was taken back", async () => {
    let [isUp, asked, isOffered] = [false, 0, true];
    const { engine } = daemon(() => isUp);
    const former = {
      ...catalogue,
      list: () => (isOffered ? [deployed, other] : [deployed]),
      get: (id: string) => former.list().find((one) => one.description.id === id),
      recall: async () => ({ ...other, isFormer: true as const }),
    };
    const rig = await rigWith(
      { retries: 0 },
      {
        script: () => ({ results: [hello] }),
        parts: { catalogue: former },
        engine: (fake) => {
          const made = engine?.(fake) ?? fake;
          return {
            ...made,
            create(bundle) {
              asked += 1;
              return made.create(bundle);
            },
          };
        },
      },
    );
    await rig.jobs.queue.set("held");
    const { id } = await rig.execute(job("other"));
    isOffered = false;
    await rig.jobs.queue.set("open");
    await expect.poll(() => asked).toBeGreaterThan(2);
    // Without a pause there would be hundreds by now.
    expect(asked).toBeLessThan(10);
    isUp = true;
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "successful" });
  });
  it("that is up is not to blame: a sandbox that cannot be made fails its job", async () => {
    const rig = await rigWith({}, { script: () => ({ createError: "no such image" }) });
    const { id } = await rig.execute(literalOnly);
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "failed", attempt: 1, error: { code: "engine-failed" } });
  });
  it("that has no room for a moment is tried again, for synchronous jobs too", async () => {
    let refusals = 3;
    const rig = await rigWith(
      { retries: 0 },
      {
        script: () => ({ results: [hello] }),
        engine: (engine) => ({
          ...engine,
          async create(bundle) {
            refusals -= 1;
            if (refusals >= 0) throw fault("busy", "All host uids for sandboxes are in use.");
            return engine.create(bundle);
          },
        }),
      },
    );
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful", excused: 3 });
  });
  it("that loses a job each time is not asked for ever", async () => {
    const rig = await rigWith({ retries: 5, processes: { other: { retries: 1 } } }, { script: () => ({ loseHandle: true }) });
    const { id } = await rig.execute(job("other"));
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "failed", attempt: 2, error: { code: "engine-failed" } });
  });
});
