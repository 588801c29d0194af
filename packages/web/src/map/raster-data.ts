// A GeoTIFF as a picture for the map, made within bounds: a coarse copy of it, read piece by piece by ranges of the file. Drawn by plain canvas, for which no WebGL
// is needed. Of one place the value is read from the file itself.
import { fromUrl, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { type Band, paint } from "./paint-raster.js";

/** Of the picture, the file and what may be decoded in one piece. */
export const rasterBounds = { side: 1024, pixels: 120e6, piecePixels: 8e6, bytes: 96 * 2 ** 20, samples: 32 } as const;

export interface RasterData {
  readonly picture: HTMLCanvasElement;
  /** West, south, east, north, easting first; in pixels, with the first row on top, where the file does not say where it lies. */
  readonly extent: readonly [number, number, number, number];
  readonly crs?: string;
  /** Of the file. */
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** Of the first band, where one is shown. */
  readonly range?: readonly [number, number];
  readonly isGrey: boolean;
  readonly nodata?: number;
  /** The values of all bands at a place, in the raster's own coordinates; undefined outside of it. */
  valuesAt(x: number, y: number): Promise<readonly number[] | undefined>;
}

/** The file is sound, but more than a page should read. */
export class RasterTooLarge extends Error {}

const userDefined = 32_767;

function systemOf(image: GeoTIFFImage): string | undefined {
  const keys = image.getGeoKeys();
  const code = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? 0);
  return code > 0 && code !== userDefined ? `EPSG:${code}` : undefined;
}

/** The coarsest copy in the file that is still as fine as the picture; the image itself where there are none. */
async function chooseImage(tiff: GeoTIFF, whole: GeoTIFFImage): Promise<GeoTIFFImage> {
  const wanted = Math.min(rasterBounds.side, Math.max(whole.getWidth(), whole.getHeight()));
  let best = whole;
  for (let index = 1; index < Math.min(await tiff.getImageCount(), 32); index++) {
    const image = await tiff.getImage(index);
    const isReduced = (Number(image.fileDirectory.getValue("NewSubfileType") ?? 0) & 5) === 1;
    const side = Math.max(image.getWidth(), image.getHeight());
    if (isReduced && side >= wanted && side < Math.max(best.getWidth(), best.getHeight())) best = image;
  }
  return best;
}

function checkBounds(image: GeoTIFFImage, byteLength: number, whole: GeoTIFFImage): void {
  const pixels = image.getWidth() * image.getHeight();
  const isOwn = image === whole;
  const piece = Math.min(image.getTileWidth(), image.getWidth()) * Math.min(image.getTileHeight(), image.getHeight());
  const isLarge = pixels > rasterBounds.pixels || piece > rasterBounds.piecePixels || (isOwn && byteLength > rasterBounds.bytes);
  if (isLarge || image.getSamplesPerPixel() > rasterBounds.samples) throw new RasterTooLarge();
}

/** Rows of the picture that are made in one go: as many as a row of tiles gives, so that each is decoded once. */
function rowsAtOnce(image: GeoTIFFImage, height: number): number {
  const rows = Math.max(image.getTileHeight(), 64);
  return Math.max(1, Math.floor((rows * height) / image.getHeight()));
}

async function readBands(image: GeoTIFFImage, width: number, height: number, signal: AbortSignal): Promise<Band[]> {
  const samples = image.getSamplesPerPixel() >= 3 ? [0, 1, 2, ...(image.getSamplesPerPixel() === 4 ? [3] : [])] : [0];
  const bands = samples.map(() => new Float64Array(width * height));
  const step = rowsAtOnce(image, height);
  for (let row = 0; row < height; row += step) {
    const rows = Math.min(step, height - row);
    const toSource = (at: number) => Math.round((at * image.getHeight()) / height);
    const window = [0, toSource(row), image.getWidth(), toSource(row + rows)];
    const read = await image.readRasters({ window, samples, width, height: rows, interleave: false, signal });
    for (const [index, band] of bands.entries()) band.set(Float64Array.from(read[index] as ArrayLike<number>), row * width);
  }
  return bands;
}

interface Place {
  readonly extent: RasterData["extent"];
  readonly crs?: string;
}

function placeOf(image: GeoTIFFImage): Place {
  try {
    const [west = 0, south = 0, east = 0, north = 0] = image.getBoundingBox();
    if (![west, south, east, north].every(Number.isFinite) || west === east || south === north) throw new Error("it has no extent");
    const crs = systemOf(image);
    return { extent: [west, south, east, north], ...(crs === undefined ? {} : { crs }) };
  } catch {
    return { extent: [0, -image.getHeight(), image.getWidth(), 0] };
  }
}

function makeValuesAt(image: GeoTIFFImage, [west, south, east, north]: RasterData["extent"]): RasterData["valuesAt"] {
  return async (x, y) => {
    const column = Math.floor(((x - west) / (east - west)) * image.getWidth());
    const row = Math.floor(((north - y) / (north - south)) * image.getHeight());
    if (!(column >= 0 && row >= 0 && column < image.getWidth() && row < image.getHeight())) return undefined;
    const read = await image.readRasters({ window: [column, row, column + 1, row + 1], interleave: true });
    return Array.from(read as ArrayLike<number>);
  };
}

/** Throws RasterTooLarge, or an Error where the file cannot be read. `byteLength` is the size of the file. */
export async function readRaster(href: string, byteLength: number, signal: AbortSignal): Promise<RasterData> {
  const tiff = await fromUrl(href, {}, signal);
  const whole = await tiff.getImage();
  const image = await chooseImage(tiff, whole);
  checkBounds(image, byteLength, whole);
  const scale = Math.min(1, rasterBounds.side / Math.max(image.getWidth(), image.getHeight()));
  const width = Math.max(1, Math.round(image.getWidth() * scale));
  const height = Math.max(1, Math.round(image.getHeight() * scale));
  const bands = await readBands(image, width, height, signal);
  const colours = whole.fileDirectory.hasTag("ColorMap") ? await whole.fileDirectory.loadValue("ColorMap") : undefined;
  const nodata = whole.getGDALNoData() ?? undefined;
  const painted = paint(bands, {
    ...{ width, height, nodata, isByte: whole.getBitsPerSample() <= 8 && whole.getSampleFormat() === 1 },
    ...(colours === undefined ? {} : { colours: Array.from(colours as ArrayLike<number>) }),
  });
  const place = placeOf(whole);
  return {
    ...{ ...place, ...painted, width: whole.getWidth(), height: whole.getHeight(), bands: whole.getSamplesPerPixel() },
    ...(nodata === undefined ? {} : { nodata }),
    valuesAt: makeValuesAt(whole, place.extent),
  };
}
