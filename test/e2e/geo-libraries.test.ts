// The handles of the Python SDK with the libraries that they convert to: geopandas and rasterio, in a sandbox, where Debian's packages of both are.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

const isThere = ["geopandas", "rasterio"].every((name) => existsSync(`/usr/lib/python3/dist-packages/${name}`));
const data = join(root, "processes/data");
const scratch = mkdtempSync(join(tmpdir(), "terrarium-geo-"));
let server: Server;

/** What the process gives, as it is. */
async function run(id: string, name: string, file: string, mediaType: string, output: string): Promise<Buffer> {
  const inputs = { [name]: { value: readFileSync(file).toString("base64"), mediaType, encoding: "base64" } };
  const body = JSON.stringify({ inputs, outputs: { result: { format: { mediaType: output } } }, response: "raw" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.url}/processes/${id}/execution`, { method: "POST", headers, body });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status, bytes.toString("latin1").slice(0, 500)).toBe(200);
  return bytes;
}

/** What GDAL's own programs say of a file. */
function said(program: string, bytes: Buffer, ...words: readonly string[]): string {
  const file = join(scratch, "result");
  writeFileSync(file, bytes);
  return execFileSync(program, [...words, file], { encoding: "utf8" });
}

describe.skipIf(!isThere)(`handles of the Python SDK${isThere ? "" : " (skipped: needs python3-geopandas and python3-rasterio)"}`, () => {
  beforeAll(async () => {
    const config = `[processes]\npaths = ["${join(root, "test/fixtures/geo-libraries")}"]\n`;
    server = await startServer({ config });
    for (const [driver, name] of [
      ["GPKG", "points.gpkg"],
      ["FlatGeobuf", "points.fgb"],
    ] as const)
      execFileSync("ogr2ogr", ["-f", driver, join(scratch, name), join(data, "points.geojson")]);
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  it.each([
    [join(data, "points.geojson"), "application/geo+json", "application/gml+xml", "GML"],
    [join(data, "points-gml2.gml"), "application/gml+xml", "application/geo+json", "GeoJSON"],
    [join(data, "points-gml32.gml"), "application/gml+xml", "application/geopackage+sqlite3", "GPKG"],
    [join(scratch, "points.gpkg"), "application/geopackage+sqlite3", "application/flatgeobuf", "FlatGeobuf"],
    [join(scratch, "points.fgb"), "application/flatgeobuf", "application/geo+json", "GeoJSON"],
  ])("give a GeoDataFrame of %s, and take one as the output", { timeout: 60_000 }, async (file, input, output, driver) => {
    const told = said("ogrinfo", await run("widened", "layer", file, input, output), "-ro", "-al", "-so");
    expect(told).toContain(`using driver \`${driver}'`);
    expect(told).toMatch(/Geometry: (Multi )?Polygon[\s\S]*Feature Count: 12/);
    const [, west, south, east, north] = (/Extent: \(([\d.]+), ([\d.]+)\) - \(([\d.]+), ([\d.]+)\)/.exec(told) ?? []).map(Number);
    // A metre around the points; east goes first whatever the format says.
    expect([west, south, east, north].map((one) => one?.toFixed(3))).toEqual(["14.388", "49.002", "17.085", "49.979"]);
  });

  it("give a dataset of rasterio, and take the file that it has written", { timeout: 60_000 }, async () => {
    const file = join(data, "hills.tif");
    const mean = (told: string): number => Number(/STATISTICS_MEAN=([\d.]+)/.exec(told)?.[1]);
    const before = mean(execFileSync("gdalinfo", ["-stats", "--config", "GDAL_PAM_ENABLED", "NO", file], { encoding: "utf8" }));
    const after = mean(said("gdalinfo", await run("doubled", "dem", file, "image/tiff", "image/tiff"), "-stats"));
    expect(after / before).toBeCloseTo(2, 5);
  });

  it("say in a sentence what is no vector and no raster", { timeout: 60_000 }, async () => {
    const none = join(scratch, "none");
    writeFileSync(none, "neither");
    await expect(run("widened", "layer", none, "application/gml+xml", "application/geo+json")).rejects.toThrow(
      "no vector data that can be read",
    );
    await expect(run("doubled", "dem", none, "image/tiff", "image/tiff")).rejects.toThrow("no raster that can be read");
  });
});
