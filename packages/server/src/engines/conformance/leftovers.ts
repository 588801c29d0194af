// Whatever ran, and however many at a time: nothing of it is left on the host.
import { expect, it } from "vitest";
import type { ConformanceParts, Context } from "./context.js";
import { pythonBundle, runJob, type Told } from "./python-bundle.js";

/** Registers the cases. */
export function leftovers(context: () => Context, parts: ConformanceParts): void {
  it("removes what was never started, twice without complaint", async () => {
    const { engine, folder } = context();
    const before = await parts.traces();
    const handle = await engine.create(await pythonBundle(folder, "wait_for_start()\nsay_results()"));
    expect(await parts.traces()).not.toEqual(before);
    await engine.remove(handle);
    await engine.remove(handle);
    expect(await parts.traces()).toEqual(before);
  });
  it("runs many jobs, eight at a time, each with its own result, and leaves nothing behind", async () => {
    const { engine, folder } = context();
    const before = await parts.traces();
    const one = async (n: number) => {
      const told: Told = {
        program: `wait_for_start()\nsay_results({"id": "n", "kind": "literal", "value": ${n}})`,
        script: { results: [{ id: "n", kind: "literal", value: n }] },
      };
      const { messages, handle } = await runJob(engine, await pythonBundle(folder, told));
      await engine.remove(handle);
      expect(messages).toEqual([{ terrarium: "results", outputs: [{ id: "n", kind: "literal", value: n }] }]);
    };
    const lane = async (first: number) => {
      for (let n = first; n < 40; n += 8) await one(n);
    };
    await Promise.all(Array.from({ length: 8 }, (_, first) => lane(first)));
    expect(await parts.traces()).toEqual(before);
  });
  it.skipIf(!parts.endsTheWholeTree)(
    `ends daemons that left the job's session${parts.endsTheWholeTree ? "" : " (skipped: this engine cannot find them)"}`,
    async () => {
      const { engine, folder } = context();
      const before = await parts.traces();
      const program = `wait_for_start()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(600)
    os._exit(0)
say_results()
`;
      const { exit, handle } = await runJob(engine, await pythonBundle(folder, program));
      expect(exit).toMatchObject({ reason: "exited", code: 0 });
      await engine.remove(handle);
      expect(await parts.traces()).toEqual(before);
    },
  );
}
