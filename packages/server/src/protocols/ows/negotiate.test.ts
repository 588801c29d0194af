import { describe, expect, it } from "vitest";
import { bodyOf, get, makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { ServiceError } from "../../core/errors.js";
import type { HttpRequest } from "../../core/message.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeWps } from "../../main/wps.js";

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "", accessConstraints: "", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Test", contact: {} },
};
const settings = { service, limits: { retentionMs: 1, asyncWaitMs: 1, autoWaitMs: 1 }, server: { listExecutions: false } };
const protocols = new Map(makeWps(settings, makeLinks("http://localhost:5000")).endpoints.map(({ path, protocol }) => [path, protocol]));

/** The version that answers at an address, and how: its document's version attribute tells it, whatever the answer. */
async function versionOf(request: HttpRequest, path = "/wps"): Promise<string> {
  const protocol = protocols.get(path);
  if (protocol === undefined) throw new Error(`no address ${path}`);
  try {
    const call = await protocol.decode(request, makeMemorySink());
    if (call.operation.kind !== "list-processes") return `${call.operation.kind} ${(call.form as { version?: string }).version ?? ""}`;
    const outcome = { kind: "processes", processes: [], updateSequence: 1 } as const;
    const text = String(await bodyOf(protocol.encode(call, outcome, makeMemorySink().open)));
    return `capabilities ${/service="WPS" version="([\d.]+)"/.exec(text)?.[1]}`;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const text = String(await bodyOf(protocol.encodeError(error, request)));
    return `${error.code} ${text.includes("ows/2.0") ? "2.0.0" : "1.0.0"}`;
  }
}

const one = 'xmlns="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1"';
const two = 'xmlns="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0"';
const accept = (...versions: string[]) =>
  `<AcceptVersions>${versions.map((version) => `<ows:Version>${version}</ows:Version>`).join("")}</AcceptVersions>`;

describe("a request by GET", () => {
  it.each([
    ["service=WPS&request=GetCapabilities", "capabilities 2.0.0"],
    ["service=WPS&request=GetCapabilities&version=1.0.0", "capabilities 1.0.0"],
    ["service=WPS&request=GetCapabilities&AcceptVersions=1.0.0,2.0.0", "capabilities 1.0.0"],
    ["service=WPS&request=GetCapabilities&acceptversions=3.0.0,2.0.0,1.0.0&version=1.0.0", "capabilities 2.0.0"],
    ["service=WPS&request=GetCapabilities&AcceptVersions=0.4.0%2C1.0.0", "capabilities 1.0.0"],
    ["service=WPS&request=GetCapabilities&AcceptVersions=3.0.0", "version-negotiation-failed 2.0.0"],
    ["service=WPS&request=GetCapabilities&version=3.0.0", "version-negotiation-failed 2.0.0"],
    ["service=WPS&request=DescribeProcess&identifier=a&version=1.0.0", "describe 1.0.0"],
    ["service=WPS&request=DescribeProcess&identifier=a&VERSION=2.0.0", "describe 2.0.0"],
    ["service=WPS&request=DescribeProcess&identifier=a", "missing-parameter 1.0.0"],
    ["service=WPS&request=Execute&identifier=a&version=1.0.0", "execute 1.0.0"],
    ["service=WPS&request=Execute&identifier=a&version=2.0.0", "unsupported 2.0.0"],
    ["service=WPS&request=Execute&identifier=a", "missing-parameter 1.0.0"],
    ["service=WPS&request=GetStatus&jobid=a", "missing-parameter 2.0.0"],
    ["", "missing-parameter 1.0.0"],
    ["%", "missing-parameter 1.0.0"],
  ])("%s is for %s", async (query, version) => {
    expect(await versionOf(get(query))).toBe(version);
  });
});

it.each([
  ["service=WPS&request=GetStatus&version=2.0.0&jobid=a", "2.0"],
  ["service=WPS&request=GetStatus", "2.0"],
  ["service=WPS&request=GetCapabilities", "2.0"],
  ["service=WPS&request=DescribeProcess&version=1.0.0", "1.1"],
  ["", "1.1"],
])("who is refused before %s was read is told so by the version that it names", async (query, ows) => {
  const { encodeError } = protocols.get("/wps") ?? {};
  const response = encodeError?.(new ServiceError([{ code: "unauthenticated", message: "You have to sign in for this." }]), get(query));
  expect(String(await bodyOf(response ?? { status: 0, headers: {}, body: "" }))).toContain(`xmlns:ows="http://www.opengis.net/ows/${ows}"`);
});

