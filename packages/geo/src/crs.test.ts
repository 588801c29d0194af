// The table of reference systems against PROJ, which Debian's gdal-bin brings.
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { parseCrsName, registryName } from "./crs.js";
import { epsgTable } from "./epsg-table.js";
import { makeTransform, transformBox } from "./transform.js";

const hasGdal = spawnSync("gdaltransform", ["--version"]).status === 0;
/** One place inside the area of use of each system; UTM zones have their own. */
const places: Readonly<Record<string, readonly [number, number]>> = {
  "EPSG:2154": [2.3, 48.8],
  "EPSG:28992": [5.1, 52.1],
  "EPSG:27700": [-1.5, 53],
  "EPSG:21781": [7.4, 46.9],
  "EPSG:2056": [7.4, 46.9],
  "EPSG:3006": [15, 60],
  "EPSG:4269": [-100, 40],
};

function placeOf(code: string): readonly [number, number] {
  const number = Number(code.slice(5));
  const utm = [32600, 32700, 25800].find((base) => number > base && number <= base + 60);
  if (utm !== undefined) return [(number - utm) * 6 - 183 + 1, utm === 32700 ? -30 : 45];
  if (number >= 31466 && number <= 31469) return [(number - 31464) * 3 + 0.5, 50];
  return places[code] ?? [15.5, 49.8];
}

const sample = [...epsgTable.keys()].filter((code) => !/^EPSG:(?:32[67]|258)/.test(code) || /(?:01|31|33|60)$/.test(code));

test.skipIf(!hasGdal).for(sample)("%s is projected as PROJ does it, to 2 m (skipped where gdal-bin is not installed)", (code) => {
  const [lon, lat] = placeOf(code);
  const output = execFileSync("gdaltransform", ["-s_srs", "OGC:CRS84", "-t_srs", code, "-output_xy"], {
    input: `${lon} ${lat}\n`,
    encoding: "utf8",
  });
  const [x = 0, y = 0] = output.trim().split(" ").map(Number);
  const [ownX = 0, ownY = 0] = makeTransform("EPSG:4326", code)([lon, lat]);
  const metre = /\+proj=longlat/.test(epsgTable.get(code)?.proj4 ?? "") ? 1 / 111_000 : 1;
  expect(Math.hypot(ownX - x, ownY - y) / metre).toBeLessThan(2);
});

test.skipIf(!hasGdal).for(sample)("%s has the axis order of the EPSG registry (skipped where gdal-bin is not installed)", (code) => {
  const wkt = execFileSync("gdalsrsinfo", ["-o", "wkt2_2018", code], { encoding: "utf8" });
  const first = /AXIS\["[^"]*",(\w+)/.exec(wkt)?.[1];
  expect(epsgTable.get(code)?.northFirst).toBe(first === "north");
});

test("a name and its registry name agree", () => {
  for (const [code, { northFirst }] of epsgTable) expect(parseCrsName(registryName(code).name)).toEqual({ code, northFirst });
});

test("there and back is the same place", () => {
  for (const code of epsgTable.keys()) {
    const [lon, lat] = placeOf(code);
    const [backLon, backLat] = makeTransform(code, "EPSG:4326")(makeTransform("EPSG:4326", code)([lon, lat, 5]));
    expect(backLon).toBeCloseTo(lon, 6);
    expect(backLat).toBeCloseTo(lat, 6);
  }
});

test("the box around a projected box holds what bulges over its corners", () => {
  const [west, south, east, north] = transformBox([3_800_000, 2_900_000, 4_842_000, 3_500_000], "EPSG:3035", "EPSG:4326");
  const [, cornerNorth = 0] = makeTransform("EPSG:3035", "EPSG:4326")([3_800_000, 3_500_000]);
  expect(north).toBeGreaterThan(cornerNorth);
  expect(west).toBeLessThan(east);
  expect(south).toBeLessThan(north);
});

test("outside of a projection there is no position", () => {
  expect(() => makeTransform("EPSG:3035", "EPSG:4326")([1e30, 1e30])).toThrow(/cannot be projected/);
});
