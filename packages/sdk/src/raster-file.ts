// Rasters as inputs and outputs: what GDAL's programs in the sandbox tell of a file. They are needed only by who asks for facts or values.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ComplexHandle } from "./file-handle.js";
import { fileBuilder } from "./specs.js";
import { UserError } from "./user-error.js";

const run = promisify(execFile);

export interface RasterBand {
  /** As GDAL names it: Byte, Int16, Float32 ... */
  readonly type: string;
  readonly noData?: number;
}

export interface RasterFacts {
  /** Cells of a row, and of a column. */
  readonly width: number;
  readonly height: number;
  readonly bands: readonly RasterBand[];
  /** From column and row to coordinates, six numbers as in GDAL; absent: it lies nowhere. */
  readonly geoTransform?: readonly number[];
  /** "EPSG:3857" and the like, else WKT. */
  readonly crs?: string;
}

export interface RasterHandle extends ComplexHandle {
  /** Throws UserError if it is no raster. */
  facts(): Promise<RasterFacts>;
  /** All cells of a band, counted from 1, row by row from the first, as numbers. Throws UserError if it is no raster or has no such band. */
  values(band?: number): Promise<Float64Array>;
}

async function ask(file: ComplexHandle, program: string, words: readonly string[]): Promise<string> {
  try {
    return (await run(program, words, { maxBuffer: 64 * 2 ** 20 })).stdout;
  } catch (cause) {
    const { code, stderr = "" } = cause as { code?: unknown; stderr?: string };
    if (code === "ENOENT") throw new Error(`the program ${program} is not there: rasters are read by those of GDAL (gdal-bin).`, { cause });
    const complaint = /ERROR \d+: (.*)/.exec(stderr)?.[1]?.replaceAll(file.path, "it") ?? "GDAL does not say why";
    throw new UserError(`The data of input ${file.id} is no raster that can be read: ${complaint}.`, { input: file.id, cause });
  }
}

interface GdalInfo {
  readonly size: readonly [number, number];
  readonly coordinateSystem?: { readonly wkt: string };
  readonly geoTransform?: readonly number[];
  readonly bands: readonly { readonly type: string; readonly noDataValue?: number | string }[];
}

/** GDAL's JSON gives NaN and infinities as texts. */
function bandOf({ type, noDataValue }: GdalInfo["bands"][number]): RasterBand {
  return { type, ...(noDataValue === undefined ? {} : { noData: Number(noDataValue) }) };
}

async function factsOf(file: ComplexHandle): Promise<RasterFacts> {
  const info = JSON.parse(await ask(file, "gdalinfo", ["-json", "-nomd", "-norat", file.path])) as GdalInfo;
  const { size, geoTransform, coordinateSystem, bands } = info;
  const wkt = coordinateSystem?.wkt;
  const authority = wkt === undefined ? undefined : /ID\["([A-Z]+)",(\d+)\]\]\s*$/.exec(wkt);
  const crs = authority === null ? wkt : authority && `${authority[1]}:${authority[2]}`;
  return {
    ...{ width: size[0], height: size[1], bands: bands.map(bandOf) },
    ...(geoTransform === undefined ? {} : { geoTransform }),
    ...(crs === undefined ? {} : { crs }),
  };
}

async function valuesOf(file: ComplexHandle, band: number): Promise<Float64Array> {
  const folder = await mkdtemp(join(process.cwd(), "cells-"));
  try {
    const path = join(folder, "cells");
    await ask(file, "gdal_translate", ["-q", "-of", "ENVI", "-ot", "Float64", "-b", String(band), file.path, path]);
    const bytes = await readFile(path);
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A raster: GeoTIFF unless other `formats` are named. */
export const raster = fileBuilder<RasterHandle, never>([{ mediaType: "image/tiff" }], {
  open: (file) => ({ ...file, facts: () => factsOf(file), values: (band = 1) => valuesOf(file, band) }),
});
