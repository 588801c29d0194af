import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { expect, it } from "vitest";
import type { Bundle } from "../../core/engine.js";
import { scripts } from "../conformance/python-bundle.js";
import { describeEngine } from "../conformance/suite.js";
import { type FakeScript, makeFakeEngine } from "./fake.js";

const limits = { wallMs: 1000, memoryBytes: 1, cpus: 1, pids: 1, diskBytes: 1, inodes: 1, fds: 1, outputBytes: 10, logBytes: 1 };

function bundle(id: string, script: FakeScript): Bundle {
  const process = { command: [], mounts: [], environment: { FAKE_SCRIPT: JSON.stringify(script) } };
  return { id, dir: "/nowhere", process, limits, network: { kind: "none" } };
}

/** A clock that a test moves. */
function makeClock() {
  let timers: { readonly atMs: number; readonly done: () => void }[] = [];
  let nowMs = 0;
  return {
    after(ms: number, done: () => void) {
      const timer = { atMs: nowMs + ms, done };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms: number) {
      nowMs += ms;
      const due = timers.filter((timer) => timer.atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
      timers = timers.filter((timer) => timer.atMs > nowMs);
      for (const timer of due) timer.done();
    },
  };
}

async function started(script: FakeScript) {
  const clock = makeClock();
  const engine = makeFakeEngine({ clock });
  const handle = await engine.create(bundle("a", script));
  const messages: RunnerMessage[] = [];
  const exited = engine.wait(handle, (message) => messages.push(message));
  await engine.start(handle);
  return { engine, handle, messages, exited, clock };
}

const shared = makeFakeEngine({ script: ({ id }) => scripts.get(id) ?? {} });

describeEngine({
  name: "fake",
  async setUp() {
    const folder = await mkdtemp(join(tmpdir(), "terrarium-fake-"));
    return { engine: shared, folder, tearDown: async () => {} };
  },
  traces: async () => shared.live(),
  endsTheWholeTree: false,
  runsCommands: false,
});

it("says its messages, then its results, and exits", async () => {
  const { messages, exited } = await started({ messages: [{ terrarium: "progress", percent: 5 }], results: [], log: "hi" });
  expect(await exited).toMatchObject({ reason: "exited", code: 0, log: "hi" });
  expect(messages.map((message) => message.terrarium)).toEqual(["progress", "results"]);
});
it("holds a job until it is released, and not while it is paused", async () => {
  const { engine, handle, messages, exited } = await started({ hold: true, results: [] });
  await engine.started("a");
  await engine.pause(handle);
  engine.release("a");
  expect(messages).toEqual([]);
  await engine.resume(handle);
  expect((await exited).reason).toBe("exited");
});
it("ends at its wall time on the injected clock, before a longer run is over", async () => {
  const { exited, clock } = await started({ runMs: 5000, results: [] });
  clock.advance(1000);
  expect(await exited).toMatchObject({ reason: "timeout", limitsHit: ["wall"] });
});
it("dies of kill unless told to ignore it", async () => {
  const { engine, handle, exited } = await started({ hold: true });
  await engine.kill(handle);
  expect((await exited).reason).toBe("killed");
  const stubborn = await started({ hold: true, ignoreKill: true, exitCode: 4 });
  await stubborn.engine.kill(stubborn.handle);
  stubborn.engine.release("a");
  expect(await stubborn.exited).toMatchObject({ reason: "exited", code: 4 });
});
it("fails where it is told to fail, and forgets what it removed", async () => {
  const engine = makeFakeEngine();
  await expect(engine.create(bundle("a", { createError: "no" }))).rejects.toMatchObject({ code: "engine-failed", message: "no" });
  const handle = await engine.create(bundle("a", { startError: "not now" }));
  await expect(engine.start(handle)).rejects.toMatchObject({ message: "not now" });
  expect(engine.live()).toEqual(["a"]);
  await engine.remove(handle);
  await engine.remove(handle);
  expect(engine.live()).toEqual([]);
  expect((await engine.wait(handle, () => {})).reason).toBe("lost");
  expect((await (await started({ loseHandle: true })).exited).reason).toBe("lost");
});
it("collects what its script wrote, within the limits", async () => {
  const folder = await mkdtemp(join(tmpdir(), "terrarium-fake-"));
  const { engine, handle, exited } = await started({ files: { a: "content", big: "x".repeat(11) }, notFiles: ["link"] });
  await exited;
  const [file] = await engine.collect(handle, ["a"], folder);
  expect(file).toMatchObject({ name: "a", byteLength: 7 });
  expect(await readFile(join(folder, "a"), "utf8")).toBe("content");
  await expect(engine.collect(handle, ["big"], folder)).rejects.toMatchObject({ code: "limit-exceeded" });
  await expect(engine.collect(handle, ["link"], folder)).rejects.toMatchObject({ code: "process-failed" });
  await rm(folder, { recursive: true });
});
