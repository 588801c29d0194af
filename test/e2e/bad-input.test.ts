// What bad input gets from a running server: an ows:ExceptionReport with the right code, locator and HTTP status, at once, and nothing half-run.
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complex, executeDocument, input, literal, reference } from "./requests.js";
import { ask, type Server, startServer } from "./server.js";

let server: Server;

beforeAll(async () => {
  server = await startServer({ config: '[limits]\ninput = "1MB"\nrequest = "3MB"\n' });
});

afterAll(async () => {
  expect(server.output()).not.toContain("internal");
  await server.stop();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** [code, locator] of every exception of a report. */
function exceptions({ text }: Answer): [string, string | undefined][] {
  return [...text.matchAll(/<ows:Exception exceptionCode="(\w+)"(?: locator="([^"]*)")?/g)].map(([, code = "", locator]) => [
    code,
    locator,
  ]);
}

function post(body: string | Uint8Array): Promise<Answer> {
  return ask(`${server.url}/wps`, body);
}

function kvp(query: string): Promise<Answer> {
  return ask(`${server.url}/wps?${query}`);
}

const gml = '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>';
const point = (x: string) =>
  `<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><a><gml:pointProperty><gml:Point><gml:pos>${x} 1</gml:pos></gml:Point></gml:pointProperty></a></gml:featureMember></gml:FeatureCollection>`;
const buffer = (inputs: readonly string[], form = "") => executeDocument({ process: "buffer", inputs, form });
const say = (inputs: readonly string[], form = "") => executeDocument({ process: "say_hello", inputs, form });
const bbox = (lower: string, upper: string, crs = "") =>
  executeDocument({
    process: "boundingbox",
    inputs: [
      input(
        "bboxin",
        `<wps:Data><wps:BoundingBoxData${crs}><ows:LowerCorner>${lower}</ows:LowerCorner><ows:UpperCorner>${upper}</ows:UpperCorner></wps:BoundingBoxData></wps:Data>`,
      ),
    ],
  });
const document = (attributes: string) =>
  `<wps:ResponseForm><wps:ResponseDocument ${attributes}><wps:Output><ows:Identifier>response</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>`;
const raw = (id: string) =>
  `<wps:ResponseForm><wps:RawDataOutput><ows:Identifier>${id}</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>`;

describe("bad POST requests", () => {
  it.each<[string, string | Uint8Array, number, string, string | undefined]>([
    ["an empty body", "", 400, "MissingParameterValue", "request"],
    ["text that is no XML", "hello", 400, "InvalidParameterValue", "request"],
    ["XML that breaks off", say([literal("name", "x")]).slice(0, -20), 400, "InvalidParameterValue", "request"],
    [
      "a DOCTYPE",
      `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${say([literal("name", "&e;")]).slice(38)}`,
      400,
      "InvalidParameterValue",
      "request",
    ],
    ["bytes that are no UTF-8", Buffer.from(say([literal("name", "\u00ff")]), "latin1"), 400, "InvalidParameterValue", undefined],
    [
      "100,000 attributes",
      `<a ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(" ")}/>`,
      400,
      "InvalidParameterValue",
      "request",
    ],
    ["200,000 levels", "<a>".repeat(200_000), 400, "InvalidParameterValue", "request"],
    ["an unknown process", executeDocument({ process: "nothing" }), 400, "InvalidParameterValue", "identifier"],
    ["a missing input", say([]), 400, "MissingParameterValue", "name"],
    ["an unknown input", say([literal("name", "x"), literal("nome", "x")]), 400, "InvalidParameterValue", "nome"],
    ["an input given twice", say([literal("name", "x"), literal("name", "y")]), 400, "InvalidParameterValue", "name"],
    ["an unknown output", say([literal("name", "x")], raw("answer")), 400, "InvalidParameterValue", "answer"],
    ["complex data for a literal", say([complex("name", gml)]), 400, "InvalidParameterValue", "name"],
    ["a literal for complex data", buffer([literal("poly_in", "x"), literal("buffer", "1")]), 400, "InvalidParameterValue", "poly_in"],
    ["a value that is not allowed", buffer([complex("poly_in", gml), literal("buffer", "11")]), 400, "InvalidParameterValue", "buffer"],
    ["a float that is no number", buffer([complex("poly_in", gml), literal("buffer", "NaN")]), 400, "InvalidParameterValue", "buffer"],
    [
      "an unsupported format",
      buffer([complex("poly_in", gml, 'mimeType="image/png"'), literal("buffer", "1")]),
      400,
      "InvalidParameterValue",
      "poly_in",
    ],
    [
      "base64 that is none",
      buffer([complex("poly_in", "!!!!", 'encoding="base64"'), literal("buffer", "1")]),
      400,
      "InvalidParameterValue",
      "poly_in",
    ],
    ["a box that is upside down", bbox("10 50", "5 40"), 400, "InvalidParameterValue", "bboxin"],
    ["a box of NaN", bbox("NaN 1", "2 3"), 400, "InvalidParameterValue", "bboxin"],
    ["a box of one number", bbox("1", "2"), 400, "InvalidParameterValue", "bboxin"],
    ["a box in an unknown CRS", bbox("1 2", "3 4", ' crs="EPSG:99999"'), 400, "InvalidParameterValue", "bboxin"],
    ["status without store", say([literal("name", "x")], document('status="true"')), 400, "InvalidParameterValue", "status"],
    [
      "a boolean banana",
      say([literal("name", "x")], document('storeExecuteResponse="banana"')),
      400,
      "InvalidParameterValue",
      "storeexecuteresponse",
    ],
    [
      "store where it is not supported",
      executeDocument({ process: "ultimate_question", form: document('storeExecuteResponse="true"').replace("response<", "answer<") }),
      400,
      "StorageNotSupported",
      undefined,
    ],
    ["a wrong service", say([literal("name", "x")]).replace('service="WPS"', 'service="WFS"'), 400, "InvalidParameterValue", "service"],
    [
      "no version",
      say([literal("name", "x")])
        .replace('version="1.0.0" ?>', "")
        .replace(' service="WPS" version="1.0.0"', ' service="WPS"'),
      400,
      "MissingParameterValue",
      "version",
    ],
    [
      "an unknown root element",
      '<wps:Frobnicate xmlns:wps="http://www.opengis.net/wps/1.0.0" service="WPS"/>',
      501,
      "OperationNotSupported",
      "Frobnicate",
    ],
    [
      "an input over the limit",
      buffer([complex("poly_in", `<a>${"x".repeat(1_100_000)}</a>`), literal("buffer", "1")]),
      400,
      "FileSizeExceeded",
      "poly_in",
    ],
    ["a request over the limit", say([" ".repeat(3_200_000)]), 400, "FileSizeExceeded", undefined],
    [
      "a reference to a file",
      buffer([reference("poly_in", "file:///etc/passwd"), literal("buffer", "1")]),
      400,
      "InvalidParameterValue",
      "poly_in",
    ],
  ])("%s", async (_what, body, status, code, locator) => {
    const answer = await post(body);
    expect({ status: answer.status, exceptions: exceptions(answer) }).toEqual({ status, exceptions: [[code, locator]] });
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s:\d|\/work\/|node_modules/);
  });

  it("tells all faults of an Execute together", async () => {
    const body = buffer([literal("buffer", "11"), literal("bufer", "1")], raw("buffed"));
    const found = exceptions(await post(body)).map(([, locator]) => locator);
    expect(found.sort()).toEqual(["bufer", "buffed", "buffer", "poly_in"]);
  });

  it("answers coordinates that are no numbers with a sentence of the process", async () => {
    const answer = await post(buffer([complex("poly_in", point("NaN")), literal("buffer", "1")]));
    expect(answer.text).toMatch(/<wps:ProcessFailed>[\s\S]*<ows:ExceptionText>[^<]+<\/ows:ExceptionText>/);
    expect(answer.text).not.toContain("Traceback");
  });
});

