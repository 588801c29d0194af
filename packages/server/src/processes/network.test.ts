import { describe, expect, it } from "vitest";
import { grantedOf, isNetworkPolicy, ungranted } from "./network.js";

const wish = (...hosts: string[]) => ({ kind: "allow-list" as const, hosts });

describe("grantedOf", () => {
  it("gives what is asked for and granted, and nothing that is only one of both", () => {
    expect(grantedOf(wish("a.example:443", "B.example.:80", "c.example:1"), ["b.example:80", "d.example:1", "a.example:443"])).toEqual(
      wish("a.example:443", "b.example:80"),
    );
    for (const [asked, grants] of [
      [undefined, ["a.example:443"]],
      [{ kind: "none" as const }, ["a.example:443"]],
      [wish("a.example:443"), []],
      [wish("a.example:443"), undefined],
      [wish("a.example:443"), ["a.example:80", "b.example:443", "*.example:443"]],
    ] as const)
      expect(grantedOf(asked, grants)).toEqual({ kind: "none" });
  });

  it("leaves over what is not granted", () => {
    const asked = wish("a.example:443", "b.example:80");
    expect(ungranted(asked, grantedOf(asked, ["a.example:443"]))).toEqual(["b.example:80"]);
    expect(ungranted(undefined, { kind: "none" })).toEqual([]);
  });
});

it("a network policy is none, or a list of host:port", () => {
  for (const good of [{ kind: "none" }, wish(), wish("a:1")]) expect(isNetworkPolicy(good)).toBe(true);
  const many = wish(...Array.from({ length: 101 }, (_, index) => `a${index}:1`));
  for (const bad of [null, "none", {}, { kind: "all" }, { kind: "allow-list" }, { ...wish(), hosts: "a:1" }, wish("a"), wish("a:0"), many])
    expect(isNetworkPolicy(bad)).toBe(false);
});
