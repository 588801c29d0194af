// What an outage of the store must not do: end the server, run a job twice, forget one, or leave a client without an answer.
import { describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import type { JobChange, JobStore } from "../core/job.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { defaultPolicy } from "./queue-policy.js";
import { closeAfterEach, finals, held, hello, literalOnly, makeRig, me, type Rig, sync } from "./rig.js";

closeAfterEach();

type Verb = "get" | "change" | "claim" | "running" | "renew";

/** A store that throws at each call that `isHit`. */
function failing(isHit: (verb: Verb, change?: JobChange) => boolean): JobStore {
  const store = makeMemoryStore({ now: Date.now });
  const strike = (verb: Verb, change?: JobChange): void => {
    if (isHit(verb, change)) throw fault("busy", "The job database is away.");
  };
  return {
    ...store,
    async get(id) {
      strike("get");
      return store.get(id);
    },
    async change(id, from, attempt, change) {
      strike("change", change);
      return store.change(id, from, attempt, change);
    },
    async claim(...what) {
      strike("claim");
      return store.claim(...what);
    },
    async running() {
      strike("running");
      return store.running();
    },
    async renew(...what) {
      strike("renew");
      return store.renew(...what);
    },
  };
}

/** A paused job that waits for a place to go on, which another one has. */
async function crowdedOut(rig: Rig): Promise<{ readonly id: string; readonly bundle: string; readonly other: string }> {
  const { id } = await rig.execute(literalOnly);
  const bundle = await rig.begun(id);
  await rig.jobs.perform({ kind: "pause", jobId: id }, me);
  const second = await rig.execute(literalOnly);
  const other = await rig.begun(second.id);
  const asked = await rig.jobs.perform({ kind: "resume", jobId: id }, me);
  expect(asked).toMatchObject({ job: { status: "paused", isResuming: true } });
  return { id, bundle, other };
}

describe("a store that is away", () => {
  it("does not keep a synchronous job from being dismissed whose client has gone meanwhile", async () => {
    let isDown = false;
    const rig = await makeRig({ script: held, store: () => failing(() => isDown) });
    const client = new AbortController();
    const answer = rig.execute({ ...sync, ...literalOnly }, { ...me, signal: client.signal });
    await expect.poll(async () => (await rig.store.list({ status: ["running"] })).length).toBe(1);
    const [job] = await rig.store.list({});
    await rig.begun(job?.id ?? "");
    isDown = true;
    client.abort();
    await new Promise(setImmediate);
    isDown = false;
    expect(await answer).toMatchObject({ status: "dismissed" });
  });

  it("when the end of a job is written, longer than a lease: the job has run once", async () => {
    let [isDown, looks] = [false, 0];
    const store = failing((verb, change) => verb === "change" && isDown && change?.status === "successful");
    const list: JobStore["list"] = (filter) => {
      // For jobs that nobody runs.
      if (filter.freeFor === "") looks += 1;
      return store.list(filter);
    };
    const rig = await makeRig({ limits: { leaseMs: 60 }, script: held, store: () => ({ ...store, list }) });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    isDown = true;
    rig.engine.release(bundle);
    const before = looks;
    await expect.poll(() => looks).toBeGreaterThan(before + 6);
    isDown = false;
    const job = await rig.reaches(id, ...finals);
    expect(job).toMatchObject({ status: "successful", attempt: 1 });
    expect(rig.bundles).toHaveLength(1);
  });

  it("when it is asked what became of a job that begins again: the job is not forgotten", async () => {
    let isDown = false;
    let left = 2;
    const rig = await makeRig({
      script: (_bundle, nth) => (nth === 0 ? { loseHandle: true } : { results: [hello] }),
      store: () =>
        failing((verb, change) => {
          isDown ||= change?.status === "accepted";
          return isDown && verb === "get" && left-- > 0;
        }),
    });
    const { id } = await rig.execute(literalOnly);
    expect(await rig.reaches(id, "successful")).toMatchObject({ attempt: 2 });
  });

  it("when a paused job asks for a place: others still get theirs", async () => {
    let isDown = false;
    const store = failing((verb) => isDown && verb === "running");
    const policy = { ...defaultPolicy, owner: { running: 1 } };
    const rig = await makeRig({ script: held, store: () => ({ ...store, changed: () => () => undefined }), parts: { policy } });
    const { id, bundle, other } = await crowdedOut(rig);
    isDown = true;
    await rig.execute(literalOnly, { owner: "you" });
    await new Promise(setImmediate);
    isDown = false;
    rig.engine.release(other);
    await rig.reaches(id, "running");
    rig.engine.release(bundle);
    await rig.reaches(id, "successful");
  });
});

describe("a store that is away in the moment when a job begins", () => {
  it("does not fail the job: neither when its right is asked for, nor when its sandbox is written down", async () => {
    let [tokens, sandboxes] = [1, 1];
    const isRevoked = async (): Promise<boolean> => {
      tokens -= 1;
      if (tokens >= 0) throw fault("busy", "The job database is away.");
      return false;
    };
    const isHit = (_verb: Verb, change?: JobChange): boolean => change?.handle !== undefined && sandboxes-- > 0;
    const policy = { ...defaultPolicy, retries: 0 };
    const script = () => ({ results: [hello] });
    const rig = await makeRig({ script, store: () => failing(isHit), parts: { policy, rights: { isRevoked } } });
    const { id } = await rig.execute(literalOnly, { owner: "me", role: "use", token: "t" });
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "successful", attempt: 3, excused: 2 });
  });
});

