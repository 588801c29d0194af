// GeoJSON in and out, streamed, and what malformed documents get.
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Collection } from "./model.js";
import { countFeatures, readCollection, readFeatures, writeCollection } from "./vector.js";

async function collect<One>(items: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const source = (text: string, pieceLength = 1 << 20) => {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
  );
  return { format: { mediaType: "application/geo+json" }, stream: () => Readable.from(pieces) };
};
const read = (text: string) => collect(readFeatures(source(text), "layer"));
const feature = (x: unknown, properties: unknown = {}) => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: [x, 2] },
});
const collection = (features: unknown, more: object = {}) => JSON.stringify({ type: "FeatureCollection", ...more, features });

test("a collection is read alike in pieces of any length", async () => {
  const tricky = { text: 'br{ack]ets " and \\ "features":[', nested: { features: [1, [2]] }, ž: null };
  const text = JSON.stringify(
    JSON.parse(collection([feature(1, tricky), feature(3)], { name: "n", note: ["features", { features: [] }] })),
    null,
    1,
  );
  const whole = await read(text);
  expect(whole).toEqual([
    { layer: "n", properties: tricky, geometry: { type: "Point", coordinates: [1, 2] }, crs: "EPSG:4326" },
    { layer: "n", properties: {}, geometry: { type: "Point", coordinates: [3, 2] }, crs: "EPSG:4326" },
  ]);
  for (const length of [1, 2, 13]) expect(await collect(readFeatures(source(text, length), "layer"))).toEqual(whole);
});

test("one feature, a bare geometry and an empty collection are read", async () => {
  expect(await read(JSON.stringify(feature(1)))).toHaveLength(1);
  expect(await read('{"type":"Point","coordinates":[1,2,3,4]}')).toEqual([
    { properties: {}, geometry: { type: "Point", coordinates: [1, 2, 3] }, crs: "EPSG:4326" },
  ]);
  expect(await read(collection([]))).toEqual([]);
  expect(await countFeatures(source('{"features": [ ] , "type":"FeatureCollection"}'), "layer")).toBe(0);
});

test("a crs member names the system, coordinates stay easting first", async () => {
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3035" } };
  expect((await read(collection([feature(1)], { crs })))[0]).toMatchObject({ crs: "EPSG:3035", geometry: { coordinates: [1, 2] } });
});

test.for([
  ["a text that ends early", '{"type":"FeatureCollection","features":[{"type":"Feature"', /not valid JSON/],
  ["two documents", `${collection([])}{}`, /not valid JSON/],
  ["NaN", '{"type":"Point","coordinates":[NaN,1]}', /not valid JSON/],
  ["a number too large", '{"type":"Point","coordinates":[1e999,1]}', /finite/],
  ["a coordinate that is text", '{"type":"Point","coordinates":["1",1]}', /"1" is not a coordinate/],
  ["a trailing comma", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null},]}', /not valid JSON/],
  ["a leading comma", '{"type":"FeatureCollection","features":[,]}', /not valid JSON/],
  ["features without a comma", '{"type":"FeatureCollection","features":[{"type":"Feature"} {"type":"Feature"}]}', /not valid JSON/],
  ["another type", '{"type":"Topology","features":[]}', /not FeatureCollection/],
  ["a collection without features", '{"type":"FeatureCollection"}', /without a list/],
  ["features that are no list", '{"type":"FeatureCollection","features":{}}', /without a list/],
  ["an element that is no feature", '{"type":"FeatureCollection","features":[1]}', /not a JSON object/],
  ["an unknown geometry", '{"type":"Circle","coordinates":[1,2]}', /"Circle" is no GeoJSON type/],
  ["wrongly nested coordinates", '{"type":"Polygon","coordinates":[[1,2]]}', /nested/],
  ["an open ring", '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}', /not closed/],
  [
    "a late crs",
    `{"type":"FeatureCollection","features":[${JSON.stringify(feature(1))}],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}`,
    /before "features"/,
  ],
  ["5,000 levels", `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, /deeper than 200/],
] as const)("refuses %s with a clear sentence", async ([, text, expected]) => {
  const error = await read(text).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ userError: true, input: "layer", message: expect.stringMatching(expected) });
});

test("text that is not UTF-8 is refused", async () => {
  const bytes = Buffer.from('{"type":"Point","name":"é","coordinates":[1,2]}', "latin1");
  const latin = { format: { mediaType: "application/json" }, stream: () => Readable.from([bytes]) };
  await expect(countFeatures(latin, "layer")).rejects.toThrow(/not UTF-8/);
});

const clockwise = [
  [4600000, 3000000],
  [4600000, 3001000],
  [4601000, 3001000],
  [4600000, 3000000],
];
const projected: Collection = {
  name: "p",
  crs: "EPSG:3035",
  features: [{ properties: { a: 1 }, geometry: { type: "Polygon", coordinates: [clockwise] } }],
};

test("as application/geo+json everything is WGS 84 and shells run counter-clockwise", async () => {
  const text = [...writeCollection(projected, "application/geo+json")].join("");
  expect(JSON.parse(text)).not.toHaveProperty("crs");
  const [first] = (await readCollection(source(text), "layer")).features;
  const rings = first?.geometry?.type === "Polygon" ? first.geometry.coordinates : [];
  expect(rings[0]?.[0]?.[0]).toBeCloseTo(13.9, 0);
  expect(rings[0]?.[1]?.[0]).toBeGreaterThan(rings[0]?.[2]?.[0] ?? 0);
});

test("as application/json coordinates stay and the system is named", async () => {
  const text = [...writeCollection(projected, "application/json")].join("");
  expect(await readCollection(source(text), "layer")).toMatchObject({ name: "p", crs: "EPSG:3035", features: projected.features });
});

test("a system that is not known cannot be written as RFC 7946", () => {
  expect(() => [...writeCollection({ ...projected, crs: "EPSG:99999" }, "application/geo+json")]).toThrow(/EPSG:99999 is not known/);
});
