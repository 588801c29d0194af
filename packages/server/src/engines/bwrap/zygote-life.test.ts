// What becomes of zygotes and their sandboxes: deaths, changes of the host, libraries that cannot be shared, hosts and servers that lack something.
import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Engine, Handle, Preload } from "../../core/engine.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine, spawnerPid, tracesOf } from "../sealed-engine.js";
import { makePreload } from "./zygote-engine.js";

const open: SealedEngine[] = [];

async function sealed(name: "bwrap" | "zygote" = "zygote"): Promise<SealedEngine> {
  const made = await makeSealedEngine({}, name);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.tearDown();
});

const waits = `wait_for_start()
say(terrarium="progress", message="up")
while not os.path.exists(job + "/in/go"): time.sleep(0.005)
say_results()
sys.exit(7)`;
const simple = "wait_for_start()\nsay_results()";

function parentPid(pid: number): number {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
  } catch {
    return 0;
  }
}

/** Host pids of the parents of one spawner's zygotes, which show what they are. */
async function parentsOf(folder: string): Promise<number[]> {
  const spawner = await spawnerPid(folder);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "latin1").startsWith("terrarium zygote, parent")) return false;
    } catch {
      return false;
    }
    return parentPid(parentPid(parentPid(pid))) === spawner;
  });
}

const isForked = (handle: Handle) => handle.madeBy === "zygote";

/** Creates one sandbox of this preload, says whether it came from a zygote, and removes it. */
async function tryFork({ engine, folder }: { engine: Engine; folder: string }, preload: Preload): Promise<boolean> {
  const bundle = await pythonBundle(folder, simple);
  const { handle, exit } = await runJob(engine, { ...bundle, process: { ...bundle.process, preload } });
  expect(exit).toMatchObject({ reason: "exited", code: 0 });
  await engine.remove(handle);
  return isForked(handle);
}

