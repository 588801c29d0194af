// Every answer of a running server is a valid document, and says what was asked.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  box,
  document,
  type Everything,
  id,
  literalWith,
  output,
  raw,
  referenced,
  startEverything,
  unchecked,
  validate,
} from "./everything.js";
import { complex, executeDocument, literal } from "./requests.js";
import { ask, follow, root } from "./server.js";

let every: Everything;

beforeAll(async () => {
  every = await startEverything();
});

afterAll(async () => {
  await every.stop();
});

describe(`GetCapabilities and DescribeProcess${unchecked}`, () => {
  it.each([
    "service=WPS&request=GetCapabilities",
    "sErViCe=wps&&REQUEST=getcapabilities&x=1&ServiceProvider=&metapath=",
    "service=WPS&request=GetCapabilities&AcceptVersions=2.0.0,1.0.0",
    "service=WPS&request=GetCapabilities&acceptversion=1.0.0",
    "service=WPS&request=GetCapabilities&version=1.0.0&language=cs",
    "service=WPS&request=GetCapabilities&Sections=All",
    "service=WPS&request=GetCapabilities&section=ProcessOfferings,Languages",
    "service=WPS&request=GetCapabilities&updateSequence=0",
    "service=WPS&request=GetCapabilities&Format=application/xml",
    "service=WPS&request=DescribeProcess&version=1.0.0&identifier=all",
    `service=WPS&request=DescribeProcess&version=1.0.0&language=cs&identifier=say_hello,${encodeURIComponent(id)}`,
  ])("%s", async (query) => {
    expect(await every.valid(query)).toMatchObject({ status: 200 });
  });

  it.each([
    '<GetCapabilities service="WPS"/>',
    '<GetCapabilities xmlns="http://www.opengis.net/wps/1.0.0" service="WPS" language="cs"/>',
    '<wps100:GetCapabilities xmlns:wps100="http://www.opengis.net/wps/1.0.0" xmlns:ows110="http://www.opengis.net/ows/1.1" service="WPS"><wps100:AcceptVersions><ows110:Version>0.4.0</ows110:Version><ows110:Version>1.0.0</ows110:Version></wps100:AcceptVersions></wps100:GetCapabilities>',
    '<DescribeProcess service="WPS" version="1.0.0"><Identifier>all</Identifier></DescribeProcess>',
  ])("%s", async (post) => {
    expect(await every.valid({ post })).toMatchObject({ status: 200 });
  });

  it("the format is the first acceptable one, its parameters aside", async () => {
    const { headers } = await every.valid(
      "service=WPS&request=GetCapabilities&AcceptFormats=text/html,text/xml;charset=utf-8,application/xml",
    );
    expect(headers.get("content-type")).toMatch(/^text\/xml;/);
  });
});

