// The language of a request reaches every answer of a running server: capabilities, descriptions, faults, jobs and their documents, pages.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root, type Server, startServer } from "./server.js";

let server: Server;
beforeAll(async () => {
  // Whoever publishes the demo processes offers Czech without saying so.
  server = await startServer({ config: `[processes]\npaths = ${JSON.stringify([join(root, "processes")])}\n` });
}, 60_000);
afterAll(async () => void (await server.stop()));

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const wps = (query: string, init: RequestInit = {}) => ask(`/wps?service=WPS&${query}`, init);
const inCzech = { headers: { "accept-language": "cs-CZ, cs;q=0.9, en;q=0.5" } };

test("the demo processes are offered in English and in Czech", async () => {
  const one = (await wps("request=GetCapabilities&AcceptVersions=1.0.0")).text;
  expect(one).toContain("<ows:Language>en-US</ows:Language>");
  expect(one).toContain("<ows:Language>cs</ows:Language>");
  expect(one).toContain("<ows:Title>Process Say Hello</ows:Title>");
  const two = (await wps("request=GetCapabilities&AcceptVersions=2.0.0&AcceptLanguages=cs")).text;
  expect(two).toContain("<ows:Languages><ows:Language>en-US</ows:Language><ows:Language>cs</ows:Language></ows:Languages>");
  expect(two).toContain("<ows:Title>Pozdrav</ows:Title>");
});

test("each demo process has a title and abstract in Czech, and so has each of its inputs and outputs", async () => {
  const titles = (text: string) => [...text.matchAll(/<ows:(?:Title|Abstract)>([^<]*)/g)].map(([, title]) => title);
  const english = titles((await wps("version=1.0.0&request=DescribeProcess&identifier=all")).text);
  const czech = titles((await wps("version=1.0.0&request=DescribeProcess&identifier=all&language=cs")).text);
  expect(czech).toHaveLength(english.length);
  expect(czech.filter((title) => english.includes(title))).toEqual([]);
});

test("what is wrong with the inputs is told in the language of each protocol's request", async () => {
  const sentence = "Chybí vstup name.";
  const one = await wps("version=1.0.0&request=Execute&identifier=say_hello&language=cs");
  expect([one.status, one.text]).toEqual([400, expect.stringContaining(sentence)]);
  const body = `<wps:Execute xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0" service="WPS" version="2.0.0"
 mode="sync" response="document" xml:lang="cs"><ows:Identifier>say_hello</ows:Identifier></wps:Execute>`;
  const two = await ask("/wps", { method: "POST", body, headers: { "content-type": "text/xml" } });
  expect([two.status, two.text]).toEqual([400, expect.stringContaining(sentence)]);
  const headers = { ...inCzech.headers, "content-type": "application/json" };
  const three = await ask("/processes/say_hello/execution", { method: "POST", body: '{"inputs": {}}', headers });
  expect([three.status, three.headers.get("content-language")]).toEqual([400, "cs"]);
  expect(JSON.parse(three.text)).toMatchObject({ title: "Chybí vstup", detail: sentence });
});

test("a job remembers its language: its documents are in it, whoever asks without naming one", async () => {
  const query = "version=1.0.0&request=Execute&identifier=sleep&DataInputs=delay=100000&storeExecuteResponse=true&status=true&language=cs";
  const accepted = (await wps(query)).text;
  expect(accepted).toContain('xml:lang="cs"');
  const location = new URL(/statusLocation="([^"]*)"/.exec(accepted)?.[1] ?? "").pathname;
  let document = "";
  do document = (await ask(location)).text;
  while (!/ProcessFailed/.test(document));
  // A sentence of the process is the author's.
  expect(document).toContain("The delay must be from 0 to 86400 seconds.");
  expect(document).toContain("<ows:Title>Spánek</ows:Title>");
  const id = /outputs\/([a-z2-7]{26})/.exec(location)?.[1] ?? "";
  const asJson = { headers: { accept: "application/json" } };
  expect(JSON.parse((await ask(`/jobs/${id}`, asJson)).text)).toMatchObject({ exception: { title: "Chybný vstup" } });
  const inEnglish = { headers: { accept: "application/json", "accept-language": "en" } };
  expect(JSON.parse((await ask(`/jobs/${id}`, inEnglish)).text)).toMatchObject({ exception: { title: "An input is wrong" } });
});

test("a language that is not offered is refused where the standard says so, and passed over elsewhere", async () => {
  const one = await wps("version=1.0.0&request=DescribeProcess&identifier=say_hello&language=tlh");
  expect([one.status, one.text]).toEqual([400, expect.stringMatching(/InvalidParameterValue" locator="language"/)]);
  const two = await wps("request=GetCapabilities&AcceptVersions=2.0.0&AcceptLanguages=tlh");
  expect([two.status, two.text]).toEqual([200, expect.stringContaining("<ows:Title>Process Say Hello</ows:Title>")]);
  const three = await ask("/processes/say_hello?f=json", { headers: { "accept-language": "tlh" } });
  expect([three.status, JSON.parse(three.text)["title"]]).toEqual([200, "Process Say Hello"]);
});

test("pages, results and what is at no address speak the language of the browser", async () => {
  const page = await ask("/processes/say_hello", { headers: { ...inCzech.headers, accept: "text/html" } });
  expect(page.text).toContain('<html lang="cs"');
  expect(page.text).toContain("<h1>Pozdrav</h1>");
  expect(page.text).toMatch(/Časový limit: \d/);
  expect((await ask("/outputs/nothing.txt", inCzech)).text).toBe("Takový dokument neexistuje.\n");
  expect((await ask("/outputs/nothing.txt")).text).toBe("There is no such document.\n");
  expect((await ask("/nowhere", inCzech)).text).toBe("Na této adrese nic není.\n");
});
