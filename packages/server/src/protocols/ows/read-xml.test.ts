import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { ServiceError } from "../../core/errors.js";
import type { Sink } from "../../core/message.js";
import { bounds } from "./guarded-parser.js";
import { type ReadXmlParts, readXml } from "./read-xml.js";

function partsWith(sink: Sink): ReadXmlParts {
  return {
    sink,
    checkRoot() {},
    opaque: (path) => {
      const local = path.at(-1)?.local;
      return local === "Data" ? "plain" : local === "Base64" ? "base64" : undefined;
    },
    locate: (path) => path.find((element) => element.local === "Input")?.attributes.find((each) => each.local === "id")?.value,
  };
}

async function read(document: string | Uint8Array, size?: number) {
  const sink = makeMemorySink();
  const root = await readXml(post(document, {}, size), partsWith(sink));
  const contents = root.children.map((child) => child.content);
  return { root, contents, sink, texts: [...sink.files.values()].map(String) };
}

async function refusal(document: string | Uint8Array | AsyncIterable<Uint8Array>, sink: Sink = makeMemorySink()): Promise<string> {
  const request = typeof document === "string" || document instanceof Uint8Array ? post(document) : { body: document, headers: {} };
  const error = await readXml(request, partsWith(sink)).then(
    () => expect.fail("it was read"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ServiceError)) throw error;
  return error.message;
}

const markup = '<g:a\r\n x="1"><!-- é --><![CDATA[<\\Data>]]><b t="😀"/>&amp;\r\n\t</b2 ></g:a\r\n>'.replace("</b2 >", "<b2></b2 >");
const document = (content: string): string =>
  `\ufeff<?xml version="1.0" encoding="UTF-8"?><r xmlns="urn:r" xmlns:g="urn:g"><x/><Data xmlns:h='urn:"h' xmlns:g="urn:g2">${content}</Data ></r>`;

test("markup is copied byte for byte, with the namespaces in scope, wherever the document is cut into chunks", async () => {
  const bytes = Buffer.from(document(`\n <?p i?> <!-- layout > --> ${markup}\n<!-- behind -->`));
  const expected = markup.replace("<g:a", '<g:a xmlns="urn:r" xmlns:g="urn:g2" xmlns:h="urn:&quot;h"');
  for (let cut = 1; cut < bytes.length; cut++) {
    const sink = makeMemorySink();
    const body = (async function* () {
      yield bytes.subarray(0, cut);
      yield bytes.subarray(cut);
    })();
    const root = await readXml({ body, headers: {} }, partsWith(sink));
    expect(String(sink.files.get("0")), `cut at ${cut}`).toBe(expected);
    expect(root.children[1]?.content).toMatchObject({ kind: "stored", markup: true });
  }
  for (const size of [1, 2, 3, 5, 11]) expect((await read(bytes, size)).texts).toEqual([expected]);
});

test("a default namespace that the content sets itself is left alone, and prefixes it declares too", async () => {
  const { texts } = await read('<r xmlns="urn:r" xmlns:g="urn:g"><Data><a xmlns="" xmlns:g="urn:own"/></Data></r>');
  expect(texts).toEqual(['<a xmlns="" xmlns:g="urn:own"/>']);
});

test.each([
  ["plain text as it stands", "  a &lt; b\r\n", "  a < b\n"],
  ["CDATA without the layout around it", "\n <![CDATA[ a ]] > <b> ]]>\n ", " a ]] > <b> "],
  ["several CDATA sections and what is between them", "<![CDATA[a]]> - <![CDATA[]]&]]> \n", "a - ]]&"],
  ["escaped markup without the blanks before it", "\n  &lt;?xml version='1.0'?&gt;&lt;a/&gt;\n", "<?xml version='1.0'?><a/>\n"],
  ["text around comments and instructions", "a<!-- no -->b<?no no?>c", "abc"],
  ["nothing", "", ""],
  ["white space alone", " \n\t", ""],
])("text content is decoded: %s, wherever it is cut", async (_title, content, expected) => {
  for (const size of [1, 2, 3, 7, 1_000]) {
    const { texts, contents } = await read(document(content), size);
    expect(texts).toEqual([expected]);
    expect(contents[1]).toMatchObject({ kind: "stored", markup: false });
  }
});

test("base64 is decoded on the way, with white space and CDATA", async () => {
  for (const size of [1, 4, 1_000]) {
    const { texts } = await read("<r><Base64>\n SGVs\n bG8<![CDATA[gV29y]]>bGQ= \n</Base64><Base64/></r>", size);
    expect(texts).toEqual(["Hello World", ""]);
  }
});