describe("a store that is away when a paused job goes on", () => {
  it("puts that off, and does not fail the job", async () => {
    let left = 0;
    const isHit = (verb: Verb, change?: JobChange): boolean => verb === "change" && change?.isResuming === false && left-- > 0;
    const rig = await makeRig({ script: held, limits: { running: 1 }, store: () => failing(isHit) });
    const { id, bundle, other } = await crowdedOut(rig);
    left = 1;
    rig.engine.release(other);
    expect(await rig.reaches(id, "running", ...finals)).toMatchObject({ status: "running" });
    await expect.poll(() => rig.engine.stateOf(bundle)).toBe("running");
    rig.engine.release(bundle);
    await rig.reaches(id, "successful");
  });
});

describe("a store that has lost a job which it was to keep late", () => {
  /** As after a commit that failed. */
  function forgetful(isLost: (change: JobChange) => boolean) {
    const store = makeMemoryStore({ now: Date.now });
    const lost = new Set<string>();
    const kept: JobStore = {
      ...store,
      get: async (id) => (lost.has(id) ? undefined : store.get(id)),
      async change(id, from, attempt, change) {
        if (isLost(change)) lost.add(id);
        return lost.has(id) ? undefined : store.change(id, from, attempt, change);
      },
    };
    return { store: kept, lose: (id: string) => void lost.add(id) };
  }

  it("while it ran tells its client", async () => {
    const { store } = forgetful(({ handle }) => handle !== undefined);
    const rig = await makeRig({ script: held, store: () => store });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "failed", error: { code: "busy" } });
  });

  it("while it waited tells its client, and the queue waits for it no longer", async () => {
    const { store, lose } = forgetful(() => false);
    const rig = await makeRig({ script: held, limits: { running: 1, waiting: 1, syncWaitMs: 100 }, store: () => store });
    const first = await rig.execute(literalOnly);
    const bundle = await rig.begun(first.id);
    const answer = rig.execute({ ...sync, ...literalOnly });
    const told = expect(answer).rejects.toMatchObject({ code: "busy", message: expect.stringMatching(/could not keep/) });
    await expect.poll(async () => (await store.list({ status: ["accepted"] })).length).toBe(1);
    const [waiting] = await store.list({ status: ["accepted"] });
    lose(waiting?.id ?? "");
    await told;
    const next = await rig.execute(literalOnly);
    rig.engine.release(bundle);
    rig.engine.release(await rig.begun(next.id));
    await rig.reaches(next.id, "successful");
  });
});
