// What an engine refuses: programs that do not load, a second job, and outputs that are no plain files.
import { join } from "node:path";
import { expect, it } from "vitest";
import type { FakeScript } from "../fake/fake.js";
import type { Context, Real } from "./context.js";
import { begin, pythonBundle, runJob } from "./python-bundle.js";

/** Registers the cases. */
export function refusals(context: () => Context, real: Real): void {
  it("fails the create of a program that ends before it is ready, and says why", async () => {
    const { engine, folder } = context();
    const told = { program: 'print("cannot load"); sys.exit(1)', script: { createError: "cannot load" } };
    await expect(engine.create(await pythonBundle(folder, told))).rejects.toMatchObject({
      code: "engine-failed",
      message: expect.stringMatching(/cannot load/),
    });
  });
  real("fails the create of a program that is no program, and says why", async () => {
    const { engine, folder } = context();
    await expect(engine.create(await pythonBundle(folder, "this is no python"))).rejects.toMatchObject({
      code: "engine-failed",
      message: expect.stringMatching(/SyntaxError|invalid syntax/),
    });
  });
  it("serves one job per sandbox", async () => {
    const { engine, folder } = context();
    const told = { program: "wait_for_start()\nsay_results()", script: { results: [] } };
    const { handle } = await runJob(engine, await pythonBundle(folder, told));
    await expect(engine.start(handle)).rejects.toMatchObject({ code: "engine-failed" });
    await engine.remove(handle);
  });
  it("collects nothing while the job lives, and only flat regular files of bounded size", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
os.chdir(job + "/out")
open("good", "w").write("good")
os.symlink("/etc/passwd", "link")
os.link("good", "hard")
os.mkfifo("fifo")
os.mkdir("folder")
open("sparse", "w").truncate(9 * 1024 * 1024)
open("alone", "w").write("alone")
say(terrarium="progress", message="up")
time.sleep(600)
`;
    const script: FakeScript = {
      messages: [{ terrarium: "progress", message: "up" }],
      files: { link: "", hard: "", good: "good", fifo: "", folder: "", sparse: "x".repeat(9 * 1024 * 1024), alone: "alone" },
      notFiles: ["link", "hard", "good", "fifo", "folder"],
      hold: true,
    };
    const bundle = await pythonBundle(folder, { program, script });
    const { handle, said } = await begin(engine, bundle);
    await said("up");
    const into = join(bundle.dir, "collected");
    await expect(engine.collect(handle, ["alone"], into)).rejects.toMatchObject({ code: "engine-failed" });
    await engine.kill(handle);
    for (const name of ["link", "hard", "good", "fifo", "folder", "missing", "../job.json", ".."]) {
      await expect(engine.collect(handle, [name], into), name).rejects.toMatchObject({ code: "process-failed" });
    }
    await expect(engine.collect(handle, ["sparse"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
    expect(await engine.collect(handle, ["alone"], into)).toHaveLength(1);
    await engine.remove(handle);
  });
}