test("what cannot be data is dropped and told, and the rest of the document is still read", async () => {
  const bad = [
    "<Base64>QQ=</Base64>",
    "<Base64><a/></Base64>",
    "<Data>a<b/></Data>",
    "<Data><a/><b/></Data>",
    "<Data><a/>b</Data>",
    "<Data><a/><![CDATA[b]]></Data>",
  ];
  const { contents, sink, root } = await read(`<r>${bad.join("")}<Data>good</Data><t>end</t></r>`);
  expect(contents.slice(0, -2).map((content) => content?.kind)).toEqual(bad.map(() => "bad"));
  expect([...sink.files.values()].map(String)).toEqual(["good"]);
  expect(sink.unfinished()).toBe(0);
  expect(root.children.at(-1)?.text).toBe("end");
});

test("the tree has names, attributes, text and CDATA, but no comments", async () => {
  const { root } = await read('<p:r xmlns:p="urn:p" a="1" p:b="2">x<!-- no --><c>y<![CDATA[<z>]]></c></p:r>');
  expect(root).toMatchObject({ uri: "urn:p", local: "r", text: "x", children: [{ uri: "", local: "c", text: "y<z>" }] });
  expect(root.attributes.filter(({ uri }) => !uri.includes("xmlns"))).toEqual([
    { uri: "", local: "a", value: "1" },
    { uri: "urn:p", local: "b", value: "2" },
  ]);
});

test("a sink that is full ends the reading, with the input's name", async () => {
  const sink: Sink = {
    async create() {
      const full = new ServiceError([{ code: "too-large", message: "Too large." }]);
      return { write: () => Promise.reject(full), close: () => Promise.reject(full), discard: () => Promise.resolve() };
    },
  };
  const error = await readXml(post('<r><Input id="poly"><Data>x</Data></Input></r>'), partsWith(sink)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ faults: [{ code: "too-large", locator: "poly" }] });
});

test("a file that is being written is discarded when the document breaks off", async () => {
  const sink = makeMemorySink();
  expect(await refusal("<r><Data>x", sink)).toContain("not well-formed");
  expect(sink.unfinished()).toBe(0);
});

