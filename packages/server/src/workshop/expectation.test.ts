import type { JsonValue } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import { differenceFrom, type Given } from "./expectation.js";
import { rasterDifference } from "./raster.js";

const files: Readonly<Record<string, string>> = {
  "a.geojson": '{ "type": "Point", "coordinates": [1, 2.0000001] }',
  "a.gml": '<gml:pos srsDimension="2">\n  10.5 -3\n</gml:pos>\n',
  "a.csv": "x,y,name\n1,2.50,one\n",
  "a.bin": "\0\x01",
};
const read = async (file: string) => new TextEncoder().encode(files[file] ?? "");
const value = (one: JsonValue): Given => ({ kind: "value", value: one });
const bytes = (text: string): Given => ({ kind: "bytes", bytes: new TextEncoder().encode(text) });
const differ = (expected: JsonValue, given: Given | undefined) => differenceFrom(expected, given, { read, rasterDifference });

describe("an output is as its example expects", () => {
  it.for<[JsonValue, Given]>([
    [2, value(2)],
    [0.3, value(0.1 + 0.2)],
    ["text", value("text")],
    [{ near: 100, tolerance: 5 }, value(104)],
    [{ near: -0.5, tolerance: 0.1 }, value("-0.55")],
    [{ matches: "^b$" }, bytes("a\nb\n")],
    [{ type: "Point", coordinates: [1, 2] }, bytes('{"coordinates":[1,2.0000000001],"type":"Point"}')],
    [{ file: "a.geojson" }, value({ coordinates: [1.0000001, 2], type: "Point" })],
    [{ file: "a.gml" }, bytes('<gml:pos srsDimension="2">\r\n10.5000001   -3.0\n</gml:pos>')],
    [{ file: "a.csv" }, bytes("x,y,name\r\n1.0,2.5,one")],
    [{ file: "a.csv", tolerance: 0.1 }, bytes("x,y,name\n1.05,2.6,one")],
    [{ file: "a.bin" }, bytes("\0\x01")],
  ])("%j by %j", async ([expected, given]) => {
    expect(await differ(expected, given)).toBeUndefined();
  });
});

describe("an output that differs is told by the first difference", () => {
  it.for<[JsonValue, Given | undefined, string]>([
    [2, undefined, "It is not there."],
    [2, value(3), "It is 3, not 2."],
    ["2", value("3"), 'It is "3", not "2".'],
    [{ near: 100, tolerance: 5 }, value(106), "It is 106, not within 5 of 100."],
    [{ matches: "^c" }, bytes("a\nb\n"), "It does not match ^c."],
    [{ a: [1, { b: 2 }] }, value({ a: [1, { b: 3 }] }), "a[1].b is 3, not 2."],
    [{ a: 1 }, value({ a: 1, b: 2 }), "It has a member b that is not expected."],
    [[1, 2], value([1]), "It has 1 members, not 2."],
    [{ file: "a.gml" }, bytes('<gml:pos srsDimension="2">\n10.5 -4\n</gml:pos>'), 'Line 2 is "10.5 -4", not "10.5 -3".'],
    [{ file: "a.csv" }, bytes("x,y,name\n"), 'It ends after line 1; line 2 should be "1,2.50,one".'],
    [{ file: "a.bin" }, bytes("\0"), "Its 1 bytes are not those of the file."],
  ])("%j by %j", async ([expected, given, sentence]) => {
    expect(await differ(expected, given)).toBe(sentence);
  });
});
