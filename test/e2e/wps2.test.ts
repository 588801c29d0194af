// WPS 2.0 over HTTP: every operation, mode, response and transmission against a running server; documents are checked against the schemas.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { id, unchecked } from "./everything.js";
import { complex, executeDocument, literal } from "./requests.js";
import { ask, follow, root, type Server, startServer } from "./server.js";
import { type Ask2, data, execute2, follow2, jobRequest, makeAsk2, referenced2, value, wanted } from "./wps2-requests.js";

let server: Server;
let ask2: Ask2;

const echoId = "org.n52.javaps.test.EchoProcess";
const xml = "<testElement>hello_complex</testElement>";
const box =
  '<ows:BoundingBox crs="EPSG:4326"><ows:LowerCorner>1 2</ows:LowerCorner><ows:UpperCorner>3 4</ows:UpperCorner></ows:BoundingBox>';
const echoed = [value("literalInput", "hello_literal"), data("complexInput", xml), data("boundingboxInput", box)];
const all = ["literalOutput", "complexOutput", "boundingboxOutput"];

beforeAll(async () => {
  const folders = ["test/fixtures/processes", "test/fixtures/wps2", "processes/conformance"].map((name) => join(root, name));
  server = await startServer({
    config: `[service]\nlanguages = ["en-US", "cs"]\n[processes]\npaths = ${JSON.stringify(folders)}\n[limits]\nrunning = 2\nasync_wait = "300ms"\nauto_wait = "5s"\n`,
  });
  ask2 = makeAsk2(server);
});

afterAll(async () => {
  await server.stop();
});

describe(`GetCapabilities and DescribeProcess${unchecked}`, () => {
  it.each([
    ["request=GetCapabilities", "<wps:Capabilities"],
    ["request=getcapabilities&AcceptVersions=2.0.0&sections=Contents&AcceptLanguages=cs", "<wps:Contents"],
    ["request=DescribeProcess&identifier=ALL", "<wps:ProcessOfferings"],
    [`Request=DescribeProcess&IDENTIFIER=${echoId},grouped&language=cs`, 'xml:lang="cs"'],
  ])("%s", async (query, start) => {
    const { status, text } = await ask2(query);
    expect(status).toBe(200);
    expect(text).toContain(start);
  });

  it("offers asynchronous execution, dismissal and references only where they can be had", async () => {
    const { text } = await ask2("request=DescribeProcess&identifier=ultimate_question,sleep");
    expect([...text.matchAll(/jobControlOptions="([^"]*)" outputTransmission="([^"]*)"/g)].map(([, ...found]) => found)).toEqual([
      ["sync-execute", "value"],
      ["sync-execute async-execute dismiss", "value reference"],
    ]);
  });

  it("describes the echo process as the official suite reads it: the last literal and the last complex input and output are those that it uses", async () => {
    const { text } = await ask2(`request=DescribeProcess&identifier=${echoId}`);
    const last = (element: string, kind: string) =>
      [...text.matchAll(new RegExp(`<wps:${element}\\b.*?</wps:${element}>`, "gs"))]
        .filter(([one]) => one.includes(`<wps:${kind}>`))
        .map(([one]) => /<ows:Identifier>(.*?)</.exec(one)?.[1])
        .at(-1);
    expect([last("Input", "LiteralData"), last("Input", "ComplexData")]).toEqual(["literalInput", "complexInput"]);
    expect([last("Output", "LiteralData"), last("Output", "ComplexData")]).toEqual(["literalOutput", "complexOutput"]);
  });

  it("shows nested inputs and outputs", async () => {
    const { text } = await ask2("request=DescribeProcess&identifier=grouped");
    const ids = [...text.replace(/<ows:Title>.*?<\/ows:Title>/g, "").matchAll(/<wps:(?:Input|Output)|<ows:Identifier>(.*?)</g)];
    expect(ids.map(([, name]) => name ?? ">").join(" ")).toBe("grouped > area > width > depth > least > more > stats > area > given");
  });
});