describe("a zygote", () => {
  it("loses no job when its parent is killed: what runs ends as it would, and the next comes from another", async () => {
    const { engine, folder, warnings } = await sealed();
    const bundle = await pythonBundle(folder, waits);
    const running = await begin(engine, bundle);
    const waiting = await engine.create(await pythonBundle(folder, simple));
    await running.said("up");
    const [parent = 0] = await parentsOf(folder);
    process.kill(parent, "SIGKILL");
    await writeFile(join(bundle.dir, "job", "in", "go"), "");
    expect(await running.exited).toMatchObject({ reason: "exited", code: 7 });
    const waited = engine.wait(waiting, () => {});
    await engine.start(waiting);
    expect(await waited).toMatchObject({ reason: "exited", code: 0 });
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, simple));
    expect(exit).toMatchObject({ reason: "exited", code: 0 });
    expect(await parentsOf(folder)).not.toContain(parent);
    for (const one of [running.handle, waiting, handle]) await engine.remove(one);
    expect(warnings).toEqual([]);
  });

  it("that is killed as a whole ends its sandboxes as lost, leaves nothing, and another takes its place", async () => {
    const made = await sealed("bwrap");
    const { engine, folder } = made;
    const preload = await makePreload(folder);
    const bundle = await pythonBundle(folder, waits);
    const before = await tracesOf(folder);
    const running = await begin(engine, { ...bundle, process: { ...bundle.process, preload } });
    expect(isForked(running.handle)).toBe(true);
    await running.said("up");
    const [parent = 0] = await parentsOf(folder);
    process.kill(parentPid(parent), "SIGKILL");
    expect((await running.exited).reason).toBe("lost");
    await engine.remove(running.handle);
    expect(await tryFork(made, preload)).toBe(true);
    const again = await parentsOf(folder);
    expect(again).toHaveLength(1);
    process.kill(parentPid(again[0] ?? 0), "SIGKILL");
    await expect.poll(() => tracesOf(folder), { timeout: 20_000 }).toEqual(before);
  });

  it("is renewed when something that it has loaded has changed", async () => {
    const made = await sealed("bwrap");
    const { folder } = made;
    const preload = await makePreload(folder);
    expect(await tryFork(made, preload)).toBe(true);
    const [first = 0] = await parentsOf(folder);
    // A library changes: here one that is mounted, as those of an interpreter of its own are.
    const library = join(folder, "library");
    await mkdir(library, { mode: 0o755 });
    await chmod(library, 0o755);
    await writeFile(join(library, "changing.py"), "value = 1", { mode: 0o644 });
    const mounted = {
      ...preload,
      key: "changing",
      modules: ["changing"],
      mounts: [...preload.mounts, { source: join(library, "changing.py"), target: "/python/changing.py" }],
    };
    expect(await tryFork(made, mounted)).toBe(true);
    const second = (await parentsOf(folder)).find((pid) => pid !== first) ?? 0;
    await writeFile(join(library, "changing.py"), "value = 22", { mode: 0o644 });
    await utimes(join(library, "changing.py"), 1, 1);
    await expect
      .poll(async () => (await tryFork(made, mounted)) && (await parentsOf(folder)).some((pid) => pid !== first && pid !== second), {
        timeout: 20_000,
      })
      .toBe(true);
  });

  it("does without libraries that a fork would break, and says so once; what cannot be imported is left to the process", async () => {
    const made = await sealed("bwrap");
    const { engine, folder, warnings } = made;
    const preload = await makePreload(folder);
    const library = join(folder, "libraries");
    await mkdir(library);
    await chmod(library, 0o755);
    const texts = {
      "with_thread.py": "import threading, time\nthreading.Thread(target=time.sleep, args=[600], daemon=True).start()",
      "with_file.py": "kept = open('/dev/null')",
      "broken.py": "raise SystemExit(3)",
      "good.py": "import os\nborn = os.getpid()",
    };
    for (const [name, text] of Object.entries(texts)) await writeFile(join(library, name), text, { mode: 0o644 });
    // As pyproj does, which keeps its database open: none of its many parts can be had without it.
    const parts = Array.from({ length: 12 }, (_, index) => `part${index}`);
    await mkdir(join(library, "pack"), { mode: 0o755 });
    await writeFile(join(library, "pack", "__init__.py"), "kept = open('/dev/null')", { mode: 0o644 });
    for (const part of parts) await writeFile(join(library, "pack", `${part}.py`), "", { mode: 0o644 });
    const mounts = [...Object.keys(texts), "pack"].map((name) => ({ source: join(library, name), target: `/python/${name}` }));
    const both: Preload = {
      ...preload,
      key: "poison",
      mounts: [...preload.mounts, ...mounts],
      modules: ["with_thread", ...parts.map((part) => `pack.${part}`), "pack", "good", "missing", "broken", "with_file"],
    };
    const program = `wait_for_start()
loaded = [name for name in ("with_thread", "with_file", "pack", "broken", "good") if name in sys.modules]
say(terrarium="progress", message=" ".join([*loaded, str(sys.modules["good"].born != os.getpid())]))
say_results()`;
    for (let n = 0; n < 2; n++) {
      const bundle = await pythonBundle(folder, program);
      const { messages, handle } = await runJob(engine, { ...bundle, process: { ...bundle.process, preload: both } });
      expect(isForked(handle)).toBe(true);
      expect(messages[0]).toEqual({ terrarium: "progress", message: "good True" });
      await engine.remove(handle);
    }
    expect(warnings).toEqual([
      "The Python module with_thread starts threads when it is imported, so it is not imported ahead of jobs.",
      "The Python module pack keeps files open when it is imported, so it is not imported ahead of jobs.",
      "The Python module with_file keeps files open when it is imported, so it is not imported ahead of jobs.",
    ]);
  });

  it("that cannot be leaves the ordinary way, and one sentence", async () => {
    const made = await sealed("bwrap");
    const preload = await makePreload(made.folder);
    for (let n = 0; n < 2; n++) expect(await tryFork(made, { ...preload, command: ["/usr/bin/python3", "-I", "/nothing"] })).toBe(false);
    expect(made.warnings).toEqual([
      expect.stringMatching(/^Python sandboxes cannot be forked from a zygote and are started one by one: it ended/),
    ]);
  });

  it("is gone with its spawner, and so is all that it held", async () => {
    const made = await makeSealedEngine({}, "zygote");
    const { handle } = await runJob(made.engine, await pythonBundle(made.folder, simple));
    await made.engine.remove(handle);
    const [parent = 0] = await parentsOf(made.folder);
    const stem = parentPid(parent);
    const groups = (await tracesOf(made.folder)).filter((trace) => trace.startsWith("group "));
    await made.tearDown();
    expect([parentPid(parent), parentPid(stem)]).toEqual([0, 0]);
    for (const group of groups) await expect(readdir(group.slice("group ".length))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
