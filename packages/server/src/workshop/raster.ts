// Compares two rasters by GDAL, in a child: size, bands, place and every cell. Without GDAL's Python there is no opinion but on their bytes.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = `
import sys
try:
    from osgeo import gdal
    import numpy
except ImportError:
    sys.exit(9)
gdal.UseExceptions()
got, expected = (gdal.Open(path) for path in sys.argv[1:3])
tolerance = float(sys.argv[3])
def differ(text):
    print(text)
    sys.exit(0)
size = lambda one: (one.RasterXSize, one.RasterYSize, one.RasterCount)
if size(got) != size(expected):
    differ("It has %d x %d cells in %d bands, not %d x %d in %d." % (size(got) + size(expected)))
if not numpy.allclose(got.GetGeoTransform(), expected.GetGeoTransform(), rtol=1e-9, atol=1e-9):
    differ("It lies elsewhere: %s, not %s." % (got.GetGeoTransform(), expected.GetGeoTransform()))
for band in range(1, got.RasterCount + 1):
    a, b = (one.GetRasterBand(band).ReadAsArray().astype("float64") for one in (got, expected))
    near = numpy.isclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)
    if not near.all():
        row, column = numpy.argwhere(~near)[0]
        differ("Band %d differs in %d cells, first in row %d, column %d: %r, not %r." % (band, (~near).sum(), row, column, float(a[row, column]), float(b[row, column])))
`;

/** The first difference of two GeoTIFFs (or other rasters that GDAL reads), in one sentence; undefined: none. */
export async function rasterDifference(got: Uint8Array, expected: Uint8Array, tolerance: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "terrarium-raster-"));
  try {
    const paths = [join(folder, "got"), join(folder, "expected")];
    await Promise.all([writeFile(paths[0] ?? "", got), writeFile(paths[1] ?? "", expected)]);
    const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile("/usr/bin/python3", ["-I", "-c", script, ...paths, String(tolerance)], (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, said: error === null ? stdout : stderr });
      });
    });
    if (code === 0) return said.trim() === "" ? undefined : said.trim();
    if (code === 9 || code === "ENOENT")
      return Buffer.compare(got, expected) === 0
        ? undefined
        : "Its bytes are not those of the file, and without python3-gdal no more can be said.";
    return `It is no raster that GDAL can read: ${said.trim().split("\n").at(-1)}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
