// Makes the sample data of processes/data from a fixed seed: `node processes/make-sample-data.mjs [FOLDER]` after a build.
// Everything is invented: no place, railway or field of these exists.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformGeometry, writeCollection } from "@terrarium/geo";

const gmlForms = [
  ["gml2.gml", "text/xml; subtype=gml/2.1.2"],
  ["gml31.gml", "text/xml; subtype=gml/3.1.1"],
  ["gml32.gml", "text/xml; subtype=gml/3.2.1"],
];

/** Numbers from 0 to 1, the same in every run (a linear congruential generator). */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const rounded = (value, digits) => Number(value.toFixed(digits));

function makePoints(random) {
  const features = Array.from({ length: 12 }, (_, index) => ({
    properties: { name: `Stop ${index + 1}`, passengers: Math.floor(random() * 5000) },
    geometry: { type: "Point", coordinates: [rounded(14 + random() * 4, 5), rounded(49 + random(), 5)] },
  }));
  return { name: "points", crs: "EPSG:4326", features };
}

function walk(random, start, steps, stride, digits) {
  const line = [start];
  let heading = random() * 2 * Math.PI;
  for (let step = 0; step < steps; step++) {
    const [x, y] = line.at(-1);
    heading += (random() - 0.5) * 0.8;
    line.push([rounded(x + Math.cos(heading) * stride, digits), rounded(y + Math.sin(heading) * stride, digits)]);
  }
  return line;
}

function makeLines(random) {
  const features = Array.from({ length: 8 }, (_, index) => {
    const first = walk(random, [rounded(1.6e6 + random() * 1e5, 1), rounded(6.4e6 + random() * 1e5, 1)], 6, 1500, 1);
    const second = walk(random, [rounded(1.6e6 + random() * 1e5, 1), rounded(6.4e6 + random() * 1e5, 1)], 4, 900, 1);
    const geometry =
      index % 4 === 3 ? { type: "MultiLineString", coordinates: [first, second] } : { type: "LineString", coordinates: first };
    return { properties: { name: `Path ${index + 1}`, kind: index % 2 === 0 ? "foot & bicycle" : "foot" }, geometry };
  });
  return { name: "lines", crs: "EPSG:3857", features };
}

function ring(random, [x, y], radius, corners) {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    const distance = radius * (0.7 + 0.3 * random());
    return [rounded(x + Math.cos(angle) * distance, 1), rounded(y + Math.sin(angle) * distance, 1)];
  });
  return [...points, points[0]];
}

function makePolygons(random) {
  const features = Array.from({ length: 9 }, (_, index) => {
    const centre = [4.6e6 + (index % 3) * 6000 + random() * 500, 2.98e6 + Math.floor(index / 3) * 6000 + random() * 500];
    const shell = ring(random, centre, 2000, 9);
    const hole = ring(random, centre, 500, 6).toReversed();
    const polygon = index % 3 === 1 ? [shell, hole] : [shell];
    const island = ring(random, [centre[0] + 2600, centre[1]], 400, 5);
    const geometry =
      index % 4 === 2 ? { type: "MultiPolygon", coordinates: [polygon, [island]] } : { type: "Polygon", coordinates: polygon };
    return {
      properties: { name: `Field ${index + 1}`, crop: ["rye", "flax", "žito"][index % 3], yield: rounded(random() * 9, 2) },
      geometry,
    };
  });
  return { name: "polygons", crs: "EPSG:3035", features };
}

function makeRailroads(random) {
  const features = Array.from({ length: 832 }, (_, index) => ({
    properties: { track: index + 1, gauge: random() < 0.9 ? 1435 : 760 },
    geometry: {
      type: "LineString",
      coordinates: walk(random, [rounded(12 + random() * 7, 4), rounded(48.6 + random() * 2.4, 4)], 4, 0.03, 4),
    },
  }));
  return { name: "railroads", crs: "EPSG:4326", features };
}

function makePoint() {
  return {
    name: "point",
    crs: "EPSG:3857",
    features: [{ properties: { name: "One point" }, geometry: { type: "Point", coordinates: [1604250, 6462100] } }],
  };
}

