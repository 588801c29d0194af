// Buffer, centroid and area on figures whose answers are known.
import { expect, test } from "vitest";
import { area } from "./area.js";
import { buffer } from "./buffer.js";
import { centroid } from "./centroid.js";
import type { Geometry } from "./model.js";

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const hole = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 1],
  [1, 1],
];

test("areas leave holes out, whichever way rings run, and add up", () => {
  expect(area({ type: "Polygon", coordinates: [square, hole] })).toBe(15);
  expect(area({ type: "Polygon", coordinates: [square.toReversed(), hole.toReversed()] })).toBe(15);
  expect(area({ type: "MultiPolygon", coordinates: [[square], [hole]] })).toBe(17);
  expect(area({ type: "LineString", coordinates: square })).toBe(0);
});

test("a centroid is of the parts of the highest dimension", () => {
  expect(centroid({ type: "Polygon", coordinates: [square] })).toEqual([2, 2]);
  const mixed: Geometry = {
    type: "GeometryCollection",
    geometries: [
      { type: "Point", coordinates: [100, 100] },
      { type: "Polygon", coordinates: [square] },
    ],
  };
  expect(centroid(mixed)).toEqual([2, 2]);
  expect(() => centroid({ type: "MultiPoint", coordinates: [] })).toThrow(/no centroid/);
});

test("the buffer of a point nears the circle with its segments", () => {
  const point: Geometry = { type: "Point", coordinates: [1000, 2000] };
  expect(area(buffer(point, 1, 64))).toBeCloseTo(Math.PI, 2);
  expect(area(buffer(point, 1, 1))).toBeCloseTo(2, 10);
  expect(buffer({ type: "Polygon", coordinates: [square] }, -3)).toMatchObject({ type: "Polygon", coordinates: [] });
});
