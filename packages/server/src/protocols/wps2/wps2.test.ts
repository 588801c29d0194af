import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { get, makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { ServiceError } from "../../core/errors.js";
import type { Execute } from "../../core/execute.js";
import type { HttpRequest } from "../../core/message.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeWps1 } from "../wps1/wps1.js";
import { makeWps2 } from "./wps2.js";

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "", accessConstraints: "", languages: ["en-US"], inputBytes: 500_000 },
  provider: { name: "Test", contact: {} },
};
const links = makeLinks("http://localhost:5000");
const wps1 = makeWps1({ service, links, pinned: true });
const wps2 = makeWps2({ service, links, pinned: true, retentionMs: 1, now: () => 0 });

const escaped = (text: string): string => text.replace(/[&<>"\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const namespaces = (wps: string, ows: string): string =>
  `xmlns:w="http://www.opengis.net/wps/${wps}" xmlns:o="http://www.opengis.net/ows/${ows}" xmlns:x="http://www.w3.org/1999/xlink"`;
const attributes = (all: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(all)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${escaped(value)}"`))
    .join("");

/** What both versions can say of an input. */
type Said =
  | { readonly kind: "literal"; readonly value: string; readonly dataType?: string; readonly uom?: string }
  | { readonly kind: "bbox"; readonly lower: readonly number[]; readonly upper: readonly number[]; readonly crs?: string }
  | { readonly kind: "complex"; readonly content: string; readonly format: Readonly<Record<string, string | undefined>> }
  | {
      readonly kind: "reference";
      readonly href: string;
      readonly body?: string;
      readonly format: Readonly<Record<string, string | undefined>>;
    };
interface Request {
  readonly process: string;
  readonly inputs: readonly { readonly id: string; readonly said: Said }[];
  readonly outputs: readonly {
    readonly id: string;
    readonly byReference: boolean;
    readonly format: Readonly<Record<string, string | undefined>>;
  }[];
  readonly isAsync: boolean;
  readonly isRaw: boolean;
}

function corners({ lower, upper, crs }: Extract<Said, { kind: "bbox" }>, name: string): string {
  return `<${name}${attributes({ crs })}><o:LowerCorner>${lower.join(" ")}</o:LowerCorner><o:UpperCorner>${upper.join(" ")}</o:UpperCorner></${name}>`;
}

function reference(said: Extract<Said, { kind: "reference" }>): string {
  const start = `<w:Reference${attributes({ "x:href": said.href, ...said.format })}`;
  return said.body === undefined ? `${start}/>` : `${start}><w:Body>${said.body}</w:Body></w:Reference>`;
}

function data1(said: Said): string {
  if (said.kind === "reference") return reference(said);
  if (said.kind === "bbox") return `<w:Data>${corners(said, "w:BoundingBoxData")}</w:Data>`;
  if (said.kind === "complex") return `<w:Data><w:ComplexData${attributes(said.format)}>${said.content}</w:ComplexData></w:Data>`;
  return `<w:Data><w:LiteralData${attributes({ dataType: said.dataType, uom: said.uom })}>${escaped(said.value)}</w:LiteralData></w:Data>`;
}

function data2(said: Said): string {
  if (said.kind === "reference") return reference(said);
  if (said.kind === "bbox") return `<w:Data>${corners(said, "o:BoundingBox")}</w:Data>`;
  if (said.kind === "complex") return `<w:Data${attributes(said.format)}>${said.content}</w:Data>`;
  return `<w:Data mimeType="text/xml">\n<w:LiteralValue${attributes({ dataType: said.dataType, uom: said.uom })}>${escaped(said.value)}</w:LiteralValue></w:Data>`;
}

function asWps1({ process, inputs, outputs, isAsync, isRaw }: Request): string {
  const given = inputs.map(({ id, said }) => `<w:Input><o:Identifier>${escaped(id)}</o:Identifier>${data1(said)}</w:Input>`);
  const asked = outputs.map(({ id, byReference, format }) => {
    const name = isRaw ? "w:RawDataOutput" : "w:Output";
    const all = isRaw ? format : { ...format, asReference: String(byReference) };
    return `<${name}${attributes(all)}><o:Identifier>${escaped(id)}</o:Identifier></${name}>`;
  });
  const store = String(isAsync);
  const form = isRaw
    ? asked.join("")
    : `<w:ResponseDocument${attributes({ storeExecuteResponse: store, status: store })}>${asked.join("")}</w:ResponseDocument>`;
  return `<w:Execute ${namespaces("1.0.0", "1.1")} service="WPS" version="1.0.0"><o:Identifier>${escaped(process)}</o:Identifier><w:DataInputs>${given.join("")}</w:DataInputs><w:ResponseForm>${form}</w:ResponseForm></w:Execute>`;
}

function asWps2({ process, inputs, outputs, isAsync, isRaw }: Request): string {
  const given = inputs.map(({ id, said }) => `<w:Input${attributes({ id })}>${data2(said)}</w:Input>`);
  const asked = outputs.map(
    ({ id, byReference, format }) => `<w:Output${attributes({ id, transmission: byReference ? "reference" : "value", ...format })}/>`,
  );
  const mode = attributes({ mode: isAsync ? "async" : "sync", response: isRaw ? "raw" : "document" });
  return `<w:Execute ${namespaces("2.0", "2.0")} service="WPS" version="2.0.0"${mode}><o:Identifier>${escaped(process)}</o:Identifier>${given.join("")}${asked.join("")}</w:Execute>`;
}

/** What is meant: the execute without what only one version has, and the bytes instead of keys. Namespaces in scope are those of the request. */
async function meant(protocol: Pick<typeof wps1 | typeof wps2, "decode">, body: string): Promise<unknown> {
  const sink = makeMemorySink();
  const { operation } = await protocol.decode(post(body), sink);
  if (operation.kind !== "execute") throw new Error("no execute");
  const { store: _store, status: _status, anyOutputForm: _any, waitMs: _wait, ...rest } = operation.execute;
  const text = JSON.stringify(rest satisfies Partial<Execute>);
  const bytes = [...sink.files.values()].map((file) => file.toString().replace(/ xmlns:[wox]="[^"]*"/g, ""));
  return { execute: JSON.parse(text.replace(/"byteLength":\d+,"sha256":"\w+"/g, "")?.replace(/,\}/g, "}")), bytes };
}

const word = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }).filter((text) => text === text.trim());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const mimeType = fc.constantFrom("application/json", "text/xml", "text/xml; subtype=gml/3.1.1", "image/png", "application/gml+xml");
const format = fc.record({ mimeType, schema: maybe(fc.constantFrom("urn:s", "http://example.org/s")) });
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const pair = fc.tuple(number, number);
const markup = fc.tuple(word, word).map(([name, text]) => `<q:a xmlns:q="urn:q" b="${escaped(name)}">${escaped(text)}<b/></q:a>`);
const said: fc.Arbitrary<Said> = fc.oneof(
  fc
    .record({
      value: fc.string({ unit: "grapheme", maxLength: 12 }),
      dataType: maybe(fc.constant("xs:string")),
      uom: maybe(fc.constant("m")),
    })
    .map(
      ({ value, dataType, uom }): Said => ({
        kind: "literal",
        value: value.replace(/[^\t\n\r -\ud7ff\u{10000}-\u{10ffff}]/gu, ""),
        ...(dataType ? { dataType } : {}),
        ...(uom ? { uom } : {}),
      }),
    ),
  fc
    .record({ lower: pair, upper: pair, crs: maybe(fc.constant("EPSG:4326")) })
    .map(({ lower, upper, crs }): Said => ({ kind: "bbox", lower, upper, ...(crs ? { crs } : {}) })),
  fc.record({ content: fc.oneof(markup, word.map(escaped)), format }).map((one): Said => ({ kind: "complex", ...one })),
  fc
    .record({ content: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString("base64")), format })
    .map((one): Said => ({ kind: "complex", content: one.content, format: { ...one.format, encoding: "base64" } })),
  fc
    .record({ href: word.map((path) => `http://example.org/${encodeURIComponent(path)}`), body: maybe(markup), format })
    .map(({ href, body, format: asked }): Said => ({ kind: "reference", href, format: asked, ...(body ? { body } : {}) })),
);
const output = fc.record({ id: word, byReference: fc.boolean(), format: fc.oneof(format, fc.constant({})) });
const request: fc.Arbitrary<Request> = fc
  .record({
    process: word,
    inputs: fc.array(fc.record({ id: word, said }), { maxLength: 5 }),
    outputs: fc.array(output, { minLength: 1, maxLength: 3 }),
    isAsync: fc.boolean(),
    isRaw: fc.boolean(),
  })
  .map((one) =>
    one.isRaw ? { ...one, isAsync: false, outputs: one.outputs.slice(0, 1).map((each) => ({ ...each, byReference: false })) } : one,
  );

