// A spawner that has no descriptors left: what is asked of it then fails as "busy", and nothing that runs is hurt or runs on for ever.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, pythonBundle, runJob } from "../engines/conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine, spawnerPid, tracesOf } from "../engines/sealed-engine.js";

const isRoot = process.getuid?.() === 0;
const simple = "wait_for_start()\nsay_results()";
const forever = 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';

describe.skipIf(!isRoot)(`without descriptors${isRoot ? "" : " (skipped: needs root for the limits of another child)"}`, () => {
  let made: SealedEngine;
  let pid: number;
  let plenty: string;
  beforeAll(async () => {
    made = await makeSealedEngine();
    pid = await spawnerPid(made.folder);
    plenty = /^Max open files +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8"))?.[1] ?? "";
  });
  afterAll(() => made.tearDown());

  /** Descriptors of the spawner must be lower than this from now on; the hard limit stays. */
  const limitFiles = (limit: number | string) => spawnSync("prlimit", [`--nofile=${limit}:`, "--pid", String(pid)]).status;
  const used = () => Math.max(...readdirSync(`/proc/${pid}/fd`).map(Number)) + 1;

  it("a sandbox is refused wherever they run out, and what runs goes on", async () => {
    const running = await begin(made.engine, await pythonBundle(made.folder, forever));
    await running.said("up");
    const before = await tracesOf(made.folder);
    for (let more = 0; more < 16; more++) {
      expect(limitFiles(used() + more)).toBe(0);
      const bundle = await pythonBundle(made.folder, simple);
      const created = made.engine.create(bundle);
      const outcome = await created.then(
        () => "made",
        (error: { code?: string; message: string }) => `${error.code} ${error.message}`,
      );
      limitFiles(plenty);
      if (outcome === "made") await made.engine.remove(await created);
      expect([more, outcome]).toEqual([more, expect.stringMatching(/^(made|busy)/)]);
    }
    expect(await tracesOf(made.folder)).toEqual(before);
    await made.engine.remove(running.handle);
    const { exit, handle } = await runJob(made.engine, await pythonBundle(made.folder, simple));
    expect(exit.reason).toBe("exited");
    await made.engine.remove(handle);
  });

  it("a job is ended at its wall time all the same, as soon as there are some again", async () => {
    const running = await begin(made.engine, await pythonBundle(made.folder, forever, { wallMs: 2000 }));
    await running.said("up");
    limitFiles(3);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    limitFiles(plenty);
    expect((await running.exited).reason).toBe("timeout");
    await made.engine.remove(running.handle);
    expect((await tracesOf(made.folder)).filter((trace) => /^(child \(|record|image)/.test(trace))).toEqual([]);
  });
});
