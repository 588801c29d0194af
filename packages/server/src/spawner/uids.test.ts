import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Child, childOf } from "./children.js";
import { claimUids, makeUids, mappedUids } from "./uids.js";

it("a uid is leased to one at a time, the longest unused first", () => {
  const uids = makeUids({ base: 10, count: 3 });
  expect([uids.lease(), uids.lease(), uids.lease(), uids.lease()]).toEqual([10, 11, 12, undefined]);
  uids.giveBack(11);
  uids.giveBack(10);
  expect([uids.lease(), uids.lease(), uids.lease()]).toEqual([11, 10, undefined]);
});
it("uids come from what the user namespace maps, or there are none", () => {
  const wanted = { base: 700_000, count: 999 };
  const whole = mappedUids(wanted, "         0          0 4294967295\n");
  expect(whole.slice(0, 2)).toEqual([wanted, { base: 701_000, count: 999 }]);
  expect(mappedUids(wanted, "0 1000 1\n1 100000 65536\n")[0]).toEqual({ base: 63_536, count: 999 });
  expect(mappedUids(wanted, "0 1000 1\n")).toEqual([]);
});

describe("a claim on a range of uids", () => {
  const ranges = [
    { base: 100, count: 10 },
    { base: 111, count: 10 },
  ];
  let dir: string;
  const children: ChildProcess[] = [];
  /** A living child to claim for. */
  const someone = (): Child => {
    const child = spawn("sleep", ["600"]);
    children.push(child);
    return childOf(child.pid ?? 0) ?? { pid: 0, startTicks: "" };
  };
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "terrarium-uids-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(dir, { recursive: true });
  });

  it("is had by one server at a time; the next takes the next range, and none shares", async () => {
    const first = await claimUids(dir, ranges, someone());
    const second = await claimUids(dir, ranges, someone());
    expect([first?.range.base, second?.range.base]).toEqual([100, 111]);
    expect(await claimUids(dir, ranges, someone())).toBeUndefined();
    await first?.release();
    expect((await claimUids(dir, ranges, someone()))?.range.base).toBe(100);
  });
  it("keeps away from a range that overlaps", async () => {
    await claimUids(dir, [{ base: 95, count: 10 }], someone());
    expect((await claimUids(dir, ranges, someone()))?.range.base).toBe(111);
  });
  it("of a dead server is void", async () => {
    await claimUids(dir, ranges, { pid: process.pid, startTicks: "1" });
    expect((await claimUids(dir, ranges, someone()))?.range.base).toBe(100);
    expect(await readdir(dir)).toHaveLength(1);
  });
  it("is never had twice and always had, however many come at once", async () => {
    const many = Array.from({ length: 6 }, (_, n) => ({ base: 1000 + 11 * n, count: 10 }));
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimUids(dir, many, someone())));
    const bases = claims.flatMap((claim) => (claim ? [claim.range.base] : []));
    expect(bases.toSorted((a, b) => a - b)).toEqual(many.map((range) => range.base));
  });
});
