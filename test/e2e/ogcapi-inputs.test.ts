// Inputs of OGC API - Processes over HTTP: every notation, links, long data, and what is refused.
import { describe, expect, it } from "vitest";
import { type Answer, ended, everything, feature, useGround } from "./ogcapi-ground.js";

const { ask, execute, ground, start, until } = useGround();
const pointers = (answer: Answer): unknown[] => (answer.json()["errors"] as { pointer?: string }[]).map(({ pointer }) => pointer);

describe("inputs", () => {
  const echoed = async (inputs: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const answer = await execute({ inputs: { text: "t", ...inputs }, response: "document" });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    return answer.json();
  };

  it("a value may be qualified, and its members may stand in any order", async () => {
    const answer = await execute(
      `{"response":"document","inputs":{"image":{"encoding":"base64","value":"AP8B/g==","mediaType":"image/tiff; application=geotiff"},"text":{"value":"q"}}}`,
    );
    expect(answer.json()).toMatchObject({ text: "q", image: { value: "AP8B/g==" } });
  });

  it("JSON of a process is passed on as it was written, numbers included", async () => {
    const source = '{"type":"Feature", "big":123456789012345678901234567890,  "price": 1.10, "__proto__": {"a": 1}}';
    const answer = await execute(`{"inputs":{"text":"t","features":{"value":${source}}},"outputs":{"features":{}}}`);
    expect(answer.text).toBe(source);
  });

  it("text for a complex input, a list for one that occurs often, an empty list, null characters in strings", async () => {
    expect(await echoed({ features: { value: "<gml/>", mediaType: "application/gml+xml" } })).toMatchObject({
      features: { mediaType: "application/gml+xml", value: "<gml/>" },
    });
    expect((await echoed({ numbers: [] }))["count"]).toBe(1);
    expect((await echoed({ numbers: [5, { value: 6 }] }))["count"]).toBe(12);
    expect((await echoed({ text: "žluť \ud83c\udf32 \u2028" }))["text"]).toBe("žluť \ud83c\udf32 \u2028");
  });

  it("a link is fetched, of a literal and of a box too; what is behind the guard is not", async () => {
    const base = ground().foreign;
    expect(
      await echoed({ text: { href: `${base}/text` }, features: { href: `${base}/x`, type: "text/plain" }, box: { href: `${base}/box` } }),
    ).toMatchObject({
      text: "from afar",
      features: { mediaType: "text/plain", value: "from afar" },
      box: { bbox: [1, 2, 3, 4] },
    });
    const refused = await execute({ inputs: { text: { href: "http://127.0.0.1:1/" } } });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("loopback") as string]);
  });

  it("the output of another job of this server is an input, without a connection", async () => {
    const job = await start({ inputs: everything });
    await until(job, ended);
    const links = { text: { href: `${job}/results/text` }, image: { href: `${job}/results/image` }, box: { href: `${job}/results/box` } };
    const answer = await execute({ inputs: links, response: "document" });
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining({ text: "hello", box: everything.box })]);
    expect(answer.json()["image"]).toMatchObject({ value: everything.image.value });
  });

  it("long inline data keeps the memory of the server flat", async () => {
    const megabytes = 60;
    const block = Buffer.alloc(3 * 2 ** 18, 7).toString("base64");
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"inputs":{"text":"t","image":{"value":"');
      for (let sent = 0; sent < megabytes; sent += 1) yield Buffer.from(block);
      yield Buffer.from('","encoding":"base64"}},"outputs":{"image":{"transmissionMode":"reference"}}}');
    }
    const options = {
      method: "POST",
      body: body() as unknown as ReadableStream,
      duplex: "half",
      headers: { "content-type": "application/json" },
    };
    const answer = await ask("/processes/echo/execution", options as RequestInit);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const href = /<(.*?)>/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
    expect((await ask(href, { method: "HEAD" })).headers.get("content-length")).toBe(String(megabytes * 3 * 2 ** 18));
  }, 120_000);

  it("all faults are told together, each with the place it is at", async () => {
    const values = await execute({
      inputs: { count: "many", numbers: [1, "x"], none: 1, box: { bbox: [1, 2, 3, 4], crs: "EPSG:1" } },
      outputs: { nothing: {} },
    });
    expect([values.status, pointers(values)]).toEqual([
      400,
      ["/inputs/count", "/inputs/numbers", "/inputs/box", "/inputs/none", "/outputs/nothing"],
    ]);
    // What is wrong with the notation, and what the description of the process says of the rest.
    const both = await execute({ inputs: { name: { b: 1 }, colour: "red" }, outputs: { answer: {} } }, {}, "say_hello");
    expect([both.status, pointers(both)]).toEqual([400, ["/inputs/name", "/inputs/colour", "/outputs/answer"]]);
    const notation = await execute({
      inputs: { a: { b: 1 }, "c/d": [null], box: { bbox: [1] } },
      outputs: 3,
      response: "loud",
      subscriber: { successUri: "ftp://x" },
    });
    expect(pointers(notation)).toEqual([
      "/response",
      "/inputs/a",
      "/inputs/c~1d/0",
      "/inputs/box/bbox",
      "/outputs",
      "/subscriber/successUri",
    ]);
  });

  it.each([
    ["", "too early"],
    ["{", "too early"],
    ["[]", "object"],
    ["nul", "no value"],
    ['{"inputs":{"text":"a","text":"b"}}', "twice"],
    ['{"inputs":{"count":12345678901234567890}}', "exactly"],
    ['{"inputs":{"count":1e999}}', "exactly"],
    ['{"inputs":{"text":"\\ud800"}}', "half a character"],
    [`${"[".repeat(1000)}${"]".repeat(1000)}`, "deep"],
    [`{"inputs":{"features":{"value":${"[".repeat(1000)}${"]".repeat(1000)}}}}`, "deep"],
    ['{"inputs":{"text":"a"}} x', "the end"],
  ])("the body %.60s is refused", async (body, word) => {
    const answer = await execute(body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(word) as string]);
  });

  it("a body of another type is refused", async () => {
    expect((await execute("<a/>", { "content-type": "text/xml" })).status).toBe(415);
    expect(
      (await execute({ inputs: { text: "a" }, outputs: { text: {} } }, { "content-type": "application/json; charset=utf-8" })).text,
    ).toBe("a");
  });

  it("inputs may stand in the query", async () => {
    const base = ground().foreign;
    const query = new URLSearchParams({
      text: "q",
      count: "3",
      numbers: "[1,2]",
      box: "1,2,3,4",
      features: JSON.stringify(feature),
      response: "document",
    });
    expect((await ask(`/processes/echo/execution?${query}&box[crs]=EPSG:4326`)).json()).toMatchObject({
      ...{ text: "q", count: 6, box: { bbox: [1, 2, 3, 4], crs: "EPSG:4326" } },
      features: { mediaType: "application/geo+json", value: feature },
    });
    expect((await ask(`/processes/echo/execution?text[href]=${base}/text&text[type]=text/plain&count[include]=true`)).status).toBe(200);
    expect((await ask("/processes/echo/execution?text=a&count[include]=true")).text).toBe("1");
    const job = await ask("/processes/echo/execution?text=a&response[prefer]=respond-async");
    expect(job.status).toBe(201);
  });
});
