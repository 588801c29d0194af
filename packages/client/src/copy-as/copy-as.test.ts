// What each form says, and what it refuses to say. That it runs: test/e2e/copy-as.test.ts.
import { describe, expect, it } from "vitest";
import type { Parameter } from "../types.js";
import { type CopyKind, copyAs, copyKinds, sendingOf } from "./copy-as.js";
import { CopyError } from "./copy-error.js";
import type { CopyRequest } from "./copy-request.js";

const parameter = (id: string, schema: Parameter["schema"]): Parameter => ({ id, schema, minOccurs: 1, maxOccurs: 1 });
const word = { type: "string" };
const box = { allOf: [{ format: "ogc-bbox" }, { properties: { bbox: {}, crs: { type: "string", default: "EPSG:3857" } } }] };
const data = { type: "string", contentMediaType: "text/plain" };

function request(more: Partial<CopyRequest>): CopyRequest {
  const inputs = [
    parameter("word", word),
    parameter("size", { type: "number" }),
    parameter("box", box),
    parameter("data", data),
    parameter("__proto__", word),
  ];
  const outputs = [parameter("out", word), parameter("file", data)];
  const process = { id: "p", title: "P", version: "1", jobControlOptions: [], raw: {}, inputs, outputs };
  return { url: "http://server.test/ogc/?x#y", process, inputs: {}, ...more };
}

const kinds = copyKinds.map(({ kind }) => kind);

describe("copied", () => {
  it.each(kinds)("as %s, a request names the server's own address, and a token only by its variable", (kind) => {
    const asked = request({ inputs: { word: "x" }, needsToken: true });
    const text = copyAs(kind, asked);
    const sending = sendingOf(kind, asked);
    expect(sending?.url ?? text).toContain("http://server.test/ogc");
    expect(`${sending?.url}${text}`).not.toMatch(/[?#][xy]/);
    if (["curl", "python", "owslib", "typescript"].includes(kind)) expect(text).toContain("TERRARIUM_TOKEN");
    expect(copyAs(kind, request({ inputs: { word: "x" } }))).not.toContain("TERRARIUM_TOKEN");
  });

  it("asynchronously, each says so in its own way", () => {
    const asked = request({ mode: "async", response: "raw", outputs: { out: {} } });
    const said: Readonly<Record<CopyKind, string>> = {
      ...{ curl: "Prefer: respond-async", cli: "--mode async", "ogcapi-json": '"response": "raw"' },
      // What is stored is a document.
      ...{
        "wps1-kvp": "ResponseDocument=out&storeExecuteResponse=true&status=true",
        "wps1-xml": 'storeExecuteResponse="true" status="true"',
      },
      ...{ "wps2-xml": 'mode="async" response="raw"', python: "wait=False", owslib: "mode=ASYNC", typescript: 'mode: "async"' },
    };
    for (const [kind, words] of Object.entries(said)) expect(copyAs(kind as CopyKind, asked)).toContain(words);
    expect(sendingOf("ogcapi-json", asked)?.headers).toMatchObject({ prefer: "respond-async" });
  });

  it("by reference, WPS 1.0.0 asks for data so and for literals by value", () => {
    const asked = request({ outputs: { out: { transmissionMode: "reference" }, file: { transmissionMode: "reference" } } });
    expect(copyAs("wps1-kvp", asked)).toContain("ResponseDocument=out;file@asReference=true");
    expect(copyAs("owslib", asked)).toContain('("out", False, None),\n        ("file", True, None)');
    expect(copyAs("wps2-xml", asked)).toContain('id="out" transmission="reference"');
  });

  it("a key that languages give a meaning to is a key", () => {
    const inputs = JSON.parse('{"__proto__": "x"}') as CopyRequest["inputs"];
    expect(copyAs("typescript", request({ inputs }))).toContain('{ ["__proto__"]: "x" }');
    expect(copyAs("wps1-kvp", request({ inputs }))).toContain("DataInputs=__proto__=x");
    // No name that an argument of a function has.
    expect(copyAs("python", request({ inputs }))).toContain('t.execute(\n    "p",\n    {"__proto__": "x"}');
  });

  it("half characters are replaced, invisible ones are named where a language can", () => {
    expect(copyAs("wps1-kvp", request({ inputs: { word: "a\ud800" } }))).toContain("word=a%EF%BF%BD");
    expect(copyAs("python", request({ inputs: { word: "\u{e0001}\u202e" } }))).toContain('"\\U000e0001\\u202e"');
    expect(copyAs("curl", request({ inputs: { word: "\u202e" } }))).toContain('"\\u202e"');
    // -i would put it into the line as it is.
    expect(copyAs("cli", request({ inputs: { word: "a\u202e" } }))).toContain('{"word": "a\\u202e"}');
  });

  it("a box goes to OWSLib with the system that is meant when none is said", () => {
    expect(copyAs("owslib", request({ inputs: { box: { bbox: [1, 2, 3, 4] } } }))).toContain(
      'BoundingBoxDataInput([1, 2, 3, 4], crs="EPSG:3857")',
    );
  });

  it.each<[CopyKind, Partial<CopyRequest>, RegExp]>([
    ["wps1-xml", { response: "raw" }, /^WPS 1.0.0 gives one raw output/],
    ["wps1-kvp", { response: "raw", outputs: { out: {}, file: {} } }, /^WPS 1.0.0 gives one raw output/],
    ["wps2-xml", { response: "raw" }, /^WPS 2.0 gives one raw output/],
    ["wps1-xml", { inputs: { word: "a\u0001" } }, /^XML cannot hold the character U\+0001/],
    ["wps2-xml", { inputs: { data: "a\u0001" } }, /^WPS cannot send the bytes of the input data/],
    ["owslib", { inputs: { size: { value: 1, uom: "m" } } }, /^OWSLib cannot send the unit of the input size/],
    ["owslib", { inputs: { box: { bbox: [1, 2, 3, 4, 5, 6] } } }, /^OWSLib cannot send the box box/],
    ["wps1-xml", { inputs: { nonesuch: 1 } }, /^The process has no input nonesuch/],
    ["wps2-xml", { outputs: { nonesuch: {} } }, /^The process has no output nonesuch/],
    ["wps1-kvp", { inputs: { box: "here" } }, /^The input box is no bounding box/],
  ])("as %s, it says why it cannot be: %j", (kind, more, words) => {
    expect(() => copyAs(kind, request(more))).toThrow(CopyError);
    expect(() => copyAs(kind, request(more))).toThrow(words);
  });
});
