// The profile for runtimes allows what the raw filter allows, argument by argument.
import { describe, expect, it } from "vitest";
import { seccompProfile } from "./seccomp-profile.js";
import { allowed, allowedRequests } from "./syscalls.js";

function rulesOf(arch: string, name: string) {
  return (seccompProfile(arch)?.syscalls ?? []).filter((rule) => rule.names.includes(name));
}

describe("the seccomp profile", () => {
  it.each(["x64", "arm64"] as const)("names every allowed call of %s, and allows no other", (arch) => {
    const column = arch === "x64" ? 1 : 2;
    const rules = seccompProfile(arch)?.syscalls ?? [];
    const named = new Set(rules.filter((rule) => rule.action === "SCMP_ACT_ALLOW").flatMap((rule) => rule.names));
    expect([...named].sort()).toEqual(
      allowed
        .filter((row) => row[column] >= 0)
        .map((row) => row[0])
        .sort(),
    );
  });
  it("decides each request to a device once, whatever the upper half of the argument holds", () => {
    const rules = rulesOf("x64", "ioctl");
    const actionsOf = (request: number) =>
      rules.flatMap(({ action, args }) =>
        (args ?? []).filter(({ value, valueTwo }) => (request & value) >>> 0 === valueTwo).map(() => action),
      );
    for (let request = 0x5300; request < 0x5500; request++) {
      const action = allowedRequests.includes(request) ? "SCMP_ACT_ALLOW" : "SCMP_ACT_ERRNO";
      expect([request, actionsOf(request)]).toEqual([request, [action]]);
    }
    for (const request of [0, 0x80085413, 0xffffffff]) expect(actionsOf(request)).toEqual(["SCMP_ACT_ERRNO"]);
    expect(rules.flatMap(({ args }) => args ?? []).every(({ op }) => op === "SCMP_CMP_MASKED_EQ")).toBe(true);
  });
  it("lets sockets of the unix family be made and no clone with a new namespace", () => {
    expect(rulesOf("x64", "socket").map((rule) => [rule.action, rule.args?.[0]?.op])).toEqual([
      ["SCMP_ACT_ALLOW", "SCMP_CMP_EQ"],
      ["SCMP_ACT_ERRNO", "SCMP_CMP_NE"],
    ]);
    expect(rulesOf("x64", "clone").map((rule) => rule.args?.[0]?.value)).toEqual([0x7e020000]);
  });
  it("has none for a machine without a table", () => {
    expect(seccompProfile("riscv64")).toBeUndefined();
  });
});
