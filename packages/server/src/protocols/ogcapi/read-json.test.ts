// The reader of bodies against JSON.parse: the same values however the text is cut, the same refusals, and long data in files.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeMemorySink } from "../../../../../test/golden/memory-sink.js";
import { isKept, type Json, type Path, readJson } from "./read-json.js";

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function read(text: string, size = 65_536, isData: (path: Path) => boolean = () => false, sink = makeMemorySink()): Promise<Json> {
  return readJson(pieces(text, size), { sink, isData, isLong: () => true });
}

/** The tree as plain values; no name is special in an object without a prototype. */
function plain(node: Json): unknown {
  if (isKept(node)) return node.of === "string" ? node.text : JSON.parse(node.text);
  if (node instanceof Map)
    return Object.assign(Object.create(null), Object.fromEntries([...node].map(([name, one]) => [name, plain(one)])));
  return Array.isArray(node) ? node.map(plain) : node;
}

const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("the reader of bodies", () => {
  test("reads what JSON.parse reads, wherever the text is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ stringUnit: "binary" }), fc.integer({ min: 1, max: 9 }), fc.boolean(), async (text, size, keeps) => {
        fc.pre(!halves.test(JSON.stringify(JSON.parse(text)).replace(/\\ud[89a-f]\w\w/g, "\ud800")));
        const tree = await read(text, size, () => keeps);
        expect(JSON.stringify(plain(tree))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });

  test("refuses what JSON.parse refuses, and nothing else but what is said here", async () => {
    const sign = fc.constantFrom(...'{}[]:,"\\ntu0123456789.eE+-\t\u0001 ', "true", "null", '"a"', '{"a":', "\\u0041", "1.5");
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), async (signs, size) => {
        const text = signs.join("");
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const found = await read(text, size).then(plain, (error: Error) => error);
        if (expected === undefined) expect(found).toBeInstanceOf(Error);
        // Names that stand twice, and numbers that cannot be kept.
        else if (found instanceof Error) expect(found.message).toMatch(/twice|exactly/);
        else expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  test("long data goes to files, as it was written, and a name like __proto__ is a name", async () => {
    const long = "é".repeat(100_000);
    const data = ` {"a" : [1.10, "${"x".repeat(70_000)}"], "__proto__": 12345678901234567890}`;
    const sink = makeMemorySink();
    const tree = await read(`{"text":"${long}","data":${data},"__proto__":{"x":1}}`, 1_000, (path) => path[0] === "data", sink);
    expect(tree).toBeInstanceOf(Map);
    const fields = tree as ReadonlyMap<string, Json>;
    expect([...sink.files.values()].map(String)).toEqual([long, data.trim()]);
    expect([...fields.keys()]).toEqual(["text", "data", "__proto__"]);
    expect(sink.unfinished()).toBe(0);
  });

  test("what breaks off leaves no file open", async () => {
    const sink = makeMemorySink();
    await expect(read(`{"text":"${"x".repeat(200_000)}`, 1_000, () => true, sink)).rejects.toThrow(/too early/);
    expect(sink.unfinished()).toBe(0);
  });

  test.each([
    [`[${"1,".repeat(300_000)}1]`, "values"],
    [`[${`"${"x".repeat(60_000)}",`.repeat(300)}1]`, "characters"],
    [`{"${"x".repeat(5_000)}":1}`, "too long"],
    [`[${"1".repeat(500)}]`, "too long"],
  ])("the bounds of memory hold (%.20s)", async (text, word) => {
    await expect(read(text)).rejects.toThrow(word);
  });

  test("bytes that are no UTF-8 are refused", async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x20]);
    }
    await expect(readJson(body(), { sink: makeMemorySink(), isData: () => false, isLong: () => true })).rejects.toThrow(/UTF-8/);
  });
});
