import { expect, it } from "vitest";
import { makeUids, mappedUids } from "./uids.js";

it("a uid is leased to one at a time, the longest unused first", () => {
  const uids = makeUids({ base: 10, count: 3 });
  expect([uids.lease(), uids.lease(), uids.lease(), uids.lease()]).toEqual([10, 11, 12, undefined]);
  uids.giveBack(11);
  uids.giveBack(10);
  expect([uids.lease(), uids.lease(), uids.lease()]).toEqual([11, 10, undefined]);
});
it("uids come from what the user namespace maps, or there are none", () => {
  const wanted = { base: 700_000, count: 1000 };
  expect(mappedUids(wanted, "         0          0 4294967295\n")).toEqual(wanted);
  expect(mappedUids(wanted, "0 1000 1\n1 100000 65536\n")).toEqual({ base: 63_535, count: 1000 });
  expect(mappedUids(wanted, "0 1000 1\n")).toBeUndefined();
});