describe(`Execute${unchecked}`, () => {
  it("answers all outputs inline, in their order, without a response form", async () => {
    const { text } = await every.run([literal("text", "x")]);
    expect([...text.matchAll(/<wps:Output>\s*<ows:Identifier>(\w+)</g)].map(([, name]) => name)).toEqual([
      "told",
      "length",
      "yes",
      "box",
      "document",
      "picture",
      "empty",
    ]);
    expect(text).toContain('<wps:ComplexData mimeType="image/png" encoding="base64">iVBORw0KGgoA/w==</wps:ComplexData>');
    expect(text).toContain('<wps:LiteralData dataType="double" uom="metre">0.3</wps:LiteralData>');
    expect(text).toContain('<wps:BoundingBoxData crs="EPSG:4326" dimensions="2">');
    expect(text).toContain('<wps:ComplexData mimeType="text/xml"><a xmlns="urn:a" b="&lt;"><![CDATA[]]>]]&gt;</a></wps:ComplexData>');
  });

  it("answers several outputs as they were asked for: format, unit, reference, order", async () => {
    const wanted = [
      output("length", 'uom="foot"'),
      output("picture", 'asReference="true"'),
      output("told", 'encoding="base64" mimeType="Application/JSON"'),
    ];
    const { text } = await every.run([literalWith("number", 'uom="foot"', "1")], document(wanted, 'lineage="true"'));
    expect(text).toContain('<wps:LiteralData dataType="double" uom="foot">1</wps:LiteralData>');
    expect(text).toMatch(/<wps:ComplexData mimeType="application\/json" encoding="base64">eyJ0[\w+/=]+</);
    // Behind the link are the bytes: an encoding told here would be undone by the client.
    const [reference = "", href = ""] = /<wps:Reference href="([^"]+)"[^>]*>/.exec(text) ?? [];
    expect(reference).toContain('mimeType="image/png"/>');
    expect(Buffer.from(await (await fetch(href)).arrayBuffer()).toString("latin1")).toBe("\x89PNG\r\n\x1a\n\0\xff");
  });

  it("gives raw data as bytes, and as base64 to who asks for that", async () => {
    const bytes = async (form: string) => {
      const body = executeDocument({ process: id, form });
      const response = await fetch(`${every.server.url}/wps`, { method: "POST", body });
      const content = Buffer.from(await response.arrayBuffer());
      expect(response.headers.get("content-length")).toBe(String(content.length));
      return [response.headers.get("content-type"), content.toString("latin1")];
    };
    expect(await bytes(raw("picture"))).toEqual(["image/png", "\x89PNG\r\n\x1a\n\0\xff"]);
    expect(await bytes(raw("picture", 'encoding="base64"'))).toEqual(["image/png", "iVBORw0KGgoA/w=="]);
    expect(await bytes(raw("length", 'uom="foot"'))).toEqual(["text/plain; charset=utf-8", "0.3"]);
    expect(await bytes(raw("yes"))).toEqual(["text/plain; charset=utf-8", "false"]);
    expect(await bytes(raw("empty"))).toEqual(["text/plain; charset=utf-8", ""]);
    expect((await bytes(raw("box")))[1]).toMatch(/<wps:BoundingBoxData [^>]*crs="EPSG:4326" dimensions="2"><ows:LowerCorner>1 2</);
  });

  it("gives inputs and outputs back with lineage, however oddly they were written", async () => {
    const point = `${every.server.url}/static/data/point.gml`;
    const odd = [
      [literalWith("text", 'dataType="%zz"', " a&amp;b "), literalWith("number", 'dataType="::"', "1")],
      [
        complex("data", "<a xmlns:q='urn:q' b='q:c'/>", "mimeType='Text / XML;subtype=\"gml/3.1.1\"'"),
        complex("data", "<![CDATA[x]]]]>&gt;", ""),
      ],
      [complex("data", "aGVsbG8=", 'mimeType="image/png"'), box("1 2", "3 4", 'crs="urn:x-ogc:def:crs:EPSG:6.6:4326"')],
      [referenced(`${point}?{}|%zz#a#b`), referenced(`${point}?[&b=c`, 'method="GET"', '<wps:Header key="x-a" value="&lt;"/>')],
      [referenced("http://[x")],
    ];
    for (const inputs of odd) {
      const { text } = await every.run(inputs, document([output("yes", 'mimeType=""')], 'lineage="true"'));
      expect(text).toContain("<wps:OutputDefinitions>");
      expect(text.match(/<wps:Input>/g)).toHaveLength(inputs.length);
    }
  });

  it("is valid at every stage, and frozen without status", async () => {
    for (const [status, states] of [
      ["true", ["Accepted", "Started", "Succeeded"]],
      ["false", ["Accepted", "Succeeded"]],
    ] as const) {
      const attributes = `storeExecuteResponse="true" status="${status}" lineage="true"`;
      const { text } = await every.run([literal("text", "wait")], document([output("told", 'asReference="true"')], attributes));
      expect(text).toMatch(/<wps:ProcessAccepted>[\s\S]+<wps:OutputDefinitions>/);
      expect(text).not.toContain("<wps:ProcessOutputs>");
      const location = /statusLocation="([^"]+)"/.exec(text)?.[1] ?? "";
      const seen = new Set<string>(["Accepted"]);
      for (;;) {
        const now = await ask(location);
        expect(validate(now.text)).toBe("");
        const [, state = "", percent] =
          /<wps:Process(Accepted|Started|Succeeded|Failed)(?: percentCompleted="(\d+)")?>/.exec(now.text) ?? [];
        seen.add(state);
        if (percent === "42") expect(now.text).toContain("Half &lt;way&gt;");
        if (state !== "Accepted" && state !== "Started") break;
        // The status document is what a client can poll; there is nothing else to wait for.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect([...seen]).toEqual(states);
    }
  });

  it.each([
    ["user error", "InvalidParameterValue", ' locator="text"'],
    ["crash", "NoApplicableCode", ""],
  ])("tells a failure in the document, or raw with its status: %s", async (text, code, locator) => {
    const attributes = 'storeExecuteResponse="true" status="true"';
    const stored = await every.run([literal("text", text)], document([output("told")], attributes));
    const { document: ended } = await follow(/statusLocation="([^"]+)"/.exec(stored.text)?.[1] ?? "");
    expect(validate(ended)).toBe("");
    const exception = `<ows:Exception exceptionCode="${code}"${locator}>`;
    expect(ended).toContain(exception);
    const inline = await every.run([literal("text", text)]);
    expect(inline).toMatchObject({ status: 200, text: expect.stringContaining(exception) });
    const bare = await every.run([literal("text", text)], raw("told"));
    expect(bare).toMatchObject({ status: code === "NoApplicableCode" ? 500 : 400, text: expect.stringContaining(exception) });
  });

  it("answers in the language that was asked for", async () => {
    const post = executeDocument({ process: "say_hello", inputs: [literal("name", "x")] }).replace(
      'version="1.0.0">',
      'version="1.0.0" language="cs">',
    );
    expect((await every.valid({ post })).text).toContain('xml:lang="cs"');
  });

  it.each([
    ["store where it is not supported", "ultimate_question", document([output("answer")], 'storeExecuteResponse="true"'), 400],
    ["status without store", id, document([output("told")], 'status="true"'), 400],
    ["a literal by reference", id, document([output("length", 'asReference="true"')]), 400],
    ["an output twice", id, document([output("told"), output("told")]), 400],
    ["raw of an unknown output", id, raw("nothing"), 400],
    ["an unknown unit", id, document([output("length", 'uom="yard"')]), 400],
  ])("refuses %s with a valid report", async (_what, process, form, status) => {
    expect(await every.valid({ post: executeDocument({ process, form }) })).toMatchObject({ status });
  });
});