describe(`Execute${unchecked}`, () => {
  it.each(["sync", "async", "auto"])("gives all outputs in a document, by value and by reference: %s", async (mode) => {
    const run = async (transmission: string) => {
      const outputs = all.map((name) => wanted(name, `transmission="${transmission}"`));
      const answer = await ask2(execute2({ process: echoId, inputs: echoed, outputs, mode }));
      expect(answer.status).toBe(200);
      if (mode !== "async") return answer;
      expect(answer.state).toBe("Accepted");
      expect((await follow2(ask2, answer.jobId, "Succeeded", "Failed")).at(-1)).toBe("Succeeded");
      return ask2(jobRequest("GetResult", answer.jobId));
    };
    const byValue = await run("value");
    expect(byValue.text).toContain('<wps:LiteralValue dataType="http://www.w3.org/2001/XMLSchema#string">hello_literal</wps:LiteralValue>');
    expect(byValue.text).toMatch(/<wps:Data mimeType="text\/xml"><testElement[^>]*>hello_complex<\/testElement><\/wps:Data>/);
    expect(byValue.text).toContain("<ows:LowerCorner>1 2</ows:LowerCorner><ows:UpperCorner>3 4</ows:UpperCorner>");
    const byReference = await run("reference");
    const links = [...byReference.text.matchAll(/<wps:Reference xlink:href="([^"]+)"/g)].map(([, href = ""]) => href);
    const contents = await Promise.all(links.map(async (href) => (await ask(href)).text.trim()));
    expect(contents).toEqual(["hello_literal", expect.stringContaining(">hello_complex</testElement>"), "1,2,3,4,EPSG:4326"]);
    // What can be asked for again, or dismissed, has an id.
    expect([byValue.jobId === "", byReference.jobId === ""]).toEqual([mode === "sync", false]);
  });

  it.each(["sync", "async", "auto"])("gives one output raw: %s", async (mode) => {
    const raw = async (output: string) => {
      const answer = await ask2(execute2({ process: echoId, inputs: echoed, outputs: [output], mode, response: "raw" }));
      if (mode !== "async") return answer;
      await follow2(ask2, answer.jobId, "Succeeded");
      return ask2(`request=GetResult&JOBID=${answer.jobId}`);
    };
    const literal = await raw(wanted("literalOutput"));
    expect(literal.text).toMatch(/^<\?xml [^>]*>\n<wps:LiteralValue [^>]*>hello_literal<\/wps:LiteralValue>\n$/);
    const text = await raw(wanted("literalOutput", 'mimeType="text/plain"'));
    expect([text.headers.get("content-type"), text.text]).toEqual(["text/plain; charset=utf-8", "hello_literal"]);
    const complexOutput = await raw(wanted("complexOutput"));
    expect(complexOutput.headers.get("content-type")).toBe("text/xml");
    expect(complexOutput.text).toMatch(/^<testElement[^>]*>hello_complex<\/testElement>$/);
    expect((await raw(wanted("boundingboxOutput"))).text).toContain("<ows:LowerCorner>1 2</ows:LowerCorner>");
    expect((await raw(wanted("boundingboxOutput", 'mimeType="text/plain"'))).text).toBe("1,2,3,4,EPSG:4326");
  });

  it("reads a value in every notation of the standard and of clients in use", async () => {
    const told = async (...inputs: string[]) => {
      const { text } = await ask2(execute2({ process: id, inputs, outputs: [wanted("told")], response: "raw" }));
      return JSON.parse(text) as Record<string, unknown> & { data: { start: string }[] };
    };
    expect(await told(data("number", "1@uom=foot"), data("text", "a@b"))).toMatchObject({ number: 1, text: ["a@b"] });
    expect(await told(value("number", " 0.5 ", 'dataType="double" uom="metre"'), data("text", "<![CDATA[<x>]]>"))).toMatchObject({
      number: 0.5,
      text: ["<x>"],
    });
    expect(await told(data("box", "1,2,3,4,EPSG:4326"))).toMatchObject({ box: [{ bbox: [1, 2, 3, 4], crs: "EPSG:4326" }] });
    expect(await told(data("box", box, 'mimeType="text/xml"'))).toMatchObject({ box: [{ bbox: [1, 2, 3, 4], crs: "EPSG:4326" }] });
    const complexes = await told(
      data("data", "plain text"),
      data("data", "<a b='c'/>", 'mimeType="text/xml; subtype=gml/3.1.1"'),
      data("data", '{"a":1}', 'mimeType="application/json"'),
      data("data", "aGVsbG8=", 'mimeType="application/octet-stream" encoding="base64"'),
    );
    expect(complexes.data.map(({ start }) => start.replace(/ xmlns:\w+="[^"]*"/g, ""))).toEqual([
      "plain text",
      "<a b='c'/>",
      '{"a":1}',
      "hello",
    ]);
    const file = await told(referenced2("data", `${server.url}/static/data/point.gml`, 'mimeType="text/xml; subtype=gml/3.1.1"'));
    expect(file.data[0]?.start).toContain("gml");
  });

  it("reads and answers nested inputs and outputs", async () => {
    const inner = `${value("width", "2")}<wps:Input id="depth">${data("more", "3")}${data("more", "4")}</wps:Input>`;
    const nested = `<wps:Input id="area">${inner}</wps:Input>`;
    const { text } = await ask2(
      execute2({ process: "grouped", inputs: [nested], outputs: [`<wps:Output id="stats">${wanted("area")}</wps:Output>`] }),
    );
    expect(text).toMatch(/<wps:Output id="stats">\s*<wps:Output id="area"><wps:Data mimeType="text\/xml"><wps:LiteralValue[^>]*>16</);
    expect(text).not.toContain("given");
    const unknown = await ask2(
      execute2({ process: "grouped", inputs: [nested, `<wps:Input id="area">${value("height", "1")}</wps:Input>`] }),
    );
    expect(unknown.exceptions).toEqual(["NoSuchInput area.height"]);
  });
});

