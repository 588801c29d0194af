import { describe, expect, it } from "vitest";
import type { Bundle } from "../core/engine.js";
import { makeFakeEngine } from "../engines/fake/fake.js";
import { makeEngines } from "./engines.js";

const limits = { wallMs: 1000, memoryBytes: 1, cpus: 1, pids: 1, diskBytes: 1, inodes: 1, fds: 1, outputBytes: 1, logBytes: 1 };
const bundle = (id: string, engine?: string): Bundle => ({
  id,
  dir: "/nowhere",
  process: { command: [], mounts: [], environment: {}, ...(engine === undefined ? {} : { engine }) },
  limits,
  network: { kind: "none" },
});

function two() {
  const make = (name: string) => {
    const fake = makeFakeEngine({ script: () => ({}) });
    return { ...fake, name, create: async (one: Bundle) => ({ ...(await fake.create(one)), engine: name }) };
  };
  const [first, second] = [make("first"), make("second")];
  const engines = new Map([
    ["first", first],
    ["second", second],
  ]);
  return { first, second, both: makeEngines({ engines, preset: first }) };
}

describe("several engines as one", () => {
  it("send a bundle where its process belongs, and what follows where its handle comes from", async () => {
    const { first, second, both } = two();
    const handles = [await both.create(bundle("a")), await both.create(bundle("b", "second"))];
    expect(handles.map(({ engine }) => engine)).toEqual(["first", "second"]);
    expect([first.live(), second.live()]).toEqual([["a"], ["b"]]);
    const [, other] = handles;
    if (other === undefined) throw new Error("two were made");
    const ended = both.wait(other, () => {});
    await both.start(other);
    expect((await ended).reason).toBe("exited");
    await both.remove(other);
    expect([first.live(), second.live()]).toEqual([["a"], []]);
  });
  it("never run in another engine what is meant for one that is not there", async () => {
    const { both, first } = two();
    await expect(both.create(bundle("a", "third"))).rejects.toMatchObject({
      code: "engine-failed",
      message: expect.stringContaining("third"),
    });
    expect(first.live()).toEqual([]);
  });
  it("take the sandbox of an engine that is not in use any more for lost", async () => {
    const { both } = two();
    const handle = { engine: "third", id: "a", state: null };
    expect((await both.wait(handle, () => {})).reason).toBe("lost");
    expect(await both.adopt(handle)).toBe(false);
    await both.remove(handle);
    await expect(both.start(handle)).rejects.toMatchObject({ code: "engine-failed" });
  });
  it("close those that can leave nothing to a coming server", async () => {
    const { first, second, both } = two();
    const done: string[] = [];
    const close = async (name: string) => void done.push(name);
    const engines = new Map([
      ["first", { ...first, leave: () => close("first leaves"), close: () => close("first closes") }],
      ["second", { ...second, leave: undefined as never, close: () => close("second closes") }],
    ]);
    await makeEngines({ engines, preset: first }).leave?.();
    expect(done).toEqual(["first leaves", "second closes"]);
    await both.close();
  });
});
