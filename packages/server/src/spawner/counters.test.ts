import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeMeter } from "./counters.js";

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "terrarium-counters-"));
});
afterEach(async () => {
  await rm(top, { recursive: true });
});

/** Files as the kernel would show them, in the group "job" of a hierarchy. */
async function show(hierarchy: string, files: Readonly<Record<string, string>>): Promise<string> {
  const dir = join(top, hierarchy);
  await mkdir(join(dir, "job"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, "job", name), text);
  return dir;
}

const ofV2 = (cpuUs: number, peak: number, kills: number, refused: number, hits = kills) => ({
  "cpu.stat": `usage_usec ${cpuUs}\nuser_usec 1\n`,
  "memory.peak": `${peak}\n`,
  "memory.events": `low 0\noom ${hits}\noom_kill ${kills}\n`,
  "pids.events": `max ${refused}\n`,
});

describe("the counters of a job", () => {
  it("on v2 begin when it does (simulated)", async () => {
    const dir = await show("v2", ofV2(70_000, 5000, 0, 3));
    const meter = makeMeter({ v1: {}, v2: { dir, controllers: new Set(["memory", "pids", "cpu"]) } }, "job");
    expect(meter.read()).toEqual({ cpuMs: 70, memoryPeakBytes: 5000, oomKills: 0, hostKills: 0, forksRefused: 3 });
    meter.begin();
    await show("v2", ofV2(170_000, 4000, 1, 5));
    expect(meter.read()).toEqual({ cpuMs: 100, memoryPeakBytes: 4000, oomKills: 1, hostKills: 0, forksRefused: 2 });
    meter.close();
    meter.close();
  });

  it("on v1 begin when it does, with the peak forgotten (simulated)", async () => {
    const v1 = {
      memory: await show("memory", {
        "memory.max_usage_in_bytes": "5000\n",
        "memory.oom_control": "under_oom 0\noom_kill 0\n",
        "memory.limit_in_bytes": "9000000\n",
      }),
      pids: await show("pids", { "pids.events": "max 1\n" }),
      cpuacct: await show("cpuacct", { "cpuacct.usage": "70000000\n" }),
    };
    const meter = makeMeter({ v1 }, "job");
    meter.begin();
    expect(meter.read()).toMatchObject({ cpuMs: 0, oomKills: 0, hostKills: 0, forksRefused: 0 });
    await show("cpuacct", { "cpuacct.usage": "90000000\n" });
    await show("memory", {
      "memory.max_usage_in_bytes": "8900000\n",
      "memory.oom_control": "under_oom 0\noom_kill 2\n",
    });
    expect(meter.read()).toEqual({ cpuMs: 20, memoryPeakBytes: 8_900_000, oomKills: 2, hostKills: 0, forksRefused: 0 });
  });

  it("tell a kill by the host from one for the own limit (simulated)", async () => {
    const v2 = { dir: await show("v2", ofV2(0, 0, 1, 0, 1)), controllers: new Set(["memory"]) };
    const v1 = { memory: await show("memory", { "memory.oom_control": "oom_kill 1\n", "memory.limit_in_bytes": "9000000\n" }) };
    for (const [hierarchies, more] of [
      [{ v1: {}, v2 }, () => show("v2", ofV2(0, 0, 2, 0, 1))],
      [{ v1 }, () => show("memory", { "memory.oom_control": "oom_kill 2\n", "memory.max_usage_in_bytes": "5000000\n" })],
    ] as const) {
      const meter = makeMeter(hierarchies, "job");
      meter.begin();
      await more();
      expect(meter.read()).toMatchObject({ oomKills: 0, hostKills: 1 });
    }
  });

  it("are unknown where there is no controller, never zero", async () => {
    const meter = makeMeter({ v1: {} }, "job");
    meter.begin();
    expect(meter.read()).toEqual({ cpuMs: -1, memoryPeakBytes: -1, oomKills: 0, hostKills: 0, forksRefused: 0 });
  });

  it("keep the peak of the whole life where the kernel cannot forget it (simulated)", async () => {
    const dir = await show("v2", ofV2(0, 5000, 0, 0));
    await rm(join(dir, "job", "memory.peak"));
    const meter = makeMeter({ v1: {}, v2: { dir, controllers: new Set(["memory"]) } }, "job");
    meter.begin();
    await show("v2", { "memory.peak": "7000\n" });
    expect(meter.read().memoryPeakBytes).toBe(7000);
  });
});
