import { describe, expect, it } from "vitest";
import { callerOf, challengeOf, readCredentials, wishOf } from "./caller.js";

const request = (...headers: readonly [string, string][]) => ({
  rawHeaders: headers.flat(),
  headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
});
const byHeader = { ownerHeader: "X-Forwarded-User", sessionCookie: "s" };
const wrong = expect.objectContaining({ code: "invalid-parameter" });

describe("what a request says of who sends it", () => {
  it("is nothing of a proxy as long as no header is named, whatever is sent", () => {
    expect(readCredentials(request(["X-Forwarded-User", "ada"]), { sessionCookie: "s" })).toEqual({ address: "" });
    expect(readCredentials(request(), byHeader)).toEqual({ address: "" });
    expect(readCredentials(request(["x-forwarded-user", " "]), byHeader)).toEqual({ address: "" });
  });
  it("is whom the proxy names, whatever the case of the header", () => {
    expect(readCredentials(request(["x-forwarded-user", "ada@example.org"]), byHeader).proxied).toBe("ada@example.org");
  });
  it("is refused where two are named or shown, or a name is endless", () => {
    expect(() => readCredentials(request(["X-Forwarded-User", "eve"], ["x-forwarded-user", "ada"]), byHeader)).toThrow(wrong);
    expect(() => readCredentials(request(["Authorization", "a"], ["authorization", "b"]), byHeader)).toThrow(wrong);
    expect(() => readCredentials(request(["X-Forwarded-User", "a".repeat(1000)]), byHeader)).toThrow(wrong);
  });
  it("is the one cookie of that name, and none where there are two", () => {
    expect(readCredentials(request(["Cookie", "xs=1; s=a=b; t=2"]), byHeader).session).toBe("a=b");
    expect(readCredentials(request(["Cookie", "s=a; s=b"]), byHeader).session).toBeUndefined();
  });
  it("is no more than is believed", async () => {
    const identify = async () => ({ owner: "anonymous", role: "none", isKnown: false }) as const;
    const caller = await callerOf(request(["X-Forwarded-User", "ada"], ["Prefer", "priority=2"]), { ...byHeader, identify });
    expect(caller).toEqual({ owner: "anonymous", role: "none", isKnown: false, priority: 2 });
  });
  it.each([
    ["priority=2", 2],
    ["respond-async, priority=-3", -3],
    ['wait=5; priority="1"', 1],
    ["respond-async", undefined],
    ["xpriority=4", undefined],
    ["priority=high", undefined],
  ])("wishes by Prefer: %s", (value, priority) => {
    expect(wishOf(request(["Prefer", value])).priority).toBe(priority);
  });
  it("is asked for with a password where no page is shown that leads to where one signs in", () => {
    expect(challengeOf("text/xml")).toContain("Basic");
    expect(challengeOf("text/html; charset=utf-8")).not.toContain("Basic");
  });
});
