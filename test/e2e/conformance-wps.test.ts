// The abstract tests of WPS 1.0.0 (OGC 05-007r7, Annex A.4) and WPS 2.0 (OGC 14-065r2, Annex A), titled by their numbers, against the addresses of a running
// server that are pinned to one version, with the echo process that the suites of OGC hard-code. This is not TEAM Engine, which cannot be had without a
// network; where its suites are known to send something odd, it is sent here too. Schemas are those of OGC where ../shared has them.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unchecked, validate } from "./everything.js";
import { executeDocument, input, literal } from "./requests.js";
import { follow, root, type Server, startServer } from "./server.js";
import { data, execute2, follow2, jobRequest, makeAsk2, referenced2, value, wanted } from "./wps2-requests.js";

const echo = "org.n52.javaps.test.EchoProcess";
const languages = ["en-US", "cs"];
let server: Server;
/** Somebody else's server, which the guard lets pass. */
let elsewhere = "";
const foreign = createServer((_request, response) => response.setHeader("content-type", "text/plain").end("from afar"));

beforeAll(async () => {
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  elsewhere = `http://${host}/`;
  const folders = JSON.stringify(["processes/conformance", "processes"].map((name) => join(root, name)));
  server = await startServer({
    config: `[service]\nlanguages = ${JSON.stringify(languages)}\n[processes]\npaths = ${folders}\n[fetch]\nallow = ["${host}"]\n`,
  });
}, 60_000);

afterAll(async () => {
  await server.stop();
  foreign.close();
});

