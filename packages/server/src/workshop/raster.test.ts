// Real rasters, compared by the real GDAL. Skipped where python3-gdal is not installed: only bytes are compared there.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rasterDifference } from "./raster.js";

const folder = mkdtempSync(join(tmpdir(), "terrarium-rasters-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasGdal =
  spawnSync("/usr/bin/python3", ["-c", "from osgeo import gdal; import numpy"]).status === 0 &&
  spawnSync("gdal_translate", ["--version"]).status === 0;
const hills = join(import.meta.dirname, "../../../../processes/data/hills.tif");

function changed(...options: readonly string[]): Uint8Array {
  const file = join(folder, `${options.join("").replace(/\W/g, "")}.tif`);
  execFileSync("gdal_translate", ["-q", ...options, hills, file]);
  return readFileSync(file);
}

describe.skipIf(!hasGdal)("two rasters (skipped where GDAL is not installed)", () => {
  const expected = readFileSync(hills);
  it("are the same however they are written", async () => {
    expect(await rasterDifference(changed("-co", "COMPRESS=DEFLATE"), expected, 1e-6)).toBeUndefined();
  });
  it.for([
    [["-ot", "Int16"], /^Band 1 differs in \d+ cells, first in row 0, column 0: [\d.]+, not [\d.]+\.$/],
    [["-srcwin", "0", "0", "10", "10"], /^It has 10 x 10 cells in 1 bands, not 48 x 48 in 1\.$/],
    [["-a_ullr", "0", "0", "1", "1"], /^It lies elsewhere: /],
  ] as const)("differ by %j", async ([options, sentence]) => {
    expect(await rasterDifference(changed(...options), expected, 1e-6)).toMatch(sentence);
  });
  it("are near enough for a larger tolerance", async () => {
    expect(await rasterDifference(changed("-ot", "Int16"), expected, 0.01)).toBeUndefined();
  });
  it("are told apart from what is no raster", async () => {
    expect(await rasterDifference(new TextEncoder().encode("none"), expected, 1)).toMatch(/^It is no raster that GDAL can read: /);
  });
});
