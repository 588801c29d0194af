// The account of a job: what its sandbox used, compared with loads that the job itself measures, from the moment it was told to go.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";

const mebibyte = 1024 * 1024;
let sealed: SealedEngine;

beforeAll(async () => {
  sealed = await makeSealedEngine();
});
afterAll(async () => {
  await sealed.tearDown();
});

const needsGroups = process.getuid?.() === 0 ? "" : " (skipped: only root has control groups here)";
const whereCounted = it.skipIf(needsGroups !== "");

async function run(program: string, limits = {}) {
  const bundle = await pythonBundle(sealed.folder, program, limits);
  const { exit, messages, handle } = await runJob(sealed.engine, bundle);
  await sealed.engine.remove(handle);
  const last = messages.at(-1);
  const value = last?.terrarium === "results" && last.outputs[0]?.kind === "literal" ? Number(last.outputs[0].value) : Number.NaN;
  expect(exit.reason).toBe("exited");
  return { exit, value };
}

/** CPU seconds of this child and of those it waited for, since it was told to go. */
const burn = `import resource
def used():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
def burn(seconds):
    end = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) + seconds
    while sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) < end: sum(range(1000))
`;

describe(`the account of a job${needsGroups}`, () => {
  whereCounted("has its CPU time and that of its children within two per cent", async () => {
    const program = `${burn}wait_for_start()
before = used()
for _ in range(2):
    if os.fork() == 0:
        burn(0.5)
        os._exit(0)
burn(0.5)
os.wait(), os.wait()
say_results({"id": "ms", "kind": "literal", "value": (used() - before) * 1000})`;
    const { exit, value } = await run(program);
    expect(value).toBeGreaterThan(1500);
    expect(Math.abs(exit.usage.cpuMs / value - 1)).toBeLessThan(0.02);
  });

  whereCounted("has nothing of what the runner used before it was told to go", async () => {
    const { exit } = await run(`${burn}hoard = bytearray(64 << 20)\nburn(0.4)\ndel hoard\nwait_for_start()\nsay_results()`);
    expect(exit.usage.cpuMs).toBeLessThan(200);
    expect(exit.usage.memoryPeakBytes).toBeLessThan(48 * mebibyte);
    // Control: the same after it was told to go.
    const control = await run(`${burn}wait_for_start()\nhoard = bytearray(64 << 20)\nburn(0.4)\ndel hoard\nsay_results()`);
    expect(control.exit.usage.cpuMs).toBeGreaterThanOrEqual(400);
    expect(control.exit.usage.memoryPeakBytes).toBeGreaterThan(64 * mebibyte);
  });

  whereCounted("has its peak of memory within two per cent", async () => {
    const take = (bytes: number) => `import mmap\nwait_for_start()\nblock = mmap.mmap(-1, ${bytes})
for at in range(0, ${bytes}, 4096): block[at] = 1
del block\nsay_results()`;
    const [small, large] = [await run(take(16 * mebibyte)), await run(take(144 * mebibyte))];
    const difference = large.exit.usage.memoryPeakBytes - small.exit.usage.memoryPeakBytes;
    expect(Math.abs(difference / (128 * mebibyte) - 1)).toBeLessThan(0.02);
  });
});

describe("the account of a job", () => {
  it.each([
    ["in memory", 32],
    ["in an image", 128],
  ])("has what its folders hold at the end within two per cent, %s", async (_, quotaMebibytes) => {
    const program = `wait_for_start()
open(job + "/work/kept", "wb").write(os.urandom(8 << 20))
open(job + "/out/result", "wb").write(os.urandom(4 << 20))
open(job + "/work/gone", "wb").write(bytes(2 << 20))
os.unlink(job + "/work/gone")
say_results()`;
    const { exit } = await run(program, { diskBytes: quotaMebibytes * mebibyte });
    expect(Math.abs(exit.usage.diskBytes / (12 * mebibyte) - 1)).toBeLessThan(0.02);
  });

  it("has its wall time without the time it waited to be told to go", async () => {
    const { exit, value } = await run(`time.sleep(1.5)
wait_for_start()
began = time.monotonic()
time.sleep(0.5)
say_results({"id": "ms", "kind": "literal", "value": (time.monotonic() - began) * 1000})`);
    expect(exit.usage.wallMs).toBeGreaterThanOrEqual(value - 1);
    expect(exit.usage.wallMs - value).toBeLessThan(1400);
  });
});
