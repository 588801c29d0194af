// Execute requests against descriptions: everything that WPS servers are known to take silently, and everything that real clients send.
import type { InputDescription, LiteralDomain, LiteralType, ProcessDescription } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../core/errors.js";
import type { Data, Execute, ExecuteInput } from "../core/execute.js";
import { decodeBase64 } from "./base64.js";
import { type Plan, validateExecute } from "./validate.js";
import { matchCrs, normaliseCrs } from "./validate-bbox.js";
import { isAllowed, parseLiteral } from "./validate-literal.js";

const once = { minOccurs: 1, maxOccurs: 1 };
const literal = (id: string, over: Partial<LiteralDomain> & Partial<InputDescription> = {}): InputDescription =>
  ({ id, title: id, kind: "literal", dataType: "float", ...once, ...over }) as InputDescription;
const gml = { mediaType: "application/gml+xml" };
const tiff64 = { mediaType: "image/tiff", encoding: "base64" };
const layer: InputDescription = { id: "layer", title: "Layer", kind: "complex", formats: [gml, tiff64], maximumMegabytes: 0.001, ...once };
const box: InputDescription = { id: "box", title: "Box", kind: "bbox", crs: ["epsg:4326", "epsg:3035"], ...once };
const distances = [0, 1, { minimum: 10, maximum: 100, spacing: 10 }];

function processOf(inputs: readonly InputDescription[], over: Partial<ProcessDescription> = {}): ProcessDescription {
  const outputs: ProcessDescription["outputs"] = [
    { id: "out", title: "Out", kind: "complex", formats: [gml, { mediaType: "application/geo+json" }] },
    { id: "area", title: "Area", kind: "literal", dataType: "float", uoms: ["m2", "ha"] },
  ];
  return { id: "p", title: "P", version: "1", inputs, outputs, storeSupported: true, statusSupported: true, ...over };
}

const value = (text: unknown, over: Partial<Extract<Data, { kind: "value" }>> = {}): Data => ({
  kind: "value",
  value: text as string,
  ...over,
});

function plan(
  inputs: readonly InputDescription[],
  given: readonly [string, Data][],
  over: Partial<Execute> = {},
  process = processOf(inputs),
): Plan {
  const all: ExecuteInput[] = given.map(([id, data]) => ({ id, data }));
  const execute: Execute = {
    processId: "p",
    inputs: all,
    outputs: [],
    mode: "sync",
    response: "document",
    store: false,
    status: false,
    lineage: false,
    ...over,
  };
  return validateExecute(execute, process, 1e6);
}

/** Code and locator of each fault. */
function faults(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ServiceError) return error.faults.map((one) => `${one.code} ${one.locator ?? "-"}`);
    throw error;
  }
  return [];
}

describe("a request that was misread", () => {
  it("is refused with all that is wrong, and what was given is not missing", () => {
    const found = { code: "invalid-parameter", message: "?", locator: "/inputs/layer/x" } as const;
    const outputs = [{ id: "none", transmission: "value" as const }];
    const misread = { faults: [found], inputIds: ["layer"] };
    expect(faults(() => plan([layer, box], [], { outputs, misread }))).toEqual([
      "invalid-parameter /inputs/layer/x",
      "missing-input box",
      "no-such-output none",
    ]);
    expect(faults(() => plan([layer], [["layer", value("x")]], { misread }))).toEqual(["invalid-parameter /inputs/layer/x"]);
  });
});

