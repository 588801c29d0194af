import { expect, it } from "vitest";
import { isWithdrawn } from "./grant.js";

const job = { owner: "ada", processId: "buffer" };
const asked: string[] = [];
const isRevoked = async (token: string): Promise<boolean> => {
  asked.push(token);
  return token === "gone";
};

it("a token that was revoked takes back what it has asked for, and no other", async () => {
  expect(await isWithdrawn({ ...job, grant: { role: "use", token: "gone" } }, { isRevoked })).toBe(true);
  expect(await isWithdrawn({ ...job, grant: { role: "use", token: "kept" } }, { isRevoked })).toBe(false);
  expect(asked).toEqual(["gone", "kept"]);
});

it("what was accepted without a word of who asked is never taken back", async () => {
  expect(await isWithdrawn(job, { isRevoked, anonymous: "none", rules: { buffer: { owners: [] } } })).toBe(false);
});

it("a process that is for others now is taken back from all but them and administrators", async () => {
  const rules = { buffer: { owners: ["bob"] }, area: { role: "deploy" } } as const;
  const is = (owner: string, processId: string, role: "use" | "deploy" | "administer") =>
    isWithdrawn({ owner, processId, grant: { role } }, { rules });
  expect([await is("ada", "buffer", "use"), await is("bob", "buffer", "use"), await is("ada", "buffer", "administer")]).toEqual([
    true,
    false,
    false,
  ]);
  expect([await is("ada", "area", "use"), await is("ada", "area", "deploy"), await is("ada", "toString", "use")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("who has not signed in may what those may now", async () => {
  const ofNobody = { owner: "anonymous", processId: "buffer", grant: { role: "use" } } as const;
  expect([await isWithdrawn(ofNobody, { anonymous: "describe" }), await isWithdrawn(ofNobody, { anonymous: "use" })]).toEqual([
    true,
    false,
  ]);
  expect(await isWithdrawn({ ...ofNobody, owner: "ada" }, { anonymous: "none" })).toBe(false);
});