describe("the life of a job", () => {
  it("is told from acceptance to result, and a dismissal ends it", async () => {
    const { jobId, state } = await ask2(
      execute2({ process: id, inputs: [value("text", "wait")], outputs: [wanted("told")], mode: "async" }),
    );
    expect(state).toBe("Accepted");
    await follow2(ask2, jobId, "Running");
    expect((await ask2(jobRequest("GetResult", jobId))).exceptions).toEqual([`ResultNotReady ${jobId}`]);
    const running = await ask2(jobRequest("GetStatus", jobId));
    expect(running.text).toMatch(/<wps:NextPoll>[^<]+Z<\/wps:NextPoll>\s*<wps:PercentCompleted>\d+</);
    await follow2(ask2, jobId, "Succeeded");
    expect((await ask2(`request=GetStatus&jobId=${jobId}`)).text).toMatch(
      /<wps:ExpirationDate>[^<]+Z<\/wps:ExpirationDate>\s*<wps:PercentCompleted>100</,
    );
    expect((await ask2(`request=GetResult&jobId=${jobId}`)).text).toContain('<wps:Output id="told">');
    expect((await ask2(jobRequest("Dismiss", jobId))).state).toBe("Dismissed");
    for (const request of [`request=GetStatus&jobid=${jobId}`, jobRequest("GetResult", jobId), `request=dismiss&jobid=${jobId}`])
      expect(await ask2(request)).toMatchObject({ status: 400, exceptions: [`NoSuchJob ${jobId}`] });
  });

  it("can be cut short while it runs, and then there is no such job", async () => {
    const { jobId } = await ask2(execute2({ process: "sleep", inputs: [value("delay", "30")], mode: "async" }));
    await follow2(ask2, jobId, "Running");
    expect(await ask2(`request=Dismiss&jobid=${jobId}`)).toMatchObject({ status: 200, state: "Dismissed" });
    for (const request of [jobRequest("GetStatus", jobId), jobRequest("GetResult", jobId), jobRequest("Dismiss", jobId)])
      expect((await ask2(request)).exceptions).toEqual([`NoSuchJob ${jobId}`]);
  });

  it("can be held and let go on", async () => {
    const { jobId } = await ask2(execute2({ process: id, inputs: [value("text", "wait")], mode: "async" }));
    // What it says itself shows that it runs, and is not being prepared any more.
    while (!(await ask2(`request=GetStatus&jobid=${jobId}`)).text.includes(">42<")) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await ask2(`request=Pause&jobid=${jobId}`)).state).toBe("Paused");
    expect((await ask2(jobRequest("GetStatus", jobId))).state).toBe("Paused");
    const resume = jobRequest("Resume", jobId)
      .replaceAll("wps:Resume", "job:Resume")
      .replace(" service", ' xmlns:job="urn:terrarium:wps:2.0:job-control" service');
    expect((await ask2(resume)).state).toBe("Running");
    await follow2(ask2, jobId, "Succeeded");
    expect(await ask2(`request=Resume&jobid=${jobId}`)).toMatchObject({ status: 409, exceptions: ["NoApplicableCode -"] });
  });

  it("that fails is told by GetStatus, and why by GetResult", async () => {
    for (const [text, status, exception] of [
      ["user error", 400, "WrongInputData text"],
      ["crash", 500, "InternalServerError -"],
    ] as const) {
      const execute = (mode: string) => execute2({ process: id, inputs: [value("text", text)], outputs: [wanted("told")], mode });
      expect(await ask2(execute("sync"))).toMatchObject({ status, exceptions: [exception] });
      const { jobId } = await ask2(execute("async"));
      expect((await follow2(ask2, jobId, "Succeeded", "Failed")).at(-1)).toBe("Failed");
      expect(await ask2(jobRequest("GetResult", jobId))).toMatchObject({ status, exceptions: [exception] });
      expect(await ask2(execute("auto"))).toMatchObject({ status, exceptions: [exception] });
    }
  });

  it("asked for with auto is told as a status if it takes long", async () => {
    const long = await ask2(execute2({ process: echoId, inputs: [value("duration", "7000")], mode: "auto" }));
    expect(long.state).toBe("Accepted");
    expect(await ask2(`request=Dismiss&jobid=${long.jobId}`)).toMatchObject({ state: "Dismissed" });
    const short = await ask2(execute2({ process: "ultimate_question", mode: "auto", outputs: [wanted("answer")] }));
    expect([short.state, short.jobId, short.text.includes(">42<")]).toEqual(["", "", true]);
  });
});

