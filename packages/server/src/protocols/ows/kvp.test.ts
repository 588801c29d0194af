import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceError } from "../../core/errors.js";
import { words } from "../../core/sentence.js";
import { maximumQueryBytes, readItems, readKvp } from "./kvp.js";

function items(raw: string, marks = "=") {
  const faults: string[] = [];
  const read = readItems(raw, marks, (problem) => faults.push(words(problem).message)).map(({ id, value, attributes }) => [
    id,
    value,
    Object.fromEntries(attributes),
  ]);
  return { read, faults };
}

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && !/\p{Cs}/u.test(text));
const item = fc.record({ id: word, value: fc.string({ unit: "grapheme", maxLength: 20 }), uom: fc.option(word, { nil: undefined }) });
const encode = (text: string): string => encodeURIComponent(text);

test("any identifiers and values come back from a list whose pieces are encoded one by one", () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), (list) => {
      const raw = list
        .map(({ id, value, uom }) => `${encode(id)}=${encode(value)}${uom === undefined ? "" : `@uom=${encode(uom)}`}`)
        .join(";");
      const expected = list.map(({ id, value, uom }) => [id, value, uom === undefined ? {} : { uom }]);
      expect(items(raw)).toEqual({ read: expected, faults: [] });
      // The same list encoded once more as a whole, as programs do that build queries.
      expect(items(encode(raw))).toEqual({ read: expected, faults: [] });
    }),
  );
});

test.each([
  [
    "[a=1;b=2]",
    [
      ["a", "1", {}],
      ["b", "2", {}],
    ],
  ],
  [
    "%5Ba=1;b=2%5D",
    [
      ["a", "1", {}],
      ["b", "2", {}],
    ],
  ],
  [
    "a=1;;b=2;",
    [
      ["a", "1", {}],
      ["b", "2", {}],
    ],
  ],
  ["a=x=y+z%20%2B", [["a", "x=y z +", {}]]],
  ["a@mimeType=text/xml@x=", [["a", undefined, { mimetype: "text/xml", x: "" }]]],
  ["a=@xlink:href=http%3A%2F%2Fx%3Fa%3D1%26b%3D2%2540", [["a", "", { "xlink:href": "http://x?a=1&b=2%40" }]]],
  ["geom%3DPOLYGON((1%202%2C3%204))%40mimetype%3Dapplication%2Fwkt", [["geom", "POLYGON((1 2,3 4))", { mimetype: "application/wkt" }]]],
  ["a%3Dhttp%3A%2F%2Fx%3Fy%3D100%2525", [["a", "http://x?y=100%25", {}]]],
  [
    "%5Ba%3D1%3Bb%3D2%5D",
    [
      ["a", "1", {}],
      ["b", "2", {}],
    ],
  ],
  ["", []],
  ["[]", []],
])("%s is cut before it is decoded", (raw, expected) => {
  expect(items(raw)).toEqual({ read: expected, faults: [] });
});

test.each(["a=100%", "%ff=1", "%E4%zz", "=1", "a=1@b", "a=1@uom=m@uom=n", "a=%ed%a0%80"])("%s is a fault, not an exception", (raw) => {
  const { read, faults } = items(raw);
  expect(read).toEqual([]);
  expect(faults).toHaveLength(1);
});

const known = new Set(["service", "identifier"]);

test("keys are known in any case, others are ignored, the same pair may come twice", () => {
  expect([...readKvp("SERVICE=WPS&&Service=WPS&f=json&f=xml&%zz=1&identifier", known)]).toEqual([
    ["service", "WPS"],
    ["identifier", ""],
  ]);
});

test("a key with two values is refused, located", () => {
  expect(() => readKvp("identifier=a&Identifier=b", known)).toThrow(ServiceError);
});

test("8 MB of one parameter are read at once, and again as a list", () => {
  const value = "+%25".repeat(maximumQueryBytes / 4 - 10);
  const kvp = readKvp(`service=${value}`, known);
  expect(kvp.get("service")).toBe(value);
  expect(items(`a=${value}`).read).toEqual([["a", " %".repeat(value.length / 4), {}]]);
});

test.each(["&", "=&", "a=1&", "identifier=1&", "%&"])("8 MB of %s are refused as too many parameters", (piece) => {
  expect(() => readKvp(piece.repeat(maximumQueryBytes / piece.length), known)).toThrow("more than 10000 parameters");
});

test.each([";", ";@=", "a=1;", "a;"])("8 MB of %s are refused as too many entries", (piece) => {
  expect(items(piece.repeat(maximumQueryBytes / piece.length)).faults).toEqual(["It has more than 10000 entries."]);
});

test("a query beyond 8 MB is refused unread", () => {
  expect(() => readKvp("a".repeat(maximumQueryBytes + 1), known)).toThrow("longer than");
});
