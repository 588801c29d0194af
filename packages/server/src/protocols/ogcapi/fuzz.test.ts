// Whatever is sent to OGC API, it is understood or refused with a problem document of status 4xx or 501, and no file stays open.
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import type { HttpRequest } from "../../core/message.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeOgcApi } from "./ogcapi.js";

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "NONE", accessConstraints: "NONE", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Test", contact: {} },
};
const ogcapi = makeOgcApi({ service, links: makeLinks("http://localhost:5000"), listsJobs: true, boundary: () => "b" });

async function judge(request: HttpRequest): Promise<void> {
  const sink = makeMemorySink();
  try {
    await ogcapi.decode(request, sink);
  } catch (error) {
    const { status, body } = ogcapi.encodeError(error, request);
    expect([status, String(error)]).toEqual([
      status === 501 ? 501 : expect.toSatisfy((code: number) => code >= 400 && code < 500),
      String(error),
    ]);
    expect(JSON.parse(String(body))).toMatchObject({ type: expect.any(String), status });
  }
  expect(sink.unfinished()).toBe(0);
}

const name = fc.constantFrom(
  "value",
  "href",
  "bbox",
  "crs",
  "mediaType",
  "format",
  "encoding",
  "schema",
  "data",
  "id",
  "collection",
  "uom",
  "measurement",
  "__proto__",
  "toString",
  "a",
);
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("http://a/", "base64", "application/json"),
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("node"), { maxLength: 3 }), fc.dictionary(name, tie("node"), { maxKeys: 4 })),
}));
const member = fc.constantFrom("inputs", "outputs", "response", "subscriber", "mode", "process", "x");

test("bodies that are JSON, with the words of the standard in wrong places", async () => {
  const bodies = fc.oneof(fc.dictionary(member, fc.oneof(node, fc.dictionary(name, node, { maxKeys: 3 }))), node);
  await fc.assert(
    fc.asyncProperty(bodies, fc.integer({ min: 1, max: 40 }), (body, size) =>
      judge({ ...post(JSON.stringify(body) ?? "null", { "content-type": "application/json" }, size), path: "/processes/p/execution" }),
    ),
    { numRuns: 1_500 },
  );
});

test("bodies that were JSON, with bytes changed, lost and doubled", async () => {
  const whole = Buffer.from(
    '{"inputs":{"a":["\\u00e9\\ud83c\\udf32",1.5e3,{"value":{"x":[1,{"y":null}]},"mediaType":"application/json"}],"b":{"bbox":[1,2,3,4],"crs":"EPSG:4326"},"c":{"href":"http://a/"}},"outputs":{"o":{"transmissionMode":"reference"}}}',
  );
  const edit = fc.record({ at: fc.nat(whole.length - 1), take: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40 }), (edits, size) => {
      let body = whole;
      for (const { at, take, put } of edits) body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + take)]);
      return judge({ ...post(body, { "content-type": "application/json" }, size), path: "/processes/p/execution" });
    }),
    { numRuns: 1_500 },
  );
});

test("addresses, queries, methods and headers of any kind", async () => {
  const word = fc.oneof(
    fc.constantFrom("processes", "jobs", "results", "execution", "api", "conformance", "%zz", "%00", "", ".."),
    fc.string(),
  );
  const key = fc.constantFrom(
    "f",
    "limit",
    "offset",
    "status",
    "datetime",
    "minDuration",
    "profile",
    "a[href]",
    "a[]",
    "a[value]",
    "response[prefer]",
    "a[b][c]",
    "[x]",
  );
  const pair = fc
    .tuple(fc.oneof(key, fc.string()), fc.oneof(fc.string(), fc.constantFrom("[1", "{}", '{"value":[1]}', "-1", "../..", "%ff")))
    .map((both) => both.join("="));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS"),
      fc.array(word, { maxLength: 5 }),
      fc.array(pair, { maxLength: 4 }),
      fc.record({ accept: fc.string(), prefer: fc.string(), "content-type": fc.string() }, { requiredKeys: [] }),
      (method, words, pairs, headers) => judge({ ...post("", headers), method, path: `/${words.join("/")}`, query: pairs.join("&") }),
    ),
    { numRuns: 1_500 },
  );
});
