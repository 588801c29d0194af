import { describe, expect, it } from "vitest";
import { callerOf, nobody } from "./caller.js";

const request = (...headers: readonly [string, string][]) => ({
  rawHeaders: headers.flat(),
  headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
});

describe("who asks", () => {
  it("is nobody as long as no header is named, whatever is sent", () => {
    expect(callerOf(request(["X-Forwarded-User", "ada"]))).toEqual({ owner: nobody });
    expect(callerOf(request(), "X-Forwarded-User")).toEqual({ owner: nobody });
    expect(callerOf(request(["x-forwarded-user", " "]), "X-Forwarded-User")).toEqual({ owner: nobody });
  });
  it("is whom the proxy names, whatever the case of the header", () => {
    expect(callerOf(request(["x-forwarded-user", "ada@example.org"]), "X-Forwarded-User")).toEqual({ owner: "ada@example.org" });
  });
  it("is refused where two are named, or a name is endless", () => {
    const twice = request(["X-Forwarded-User", "eve"], ["x-forwarded-user", "ada"]);
    expect(() => callerOf(twice, "X-Forwarded-User")).toThrow(expect.objectContaining({ code: "invalid-parameter" }));
    expect(() => callerOf(request(["X-U", "a".repeat(1000)]), "X-U")).toThrow(expect.objectContaining({ code: "invalid-parameter" }));
  });
  it.each([
    ["priority=2", 2],
    ["respond-async, priority=-3", -3],
    ['wait=5; priority="1"', 1],
    ["respond-async", undefined],
    ["xpriority=4", undefined],
    ["priority=high", undefined],
  ])("wishes by Prefer: %s", (value, priority) => {
    expect(callerOf(request(["Prefer", value])).priority).toBe(priority);
  });
});