it.each(["version=1.0.0&language=cs", "version=2.0.0&AcceptLanguages=cs"])("and in the language of %s", async (query) => {
  const spoken = { ...settings, service: { ...service, languages: ["en-US", "cs"] as const } };
  const wps = makeWps(spoken, makeLinks("http://localhost:5000")).endpoints.find(({ path }) => path === "/wps")?.protocol;
  const error = new ServiceError([{ code: "unauthenticated", message: "You have to sign in for this." }]);
  const response = wps?.encodeError(error, get(`service=WPS&request=DescribeProcess&${query}`));
  expect(String(await bodyOf(response ?? { status: 0, headers: {}, body: "" }))).toContain("K tomu je třeba se přihlásit.");
});

describe("a request by POST", () => {
  it.each([
    [`<GetCapabilities ${one} service="WPS"/>`, "capabilities 1.0.0"],
    [`<GetCapabilities ${two} service="WPS"/>`, "capabilities 2.0.0"],
    ['<GetCapabilities service="WPS"/>', "capabilities 2.0.0"],
    [`<GetCapabilities ${two} service="WPS">${accept("1.0.0", "2.0.0")}</GetCapabilities>`, "capabilities 1.0.0"],
    [`<GetCapabilities ${one} service="WPS">${accept("3.0.0", "2.0.0")}</GetCapabilities>`, "capabilities 2.0.0"],
    [`<!-- 1.0.0 --><GetCapabilities ${two} service="WPS">${accept("9.0.0")}</GetCapabilities>`, "version-negotiation-failed 2.0.0"],
    ['<DescribeProcess service="WPS" version="1.0.0"><Identifier>a</Identifier></DescribeProcess>', "describe 1.0.0"],
    ['<DescribeProcess service="WPS" version="2.0.0"><Identifier>a</Identifier></DescribeProcess>', "describe 2.0.0"],
    [`<Execute ${one} service="WPS" version="1.0.0"><ows:Identifier>a</ows:Identifier></Execute>`, "execute 1.0.0"],
    [`<Execute ${two} service="WPS" version="2.0.0" mode="sync"><ows:Identifier>a</ows:Identifier></Execute>`, "execute 2.0.0"],
    [`<Execute ${two} service="WPS" version="1.0.0" mode="sync"><ows:Identifier>a</ows:Identifier></Execute>`, "invalid-parameter 2.0.0"],
    [`<GetStatus ${two} service="WPS" version="2.0.0"><JobID>a</JobID></GetStatus>`, "status 2.0.0"],
    ['<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body/></e:Envelope>', "invalid-parameter 1.0.0"],
    ["<a/>", "invalid-parameter 1.0.0"],
    ["", "missing-parameter 1.0.0"],
    ["not xml", "invalid-parameter 1.0.0"],
    [`<Execute ${two} service="WPS"`, "invalid-parameter 1.0.0"],
    [`<Execute ${two} service="WPS"><a>`, "invalid-parameter 2.0.0"],
    [`<!DOCTYPE a><Execute ${two}/>`, "invalid-parameter 1.0.0"],
  ])("%s is for %s, wherever its chunks are cut", async (body, version) => {
    for (const size of [65_536, 7, 1]) expect(await versionOf(post(body, {}, size))).toBe(version);
  });

  it("is found in UTF-16 too, and behind a comment of a megabyte it is for the oldest", async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?><GetCapabilities ${one} service="WPS"/>`;
    expect(await versionOf(post(Buffer.from(`\ufeff${text}`, "utf16le")))).toBe("capabilities 1.0.0");
    const late = `<!--${"x".repeat(2_000_000)}--><Execute ${two} service="WPS" version="2.0.0"><ows:Identifier>a</ows:Identifier></Execute>`;
    expect(await versionOf(post(late))).toBe("invalid-parameter 1.0.0");
  });

  it("is read no further than its root before it is decoded", async () => {
    let given = 0;
    const start = `<Execute ${one} service="WPS" version="1.0.0"><ows:Identifier>a</ows:Identifier><!--`;
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(start);
      for (; given < 100; given += 1) yield Buffer.from("x".repeat(1_000));
      throw new ServiceError([{ code: "too-large", message: "The request is too large." }]);
    }
    expect(await versionOf({ ...post(""), body: body() })).toBe("too-large 1.0.0");
    expect(given).toBe(100);
  });
});

describe("an address of one version", () => {
  it.each([
    ["/wps/1.0.0", "service=WPS&request=GetCapabilities", "capabilities 1.0.0"],
    ["/wps/1.0.0", "service=WPS&request=GetCapabilities&AcceptVersions=2.0.0", "version-negotiation-failed 1.0.0"],
    ["/wps/2.0.0", "service=WPS&request=GetCapabilities", "capabilities 2.0.0"],
    ["/wps/2.0.0", "service=WPS&request=GetCapabilities&AcceptVersions=1.0.0", "version-negotiation-failed 2.0.0"],
    ["/wps/2.0.0", "service=WPS&request=DescribeProcess&identifier=a&version=1.0.0", "invalid-parameter 2.0.0"],
  ])("%s answers %s with %s", async (path, query, version) => {
    expect((await versionOf(get(query), path)).replace(/ $/, "")).toBe(version);
  });
});