describe("literal values", () => {
  const cases: [LiteralType, unknown[], unknown[]][] = [
    ["string", ["", " a ", "NaN", "x".repeat(99)], [1, true, null]],
    ["boolean", ["true", "false", "1", "0", " true\n", true], ["maybe", "True", "", 1, "yes"]],
    [
      "integer",
      ["0", "-5", "+7", " 12 ", 3, "9007199254740991"],
      ["1.0", "1e3", "", "abc", "1e999", "9007199254740993", 2.5, "0x10", "NaN"],
    ],
    ["positiveInteger", ["1"], ["0", "-1"]],
    ["nonNegativeInteger", ["0", "-0"], ["-1"]],
    ["float", ["1", "-1.5e-3", ".5", "5.", 1.5], ["NaN", "INF", "-INF", "1e999", "", "1,5", "0x1", "1 2", "Infinity"]],
    ["double", ["1E5"], ["nan"]],
    ["decimal", ["1.50", "-0.1"], ["1e3", "INF"]],
    ["anyURI", ["http://a/b?c", "urn:x:y"], ["a b", ""]],
    [
      "date",
      ["2024-02-29", "2024-01-01Z", "2024-01-01+02:00"],
      ["2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "0000-01-01", "2024-1-1"],
    ],
    ["time", ["13:20:00", "24:00:00", "00:00:00.5Z"], ["25:00:00", "24:00:01", "13:20", "13:60:00"]],
    [
      "dateTime",
      ["2024-02-29T13:20:00Z", "2024-01-01T00:00:00.123-05:00"],
      ["2024-01-01", "2024-01-01 00:00:00", "2023-02-29T00:00:00", "2024-01-01ZT00:00:00"],
    ],
  ];
  for (const [type, good, bad] of cases)
    it(`of type ${type} follow XML Schema exactly`, () => {
      for (const one of good) expect(parseLiteral(type, one as string), JSON.stringify(one)).toHaveProperty("value");
      for (const one of bad) expect(parseLiteral(type, one as string), JSON.stringify(one)).toHaveProperty("problem");
    });
  it("are allowed by value, range, spacing and closure", () => {
    const domain = (allowedValues: LiteralDomain["allowedValues"]): LiteralDomain => ({
      kind: "literal",
      dataType: "float",
      ...(allowedValues && { allowedValues }),
    });
    for (const good of [0, 1, 10, 20, 100]) expect(isAllowed(domain(distances), good), String(good)).toBe(true);
    for (const bad of [-1, 5, 15, 101, 10.5]) expect(isAllowed(domain(distances), bad), String(bad)).toBe(false);
    const edges = (closure: "open" | "closed" | "open-closed" | "closed-open") =>
      [0, 1].map((edge) => isAllowed(domain([{ minimum: 0, maximum: 1, closure }]), edge));
    expect([edges("closed"), edges("open"), edges("open-closed"), edges("closed-open")]).toEqual([
      [true, true],
      [false, false],
      [false, true],
      [true, false],
    ]);
    expect(isAllowed(domain([{ minimum: 0, maximum: 1, spacing: 0.1 }]), 0.3)).toBe(true);
    expect(
      isAllowed({ kind: "literal", dataType: "date", allowedValues: [{ minimum: "2024-01-01", maximum: "2024-12-31" }] }, "2024-06-01"),
    ).toBe(true);
    expect(isAllowed({ kind: "literal", dataType: "string", allowedValues: ["a", "b"] }, "c")).toBe(false);
  });
});

describe("inputs", () => {
  it("are reported with all their faults together, each with its input", () => {
    const inputs = [literal("a"), literal("b"), literal("c", { uoms: ["m"] }), layer, box];
    const given: [string, Data][] = [
      ["a", value("x")],
      ["c", value("1", { uom: "km" })],
      ["layer", value("x", { format: { mediaType: "image/png" } })],
      ["box", value("5,5,1,1")],
      ["unknown", value("1")],
    ];
    expect(faults(() => plan(inputs, given))).toEqual([
      "invalid-input a",
      "missing-input b",
      "invalid-input c",
      "no-such-format layer",
      "invalid-input box",
      "no-such-input unknown",
    ]);
  });
  it("are not reported without bound", () => {
    const many: [string, Data][] = Array.from({ length: 20_000 }, (_, index) => [`x${index}`, value("1")]);
    expect(faults(() => plan([], many))).toHaveLength(21);
  });
  it("occur as often as they may", () => {
    const twice = literal("a", { minOccurs: 2, maxOccurs: 3 });
    const times = (count: number) =>
      faults(() =>
        plan(
          [twice],
          Array.from({ length: count }, () => ["a", value("1")]),
        ),
      );
    expect([0, 1, 2, 3, 4].map(times)).toEqual([["missing-input a"], ["missing-input a"], [], [], ["too-many-inputs a"]]);
  });
  it("take their default and their default unit", () => {
    expect(plan([literal("a", { default: 7, uoms: ["m", "km"] })], []).inputs).toEqual([{ kind: "literal", id: "a", value: 7, uom: "m" }]);
    expect(plan([literal("a", { uoms: ["m", "km"] })], [["a", value("7")]]).inputs).toEqual([
      { kind: "literal", id: "a", value: 7, uom: "m" },
    ]);
    expect(plan([literal("a", { minOccurs: 0 })], []).inputs).toEqual([]);
  });
  it("say what is allowed", () => {
    expect(() => plan([literal("a", { allowedValues: distances })], [["a", value("7")]])).toThrow(
      'The value "7" of input a is not allowed; allowed are: 0, 1, 10 to 100 in steps of 10.',
    );
  });
  it("are of their kind", () => {
    const file = { key: "u-1", byteLength: 3, sha256: "" };
    expect(faults(() => plan([literal("a")], [["a", value("<x/>", { syntax: "complex" })]]))).toEqual(["invalid-input a"]);
    expect(faults(() => plan([literal("a")], [["a", { kind: "stored", file }]]))).toEqual(["invalid-input a"]);
    expect(faults(() => plan([literal("a")], [["a", value({ bbox: [1, 2, 3, 4] }, { syntax: "bbox" })]]))).toEqual(["invalid-input a"]);
    expect(faults(() => plan([layer], [["layer", value("1", { syntax: "literal" })]]))).toEqual(["invalid-input layer"]);
    expect(faults(() => plan([box], [["box", value("1", { syntax: "literal" })]]))).toEqual(["invalid-input box"]);
  });
});

describe("bounding boxes", () => {
  const planned = (given: Data) => plan([box], [["box", given]]).inputs[0];
  it("are read from KVP text and from structure, in every spelling of a supported system", () => {
    expect(planned(value("46,102,47,103,urn:ogc:def:crs:EPSG:6.6:4326,2"))).toEqual({
      kind: "bbox",
      id: "box",
      bbox: [46, 102, 47, 103],
      crs: "urn:ogc:def:crs:EPSG::4326",
    });
    expect(planned(value("1,2,3,4"))).toMatchObject({ crs: "epsg:4326" });
    expect(planned(value({ bbox: [1, 2, 3, 4], crs: "EPSG::3035" }, { syntax: "bbox" }))).toMatchObject({ crs: "epsg:3035" });
    expect(planned(value({ bbox: [1, 2, 3, 4] }, { syntax: "bbox", crs: "EPSG:3035", dimensions: 2 }))).toMatchObject({ crs: "epsg:3035" });
    expect(planned(value("1,2,0,3,4,9"))).toMatchObject({ bbox: [1, 2, 0, 3, 4, 9] });
  });
  it("that are none are refused", () => {
    const bad = [
      "",
      "1,2,3",
      "1,2,3,4,5",
      "a,b,c,d",
      "NaN,0,1,1",
      "INF,0,1,1",
      "3,2,1,4",
      "1,4,3,2",
      "1,2,3,4,epsg:9999",
      "1,2,3,4,banana",
      "1,2,3,4,epsg:4326,3",
      "1,2,3,4,epsg:4326,2,x",
      "1e999,0,1,1",
    ];
    for (const one of bad)
      expect(
        faults(() => planned(value(one))),
        one,
      ).toEqual(["invalid-input box"]);
    for (const one of [{ bbox: ["1", 2, 3, 4] }, { bbox: [1, null, 3, 4] }, {}, 5, { bbox: [1, 2, 3, 4], crs: 4326 }])
      expect(
        faults(() => planned(value(one))),
        JSON.stringify(one),
      ).toEqual(["invalid-input box"]);
  });
  it("keep the kind of name, which alone tells the order of the axes", () => {
    expect(matchCrs("http://www.opengis.net/def/crs/EPSG/0/3035", ["epsg:3035"])).toBe("urn:ogc:def:crs:EPSG::3035");
    expect(matchCrs("http://www.opengis.net/def/crs/EPSG/0/3035", ["epsg:3035", "urn:x-ogc:def:crs:EPSG:6.6:3035"])).toBe(
      "urn:x-ogc:def:crs:EPSG:6.6:3035",
    );
    expect(matchCrs("http://www.opengis.net/gml/srs/epsg.xml#3035", ["urn:ogc:def:crs:EPSG::3035"])).toBe("EPSG:3035");
    expect(matchCrs("CRS:84", ["urn:ogc:def:crs:OGC:1.3:CRS84"])).toBe("urn:ogc:def:crs:OGC:1.3:CRS84");
    expect(matchCrs("EPSG:4326", ["epsg:3035"])).toBeUndefined();
  });
  it("know the names of a system", () => {
    const names = [
      "EPSG:4326",
      "epsg:4326",
      "urn:ogc:def:crs:EPSG::4326",
      "urn:x-ogc:def:crs:EPSG:6.6:4326",
      "http://www.opengis.net/def/crs/EPSG/0/4326",
      "https://www.opengis.net/def/crs/EPSG/0/4326",
      "http://www.opengis.net/gml/srs/epsg.xml#4326",
    ];
    expect(new Set(names.map(normaliseCrs))).toEqual(new Set(["EPSG:4326"]));
    expect(
      new Set(["CRS:84", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"].map(normaliseCrs))
        .size,
    ).toBe(1);
  });
});

describe("complex inputs", () => {
  const planned = (given: Data) => plan([layer], [["layer", given]]).inputs[0];
  const file = { key: "u-1", byteLength: 1000, sha256: "" };
  const reference = { kind: "reference", href: "http://example.org/a", method: "GET" } as const;
  it("reach the process as plain bytes, whatever they came in", () => {
    expect(planned(value("<a/>", { format: { mediaType: "text/xml" } }))).toEqual({
      kind: "text",
      id: "layer",
      text: "<a/>",
      isBase64: false,
      format: gml,
    });
    expect(planned(value("AAEC", { format: tiff64 }))).toMatchObject({ isBase64: true, format: { mediaType: "image/tiff" } });
    expect(planned({ kind: "stored", file, format: tiff64 })).toEqual({
      kind: "stored",
      id: "layer",
      file,
      isBase64: false,
      format: { mediaType: "image/tiff" },
    });
    // The description knows no other encoding; the client has not named it, so nobody has decoded the text yet.
    expect(planned({ kind: "stored", file, format: { mediaType: "image/tiff" } })).toMatchObject({ kind: "stored", isBase64: true });
    expect(faults(() => planned({ kind: "stored", file, format: { mediaType: "image/tiff" }, markup: true }))).toEqual([
      "invalid-input layer",
    ]);
    expect(planned({ ...reference, format: { mediaType: "image/tiff" } })).toMatchObject({ as: { kind: "complex", isBase64: false } });
    expect(planned({ ...reference, format: tiff64 })).toMatchObject({ maximumBytes: 1000, as: { kind: "complex", isBase64: true } });
    expect(planned(value({ type: "Point" }))).toMatchObject({ text: '{"type":"Point"}' });
  });
  it("that are no text come in base64 whether their format says so or not, texts only where it does", () => {
    const netcdf: InputDescription = { ...layer, formats: [{ mediaType: "application/x-netcdf" }, gml] };
    const give = (mediaType: string) =>
      plan([netcdf], [["layer", value("Q0RGAQ==", { format: { mediaType, encoding: "base64" } })]]).inputs[0];
    expect(give("application/x-netcdf")).toMatchObject({ isBase64: true, format: { mediaType: "application/x-netcdf" } });
    expect(faults(() => give("application/gml+xml"))).toEqual(["no-such-format layer"]);
  });
  it("that are too large, not base64, or in an unknown encoding or schema are refused", () => {
    expect(faults(() => planned({ kind: "stored", file: { ...file, byteLength: 1001 } }))).toEqual(["too-large layer"]);
    expect(faults(() => planned(value("x".repeat(1001))))).toEqual(["too-large layer"]);
    expect(faults(() => planned(value("not base64!", { format: tiff64 })))).toEqual(["invalid-input layer"]);
    expect(faults(() => planned(value("A===", { format: tiff64 })))).toEqual(["invalid-input layer"]);
    expect(faults(() => planned(value("x", { format: { encoding: "gzip" } })))).toEqual(["no-such-format layer"]);
    expect(faults(() => planned(value("x", { format: { schema: "http://x/y.xsd" } })))).toEqual(["no-such-format layer"]);
  });
  it("by reference must be http or https", () => {
    for (const href of ["file:///etc/passwd", "/vsicurl/http://a", "ftp://a/b", "", "PG:dbname=x"])
      expect(
        faults(() => planned({ ...reference, href })),
        href,
      ).toEqual(["unreachable-input layer"]);
    expect(plan([literal("a")], [["a", reference]]).inputs[0]).toMatchObject({ kind: "reference", as: { kind: "simple" } });
  });
});

describe("outputs and modes", () => {
  const outputs = (...all: Execute["outputs"]) => ({ outputs: all });
  const by = (id: string, over: object = {}) => ({ id, transmission: "value" as const, ...over });
  it("are all, in their default formats and units, if none is named", () => {
    expect(plan([], []).outputs).toEqual([
      { id: "out", format: gml },
      { id: "area", uom: "m2" },
    ]);
    expect(plan([], [], outputs(by("out", { format: { mediaType: "application/vnd.geo+json" } }))).outputs).toEqual([
      { id: "out", format: { mediaType: "application/geo+json" } },
    ]);
  });
  it("that do not exist, come twice, or are wanted as they cannot be are refused together", () => {
    const all = outputs(by("nothing"), by("out"), by("out"), by("area", { transmission: "reference" }));
    expect(faults(() => plan([], [], all))).toEqual(["no-such-output nothing", "too-many-outputs out", "invalid-parameter area"]);
    expect(faults(() => plan([], [], outputs(by("out", { format: { mediaType: "image/png" } }))))).toEqual(["no-such-format out"]);
    expect(faults(() => plan([], [], outputs(by("area", { uom: "acre" }))))).toEqual(["invalid-parameter area"]);
  });
  it("are raw only alone", () => {
    expect(faults(() => plan([], [], { response: "raw" }))).toEqual(["too-many-outputs RawDataOutput"]);
    expect(faults(() => plan([], [], { response: "raw", ...outputs(by("out")) }))).toEqual([]);
  });
  it("may be literal by reference and in a simple format only where the protocol knows that", () => {
    const free = { anyOutputForm: true } as const;
    for (const mediaType of ["text/plain", "text/xml", "application/xml"])
      expect(plan([], [], { ...free, ...outputs(by("area", { format: { mediaType }, transmission: "reference" })) }).outputs).toEqual([
        { id: "area", uom: "m2" },
      ]);
    const png = outputs(by("area", { format: { mediaType: "image/png" } }));
    expect(faults(() => plan([], [], { ...free, ...png }))).toEqual(["no-such-format area"]);
    expect(faults(() => plan([], [], outputs(by("area", { format: { mediaType: "text/plain" } }))))).toEqual(["no-such-format area"]);
  });
  it("cannot come asynchronously from a process that keeps none", () => {
    const none = processOf([], { storeSupported: false });
    expect(faults(() => plan([], [], { mode: "async" }, none))).toEqual(["no-such-mode mode"]);
    expect(faults(() => plan([], [], { mode: "sync" }, none))).toEqual([]);
  });
  it("are stored and followed only where the process offers it, and status needs store", () => {
    const none = processOf([], { storeSupported: false, statusSupported: false });
    expect(faults(() => plan([], [], { mode: "async", store: true, status: true }, none))).toEqual([
      "storage-not-supported -",
      "invalid-parameter status",
    ]);
    expect(faults(() => plan([], [], outputs(by("out", { transmission: "reference" })), none))).toEqual(["storage-not-supported out"]);
    expect(faults(() => plan([], [], { status: true }))).toEqual(["invalid-parameter status"]);
  });
});

describe("decodeBase64", () => {
  async function decoded(...chunks: string[]): Promise<string> {
    const parts: Uint8Array[] = [];
    const source = async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    };
    for await (const part of decodeBase64(source())) parts.push(part);
    return Buffer.concat(parts).toString();
  }
  it("joins what chunks cut, and skips white space", async () => {
    expect(await decoded("SGVs", "bG8", "g\nV29y", "bGQ", "=", "\n")).toBe("Hello World");
    expect(await decoded("")).toBe("");
    expect([await decoded("SGVsb", "G8"), await decoded("SA")]).toEqual(["Hello", "H"]);
  });
  it("ends at what is not base64", async () => {
    for (const bad of ["SGVsb", "SGV!", "====", "SG=", "SGVsbG8=SG", "SGU=SGU=", "SG=l", "é"])
      await expect(decoded(bad), bad).rejects.toThrow();
    await expect(decoded("SGU=", "SGU=")).rejects.toThrow();
  });
});
