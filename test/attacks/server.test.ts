// Attacks on a running server by its clients, and the part of the suite that any WPS can be put to. Its capabilities are asked for meanwhile.
import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complex, executeDocument, input, literal } from "../e2e/requests.js";
import { ask, root, type Server, startServer } from "../e2e/server.js";
import { attackUrl } from "./over-wps.js";

let server: Server;
let listener: HttpServer;
let hits = 0;
let elsewhere = "";

beforeAll(async () => {
  const hostile = JSON.stringify([join(root, "test", "fixtures", "hostile", "hostile.process.py")]);
  server = await startServer({
    config: `[processes]\npaths = ${hostile}\n[limits]\nrequest = "64MB"\nmemory = "256MiB"\ndisk = "128MiB"\n`,
  });
  listener = createServer((_request, response) => {
    hits++;
    response.end("<!ENTITY x 'fetched'>");
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  elsewhere = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}, 120_000);

afterAll(async () => {
  expect(server.output()).not.toContain("internal");
  expect(hits, "what the server fetched").toBe(0);
  listener.close();
  await server.stop();
});

const wps = () => `${server.url}/wps`;
const hello = (value: string, form = "") => executeDocument({ process: "say_hello", inputs: [literal("name", value)], form });
const raw = "<wps:ResponseForm><wps:RawDataOutput><ows:Identifier>response</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>";
const count = (gml: string) => executeDocument({ process: "feature_count", inputs: [complex("layer", gml)] });
const features = (attributes: string, content = "") =>
  `<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</gml:FeatureCollection>`;
const kvp = (id: string, inputs: string, more = "") =>
  `${wps()}?service=WPS&version=1.0.0&request=Execute&identifier=${encodeURIComponent(id)}&datainputs=${encodeURIComponent(inputs)}${more}`;

/** A connection on which bytes are written as they are; `said` is what came back when the server closed it, or so far. */
async function open(): Promise<{ socket: Socket; said: () => string; closed: Promise<void> }> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let said = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    said += text;
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await once(socket, "connect");
  return { socket, said: () => said, closed };
}

async function capabilitiesAnswer(): Promise<void> {
  const answer = await ask(`${wps()}?service=WPS&request=GetCapabilities`);
  expect([answer.status, answer.text.includes("WPS_Capabilities") || answer.text.includes("Capabilities")]).toEqual([200, true]);
}

describe("documents", () => {
  it("entities of files and of other hosts are neither expanded nor fetched", async () => {
    const start = hello("&x;").slice(38);
    for (const entity of [
      `<!ENTITY x SYSTEM "file:///etc/passwd">`,
      `<!ENTITY x SYSTEM "${elsewhere}/x">`,
      `<!ENTITY % p SYSTEM "${elsewhere}/dtd"> %p;`,
    ]) {
      const { status, text } = await ask(wps(), `<!DOCTYPE a [${entity}]>${start}`);
      expect([status, text]).toEqual([400, expect.stringContaining("DOCTYPE")]);
      expect(text).not.toContain("root:");
    }
    expect(hits).toBe(0);
    // Control: the stand-in answers who fetches.
    expect(await (await fetch(`${elsewhere}/dtd`)).text()).toContain("fetched");
    hits = 0;
  });

  it("a DOCTYPE inside embedded data is refused", async () => {
    const { status, text } = await ask(wps(), count(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${features("", "&x;")}`));
    expect([status, text.includes("ExceptionReport")]).toEqual([400, true]);
  });

  it("schema locations and includes are not fetched", async () => {
    const location = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/gml ${elsewhere}/x.xsd"`;
    const include = `<gml:featureMember xlink:href="${elsewhere}/member"/><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>`;
    const { text } = await ask(wps(), count(features(location, include)));
    expect(text).not.toContain("root:");
    expect(hits).toBe(0);
  });

  it("a million character references are read in linear time", async () => {
    const { text } = await ask(wps(), hello("&#65;".repeat(180_000), raw));
    expect(text).toHaveLength("Hello ".length + 180_000);
    const many = await ask(wps(), hello("&#65;".repeat(1_000_000), raw));
    expect([200, 400]).toContain(many.status);
    await capabilitiesAnswer();
  });

  it("a second DOCTYPE is refused as the first", async () => {
    const { status, text } = await ask(wps(), `<!DOCTYPE a><!DOCTYPE b [<!ENTITY x "y">]>${hello("&x;").slice(38)}`);
    expect([status, text.includes("ExceptionReport"), text.includes("Hello")]).toEqual([400, true, false]);
  });

  it("prefixes, CDATA and comments give a document one meaning", async () => {
    const split = hello("a<!-- b --><![CDATA[<c>]]>d", raw);
    expect((await ask(wps(), split)).text).toBe("Hello a<c>d");
    const renamed = split.replaceAll("ows:", "o:").replace("xmlns:ows", "xmlns:o");
    expect((await ask(wps(), renamed)).text).toBe("Hello a<c>d");
    const twice = split.replace(
      "</ows:Identifier><wps:DataInputs>",
      "</ows:Identifier><ows:Identifier>sleep</ows:Identifier><wps:DataInputs>",
    );
    expect((await ask(wps(), twice)).text).toMatch(/ExceptionReport|Hello a<c>d/);
    const foreign = hello("x", raw).replace("http://www.opengis.net/wps/1.0.0", "http://www.opengis.net/wps/0.4.0");
    expect((await ask(wps(), foreign)).status).toBeGreaterThanOrEqual(400);
  });

  it("a compressed request is refused, not expanded", async () => {
    const body = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    const response = await fetch(wps(), { method: "POST", body, headers: { "content-type": "text/xml", "content-encoding": "gzip" } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await capabilitiesAnswer();
  });
});

describe("values", () => {
  it("expressions, commands and control characters are plain data", async () => {
    for (const value of [
      "$(id)",
      "`id`",
      "$" + "{7*7}",
      "{{7*7}}",
      "java.lang.Runtime.getRuntime()",
      "exec(__import__('os'))",
      "a\r\nSet-Cookie: x=1",
      "\u001b[31mred",
    ]) {
      const response = await fetch(kvp("say_hello", `name=${encodeURIComponent(value)}`, "&rawdataoutput=response"));
      const text = await response.text();
      // XML knows no escape character; by KVP it may be refused or told as it is.
      if (response.status === 200) expect(text).toBe(`Hello ${value}`);
      else expect(text).toContain("ExceptionReport");
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    expect(server.output()).not.toContain("\u001b[31m");
    expect(server.output()).not.toMatch(/^Set-Cookie/m);
  });

  it("names of prototypes are names like others", async () => {
    for (const name of ["__proto__", "constructor", "prototype", "toString"]) {
      expect((await ask(kvp(name, "name=x"))).status, name).toBe(400);
      expect((await ask(kvp("say_hello", `name=x;${name}=y`))).status, name).toBe(400);
      expect(
        (await ask(wps(), executeDocument({ process: "say_hello", inputs: [literal("name", "x"), literal(name, "y")] }))).status,
        name,
      ).toBe(400);
      expect((await ask(`${wps()}?service=WPS&version=1.0.0&request=DescribeProcess&identifier=${name}`)).status, name).toBe(400);
    }
    expect((await ask(kvp("say_hello", "name=Ada"))).text).toContain("Hello Ada");
  });

  it("100 kB against every check of a literal are answered at once", async () => {
    const numbers = [
      "1".repeat(100_000),
      `${"1".repeat(50_000)}e${"1".repeat(50_000)}`,
      " ".repeat(100_000),
      "-".repeat(100_000),
      `${"0".repeat(99_999)}x`,
    ];
    for (const value of numbers) {
      await ask(wps(), executeDocument({ process: "sleep", inputs: [literal("delay", value)] }));
      await ask(
        wps(),
        executeDocument({
          process: "boundingbox",
          inputs: [
            input(
              "bboxin",
              `<wps:Data><wps:BoundingBoxData crs="${value}"><ows:LowerCorner>${value}</ows:LowerCorner><ows:UpperCorner>${value}</ows:UpperCorner></wps:BoundingBoxData></wps:Data>`,
            ),
          ],
        }),
      );
    }
    await capabilitiesAnswer();
  });

  it("identifiers that are paths, commands or options are unknown processes", async () => {
    for (const id of ["../say_hello", "/etc/passwd", ";id", "$(id)", "-o", "say_hello\0", "a".repeat(10_000), "..%2f..%2fetc"]) {
      const { status, text } = await ask(kvp(id, "name=x"));
      expect([id.slice(0, 20), status, text.includes("uid=")]).toEqual([id.slice(0, 20), expect.any(Number), false]);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  it("attributes and parameters of the server's own are ignored or refused", async () => {
    const stored =
      '<wps:ResponseForm><wps:ResponseDocument owner="root" jobId="1" status="false" image="x" priority="9"><wps:Output><ows:Identifier>response</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>';
    const { text } = await ask(wps(), hello("Ada", stored));
    expect(text).toMatch(/Hello Ada|ExceptionReport/);
    const asked = await ask(kvp("say_hello", "name=Ada", "&owner=root&jobId=1&image=x&mounts=/&engine=child&rawdataoutput=response"));
    expect(asked.text).toBe("Hello Ada");
  });

  it("lineage gives back no more than was sent", async () => {
    const form =
      '<wps:ResponseForm><wps:ResponseDocument lineage="true"><wps:Output><ows:Identifier>response</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>';
    const sent = hello("x".repeat(100_000), form);
    const { text } = await ask(wps(), sent);
    expect(text.length).toBeLessThan(sent.length * 3 + 10_000);
  });
});

describe("connections", () => {
  const head = "POST /wps HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n";
  const smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

  it.each([
    ["both lengths", `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    ["two lengths", `${head}Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd${smuggled}`],
    ["a folded header", `${head}X-A: b\r\n Content-Length: 4\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    ["bare line feeds", `GET /wps HTTP/1.1\nHost: localhost\nX: y\n\n${smuggled}`],
    ["an unknown coding", `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ])("requests that two readers would cut differently are refused, and the connection closed: %s", async (_what, bytes) => {
    const { socket, said, closed } = await open();
    socket.write(bytes);
    await closed;
    expect(said()).toMatch(/^HTTP\/1\.1 4\d\d /);
    // Not a second answer for what was hidden in the first.
    expect(said().match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it("slow heads and bodies and idle connections leave others their answers", async () => {
    const slow = await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const { socket } = await open();
        if (index % 3 === 0) socket.write("GET /wps HTTP/1.1\r\nHost: lo");
        if (index % 3 === 1) socket.write(`${head}Content-Length: 1000\r\n\r\n<wps:Ex`);
        return socket;
      }),
    );
    for (let round = 0; round < 5; round++) await capabilitiesAnswer();
    expect((await ask(kvp("say_hello", "name=Ada"))).text).toContain("Hello Ada");
    for (const socket of slow) socket.destroy();
  });

  it("10,000 pipelined requests leave others their answers", async () => {
    const { socket, said } = await open();
    const request = "GET /wps?service=WPS&request=GetCapabilities HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.write(request.repeat(10_000));
    for (let round = 0; round < 5; round++) await capabilitiesAnswer();
    socket.destroy();
    expect(said()).toMatch(/^HTTP\/1\.1 (200|4\d\d) |^$/);
    expect((await ask(kvp("say_hello", "name=Ada"))).text).toContain("Hello Ada");
  }, 60_000);

  it("30 MB of markup leave others their answers", async () => {
    const answer = ask(wps(), count(features("", "<gml:featureMember><a>1</a></gml:featureMember>".repeat(640_000))));
    for (let round = 0; round < 5; round++) await capabilitiesAnswer();
    expect((await answer).text).toMatch(/ExecuteResponse|ExceptionReport|^\d+$/);
  }, 60_000);
});

describe("addresses", () => {
  it("ids are long, and absent ones are all told the same", async () => {
    const form =
      '<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse="true" status="true"><wps:Output><ows:Identifier>response</ows:Identifier></wps:Output></wps:ResponseDocument></wps:ResponseForm>';
    const { text } = await ask(wps(), hello("Ada", form));
    const id = /statusLocation="[^"]*\/outputs\/([a-z2-7]+)\.xml"/.exec(text)?.[1] ?? "";
    // 128 bits in base32.
    expect(id.length).toBeGreaterThanOrEqual(26);
    const absent = await Promise.all(
      [`${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`, "a".repeat(26)].map((one) => ask(`${server.url}/outputs/${one}.xml`)),
    );
    expect(new Set(absent.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(absent.map(({ text: said }) => said.replaceAll(/[a-z2-7]{26}/g, ""))).size).toBe(1);
  });

  it("paths above a result lead nowhere", async () => {
    for (const path of [
      "/outputs/../../etc/passwd",
      "/outputs/%2e%2e/%2e%2e/etc/passwd",
      "/outputs/..%2f..%2fetc%2fpasswd",
      "/outputs/%252e%252e%252fetc",
      "/static/data/..%2f..%2f..%2fetc/passwd",
      "/static/data//etc/passwd",
    ]) {
      const { socket, said, closed } = await open();
      // As it stands: a client would have tidied it up.
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      await closed;
      expect([path, said().split("\r\n")[0]]).toEqual([path, expect.stringMatching(/ (404|400|403) /)]);
      expect(said()).not.toContain("root:");
    }
  });
});

describe("a hostile process", () => {
  it("holds nothing of what a client could see it take, and capabilities are answered all the time", async () => {
    let isOver = false;
    const attack = attackUrl(wps()).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await capabilitiesAnswer();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await attack).filter(({ outcome }) => outcome !== "held")).toEqual([]);
  }, 300_000);
});