interface Said {
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

async function wps(version: string, query: string, body?: string): Promise<Said> {
  const headers = { "content-type": "text/xml" };
  const response = await fetch(`${server.url}/wps/${version}${query}`, body === undefined ? {} : { method: "POST", body, headers });
  return { status: response.status, text: await response.text(), type: response.headers.get("content-type") ?? "" };
}

const one = (query: string, body?: string): Promise<Said> => wps("1.0.0", query, body);
const two = (query: string, body?: string): Promise<Said> => wps("2.0.0", query, body);

/** A document with this root element, valid by its schema. */
function document({ status, text }: Said, element: string): string {
  expect([status, text]).toEqual([200, expect.stringMatching(new RegExp(`^(<\\?xml[^>]*>\\s*)?<${element}[ >]`))]);
  expect(validate(text)).toBe("");
  return text;
}

/** A.4.1.2: an exception is both, a report and a status that says so. */
function refused({ status, text }: Said, code?: string): void {
  expect([status >= 400 && status < 600, text]).toEqual([true, expect.stringMatching(/^(<\?xml[^>]*>\s*)?<ows:ExceptionReport /)]);
  expect(validate(text)).toBe("");
  if (code !== undefined) expect(text).toContain(`exceptionCode="${code}"`);
}

const capabilities = "?service=wps&request=GetCapabilities";
const post = (name: string, version: string, content: string, rest = ""): string =>
  `<wps:${name} service="WPS"${rest} xmlns:wps="http://www.opengis.net/wps/${version}" xmlns:ows="http://www.opengis.net/ows/${version === "2.0" ? version : "1.1"}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="nowhere ../nothing.xsd">${content}</wps:${name}>`;
const form = (kind: string, attributes: string, content: string): string =>
  `<wps:ResponseForm><wps:${kind} ${attributes}>${content}</wps:${kind}></wps:ResponseForm>`;
const told = "<ows:Identifier>literalOutput</ows:Identifier>";
const box = input(
  "boundingboxInput",
  '<wps:Data><wps:BoundingBoxData crs="EPSG:4326" dimensions="2"><ows:LowerCorner>1 2</ows:LowerCorner><ows:UpperCorner>3 4</ows:UpperCorner></wps:BoundingBoxData></wps:Data>',
);
const xml = input("complexInput", '<wps:Data><wps:ComplexData mimeType="text/xml"><a xmlns="urn:a">b</a></wps:ComplexData></wps:Data>');
const execute1 = (responseForm: string): string =>
  executeDocument({ process: echo, inputs: [literal("literalInput", "hello"), xml, box], form: responseForm });
const byGet = `?service=WPS&version=1.0.0&request=Execute&identifier=${echo}&DataInputs=literalInput=hello`;

const operations1: Readonly<Record<string, () => Promise<void>>> = {
  async "A.4.1.1 HTTP protocol usage"() {
    document(await one(`${capabilities}&version=1.0.0`), "wps:Capabilities");
    document(await one(`?service=wps&request=DescribeProcess&Version=1.0.0&identifier=${echo}`), "wps:ProcessDescriptions");
  },
  async "A.4.1.2 HTTP response status code"() {
    for (const query of [`${capabilities}&version=1.0.0`, "?service=wps&request=DescribeProcess&Version=1.0.0", ""])
      refused(await one(query, ""));
    refused(await one("?service=wps&version=1.0.0&request=DescribeProcess&identifier=JTS:Invalid"), "InvalidParameterValue");
    refused(await one("", "test"));
    refused(await one(""));
  },
  async "A.4.2.1 accept GetCapabilities by GET"() {
    for (const more of ["", "&AcceptVersions=1.0.0", "&aCcepTVersioNS=1.0.0"]) document(await one(capabilities + more), "wps:Capabilities");
  },
  async "A.4.2.2 accept GetCapabilities by POST"() {
    const accepted = "<wps:AcceptVersions><ows:Version>1.0.0</ows:Version></wps:AcceptVersions>";
    document(await one("", post("GetCapabilities", "1.0.0", accepted)), "wps:Capabilities");
    refused(await one("", post("getcapabilities", "1.0.0", accepted)));
  },
  async "A.4.2.3 GetCapabilities operation response"() {
    const text = document(await one(capabilities), "wps:Capabilities");
    for (const part of [
      "ows:ServiceIdentification",
      "ows:ServiceProvider",
      "ows:OperationsMetadata",
      "wps:ProcessOfferings",
      "wps:Languages",
    ])
      expect(text).toContain(`<${part}>`);
  },
  async "A.4.2.4 version negotiation"() {
    const text = document(await one(`${capabilities}&language=en-US`), "wps:Capabilities");
    // The version of the document is the highest of those that the address says it has.
    expect([...text.matchAll(/<ows:ServiceTypeVersion>(.*?)</g)].map(([, version]) => version)).toEqual(["1.0.0"]);
    expect(text).toMatch(/<wps:Capabilities [^>]*version="1\.0\.0"/);
    for (const version of ["3.0.0", "0.0.1"])
      refused(await one(`${capabilities}&language=en-US&AcceptVersions=${version}`), "VersionNegotiationFailed");
    document(await one(`${capabilities}&AcceptVersions=0.4.0,1.0.0`), "wps:Capabilities");
  },
  async "A.4.2.5 updateSequence and AcceptFormats"() {
    for (const type of ["text/xml", "application/x-bxml"])
      document(await one(`${capabilities}&AcceptVersions=1.0.0&AcceptFormats=${type}`), "wps:Capabilities");
    const sequence = /updateSequence="(\d+)"/.exec((await one(capabilities)).text)?.[1] ?? "";
    expect((await one(`${capabilities}&updateSequence=${sequence}`)).text).not.toContain("ProcessOfferings");
    refused(await one(`${capabilities}&updateSequence=${Number(sequence) + 1}`), "InvalidUpdateSequence");
  },
  async "A.4.2.6 language selection of GetCapabilities"() {
    const text = document(await one(capabilities), "wps:Capabilities");
    expect(
      [...(/<wps:Supported>(.*?)<\/wps:Supported>/s.exec(text)?.[1] ?? "").matchAll(/<ows:Language>(.*?)</g)].map(([, tag]) => tag),
    ).toEqual(languages);
    for (const tag of languages)
      expect((await one(`${capabilities}&language=${tag}`)).text).toMatch(new RegExp(`<wps:Capabilities [^>]*xml:lang="${tag}"`));
    refused(await one(`${capabilities}&language=tlh`), "InvalidParameterValue");
  },
  async "A.4.3.1 accept DescribeProcess by GET"() {
    document(await one("?service=wps&version=1.0.0&request=DescribeProcess&Identifier=ALL"), "wps:ProcessDescriptions");
  },
  async "A.4.3.2 accept DescribeProcess by POST"() {
    const all = post("DescribeProcess", "1.0.0", "<ows:Identifier>ALL</ows:Identifier>", ' version="1.0.0"');
    document(await one("", all), "wps:ProcessDescriptions");
  },
  async "A.4.3.3 DescribeProcess operation response"() {
    const text = document(await one("?service=wps&version=1.0.0&request=DescribeProcess&Identifier=ALL"), "wps:ProcessDescriptions");
    for (const kind of ["LiteralData", "ComplexData", "BoundingBoxData"]) expect(text).toContain(`<${kind}`);
  },
  async "A.4.3.4 language selection of DescribeProcess"() {
    for (const tag of languages) {
      const text = document(
        await one(`?service=wps&request=DescribeProcess&Version=1.0.0&identifier=ALL&language=${tag}`),
        "wps:ProcessDescriptions",
      );
      expect(text).toMatch(new RegExp(`<wps:ProcessDescriptions [^>]*xml:lang="${tag}"`));
    }
  },
};

const executions1: Readonly<Record<string, () => Promise<void>>> = {
  async "A.4.4.1 accept Execute by GET"() {
    expect(document(await one(byGet), "wps:ExecuteResponse")).toContain(">hello</wps:LiteralData>");
  },
  async "A.4.4.2 accept Execute by POST"() {
    document(await one("", execute1("")), "wps:ExecuteResponse");
  },
  async "A.4.4.3 raw data output"() {
    const complexOutput = '<wps:RawDataOutput mimeType="text/xml"><ows:Identifier>complexOutput</ows:Identifier></wps:RawDataOutput>';
    const raw = await one("", execute1(`<wps:ResponseForm>${complexOutput}</wps:ResponseForm>`));
    expect([raw.status, raw.type, raw.text]).toEqual([200, "text/xml", expect.stringMatching(/^<a [^>]*xmlns="urn:a">b<\/a>$/)]);
    expect(await one(`${byGet}&RawDataOutput=literalOutput`)).toMatchObject({ status: 200, text: "hello" });
  },
  async "A.4.4.4 response document"() {
    const text = document(
      await one("", execute1(form("ResponseDocument", 'lineage="true"', `<wps:Output>${told}</wps:Output>`))),
      "wps:ExecuteResponse",
    );
    expect(text).toMatch(/<wps:ProcessSucceeded>.*<wps:DataInputs>.*<wps:OutputDefinitions>.*<wps:ProcessOutputs>/s);
  },
  async "A.4.4.5 updating of the response document"() {
    const stored = form("ResponseDocument", 'storeExecuteResponse="true" status="true"', `<wps:Output>${told}</wps:Output>`);
    const text = document(await one("", execute1(stored)), "wps:ExecuteResponse");
    const { states, document: last } = await follow(/statusLocation="([^"]+)"/.exec(text)?.[1] ?? "");
    expect([states.at(-1), validate(last)]).toEqual(["Succeeded", ""]);
  },
  async "A.4.4.6 language selection of Execute"() {
    for (const tag of languages)
      expect(document(await one(`${byGet}&Language=${tag}`), "wps:ExecuteResponse")).toContain(`xml:lang="${tag}"`);
    refused(await one(`${byGet}&Language=tlh`), "InvalidParameterValue");
  },
  async "all faults of a request are reported together, those of its notation too (rec, OGC 06-121r9 clause 8)"() {
    const { text } = await one(`${byGet};boundingboxInput=1,2;complexInput=a@colour=red;none=1&ResponseDocument=nothing`);
    const locators = [...text.matchAll(/locator="(\w+)"/g)].map(([, locator]) => locator);
    expect(locators).toEqual(expect.arrayContaining(["complexInput", "boundingboxInput", "none", "nothing"]));
  },
};

