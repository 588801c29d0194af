import { describe, expect, it } from "vitest";
import type { HttpRequest } from "../../core/message.js";
import type { Call } from "../../core/operation.js";
import { withKey } from "./idempotency.js";

async function* nothing(): AsyncIterable<Uint8Array> {}

const request = (header: string | undefined, query = ""): HttpRequest => ({
  method: "POST",
  path: "/wps",
  query,
  headers: { "idempotency-key": header },
  body: nothing(),
});
const execute: Call<undefined> = {
  operation: {
    kind: "execute",
    execute: { processId: "p", inputs: [], outputs: [], mode: "async", response: "raw", store: true, status: true, lineage: false },
  },
  form: undefined,
};
const keyOf = (from: HttpRequest, where: "header" | "header or query" = "header or query"): string | undefined => {
  const { operation } = withKey(execute, from, where);
  return operation.kind === "execute" ? operation.idempotencyKey : undefined;
};

describe("an idempotency key", () => {
  it("is a string of a structured field, or the bare text", () => {
    expect(keyOf(request('"8e03978e 40d5"'))).toBe("8e03978e 40d5");
    expect(keyOf(request('"a \\"b\\" \\\\"'))).toBe('a "b" \\');
    expect(keyOf(request(" 8e03978e-40d5 "))).toBe("8e03978e-40d5");
  });
  it("may stand in a query of WPS in any case, after the header, and in no other", () => {
    expect(keyOf(request(undefined, "service=WPS&IdempotencyKey=a%20b"))).toBe("a b");
    expect(keyOf(request("h", "idempotencykey=q"))).toBe("h");
    expect(keyOf(request(undefined, "idempotencyKey=q"), "header")).toBeUndefined();
    expect(keyOf(request(undefined))).toBeUndefined();
  });
  it("is refused if it is empty, too long or not printable", () => {
    for (const bad of ['""', "a".repeat(256), '"\u0007"', "é"])
      expect(() => keyOf(request(bad))).toThrow(expect.objectContaining({ code: "invalid-parameter" }));
    expect(() => keyOf(request(undefined, "idempotencyKey="))).toThrow(/printable/);
    expect(keyOf(request("a".repeat(255)))).toHaveLength(255);
  });
  it("belongs to an execute and to nothing else", () => {
    const call: Call<undefined> = { operation: { kind: "list-processes" }, form: undefined };
    expect(withKey(call, request("k"), "header")).toBe(call);
  });
});