describe(`exceptions${unchecked}`, () => {
  const everything = (over: object) => execute2({ process: id, outputs: [wanted("yes")], ...over });
  it.each([
    ["no such process", execute2({ process: "nothing" }), 400, "NoSuchProcess nothing"],
    ["no such process to describe", "request=DescribeProcess&identifier=nothing", 400, "NoSuchProcess nothing"],
    ["no such mode at all", everything({ mode: "later" }), 400, "NoSuchMode later"],
    ["no such mode of the process", execute2({ process: "ultimate_question", mode: "async" }), 400, "NoSuchMode async"],
    ["no such input", everything({ inputs: [value("nothing", "1")] }), 400, "NoSuchInput nothing"],
    ["no such output", everything({ outputs: [wanted("nothing")] }), 400, "NoSuchOutput nothing"],
    ["data that cannot be had", everything({ inputs: [referenced2("data", "http://127.0.0.1:1/")] }), 400, "DataNotAccessible data"],
    ["data that are too large", everything({ inputs: [data("data", "x".repeat(3_000_001))] }), 400, "SizeExceeded data"],
    ["too many inputs", everything({ inputs: ["1", "2"].map((one) => value("flag", one)) }), 400, "TooManyInputs flag"],
    ["too many outputs, raw", everything({ response: "raw", outputs: [wanted("yes"), wanted("box")] }), 400, "TooManyOutputs yes box"],
    ["an output twice", everything({ outputs: [wanted("yes"), wanted("yes")] }), 400, "TooManyOutputs yes"],
    [
      "no storage",
      execute2({ process: "ultimate_question", outputs: [wanted("answer", 'transmission="reference"')] }),
      400,
      "StorageNotSupported -",
    ],
    ["no such input format", everything({ inputs: [data("data", "<a/>", 'mimeType="text/html"')] }), 400, "NoSuchFormat data"],
    ["no such output format", everything({ outputs: [wanted("yes", 'mimeType="image/png"')] }), 400, "NoSuchFormat yes"],
    ["a wrong value", everything({ inputs: [value("number", "many")] }), 400, "WrongInputData number"],
    ["a missing input", execute2({ process: "say_hello" }), 400, "MissingParameterValue name"],
    ["no such job", "request=GetStatus&jobid=nothing", 400, "NoSuchJob nothing"],
    ["a missing job", "request=GetResult", 400, "MissingParameterValue jobid"],
    ["no such operation", "request=Execute&identifier=say_hello", 501, "OperationNotSupported Execute"],
  ])("%s", async (_what, request, status, exception) => {
    expect(await ask2(request)).toMatchObject({ status, exceptions: [exception] });
  });
});

