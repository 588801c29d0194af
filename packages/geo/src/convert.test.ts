// GML and GeoJSON from one to the other and back, and what cannot be.
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { convert } from "./convert.js";
import { gmlFormats } from "./formats.js";
import { GeoError } from "./geo-error.js";
import { readCollection } from "./vector.js";

const data = join(import.meta.dirname, "../../../processes/data");
const fileOf = (name: string, mediaType: string) => ({ format: { mediaType }, stream: () => createReadStream(join(data, name)) });
const textOf = (text: string) => ({ format: { mediaType: "application/json" }, stream: () => Readable.from([Buffer.from(text)]) });

async function converted(source: Parameters<typeof convert>[0], mediaType: string): Promise<string> {
  let text = "";
  for await (const piece of convert(source, mediaType, "layer")) text += piece;
  return text;
}

test.each(gmlFormats.map(({ mediaType }) => mediaType))("GeoJSON becomes %s and comes back the same", async (mediaType) => {
  const source = fileOf("polygons.geojson", "application/geo+json");
  const there = await converted(source, mediaType);
  expect(there).toMatch(/^<\?xml/);
  const { features } = await readCollection(source, "layer");
  expect((await readCollection(textOf(there), "layer")).features.map(({ geometry, properties }) => ({ geometry, properties }))).toEqual(
    features.map(({ geometry, properties }) => ({ geometry, properties })),
  );
  expect(JSON.parse(await converted(textOf(there), "application/geo+json"))).toMatchObject({
    type: "FeatureCollection",
    features: { length: features.length },
  });
});

test("RFC 7946 is in WGS 84, other GeoJSON in the system of the data", async () => {
  const [gml, point] = [readFileSync(join(data, "point.gml"), "utf8"), (text: string) => JSON.parse(text).features[0].geometry.coordinates];
  expect(point(await converted(textOf(gml), "application/geo+json"))).toEqual([expect.closeTo(14.41, 1), expect.closeTo(50.1, 1)]);
  expect(point(await converted(textOf(gml), "application/json"))).toEqual([1604250, 6462100]);
});

test("data that are no vectors are blamed on their input", async () => {
  await expect(converted(textOf("[1]"), "application/geo+json")).rejects.toMatchObject({ input: "layer" });
  const nowhere =
    '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:99"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}';
  await expect(converted(textOf(nowhere), "application/geo+json")).rejects.toBeInstanceOf(GeoError);
});