describe(`WPS 1.0.0, OGC 05-007r7 Annex A.4${unchecked}`, () => {
  it.each(Object.entries({ ...operations1, ...executions1 }))("%s", (_id, check) => check());
});

const ask2 = (request: string) => makeAsk2(server, "/wps/2.0.0")(request);
const describe2 = `?Service=WPS&Version=2.0.0&Request=DescribeProcess&Identifier=${echo}`;
const literalOutput = [wanted("literalOutput", 'transmission="value"')];
const literalOf = (over: { mode?: string; response?: string } = {}): string => {
  const inputs = [value("literalInput", "hello_literal")];
  return execute2({ process: echo, inputs, outputs: literalOutput, ...over });
};
const lower = (query: string): string => query.replace(/(\w+)=/g, (name) => name.toLowerCase());
const upper = (query: string): string => query.replace(/(\w+)=/g, (name) => name.toUpperCase());

/** A job, followed to its end. */
async function ended(request: string): Promise<string> {
  const { jobId, state, status } = await ask2(request);
  expect([status, state]).toEqual([200, "Accepted"]);
  expect((await follow2(ask2, jobId, "Succeeded", "Failed")).at(-1)).toBe("Succeeded");
  return jobId;
}

const models2: Readonly<Record<string, () => Promise<void>>> = {
  async "conf/process-model-encoding, A.4.1: process descriptions are encoded as native processes"() {
    document(await two(describe2), "wps:ProcessOfferings");
  },
  async "conf/process-model-encoding, A.4.3: data types and values are encoded as the model says"() {
    const text = document(await two(describe2), "wps:ProcessOfferings");
    for (const kind of ["wps:LiteralData", "wps:ComplexData", "wps:BoundingBoxData"]) expect(text).toContain(`<${kind}>`);
  },
};

