// Inputs of every kind, in the notations of real clients, as they reach the process.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { box, document, type Everything, output, referenced, startEverything, type Told } from "./everything.js";
import { complex, input, literal } from "./requests.js";

let every: Everything;

beforeAll(async () => {
  every = await startEverything();
});

afterAll(async () => {
  await every.stop();
});

describe("inputs", () => {
  it.each(["-5", "0", "0.3", "1", "10.5", "19.999", "30.001", "40", "50", "59.9", "1000", "1e6"])(
    "%s is in one of the ranges",
    async (value) => {
      expect((await every.told([literal("number", value)])).number).toBe(Number(value));
    },
  );

  it.each(["-4", "0.35", "10", "20", "30", "60", "999", "NaN", "INF", "0x1", ""])("%s is in none of the ranges", async (value) => {
    expect(await every.run([literal("number", value)])).toMatchObject({ status: 400, text: expect.stringContaining('locator="number"') });
  });

  it("come in the order of their occurrences, defaults where they are left out", async () => {
    expect(await every.told([literal("text", "a"), literal("text", " b "), literal("text", "")])).toMatchObject({
      text: ["a", " b ", ""],
      number: 0.3,
    });
    expect(await every.run([1, 2, 3, 4].map((each) => literal("text", String(each))))).toMatchObject({ status: 400 });
  });

  it.each([
    ["text", "hello &lt;x/>", "", { mediaType: "text/plain" }, "hello <x/>"],
    ["CDATA", "\n<![CDATA[<a/>]]>\n", 'mimeType="text/xml;subtype=gml/3.1.1"', { mediaType: "text/xml; subtype=gml/3.1.1" }, "<a/>"],
    [
      "base64 in CDATA with white space",
      "\n<![CDATA[\n aGVs\n bG8= \n]]>\n",
      'mimeType="image/png" encoding="Base64"',
      { mediaType: "image/png" },
      "hello",
    ],
    ["base64 where it is the only encoding", "<![CDATA[ aGVsbG8=\n]]>", 'mimeType="image/png"', { mediaType: "image/png" }, "hello"],
    ["an encoding that means none", "hello", 'mimeType="text/plain" encoding="UTF-8"', { mediaType: "text/plain" }, "hello"],
    ["nothing", "", "", { mediaType: "text/plain" }, ""],
  ])("complex as %s", async (_what, content, attributes, format, start) => {
    expect((await every.told([complex("data", content, attributes)])).data).toEqual([{ format, bytes: start.length, start }]);
  });

  it("refuse what is no base64 where it must be", async () => {
    for (const content of ["a*b", "<a/>", "abcde"]) {
      const answer = await every.run([complex("data", content, 'mimeType="image/png"')], document([output("yes")]));
      expect(answer.text).toMatch(/exceptionCode="InvalidParameterValue" locator="data"[\s\S]*base64/);
    }
  });

  it("by reference: GET with headers, POST with a body, with the body elsewhere, base64, and a KVP request of WPS itself", async () => {
    const header = '<wps:Header key="X-Test" value="v 1"/>';
    const chained = "/wps?service=WPS&request=Execute&version=1.0.0&identifier=x&datainputs=a=1@b=2;c=%3D%253D&rawdataoutput=o";
    const { data } = await every.told([
      referenced(`${every.elsewhere}/a?b=1&c=%26`, "", header),
      referenced(
        `${every.elsewhere}/p`,
        'method="POST"',
        `${header}<wps:Header key="Content-Type" value="text/a"/><wps:Body><![CDATA[raw <text>]]></wps:Body>`,
      ),
      referenced(`${every.elsewhere}/p`, 'method="POST"', `<wps:BodyReference xlink:href="${every.elsewhere}/source"/>`),
      referenced(`${every.elsewhere}${chained}`),
    ]);
    expect(data.map(({ start }) => start)).toEqual([
      "GET /a?b=1&c=%26 v 1  ",
      "POST /p v 1 text/a raw <text>",
      "POST /p  text/xml GET /source   ",
      `GET ${chained}   `,
    ]);
    expect((await every.told([referenced(`${every.elsewhere}/base64`, 'mimeType="image/png" encoding="base64"')])).data[0]?.start).toBe(
      "GET /base64   ",
    );
    const simple = ["number", "box"].map((name) => input(name, `<wps:Reference xlink:href="${every.elsewhere}/${name}"/>`));
    expect(await every.told(simple)).toMatchObject({ number: 0.5, box: [{ bbox: [1, 2, 3, 4], crs: "EPSG:4326" }] });
    expect((await every.run([referenced(`${every.elsewhere}/missing`)])).text).toMatch(/locator="data">\s*<ows:ExceptionText>[^<]*404/);
  });

  it("bounding boxes in the spellings of clients", async () => {
    const boxes = [
      box("1 2", "3 4", 'crs="EPSG::3857"'),
      box("1,2", "3,4", 'ows:crs="http://www.opengis.net/def/crs/EPSG/0/4326" ows:dimensions="2"'),
    ];
    expect((await every.told(boxes)).box).toEqual([
      { bbox: [1, 2, 3, 4], crs: "EPSG:3857" },
      { bbox: [1, 2, 3, 4], crs: "urn:ogc:def:crs:EPSG::4326" },
    ]);
  });

  it("bounding boxes mean what the name of their system says: a URN has latitude first, a short name longitude", async () => {
    const project = async (numbers: string, crs: string) => {
      const query = `service=WPS&version=1.0.0&request=Execute&identifier=boundingbox&datainputs=bboxin=${numbers},${crs}`;
      const [lower = "", upper = ""] = [...(await every.valid(query)).text.matchAll(/<ows:(?:Lower|Upper)Corner>([^<]*)</g)].map(
        ([, corner = ""]) => corner,
      );
      return [lower, upper].flatMap((corner) => corner.split(" ").map(Number));
    };
    expect(await project("10,50,11,51", "epsg:4326")).toEqual([10, 50, 11, 51]);
    expect(await project("50,10,51,11", "urn:ogc:def:crs:EPSG::4326")).toEqual([10, 50, 11, 51]);
    const projected = await project("4300000,3200000,4400000,3300000", "epsg:3035");
    expect(await project("3200000,4300000,3300000,4400000", "urn:ogc:def:crs:EPSG::3035")).toEqual(projected);
  });

  const encoded = (text: string) => encodeURIComponent(text);
  it.each<[string, Partial<Told>]>([
    ["", { text: [], number: 0.3 }],
    ["[text=a;text=b]", { text: ["a", "b"] }],
    ["%5Btext=a%5D", { text: ["a"] }],
    ["text=a;;text=;", { text: ["a", ""] }],
    [encoded(`choice=${encoded("e=f@g")}`), { choice: "e=f@g" }],
    [`choice=${encoded("c;d")}`, { choice: "c;d" }],
    ["choice=a+b", { choice: "a b" }],
    ["number=1@uom=foot@datatype=xs:double", { number: 1 }],
    ["text=a=b=c", { text: ["a=b=c"] }],
    ["box=46,102,47,103,urn:ogc:def:crs:EPSG:6.6:4326,2", { box: [{ bbox: [46, 102, 47, 103], crs: "urn:ogc:def:crs:EPSG::4326" }] }],
    [
      `data=${encoded('<a b="1"/>')}@mimetype=${encoded("text/xml; subtype=gml/3.1.1")}`,
      { data: [{ format: { mediaType: "text/xml; subtype=gml/3.1.1" }, bytes: 10, start: '<a b="1"/>' }] },
    ],
    ["data=aGVsbG8%3D@encoding=base64@mimeType=image/png", { data: [{ format: { mediaType: "image/png" }, bytes: 5, start: "hello" }] }],
  ])("by GET: DataInputs=%s", async (dataInputs, expected) => {
    expect(await every.toldByGet(dataInputs)).toMatchObject(expected);
  });

  it("by GET: a reference in all spellings", async () => {
    const href = encoded(`${every.elsewhere}/x?a=1;b=2`);
    for (const spelling of [
      `data=@xlink:href=${href}@method=GET`,
      `data@xlink:href=${href}`,
      `data=Reference@href=${href}`,
      `data@encoding=UTF-8@xlink:href=${href}`,
    ])
      expect((await every.toldByGet(spelling)).data[0]?.start).toBe("GET /x?a=1;b=2   ");
  });
});
