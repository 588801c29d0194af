import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeAfterEach, makeRig } from "./rig.js";

closeAfterEach();

describe("what several administrators set at one time", () => {
  it("all holds, and is all kept", async () => {
    const folder = await mkdtemp(join(tmpdir(), "terrarium-control-"));
    const boundsFile = join(folder, "bounds.json");
    const rig = await makeRig({ parts: { boundsFile, queueFile: join(folder, "queue.json") } });
    const { queue } = rig.jobs;
    const ids = ["one", "two", "three"];
    await Promise.all([...ids.map((id, at) => queue.bound(id, { running: at + 1 })), queue.set("draining"), queue.set("held")]);
    expect(ids.map((id) => queue.boundsOf(id))).toEqual([1, 2, 3].map((running) => ({ running, isSet: true })));
    expect(JSON.parse(await readFile(boundsFile, "utf8"))).toEqual({ one: { running: 1 }, two: { running: 2 }, three: { running: 3 } });
    expect(JSON.parse(await readFile(join(folder, "queue.json"), "utf8"))).toMatchObject({ mode: "held" });
    expect(await queue.show()).toMatchObject({ mode: "held" });
    await rm(folder, { recursive: true });
  });
});
