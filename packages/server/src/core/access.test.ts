import { describe, expect, it } from "vitest";
import { mayReach, maySee, neededRole, permit } from "./access.js";
import type { Operation } from "./operation.js";
import { type Role, roles } from "./role.js";

const kinds = Object.keys(neededRole) as Operation["kind"][];
const refusal = (kind: Operation["kind"], caller: object): string | undefined => {
  try {
    permit({ kind }, { owner: "ada", ...caller });
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the law of rights", () => {
  it.each(roles.flatMap((role) => kinds.map((kind) => [role, kind] as const)))("%s: %s", (role, kind) => {
    const isReading = kind === "list-processes" || kind === "describe";
    const isAdministering = ["show-administration", "set-queue", "set-bounds", "dismiss-jobs", "collect-garbage"].includes(kind);
    const isUsing = role !== "none" && role !== "describe";
    const may = isReading ? role !== "none" : isAdministering ? role === "administer" : isUsing;
    expect(refusal(kind, { role, isKnown: true })).toBe(may ? undefined : "forbidden");
    expect(refusal(kind, { role })).toBe(may ? undefined : "unauthenticated");
  });
  it.each(kinds)("what another site asks for may read and nothing else: %s", (kind) => {
    const isReading = [
      "list-processes",
      "describe",
      "list-jobs",
      "status",
      "results",
      "log",
      "watch",
      "watch-jobs",
      "show-administration",
    ].includes(kind);
    expect(refusal(kind, { role: "administer", isKnown: true, isCrossSite: true })).toBe(isReading ? undefined : "forbidden");
  });
  it.each(kinds)("a link opens the status of its job and nothing else, whatever role is said beside it: %s", (kind) => {
    const asked = (jobId: string) => {
      try {
        permit({ kind, jobId }, { owner: "anonymous", role: "administer", opens: "a" });
        return undefined;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect([asked("a"), asked("b")]).toEqual([kind === "status" ? undefined : "forbidden", "forbidden"]);
  });
  it("a job is its owner's, and an administrator's", () => {
    const reached = roles.filter((role) => mayReach({ owner: "bob", role }, "ada"));
    expect(reached).toEqual(["administer"]);
    expect(mayReach({ owner: "ada", role: "use" }, "ada")).toBe(true);
  });
  it.each<[Role, string, boolean]>([
    ["describe", "ada", false],
    ["use", "ada", false],
    ["deploy", "ada", true],
    ["deploy", "bob", false],
    ["administer", "bob", true],
  ])("a process for deployers of one name, seen with the role %s by %s: %s", (role, owner, expected) => {
    expect(maySee({ owner, role }, { role: "deploy", owners: ["ada"] })).toBe(expected);
  });
});