describe("a large output", () => {
  const bytes = 16 * 3_300_000 + "<large></large>".length;
  it("arrives whole, raw, inline, in base64 and by reference", async () => {
    const post = (form: string) =>
      ask(`${every.server.url}/wps`, executeDocument({ process: id, inputs: [literal("text", "large")], form }));
    const bare = await post(raw("document"));
    expect(bare.text).toHaveLength(bytes);
    const inline = await post(document([output("document")]));
    expect(inline.text.includes(bare.text) && inline.text.endsWith("</wps:ExecuteResponse>\n")).toBe(true);
    const base64 = /encoding="base64">([^<]*)</.exec((await post(document([output("document", 'encoding="base64"')]))).text)?.[1] ?? "";
    expect(Buffer.from(base64, "base64").equals(Buffer.from(bare.text))).toBe(true);
    const stored = await post(document([output("document", 'asReference="true"')]));
    const { text } = await ask(/<wps:Reference href="([^"]+)"/.exec(stored.text)?.[1] ?? "");
    expect(text === bare.text).toBe(true);
  });
});

const requests = join(root, "..", "shared", "requests");
const hasRequests = existsSync(requests);

describe.skipIf(!hasRequests)(`requests of real clients (skipped where ../shared/requests is missing)${unchecked}`, () => {
  const files = hasRequests
    ? readFileSync(join(requests, "index.tsv"), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t", 1)[0] ?? "")
    : [];

  it("are all answered with a valid document and never with an error of the server", async () => {
    expect(files.length).toBeGreaterThan(300);
    for (const file of files) {
      const content = readFileSync(join(requests, file));
      const answer = file.endsWith(".kvp")
        ? await ask(`${every.server.url}/wps?${content.toString().trim()}`)
        : await ask(`${every.server.url}/wps`, content);
      expect([200, 400, 501], file).toContain(answer.status);
      expect(validate(insideSoap(answer.text)), file).toBe("");
      expect(answer.text, file).not.toMatch(/\bat .*\.[jt]s:\d|node_modules/);
    }
  });
});

/** The WPS document of an answer in a SOAP envelope; any other answer as it is. */
function insideSoap(text: string): string {
  const [, inside = text] = /<soap:Detail>(.*)<\/soap:Detail>/s.exec(text) ?? /<soap:Body>(.*)<\/soap:Body>/s.exec(text) ?? [];
  return inside;
}
