// What a sandbox may do while it waits for a job: next to nothing, whatever code is loaded in it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonBundle } from "../engines/conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../engines/sealed-engine.js";
import { placeName } from "./place.js";

let made: SealedEngine;
beforeAll(async () => {
  made = await makeSealedEngine();
});
afterAll(() => made.tearDown());

/** The group of one sandbox that limits its processor time, and the share of a core that it has. */
async function processorOf(id: string): Promise<{ share: number; throttled: number } | undefined> {
  const mounts = (await readFile("/proc/self/mountinfo", "latin1")).split("\n").map((line) => line.split(" "));
  for (const fields of mounts.filter((all) => all.includes("cgroup") || all.includes("cgroup2"))) {
    const dir = join(fields[4] ?? "", placeName(made.folder), id);
    const [v1, v2] = await Promise.all(["cpu.cfs_quota_us", "cpu.max"].map((name) => readFile(join(dir, name), "latin1").catch(() => "")));
    const quotaUs = Number.parseInt(v1 || v2 || "", 10);
    if (Number.isNaN(quotaUs)) continue;
    const stat = await readFile(join(dir, "cpu.stat"), "latin1");
    return { share: quotaUs / 100_000, throttled: Number(/^nr_throttled (\d+)/m.exec(stat)?.[1]) };
  }
  return undefined;
}

const spins = `import threading
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start()
wait_for_start()
say(terrarium="progress", message="up")
time.sleep(600)
`;

const canLimit = process.getuid?.() === 0 ? "" : " (skipped: needs root for control groups)";

describe("a sandbox that waits", () => {
  it.skipIf(canLimit !== "")(
    `is held to a small share of a core although its code would take one, and has its own when the job begins${canLimit}`,
    async () => {
      const bundle = await pythonBundle(made.folder, spins, { cpus: 1 });
      const handle = await made.engine.create(bundle);
      while (((await processorOf(bundle.id))?.throttled ?? 1) === 0) await new Promise(setImmediate);
      expect((await processorOf(bundle.id))?.share).toBeLessThanOrEqual(0.05);
      const up = new Promise<void>((resolve) => void made.engine.wait(handle, () => resolve()));
      await made.engine.start(handle);
      await up;
      expect((await processorOf(bundle.id))?.share).toBe(1);
      await made.engine.remove(handle);
    },
  );
});