describe("hostile documents are refused at once, in one sentence", () => {
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY b${i} "&a;&a;">`).join("")}]><r>&b29;</r>`;
  const endless = (start: string, piece: string, times: number) =>
    (async function* () {
      yield Buffer.from(start);
      for (let i = 0; i < times; i++) yield Buffer.from(piece);
    })();
  const cases: readonly [string, string | Uint8Array | AsyncIterable<Uint8Array>, string][] = [
    ["an empty body", "", "empty"],
    ["white space", " \n ", "empty"],
    ["key-value pairs", "service=WPS&request=Execute", "not XML"],
    ["a DOCTYPE", "<!DOCTYPE r><r/>", "DOCTYPE"],
    ["a billion laughs", laughs, "DOCTYPE"],
    ["an external entity", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "DOCTYPE"],
    ["a DOCTYPE without end", endless("<!DOCTYPE r [", "<!ENTITY a 'b'>".repeat(5_000), 200), "DOCTYPE"],
    ["100,000 attributes", `<r ${Array.from({ length: 100_000 }, (_, i) => `a${i}="v"`).join(" ")}/>`, "more than 1000 attributes"],
    ["100,000 namespaces", `<r ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="v"`).join(" ")}/>`, "more than 1000 attributes"],
    ["100,000 attributes in the data", `<r><Data><a ${'b="1" '.repeat(100_000)}/></Data></r>`, "more than 1000 attributes"],
    ["200,000 levels", "<r>".repeat(200_000), "deeper than 200"],
    [
      "200,000 levels with namespaces in the data",
      `<r><Data>${Array.from({ length: 200_000 }, (_, i) => `<a xmlns:n${i}="u">`).join("")}`,
      "deeper than 200",
    ],
    ["an attribute without end", endless('<r a="', "x".repeat(100_000), 200), "characters of attributes"],
    ["an attribute of entities without end", endless('<r a="', "&amp;".repeat(20_000), 200), "characters of attributes"],
    ["a name without end", endless("<r", "x".repeat(100_000), 200), "longer than 1000"],
    ["a name of an instruction without end", endless("<r><?x", "x".repeat(100_000), 200), "longer than 1000"],
    ["an end tag without end", endless("<r></r", "x".repeat(100_000), 200), "longer than 1000"],
    ["an entity without end", endless("<r>&", "x".repeat(100_000), 200), "entity"],
    ["an entity that nobody declared", "<r>&nbsp;</r>", "undefined entity"],
    ["blanks in a start tag of the data", endless("<r><Data><a", " ".repeat(100_000), 200), "start tag"],
    ["a long text outside of the data", endless("<r><t>", "x".repeat(100_000), 200), "longer than 1000000"],
    ["blanks outside of the data", endless("<r>", "<t> </t>".repeat(10_000), 200), "more than 100000 elements"],
    ["comments without end outside of the data", endless("<r>", `<!--${"x".repeat(100_000)}-->`, 200), "too long"],
    ["inline data without end", endless("<r>", "<Data/>".repeat(1_000), 200), "more than 10000 inline inputs"],
    ["characters that XML does not have", "<r>\u0001</r>", "disallowed character"],
    ["characters of XML 1.1", '<?xml version="1.1"?><r>&#1;</r>', "malformed character entity"],
    ["two roots", "<r/><r/>", "one root"],
    ["an open element", "<r><a>", "unclosed tag"],
    ["wrong nesting", "<r><a></r></a>", "unexpected close tag"],
    ["an unknown prefix", "<p:r/>", "unbound namespace prefix"],
    ["UTF-8 that is none", Buffer.from([0x3c, 0x72, 0x3e, 0xff, 0x3c, 0x2f, 0x72, 0x3e]), "not valid UTF-8"],
  ];
  test.each(cases)("%s", async (_title, body, sentence) => {
    expect(await refusal(body)).toContain(sentence);
  });

  test("but as deep, as many and as long as the bounds say is read", async () => {
    const attributes = Array.from({ length: bounds.attributes }, (_, i) => `a${i}="v"`).join(" ");
    const { root } = await read(`<r ${attributes} />`);
    expect(root.attributes).toHaveLength(bounds.attributes);
    const levels = bounds.depth - 2;
    const { texts } = await read(`<r><Data>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</Data></r>`);
    expect(texts[0]).toHaveLength(levels * 7);
  });
});

describe("memory stays flat whatever the data are made of", () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const megabyte = 1_000_000;
  const size = 48;

  async function growth(start: string, piece: string, end: string, kept: Uint8Array[] = []): Promise<{ heap: number; written: number }> {
    let written = 0;
    let peak = 0;
    collect();
    const before = process.memoryUsage();
    const bytes = Buffer.from(piece.repeat(megabyte / piece.length));
    const sink: Sink = {
      async create() {
        return {
          async write(chunk) {
            written += chunk.length;
            if (kept.length > 0) kept.push(chunk);
          },
          close: async () => ({ key: "0", byteLength: written, sha256: "" }),
          discard: async () => {},
        };
      },
    };
    const body = (async function* () {
      yield Buffer.from(start);
      for (let sent = 0; sent < size; sent++) {
        yield bytes;
        if (sent % 8 !== 7) continue;
        collect();
        const now = process.memoryUsage();
        peak = Math.max(peak, now.heapUsed + now.external - before.heapUsed - before.external);
      }
      yield Buffer.from(end);
    })();
    await readXml({ body, headers: {} }, partsWith(sink));
    return { heap: peak, written };
  }

  const cases: readonly [string, string, string, string, number][] = [
    ["one base64 text", "<r><Base64>", "QUJD", "</Base64></r>", 0.75 * size * megabyte],
    ["one text", "<r><Data>", "text", "</Data></r>", size * megabyte],
    ["one CDATA section", "<r><Data><![CDATA[", "text", "]]></Data></r>", size * megabyte],
    ["one comment between the data", "<r><Data>a<!--", "text", "--></Data></r>", 1],
    ["elements", "<r><Data><a>", "<b>12</b>\n", "</a></Data></r>", size * megabyte + 7],
    ["one text inside an element", "<r><Data><a>", "text", "</a></Data></r>", size * megabyte + 7],
  ];
  test.each(cases)("%s", async (_title, start, piece, end, expected) => {
    const { heap, written } = await growth(start, piece, end);
    expect(written).toBe(expected);
    expect(heap).toBeLessThan(8 * megabyte);
  });

  test("and the measure shows a sink that keeps what it gets", async () => {
    const { heap } = await growth("<r><Data>", "text", "</Data></r>", [new Uint8Array(1)]);
    expect(heap).toBeGreaterThan((size / 2) * megabyte);
  });
});
