import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeUnusedCode } from "./unused-code.js";

const hour = 3_600_000;
let runtimeDir = "";
let nowMs = 0;
beforeEach(async () => {
  runtimeDir = await mkdtemp(join(tmpdir(), "terrarium-unused-"));
  nowMs = 0;
  for (const hash of ["aa", "bb"]) {
    await mkdir(join(runtimeDir, `process-${hash}`));
    await writeFile(join(runtimeDir, `process-${hash}`, "entry.mjs"), "");
    await writeFile(join(runtimeDir, `process-${hash}.json`), "{}");
  }
  await writeFile(join(runtimeDir, "runner.mjs"), "");
});
afterEach(() => rm(runtimeDir, { recursive: true }));

const names = async () => (await readdir(runtimeDir)).sort();
const inUse = (hashes: readonly string[], jobs: readonly string[] = []) => ({ hashes: new Set(hashes), jobs: new Set(jobs) });

describe("code of former versions", () => {
  it("goes when it was not offered for an hour, and nothing else does", async () => {
    const remove = makeUnusedCode({ runtimeDir, nowMs: () => nowMs });
    expect(await remove(inUse(["bb"]))).toEqual([]);
    nowMs += hour - 1;
    expect(await remove(inUse(["bb"]))).toEqual([]);
    nowMs += 1;
    expect(await remove(inUse(["bb"]))).toEqual(["aa"]);
    expect(await names()).toEqual(["process-bb", "process-bb.json", "runner.mjs"]);
  });
  it("stays as long as a job goes on that was there when it ceased to be offered, and does not wait for younger ones", async () => {
    const remove = makeUnusedCode({ runtimeDir, nowMs: () => nowMs });
    await remove(inUse(["bb"], ["old", "older"]));
    nowMs += 30 * 24 * hour;
    expect(await remove(inUse(["bb"], ["old", "young"]))).toEqual([]);
    expect(await remove(inUse(["bb"], ["young"]))).toEqual(["aa"]);
  });
  it("that is offered again in between begins to count anew", async () => {
    const remove = makeUnusedCode({ runtimeDir, nowMs: () => nowMs });
    await remove(inUse(["bb"]));
    nowMs += hour;
    await remove(inUse(["aa"], ["runs aa"]));
    nowMs += hour;
    expect(await remove(inUse(["bb"], ["runs aa"]))).toEqual([]);
    nowMs += hour;
    expect(await remove(inUse(["bb"], ["runs aa"]))).toEqual([]);
    expect(await remove(inUse(["bb"]))).toEqual(["aa"]);
  });
});