const operations2: Readonly<Record<string, () => Promise<void>>> = {
  async "precondition: the echo process gives back literal and complex data"() {
    expect((await ask2(literalOf({ response: "raw" }))).text).toContain("hello_literal");
    const content = "<wps:ComplexData>\n<testElement>hello_complex</testElement>\n</wps:ComplexData>";
    const inputs = [data("complexInput", content)];
    const raw = await ask2(
      execute2({ process: echo, inputs, outputs: [wanted("complexOutput", 'transmission="value"')], response: "raw" }),
    );
    expect(raw.text.trim()).toMatch(/^<testElement[^>]*>hello_complex<\/testElement>$/);
  },
  async "A.5.1: the service name parameter"() {
    expect((await two("?Service=WPS&Version=2.0.0&Request=GetCapabilities")).status).toBe(200);
    refused(await two("?Service=WMS&Version=2.0.0&Request=GetCapabilities"), "InvalidParameterValue");
  },
  async "A.5.2: the service version parameter"() {
    refused(await two("?Service=WPS&Version=3.0.0&Request=GetCapabilities"), "VersionNegotiationFailed");
    refused(await two(describe2.replace("2.0.0", "3.0.0")), "InvalidParameterValue");
  },
  async "A.5.3: input data by value"() {
    expect((await ask2(literalOf())).text).toMatch(/<wps:Result.*<wps:Data/s);
  },
  async "A.5.4: input data by reference"() {
    const inputs = [referenced2("literalInput", elsewhere, 'mimeType="text/plain"')];
    expect((await ask2(execute2({ process: echo, inputs, outputs: literalOutput }))).text).toContain(">from afar</wps:LiteralValue>");
  },
  async "A.5.5: output data by value"() {
    expect((await ask2(literalOf())).text).toContain(">hello_literal</wps:LiteralValue>");
  },
  async "A.5.6: output data by reference"() {
    const outputs = [wanted("literalOutput", 'transmission="reference"')];
    const { text } = await ask2(execute2({ process: echo, inputs: [value("literalInput", "x")], outputs }));
    expect((await (await fetch(/<wps:Reference xlink:href="([^"]+)"/.exec(text)?.[1] ?? "")).text()).trim()).toBe("x");
  },
  async "A.5.7: each process has an identifier of its own"() {
    const { text } = await two("?Service=WPS&Version=2.0.0&Request=DescribeProcess&Identifier=ALL");
    const ids = [...text.matchAll(/<wps:Process[ >].*?<ows:Identifier>(.*?)</gs)].map(([, id]) => id);
    expect([ids.length > 5, new Set(ids).size]).toEqual([true, ids.length]);
  },
  async "A.5.8: each job has an identifier of its own"() {
    const jobs = await Promise.all([1, 2, 3, 4].map(() => ask2(literalOf({ mode: "async" }))));
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(4);
  },
  async "A.5.9: GetCapabilities by POST"() {
    expect(document(await two("", post("GetCapabilities", "2.0", "")), "wps:Capabilities")).toContain("<wps:ProcessSummary ");
  },
  async "A.5.10: DescribeProcess by POST"() {
    document(
      await two("", post("DescribeProcess", "2.0", `<ows:Identifier>${echo}</ows:Identifier>`, ' version="2.0.0"')),
      "wps:ProcessOfferings",
    );
  },
  async "A.5.11: synchronous Execute by POST"() {
    expect((await ask2(literalOf({ mode: "sync", response: "document" }))).text).toContain("<wps:Result ");
    expect((await ask2(literalOf({ mode: "sync", response: "raw" }))).text).toContain("hello_literal");
  },
  async "A.5.12: asynchronous Execute by POST"() {
    expect((await ask2(literalOf({ mode: "async", response: "document" }))).state).toBe("Accepted");
  },
  async "A.5.13: Execute in the mode auto by POST"() {
    for (const response of ["raw", "document"]) expect((await ask2(literalOf({ mode: "auto", response }))).text).toContain("hello_literal");
  },
};

const jobs2: Readonly<Record<string, () => Promise<void>>> = {
  async "A.5.14: GetStatus by POST"() {
    const { jobId } = await ask2(literalOf({ mode: "async" }));
    expect((await ask2(jobRequest("GetStatus", jobId))).state).not.toBe("");
  },
  async "A.5.15: GetResult by POST, asked for without waiting"() {
    for (const [response, element] of [
      ["raw", "<wps:LiteralValue "],
      ["document", "<wps:Result "],
    ] as const) {
      // The suite does not poll: a job that is about to end is waited for.
      const { jobId } = await ask2(literalOf({ mode: "async", response }));
      expect((await ask2(jobRequest("GetResult", jobId))).text).toContain(element);
    }
  },
  async "A.5.16: GetCapabilities by GET, with names in any case"() {
    for (const change of [upper, lower])
      document(await two(change("?Service=WPS&Version=2.0.0&Request=GetCapabilities")), "wps:Capabilities");
  },
  async "A.5.17: DescribeProcess by GET, with names in any case"() {
    for (const change of [upper, lower]) document(await two(change(describe2)), "wps:ProcessOfferings");
  },
  async "A.5.18: GetStatus by GET, with names in any case"() {
    const { jobId } = await ask2(literalOf({ mode: "async" }));
    for (const change of [upper, lower])
      document(await two(change(`?Service=WPS&Version=2.0.0&Request=GetStatus&JobID=${jobId}`)), "wps:StatusInfo");
  },
  async "A.5.19: GetResult by GET, with names in any case"() {
    const jobId = await ended(literalOf({ mode: "async" }));
    for (const change of [upper, lower])
      document(await two(change(`?Service=WPS&Version=2.0.0&Request=GetResult&JobID=${jobId}`)), "wps:Result");
  },
  async "conf/service/dismiss-extension: Dismiss by POST and by GET"() {
    const slow = execute2({ process: echo, inputs: [value("duration", "600000")], mode: "async" });
    for (const request of [(id: string) => jobRequest("Dismiss", id), (id: string) => `request=Dismiss&jobid=${id}`]) {
      const { jobId } = await ask2(slow);
      expect((await ask2(request(jobId))).state).toBe("Dismissed");
      expect((await ask2(`request=GetStatus&jobid=${jobId}`)).exceptions[0]).toMatch(/^NoSuchJob /);
    }
  },
  async "table 51: results that are not ready, and jobs that there are not"() {
    const { jobId } = await ask2(execute2({ process: echo, inputs: [value("duration", "600000")], mode: "async" }));
    expect(await ask2(`request=GetResult&jobid=${jobId}`)).toMatchObject({
      status: 400,
      exceptions: [expect.stringMatching(/^ResultNotReady /)],
    });
    await ask2(`request=Dismiss&jobid=${jobId}`);
    for (const operation of ["GetStatus", "GetResult", "Dismiss"])
      expect(await ask2(`request=${operation}&jobid=none`)).toMatchObject({ status: 400, exceptions: ["NoSuchJob none"] });
  },
  async "all faults of a request are reported together, those of its notation too (rec, OGC 06-121r9 clause 8)"() {
    const inputs = ['<wps:Input id="complexInput"/>', data("boundingboxInput", "1,2"), value("none", "1")];
    const { exceptions } = await ask2(execute2({ process: echo, inputs, outputs: [wanted("nothing")] }));
    expect(exceptions.map((one) => one.replace(/^\w+ /, ""))).toEqual(
      expect.arrayContaining(["complexInput", "boundingboxInput", "none", "nothing"]),
    );
  },
};

describe(`WPS 2.0, OGC 14-065r2 Annex A${unchecked}`, () => {
  it.each(Object.entries({ ...models2, ...operations2, ...jobs2 }))("%s", (_id, check) => check());
});