test("what both versions can say is the same Operation, whichever says it", async () => {
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      expect(await meant(wps2, asWps2(one))).toEqual(await meant(wps1, asWps1(one)));
    }),
    { numRuns: 300 },
  );
});

describe("hostile requests", () => {
  const check = async (asked: HttpRequest): Promise<void> => {
    const sink = makeMemorySink();
    const error: unknown = await wps2.decode(asked, sink).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(sink.unfinished()).toBe(0);
    if (error === undefined) return;
    expect(error).toBeInstanceOf(ServiceError);
    expect([400, 501]).toContain(wps2.encodeError(error).status);
  };

  test("make an answer or a ServiceError, and leave no open file", async () => {
    const pieces = [
      "service=WPS",
      "&",
      "request=GetResult",
      "version=2.0.0",
      "jobid=",
      "identifier=a",
      "acceptlanguages=",
      "=",
      "%",
      "+",
      ",",
    ];
    const tags = [
      '<w:Execute xmlns:w="http://www.opengis.net/wps/2.0" service="WPS" version="2.0.0" mode="sync">',
      '<w:Input id="a">',
      "<w:Data>",
    ];
    tags.push(
      "<w:LiteralValue>",
      "</w:LiteralValue>",
      "</w:Data>",
      '<w:Data encoding="base64">',
      "<w:ComplexData>",
      "</w:Input>",
      "</w:Execute>",
    );
    tags.push(
      "<![CDATA[",
      "]]>",
      "&lt;",
      "<!--",
      "-->",
      "/>",
      '<w:Output id="o"/>',
      '<w:Reference href="http://a/">',
      "<w:Body>",
      "</w:Body>",
      "</w:Reference>",
    );
    const query = fc.array(fc.oneof(fc.constantFrom(...pieces), word), { maxLength: 12 });
    const body = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...tags) }, word), { maxLength: 14 });
    await fc.assert(fc.asyncProperty(query, (parts) => check(get(parts.join("")))));
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 9 }), (parts, size) => check(post(`${tags[0]}${parts.join("")}`, {}, size))),
      { numRuns: 500 },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), (bytes) => check(post(bytes))));
  });

  const execute = (content: string): string =>
    `<w:Execute xmlns:w="http://www.opengis.net/wps/2.0" xmlns:o="http://www.opengis.net/ows/2.0" service="WPS" version="2.0.0" mode="sync"><o:Identifier>a</o:Identifier>${content}</w:Execute>`;

  test("a long text goes to a file, a short one stays; many short ones are kept to a bound", async () => {
    const decode = async (content: string) => {
      const sink = makeMemorySink();
      const { operation } = await wps2.decode(post(execute(content)), sink);
      return operation.kind === "execute"
        ? { kinds: operation.execute.inputs.map(({ data }) => data.kind), files: sink.files }
        : expect.fail();
    };
    const input = (text: string) => `<w:Input id="i"><w:Data>${text}</w:Data></w:Input>`;
    expect((await decode(input("x".repeat(65_536)))).kinds).toEqual(["value"]);
    const long = await decode(input("y".repeat(65_537)));
    expect(long.kinds).toEqual(["stored"]);
    expect(String(long.files.get("0"))).toBe("y".repeat(65_537));
    const { kinds, files } = await decode(input("z".repeat(60_000)).repeat(100));
    expect(kinds.filter((kind) => kind === "value").length).toBeLessThan(70);
    expect([...files.values()].every((file) => file.length === 60_000)).toBe(true);
    expect(kinds).toHaveLength(100);
  });

  test("inputs nested beyond the bound of the parser are refused, within it they are read", async () => {
    const deep = (depth: number) => `${'<w:Input id="a">'.repeat(depth)}<w:Data>1</w:Data>${"</w:Input>".repeat(depth)}`;
    const { operation } = await wps2.decode(post(execute(deep(150))), makeMemorySink());
    expect(operation).toMatchObject({ execute: { inputs: [{ id: Array.from({ length: 150 }, () => "a").join(".") }] } });
    await expect(wps2.decode(post(execute(deep(10_000))), makeMemorySink())).rejects.toBeInstanceOf(ServiceError);
  });

  test("a text full of suffixes is read in no time, and only the last ones count", async () => {
    const text = `${"@uom=a".repeat(10_000)}@uom=m@datatype=t`;
    const { operation } = await wps2.decode(post(execute(`<w:Input id="i"><w:Data>${text}</w:Data></w:Input>`)), makeMemorySink());
    expect(operation).toMatchObject({
      execute: { inputs: [{ data: { literal: { uom: "m", dataType: "t", value: "@uom=a".repeat(10_000) } } }] },
    });
  });

  test("methods other than GET and POST are not offered", async () => {
    await expect(wps2.decode({ ...get("service=WPS&request=GetCapabilities"), method: "PUT" }, makeMemorySink())).rejects.toMatchObject({
      code: "unsupported",
    });
  });
});
