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
  it("lets sockets of TCP over IPv4 be made for a job with a way out, and decides every other family once", () => {
    const rules = (seccompProfile("x64", { hasWayOut: true })?.syscalls ?? []).filter((rule) => rule.names.includes("socket"));
    const holds = ({ op, value, valueTwo }: { op: string; value: number; valueTwo?: number }, given: number) =>
      op === "SCMP_CMP_EQ" ? given === value : (given & value) >>> 0 === valueTwo;
    const actionsOf = (...words: number[]) =>
      rules.filter(({ args = [] }) => args.every((arg) => holds(arg, words[arg.index] ?? 0))).map(({ action }) => action);
    for (const words of [
      [1, 5, 0],
      [2, 1, 0],
      [2, 0x80801, 6],
    ])
      expect([words, actionsOf(...words)]).toEqual([words, ["SCMP_ACT_ALLOW"]]);
    for (const words of [
      [2, 2, 0],
      [2, 3, 1],
      [2, 1, 262],
    ])
      expect([words, actionsOf(...words)]).toEqual([words, []]);
    for (let family = 0; family < 64; family++)
      if (family !== 1 && family !== 2) expect([family, actionsOf(family, 1, 0)]).toEqual([family, ["SCMP_ACT_ERRNO"]]);
  });
  it("has none for a machine without a table", () => {
    expect(seccompProfile("riscv64")).toBeUndefined();
  });
});