function write(folder, name, collection, mediaType) {
  writeFileSync(join(folder, name), [...writeCollection(collection, mediaType)].join(""));
}

/** GeoJSON with seven decimals, a centimetre: more would be noise of the projection. */
function toGeoJson(collection) {
  const round = ({ type, coordinates }) => ({
    type,
    coordinates: JSON.parse(JSON.stringify(coordinates), (_, value) => (typeof value === "number" ? rounded(value, 7) : value)),
  });
  const features = collection.features.map((feature) => ({
    ...feature,
    geometry: round(transformGeometry(feature.geometry, collection.crs, "EPSG:4326")),
  }));
  return { ...collection, crs: "EPSG:4326", features };
}

/** Heights in metres: hills of the size of a few cells, and a slope to the east. Rows from the north. */
function makeHeights(random, size) {
  const hills = Array.from({ length: 9 }, () => ({
    x: random() * size,
    y: random() * size,
    height: 40 + random() * 160,
    width: 5 + random() * 9,
  }));
  const height = (x, y) =>
    hills.reduce((sum, hill) => sum + hill.height * Math.exp(-((x - hill.x) ** 2 + (y - hill.y) ** 2) / hill.width ** 2), 300 - x);
  return Array.from({ length: size * size }, (_, index) => height(index % size, Math.floor(index / size)));
}

/** A GeoTIFF of one band of 32-bit floats in EPSG:3857, uncompressed, one strip; TIFF 6.0 and OGC 19-008r4. `cell` in metres. */
function writeTiff(file, heights, size, [west, north], cell) {
  const [short, long, double] = [3, 4, 12];
  const keys = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 3857];
  const scale = [cell, cell, 0];
  const tiePoint = [0, 0, 0, west, north, 0];
  const head = 8;
  const tags = 14;
  const afterTags = head + 2 + tags * 12 + 4;
  const scaleAt = afterTags;
  const tieAt = scaleAt + scale.length * 8;
  const keysAt = tieAt + tiePoint.length * 8;
  const pixelsAt = keysAt + keys.length * 2;
  const bytes = Buffer.alloc(pixelsAt + heights.length * 4);
  bytes.write("II*\0", "latin1");
  bytes.writeUInt32LE(head, 4);
  bytes.writeUInt16LE(tags, head);
  const entries = [
    [256, short, 1, size],
    [257, short, 1, size],
    [258, short, 1, 32],
    [259, short, 1, 1],
    [262, short, 1, 1],
    [273, long, 1, pixelsAt],
    [277, short, 1, 1],
    [278, short, 1, size],
    [279, long, 1, heights.length * 4],
    [284, short, 1, 1],
    [339, short, 1, 3],
    [33550, double, scale.length, scaleAt],
    [33922, double, tiePoint.length, tieAt],
    [34735, short, keys.length, keysAt],
  ];
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = head + 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  for (const [index, value] of [...scale, ...tiePoint].entries()) bytes.writeDoubleLE(value, scaleAt + index * 8);
  for (const [index, key] of keys.entries()) bytes.writeUInt16LE(key, keysAt + index * 2);
  for (const [index, value] of heights.entries()) bytes.writeFloatLE(value, pixelsAt + index * 4);
  writeFileSync(file, bytes);
}

const folder = process.argv[2] ?? join(import.meta.dirname, "data");
const random = makeRandom(20_181);
mkdirSync(folder, { recursive: true });
for (const collection of [makePoints(random), makeLines(random), makePolygons(random)]) {
  for (const [ending, mediaType] of gmlForms) write(folder, `${collection.name}-${ending}`, collection, mediaType);
  write(folder, `${collection.name}.geojson`, toGeoJson(collection), "application/geo+json");
}
write(folder, "point.gml", makePoint(), "text/xml; subtype=gml/3.1.1");
write(folder, "railroads.gml", makeRailroads(random), "text/xml; subtype=gml/2.1.2");
writeTiff(join(folder, "hills.tif"), makeHeights(makeRandom(7), 48), 48, [1_600_000, 6_460_000], 30);
