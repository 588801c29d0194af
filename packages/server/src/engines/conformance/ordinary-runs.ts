// Jobs that go their way: inputs in, messages and results out, and what they see around them.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { expect, it } from "vitest";
import type { FakeScript } from "../fake/fake.js";
import type { Context, Real } from "./context.js";
import { pythonBundle, runJob } from "./python-bundle.js";

/** Registers the cases. */
export function ordinaryRuns(context: () => Context, real: Real): void {
  it("runs a job from create to collect and takes job.json and inputs that were written after create", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
name = json.load(open(job + "/job.json"))["name"]
text = open(job + "/in/0").read()
open(job + "/out/greeting", "w").write(f"{text} {name}")
open("scratch", "w").write("x")
say(terrarium="progress", percent=50, message="half")
print("to the log")
say_results({"id": "greeting", "kind": "complex", "file": "greeting", "format": {"mediaType": "text/plain"}})
`;
    const script: FakeScript = {
      messages: [{ terrarium: "progress", percent: 50, message: "half" }],
      results: [{ id: "greeting", kind: "complex", file: "greeting", format: { mediaType: "text/plain" } }],
      files: { greeting: "hello world" },
      log: "to the log\n",
    };
    const bundle = await pythonBundle(folder, { program, script });
    const handle = await engine.create(bundle);
    await writeFile(join(bundle.dir, "job", "job.json"), '{"name":"world"}', { mode: 0o644 });
    await writeFile(join(bundle.dir, "job", "in", "0"), "hello", { mode: 0o444 });
    const messages: RunnerMessage[] = [];
    const exited = engine.wait(handle, (message) => messages.push(message));
    await engine.start(handle);
    const exit = await exited;
    expect(exit).toMatchObject({ reason: "exited", code: 0, limitsHit: [], log: "to the log\n" });
    expect(messages.map((message) => message.terrarium)).toEqual(["progress", "results"]);
    const into = join(bundle.dir, "collected");
    const [file] = await engine.collect(handle, ["greeting"], into);
    expect(file).toEqual({
      name: "greeting",
      path: join(into, "greeting"),
      byteLength: 11,
      sha256: createHash("sha256").update("hello world").digest("hex"),
    });
    expect(await readFile(join(into, "greeting"), "utf8")).toBe("hello world");
    await engine.remove(handle);
  });
  it("tells messages that came before wait was called", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, {
      program: "wait_for_start()\nsay_results()\nsys.exit(3)",
      script: { results: [], exitCode: 3 },
    });
    const handle = await engine.create(bundle);
    await engine.start(handle);
    const messages: RunnerMessage[] = [];
    const exit = await engine.wait(handle, (message) => messages.push(message));
    expect(messages).toEqual([{ terrarium: "results", outputs: [] }]);
    expect(exit).toMatchObject({ reason: "exited", code: 3 });
    await engine.remove(handle);
  });
  real("tells a signal that ended the job", async () => {
    const { engine, folder } = context();
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, "wait_for_start()\nos.kill(os.getpid(), 11)"));
    expect(exit).toMatchObject({ reason: "signaled", signal: "SIGSEGV" });
    await engine.remove(handle);
  });
  real("knows only paths of the job and a fixed small environment inside", async () => {
    const { engine, folder } = context();
    const program = 'wait_for_start()\nsay(terrarium="progress", message=" ".join(sorted(os.environ)))\nsay_results()';
    const { messages, handle } = await runJob(engine, await pythonBundle(folder, program));
    const [first] = messages;
    const names = first?.terrarium === "progress" ? (first.message ?? "").split(" ") : [];
    expect(names.filter((name) => !["LC_CTYPE", "PWD", "TERRARIUM_JOB"].includes(name))).toEqual([
      "HOME",
      "LANG",
      "PATH",
      "TMPDIR",
      "USER",
    ]);
    await engine.remove(handle);
  });
}
