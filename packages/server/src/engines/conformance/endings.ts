// Jobs that do not end by themselves: too late, killed, paused, lost, or talking without end.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Bundle } from "../../core/engine.js";
import type { FakeScript } from "../fake/fake.js";
import type { Context, Real } from "./context.js";
import { begin, pythonBundle, runJob } from "./python-bundle.js";

/** Registers the cases. */
export function endings(context: () => Context, real: Real): void {
  it("ends a job at its wall time", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, { program: "wait_for_start()\ntime.sleep(600)", script: { hold: true } }, { wallMs: 200 });
    const { exit, handle } = await runJob(engine, bundle);
    expect(exit).toMatchObject({ reason: "timeout", limitsHit: ["wall"] });
    await engine.remove(handle);
  });
  real("does not count waiting before start as wall time", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, "time.sleep(1.1)\nwait_for_start()\nsay_results()", { wallMs: 1000 });
    const { exit, handle } = await runJob(engine, bundle);
    expect(exit.reason).toBe("exited");
    await engine.remove(handle);
  });
  it("kills a job that ignores signals", async () => {
    const { engine, folder } = context();
    const program =
      'import signal\nsignal.signal(15, signal.SIG_IGN)\nwait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';
    const script: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], hold: true };
    const { handle, exited, said } = await begin(engine, await pythonBundle(folder, { program, script }));
    await said("up");
    await engine.kill(handle);
    expect((await exited).reason).toBe("killed");
    await engine.remove(handle);
  });
  it("stands still while paused, then goes on, and a paused job can be killed", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
say(terrarium="progress", message="up")
n = 0
while not os.path.exists(job + "/in/go"):
    n += 1
    time.sleep(0.005)
say_results({"id": "n", "kind": "literal", "value": n})
`;
    const script: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], runMs: 50, results: [] };
    const bundles = [1, 2].map(() => pythonBundle(folder, { program, script }, { wallMs: 20_000 }));
    const [bundle, twin] = (await Promise.all(bundles)) as [Bundle, Bundle];
    const { handle, messages, exited, said } = await begin(engine, bundle);
    await said("up");
    await engine.pause(handle);
    const other = await begin(engine, twin);
    await other.said("up");
    for (const { dir } of [bundle, twin]) await writeFile(join(dir, "job", "in", "go"), "");
    // Its twin comes to the end meanwhile.
    expect((await other.exited).reason).toBe("exited");
    await engine.remove(other.handle);
    expect(await Promise.race([exited.then(() => true), false])).toBe(false);
    await engine.resume(handle);
    expect((await exited).reason).toBe("exited");
    expect(messages.at(-1)?.terrarium).toBe("results");
    await engine.remove(handle);
    const held: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], hold: true };
    const second = await begin(engine, await pythonBundle(folder, { program, script: held }));
    await second.said("up");
    await engine.pause(second.handle);
    await engine.kill(second.handle);
    expect((await second.exited).reason).toBe("killed");
    await engine.remove(second.handle);
  });
  real("keeps the end of a flood of output, and tells that some was lost", async () => {
    const { engine, folder } = context();
    const program = 'wait_for_start()\nfor i in range(200): os.write(2, b"x" * 65536)\nos.write(2, b"the end")\nsay_results()';
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, program, { logBytes: 10_000 }));
    expect(exit.limitsHit).toEqual(["log"]);
    expect(exit.log).toHaveLength(10_000);
    expect(exit.log.endsWith("xthe end")).toBe(true);
    await engine.remove(handle);
  });
  it("knows a handle of a sandbox that is gone as lost", async () => {
    const { engine } = context();
    const exit = await engine.wait({ engine: engine.name, id: "nobody", state: null }, () => {});
    expect(exit.reason).toBe("lost");
  });
}
