// The same Execute by WPS 1.0.0, WPS 2.0 and OGC API gives the same results over HTTP.
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";
import { asJson, asWps1, asWps2, boxes, type WholeWish, type Wish, xmlText } from "./three-protocols.js";

let server: Server;
const process = "org.n52.javaps.test.EchoProcess";

beforeAll(async () => {
  server = await startServer({ config: `[processes]\npaths = [${JSON.stringify(join(root, "processes/conformance"))}]\n` });
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function answer(
  path: string,
  body: string,
  type: string,
): Promise<{ readonly status: number; readonly type: string; readonly bytes: string }> {
  const response = await fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": type } });
  const bytes = Buffer.from(await response.arrayBuffer()).toString("hex");
  return { status: response.status, type: (response.headers.get("content-type") ?? "").split(";")[0] ?? "", bytes };
}

const json = fc.json({ maxDepth: 2 }).filter((text) => /^[[{]/.test(text) && !/[^\x20-\x7e]|\\u/.test(text));
const inputs: readonly fc.Arbitrary<{ readonly output: string; readonly mediaType: string; readonly wish: Wish }>[] = [
  xmlText.map((text) => ({ output: "literalOutput", mediaType: "text/plain", wish: { id: "literalInput", kind: "literal", text } })),
  xmlText.map((text) => ({
    ...{ output: "complexOutput", mediaType: "text/plain" },
    wish: { id: "complexInput", kind: "text", text, mediaType: "text/plain" },
  })),
  json.map((text) => ({
    ...{ output: "complexOutput", mediaType: "application/json" },
    wish: { id: "complexInput", kind: "text", text, mediaType: "application/json" },
  })),
];

it("one output, raw: the same status, type and bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(...inputs), boxes, async ({ output, mediaType, wish }, numbers) => {
      const box: Wish = { id: "boundingboxInput", kind: "box", numbers, crs: "EPSG:4326" };
      const plain: WholeWish = { process, inputs: [wish, box], output };
      // WPS 2.0 gives a literal as XML unless text is asked for; the other two know nothing else than text.
      const two = await answer("/wps", asWps2({ ...plain, mediaType }), "text/xml");
      const whole = output === "complexOutput" ? { ...plain, mediaType } : plain;
      const one = await answer("/wps", asWps1(whole), "text/xml");
      const three = await answer(`/processes/${process}/execution`, asJson(whole), "application/json");
      expect([one.status, one.type]).toEqual([200, mediaType]);
      expect(two).toEqual(one);
      expect(three).toEqual(one);
    }),
    { numRuns: 12 },
  );
}, 120_000);

it("what is wrong is refused by all three, with 400", async () => {
  const wrong: WholeWish[] = [
    { process, inputs: [{ id: "nothing", kind: "literal", text: "a" }], output: "literalOutput" },
    { process, inputs: [{ id: "duration", kind: "literal", text: "-1" }], output: "literalOutput" },
    { process, inputs: [{ id: "boundingboxInput", kind: "box", numbers: [1, 2, 3, 4], crs: "EPSG:1" }], output: "literalOutput" },
    { process, inputs: [{ id: "complexInput", kind: "text", text: "a", mediaType: "image/png" }], output: "literalOutput" },
    { process, inputs: [], output: "nothing" },
  ];
  for (const wish of wrong) {
    const one = await answer("/wps", asWps1(wish), "text/xml");
    const two = await answer("/wps", asWps2(wish), "text/xml");
    const three = await answer(`/processes/${process}/execution`, asJson(wish), "application/json");
    expect([wish.inputs[0]?.id, one.status, two.status, three.status]).toEqual([wish.inputs[0]?.id, 400, 400, 400]);
  }
});
