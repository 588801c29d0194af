// What becomes of containers when the daemon, the server or the spawner goes, and comes back.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startSpawner } from "../../spawner/start.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import type { PrivateDaemon } from "../private-daemon.js";
import { buildSpawner, makeSealedEngine, type SealedEngine, spawnerPid, tracesOf } from "../sealed-engine.js";
import { makeDockerEngine } from "./docker.js";

const isRoot = process.getuid?.() === 0;
const forever = 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';
/** Runs until a file appears in its inputs, and leaves its results in a file, as runners do. */
const patient = `wait_for_start()
say(terrarium="progress", message="up")
while not os.path.exists(job + "/in/go"): time.sleep(0.005)
open(job + "/out/results.json", "w").write('{"terrarium":"results","outputs":[]}')
say_results()`;

describe.skipIf(!isRoot)(`containers${isRoot ? "" : " (skipped: needs root to start a daemon)"}`, () => {
  let made: SealedEngine;
  let daemon: PrivateDaemon;
  beforeEach(async () => {
    made = await makeSealedEngine({}, "docker");
    if (made.daemon === undefined) throw new Error("There is no daemon.");
    daemon = made.daemon;
  });
  afterEach(async () => made.tearDown());

  const traces = async () => [...(await tracesOf(made.folder)), ...(await daemon.traces())];

  /** The next server on the same data directory. */
  async function nextServer() {
    const program = await buildSpawner(made.folder);
    const spawner = await startSpawner({
      dataDir: made.folder,
      program,
      daemons: [daemon.socket],
      warn: (text) => made.warnings.push(text),
    });
    return { spawner, engine: await makeDockerEngine({ name: "docker", spawner, socket: daemon.socket }) };
  }

  it("are lost and dead when the daemon is killed, and gone when it is back", async () => {
    // What there is for good after a first job: the anchor of the spawner.
    const { handle } = await runJob(made.engine, await pythonBundle(made.folder, "wait_for_start()\nsay_results()"));
    await made.engine.remove(handle);
    const before = await traces();
    const lost = await begin(made.engine, await pythonBundle(made.folder, forever));
    await lost.said("up");
    const waiting = await made.engine.create(await pythonBundle(made.folder, forever));
    await daemon.kill();
    expect((await lost.exited).reason).toBe("lost");
    expect((await made.engine.wait(waiting, () => {})).reason).toBe("lost");
    await made.engine.remove(lost.handle);
    await made.engine.remove(waiting);
    expect((await tracesOf(made.folder)).filter((trace) => trace.startsWith("child "))).toEqual(
      before.filter((trace) => trace.startsWith("child ")),
    );
    await expect(made.engine.create(await pythonBundle(made.folder, forever))).rejects.toMatchObject({ code: "engine-failed" });
    await daemon.start();
    const next = await runJob(made.engine, await pythonBundle(made.folder, "wait_for_start()\nsay_results()"));
    expect(next.exit.reason).toBe("exited");
    await made.engine.remove(next.handle);
    expect(await traces()).toEqual(before);
  });

  it("that run a job are adopted by the next server, and tell their results by file; others end", async () => {
    const bundle = await pythonBundle(made.folder, patient);
    const first = await begin(made.engine, bundle);
    await first.said("up");
    const waiting = await made.engine.create(await pythonBundle(made.folder, forever));
    await made.engine.leave?.();
    await made.spawner.leave();
    // Meanwhile somebody puts the clock right.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    const next = await nextServer();
    expect(await next.engine.adopt(first.handle)).toBe(true);
    vi.useRealTimers();
    expect(await next.engine.adopt(waiting)).toBe(false);
    await next.engine.sweep?.();
    const messages: RunnerMessage[] = [];
    const exited = next.engine.wait(first.handle, (message) => messages.push(message));
    await import("node:fs/promises").then(({ writeFile }) => writeFile(join(bundle.dir, "job", "in", "go"), ""));
    expect(await exited).toMatchObject({ reason: "exited", code: 0 });
    expect(messages.map((message) => message.terrarium)).toEqual(["results"]);
    const [file] = await next.engine.collect(first.handle, ["results.json"], join(bundle.dir, "said"));
    expect(await readFile(file?.path ?? "", "utf8")).toContain('"results"');
    await next.engine.remove(first.handle);
    expect(await daemon.traces()).toEqual([]);
    await next.spawner.close();
  });

  it("are adopted as paused, with the time that they had run", async () => {
    const bundle = await pythonBundle(made.folder, forever, { wallMs: 60_000 });
    const first = await begin(made.engine, bundle);
    await first.said("up");
    await made.engine.pause(first.handle);
    await made.engine.leave?.();
    await made.spawner.leave();
    const next = await nextServer();
    expect(await next.engine.adopt(first.handle)).toBe(true);
    const exited = next.engine.wait(first.handle, () => {});
    await next.engine.resume(first.handle);
    await next.engine.kill(first.handle);
    const exit = await exited;
    expect(exit.reason).toBe("killed");
    expect(exit.usage.wallMs).toBeGreaterThan(0);
    await next.engine.remove(first.handle);
    await next.spawner.close();
  });

  it("of a spawner that was killed are ended and removed by the next one", async () => {
    const { said, handle } = await begin(made.engine, await pythonBundle(made.folder, forever, { diskBytes: 80 * 2 ** 20 }));
    await said("up");
    expect(await daemon.traces()).not.toEqual([]);
    process.kill(await spawnerPid(made.folder), "SIGKILL");
    await made.spawner.gone;
    await made.engine.leave?.();
    const next = await nextServer();
    expect(await next.engine.adopt(handle)).toBe(false);
    await next.engine.sweep?.();
    expect(await daemon.traces()).toEqual([]);
    expect(
      (await tracesOf(made.folder)).filter(
        (trace) => /^(child |group|image|record|mount \/)/.test(trace) && trace !== "child of the spawner",
      ),
    ).toEqual([]);
    expect(made.warnings).toEqual([]);
    await next.spawner.close();
  });
});
