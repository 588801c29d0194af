// What hangs or comes in an unlucky order in a zygote holds up no sandbox for ever: each case changes a line of the zygote's own program.
import { readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import type { Preload } from "../../core/engine.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine, spawnerPid } from "../sealed-engine.js";
import { makePreload } from "./zygote-engine.js";

const open: SealedEngine[] = [];
afterAll(async () => {
  for (const made of open) await made.tearDown();
});

async function withPreload(change: (stem: string) => string): Promise<{ made: SealedEngine; preload: Preload }> {
  const made = await makeSealedEngine();
  open.push(made);
  const preload = await makePreload(made.folder);
  const path = join(made.folder, "python-runner", "zygote", "stem.py");
  await writeFile(path, change(await readFile(path, "utf8")));
  return { made, preload };
}

async function bundleOf({ folder }: SealedEngine, preload: Preload, program: string) {
  const bundle = await pythonBundle(folder, program);
  return { ...bundle, process: { ...bundle.process, preload } };
}

/** Descriptors that the spawner has open. */
async function openIn(folder: string): Promise<number> {
  return readdirSync(`/proc/${await spawnerPid(folder)}/fd`).length;
}

/** The first program of the spawner's zygote, by its host pid. */
async function stemOf(folder: string): Promise<number> {
  const children = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean).map(Number);
  const isZygote = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, "latin1").startsWith("terrarium zygote");
  const launcher = children(await spawnerPid(folder)).find(isZygote) ?? 0;
  return children(launcher)[0] ?? 0;
}

// Most of the time is spent waiting for a zygote that says nothing.
describe.concurrent("a zygote", () => {
  it("may say in one breath that a sandbox is sealed and has ended: its create fails at once", async ({ expect }) => {
    const parts = await withPreload((stem) =>
      stem
        .replace('host.say({"id": one.id, "sealed": True})', "one.late = True")
        .replace(
          'host.say({"id": one.id, "ended": ',
          'os.write(1, json.dumps({"id": one.id, "sealed": True}).encode() + b"\\n" + json.dumps({"id": one.id, "ended": ',
        )
        .replace("code if code >= 0 else 128 - code})", 'code if code >= 0 else 128 - code}).encode() + b"\\n")'),
    );
    const bundle = await bundleOf(parts.made, parts.preload, "sys.exit(3)");
    await expect(parts.made.engine.create(bundle)).rejects.toMatchObject({ message: expect.stringMatching(/ended before it was ready/) });
  });

  it("whose pipes do not come is left, and keeps none of those that came", async ({ expect }) => {
    const parts = await withPreload((stem) => stem.replace("for number in range(3)]", "for number in (0, 1, 1)]"));
    const before = await openIn(parts.made.folder);
    const { exit, handle } = await runJob(parts.made.engine, await bundleOf(parts.made, parts.preload, "wait_for_start()\nsay_results()"));
    expect([exit.reason, handle.madeBy]).toEqual(["exited", "launcher"]);
    await parts.made.engine.remove(handle);
    await expect.poll(() => openIn(parts.made.folder), { timeout: 20_000 }).toBe(before);
  });

  it("that hangs does not keep a job from its end, and the next one is forked from another", async ({ expect }) => {
    const parts = await withPreload((stem) => stem);
    const program = 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';
    const running = await begin(parts.made.engine, await bundleOf(parts.made, parts.preload, program));
    await running.said("up");
    const stem = await stemOf(parts.made.folder);
    process.kill(stem, "SIGSTOP");
    await parts.made.engine.kill(running.handle);
    expect((await running.exited).reason).toBe("killed");
    await parts.made.engine.remove(running.handle);
    const ways = [];
    for (let n = 0; n < 2; n++) {
      const { handle } = await runJob(parts.made.engine, await bundleOf(parts.made, parts.preload, "wait_for_start()\nsay_results()"));
      ways.push(handle.madeBy);
      await parts.made.engine.remove(handle);
    }
    expect(ways).toEqual(["launcher", "zygote"]);
  });
});
