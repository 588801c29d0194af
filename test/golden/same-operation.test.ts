// An Execute that WPS 1.0.0, WPS 2.0 and OGC API can all express is the same Operation, whichever of them it came by.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Data, Execute } from "../../packages/server/src/core/execute.js";
import type { HttpRequest } from "../../packages/server/src/core/message.js";
import { makeLinks, type ServiceDescription } from "../../packages/server/src/core/service.js";
import { makeOgcApi } from "../../packages/server/src/protocols/ogcapi/ogcapi.js";
import { makeWps1 } from "../../packages/server/src/protocols/wps1/wps1.js";
import { makeWps2 } from "../../packages/server/src/protocols/wps2/wps2.js";
import { asJson, asWps1, asWps2, boxes, type WholeWish, type Wish, xmlText } from "../e2e/three-protocols.js";
import { type MemorySink, makeMemorySink, post } from "./memory-sink.js";

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "NONE", accessConstraints: "NONE", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Test", contact: {} },
};
const links = makeLinks("http://localhost:5000");
const wps1 = makeWps1({ service, links, pinned: true, listsExecutions: false });
const wps2 = makeWps2({ service, links, pinned: true, retentionMs: 1_000, now: () => 0, asyncWaitMs: 0, autoWaitMs: 0 });
const ogcapi = makeOgcApi({ service, links, listsJobs: false, boundary: () => "b" });

async function decode(protocol: typeof wps1 | typeof wps2 | typeof ogcapi, request: HttpRequest): Promise<unknown> {
  const sink = makeMemorySink();
  const { operation } = await protocol.decode(request, sink);
  if (operation.kind !== "execute") throw new Error("this is no Execute");
  return meaning(operation.execute, sink);
}

/** What is meant, without how each notation says it: bytes and text are one, and so are a number and its digits. */
function meaning({ processId, inputs, outputs, mode, response }: Execute, sink: MemorySink): unknown {
  const of = (data: Data): unknown => {
    if (data.kind === "reference") return { href: data.href, method: data.method, mediaType: data.format?.mediaType };
    const isBase64 = data.format?.encoding === "base64";
    const mediaType = data.format?.mediaType;
    if (data.kind === "stored") return { bytes: sink.files.get(data.file.key)?.toString("hex"), mediaType };
    if (typeof data.value === "object") return data.value;
    return { bytes: Buffer.from(String(data.value), isBase64 ? "base64" : "utf8").toString("hex"), mediaType };
  };
  return { processId, mode, response, outputs, inputs: inputs.map(({ id, data }) => ({ id, data: of(data) })) };
}

const mediaType = fc.constantFrom("text/plain", "application/json", "text/xml; subtype=gml/3.1.1", "image/tiff");
const kinds: readonly ((id: string) => fc.Arbitrary<Wish>)[] = [
  (id) => xmlText.map((text) => ({ id, kind: "literal", text })),
  (id) => fc.tuple(xmlText, mediaType).map(([text, type]) => ({ id, kind: "text", text, mediaType: type })),
  (id) => fc.tuple(fc.uint8Array({ minLength: 1 }), mediaType).map(([bytes, type]) => ({ id, kind: "base64", bytes, mediaType: type })),
  (id) => boxes.map((numbers) => ({ id, kind: "box", numbers, crs: "urn:ogc:def:crs:EPSG::4326" })),
  (id) => mediaType.map((type) => ({ id, kind: "reference", href: "http://example.org/a?b=c&d=%20e", mediaType: type })),
];
const inputs = fc
  .array(fc.constantFrom(...kinds), { maxLength: 5 })
  .chain((some) => fc.tuple(...some.map((kind, index) => fc.array(kind(`in.${index}`), { minLength: 1, maxLength: 2 }))))
  .map((lists) => lists.flat());
const wishes: fc.Arbitrary<WholeWish> = fc.record(
  { process: fc.constantFrom("echo", "a.b-c"), inputs, output: fc.constant("out"), mediaType },
  { requiredKeys: ["process", "inputs", "output"] },
);

test("the same Execute by three protocols is the same Operation, wherever it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(wishes, fc.integer({ min: 1, max: 50 }), async (wish, size) => {
      const xml = { "content-type": "text/xml" };
      const one = await decode(wps1, post(asWps1(wish), xml, size));
      const two = await decode(wps2, post(asWps2(wish), xml, size));
      const path = `/processes/${wish.process}/execution`;
      const three = await decode(ogcapi, { ...post(asJson(wish), { "content-type": "application/json" }, size), path });
      expect(two).toEqual(one);
      expect(three).toEqual(one);
    }),
    { numRuns: 150 },
  );
});