describe("bad GET requests", () => {
  it.each<[string, string, number, string, string | undefined]>([
    ["no request", "service=WPS", 400, "MissingParameterValue", "request"],
    ["a wrong service", "service=WMS&request=GetCapabilities", 400, "InvalidParameterValue", "service"],
    ["an unknown request", "service=WPS&request=GetMap&version=1.0.0", 501, "OperationNotSupported", "GetMap"],
    ["a version that nobody has", "service=WPS&request=GetCapabilities&AcceptVersions=9.9.9", 400, "VersionNegotiationFailed", undefined],
    ["an unknown language", "service=WPS&request=GetCapabilities&version=1.0.0&language=tlh", 400, "InvalidParameterValue", "language"],
    ["no identifier", "service=WPS&request=DescribeProcess&version=1.0.0", 400, "MissingParameterValue", "identifier"],
    [
      "an unknown identifier",
      "service=WPS&request=DescribeProcess&version=1.0.0&identifier=..%2Fx",
      400,
      "InvalidParameterValue",
      "identifier",
    ],
    [
      "an updateSequence of the future",
      "service=WPS&request=GetCapabilities&updateSequence=999999",
      400,
      "InvalidUpdateSequence",
      undefined,
    ],
    [
      "percent signs that mean nothing",
      "service=WPS&request=Execute&version=1.0.0&identifier=say_hello&datainputs=name=%zz",
      400,
      "InvalidParameterValue",
      "name",
    ],
  ])("%s", async (_what, query, status, code, locator) => {
    const answer = await kvp(query);
    expect({ status: answer.status, exceptions: exceptions(answer) }).toEqual({ status, exceptions: [[code, locator]] });
  });

  it("no query at all lacks both service and request", async () => {
    expect(exceptions(await ask(`${server.url}/wps`)).map(([, locator]) => locator)).toEqual(["service", "request"]);
  });

  it("a query of 8 MB is refused and the next request is answered", async () => {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise<string>((resolve, reject) => {
      const socket = createConnection(Number(port), hostname);
      let said = "";
      socket.on("data", (bytes) => {
        said += bytes;
      });
      socket.on("close", () => resolve(said.split("\r\n", 1)[0] ?? ""));
      socket.on("error", (error: NodeJS.ErrnoException) =>
        said === "" && error.code !== "EPIPE" && error.code !== "ECONNRESET" ? reject(error) : undefined,
      );
      socket.write(`GET /wps?service=WPS&request=GetCapabilities&x=${"x".repeat(8 * 2 ** 20)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    });
    expect(status).toMatch(/^HTTP\/1\.1 4(14|31|00) |^$/);
    expect((await kvp("service=WPS&request=GetCapabilities")).status).toBe(200);
  });

  it("values that hold ; = @ and & arrive unchanged when they are encoded", async () => {
    const name = 'a;b=c@d&e%<"é';
    const answer = await kvp(
      `service=WPS&version=1.0.0&request=Execute&identifier=say_hello&rawdataoutput=response&datainputs=name=${encodeURIComponent(name)}`,
    );
    expect(answer).toMatchObject({ status: 200, text: `Hello ${name}` });
  });
});

describe("addresses beside the protocol", () => {
  it.each([
    "/nothing",
    "/outputs/../../etc/passwd",
    "/outputs/aaaaaaaaaaaaaaaaaaaaaaaaaa.xml",
    "/static/data/..%2f..%2fpackage.json",
    "/outputs/x/y",
  ])("%s is a plain 404", async (path) => {
    expect((await ask(`${server.url}${path}`)).status).toBe(404);
  });
});
