// Two servers on one store: what the one can do with a job that the other runs, and what it knows when nobody tells it anything.
import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { JobStore } from "../core/job.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { defaultPolicy } from "./queue-policy.js";
import { closeAfterEach, held, literalOnly, makeRig, me, type Rig, sync } from "./rig.js";

closeAfterEach();

/** A store as several servers have it: it tells of changes, or, where its word is lost, does not; work is looked for now and then. */
function sharedStore(isDeaf: boolean): JobStore {
  const memory = makeMemoryStore({ now: Date.now });
  const bus = new EventEmitter();
  return {
    ...memory,
    async change(...what) {
      const job = await memory.change(...what);
      if (job !== undefined) bus.emit("changed", job.id);
      return job;
    },
    async claim(...what) {
      const job = await memory.claim(...what);
      if (job !== undefined) bus.emit("changed", job.id);
      return job;
    },
    left(listener) {
      if (!isDeaf) bus.on("changed", listener);
      return () => void bus.off("changed", listener);
    },
    changed(listener) {
      const timer = setInterval(listener, 20);
      return () => clearInterval(timer);
    },
  };
}

/** The first begins nothing, so the other runs all. */
async function pair(isDeaf: boolean): Promise<{ readonly idle: Rig; readonly busy: Rig }> {
  const store = sharedStore(isDeaf);
  const options = { store: () => store, script: held, limits: { leaseMs: 200 } };
  const idle = await makeRig({ ...options, parts: { worker: "idle" } });
  await idle.jobs.queue.set("held");
  return { idle, busy: await makeRig({ ...options, parts: { worker: "busy" } }) };
}

describe("a job that another server runs", () => {
  it("is paused, goes on and is dismissed where a client asks for that", async () => {
    const { idle, busy } = await pair(false);
    const { id } = await idle.execute(literalOnly);
    await busy.begun(id);
    const perform = (kind: "pause" | "resume" | "dismiss") => idle.jobs.perform({ kind, jobId: id }, me);
    expect(await perform("pause")).toMatchObject({ job: { status: "paused" } });
    // Once more changes nothing.
    expect(await perform("pause")).toMatchObject({ job: { status: "paused" } });
    await perform("resume");
    await busy.reaches(id, "running");
    expect(await perform("dismiss")).toMatchObject({ job: { status: "dismissed" } });
    await expect(perform("pause")).rejects.toMatchObject({ code: "conflict" });
  });

  it("answers its synchronous client although nobody tells that it has ended", async () => {
    const { idle, busy } = await pair(true);
    const answer = idle.execute({ ...literalOnly, mode: "sync" });
    await expect.poll(async () => (await busy.store.list({ status: ["running"] })).length).toBe(1);
    const [job] = await busy.store.list({});
    await busy.jobs.perform({ kind: "dismiss", jobId: job?.id ?? "" }, me);
    expect(await answer).toMatchObject({ status: "dismissed" });
  });

  it("that is given back again and again, because of a limit that all keep together, is waited for no longer than is allowed", async () => {
    const store = sharedStore(false);
    let looks = 0;
    // Two servers claim at one time: none is too many before, and each is after.
    const running = async () => (looks++ % 2 === 0 ? [] : [{ owner: "me", processId: "say_hello", count: 2 }]);
    const policy = { ...defaultPolicy, processes: { say_hello: { running: 1 } } };
    const rig = await makeRig({ store: () => ({ ...store, running }), limits: { syncWaitMs: 300 }, parts: { policy } });
    await expect(rig.execute({ ...sync, ...literalOnly })).rejects.toMatchObject({ code: "busy" });
    expect(rig.bundles).toEqual([]);
  });

  it("shows its log only where it ran, and says so", async () => {
    const { idle, busy } = await pair(false);
    const { id } = await idle.execute(literalOnly);
    await busy.begun(id);
    const log = (rig: Rig) => rig.jobs.perform({ kind: "log", jobId: id }, me);
    expect(await log(busy)).toMatchObject({ text: "" });
    await expect(log(idle)).rejects.toMatchObject({ code: "result-not-available", message: expect.stringMatching(/another server/) });
    await busy.jobs.perform({ kind: "dismiss", jobId: id }, me);
  });
});