describe("the same through both versions", () => {
  it("executes alike", async () => {
    const raw1 = (inputs: string[], output: string) =>
      executeDocument({
        process: id,
        inputs,
        form: `<wps:ResponseForm><wps:RawDataOutput><ows:Identifier>${output}</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>`,
      });
    const json = '{"type":"Point","coordinates":[1,2]}';
    const one = await ask(
      `${server.url}/wps`,
      raw1([literal("text", " a "), complex("data", json, 'mimeType="application/json"')], "told"),
    );
    const inputs = [value("text", " a "), data("data", json, 'mimeType="application/json"')];
    const two = await ask2(execute2({ process: id, inputs, outputs: [wanted("told")], response: "raw" }));
    expect([two.text, two.headers.get("content-type")]).toEqual([one.text, one.headers.get("content-type")]);
    const bytes = await ask2(execute2({ process: id, outputs: [wanted("picture")], response: "raw" }));
    expect(bytes.text).toBe((await ask(`${server.url}/wps`, raw1([], "picture"))).text);
  });

  it("shows a job of one version in the other", async () => {
    const form = '<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse="true" status="true"/></wps:ResponseForm>';
    const { text } = await ask(`${server.url}/wps`, executeDocument({ process: "say_hello", inputs: [literal("name", "Ada")], form }));
    const jobId = /statusLocation="[^"]*\/(\w+)\.xml"/.exec(text)?.[1] ?? "";
    await follow2(ask2, jobId, "Succeeded");
    expect((await ask2(jobRequest("GetResult", jobId))).text).toContain(">Hello Ada</wps:LiteralValue>");
    const two = await ask2(execute2({ process: "say_hello", inputs: [data("name", "Eva")], mode: "async" }));
    const { states, document } = await follow(`${server.url}/outputs/${two.jobId}.xml`);
    expect([states.at(-1), document.includes(">Hello Eva</wps:LiteralData>")]).toEqual(["Succeeded", true]);
    // WPS 1.0.0 freezes a document without status=true; nobody has said that of this job.
    const long = await ask2(execute2({ process: id, inputs: [value("text", "wait")], outputs: [wanted("yes")], mode: "async" }));
    expect((await follow(`${server.url}/outputs/${long.jobId}.xml`)).states).toContain("Started");
  });

  it("has an address for each", async () => {
    const pinned = makeAsk2(server, "/wps/2.0.0");
    expect((await pinned("request=GetCapabilities")).text).toContain(`xlink:href="${server.url}/wps/2.0.0"`);
    expect((await pinned(execute2({ process: "say_hello", inputs: [data("name", "x")] }))).text).toContain("Hello x");
    expect(await ask(`${server.url}/wps/2.0.0`)).toMatchObject({ status: 400, text: expect.stringContaining("ows/2.0") });
    expect(await ask(`${server.url}/wps/2.0.0`, "")).toMatchObject({ status: 400 });
    expect((await ask(`${server.url}/wps/1.0.0`, execute2({ process: "say_hello" }))).status).toBe(400);
    expect((await ask(`${server.url}/wps/2.0.0`, executeDocument({ process: "say_hello" }))).status).toBe(400);
  });
});
