// Features of a file as the map and the table show them, read within bounds: a file of any size costs a page no more than these.
import type { Feature } from "@terrarium/geo/model";

export type VectorFormat = "geojson" | "gml" | "kml" | "flatgeobuf";

export interface VectorData {
  readonly features: readonly Feature[];
  /** There is more in the file than was read. */
  readonly isCut: boolean;
  /** What is wrong with the file from here on, in the reader's words. */
  readonly fault?: string;
}

/** Of what is read of one file. */
export const vectorBounds = { bytes: 8 * 2 ** 20, features: 20_000, positions: 1_000_000 } as const;

/** Bytes of a file up to a bound; `isCut` is true once there were more. */
export interface BoundedBytes {
  readonly pieces: AsyncIterable<Uint8Array>;
  isCut(): boolean;
}

type Reader = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Feature>;

/** Each reader is a file of its own, loaded when the first such file is shown. */
const readers: Readonly<Record<VectorFormat, () => Promise<Reader>>> = {
  geojson: async () => (await import("@terrarium/geo/geojson-reader")).readGeoJson,
  gml: async () => (await import("@terrarium/geo/gml-reader")).readGml,
  kml: async () => (await import("./read-kml.js")).readKml,
  flatgeobuf: async () => (await import("./read-flatgeobuf.js")).readFlatGeobuf,
};

type Nested = number | readonly Nested[];

function countPositions(coordinates: Nested): number {
  if (typeof coordinates === "number") return 0;
  return typeof coordinates[0] === "number" ? 1 : coordinates.reduce((sum: number, one) => sum + countPositions(one), 0);
}

export function positionsOf(geometry: Feature["geometry"]): number {
  if (geometry === undefined) return 0;
  if (geometry.type === "GeometryCollection") return geometry.geometries.reduce((sum, one) => sum + positionsOf(one), 0);
  return countPositions(geometry.coordinates);
}

/** How long the page may be kept from answering its reader. */
const sliceMs = 20;

/** Lets the browser do what waits: a task of its own, which time-outs would delay. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

/** Reads what fits the bounds. What is wrong with a file ends the reading and is told; what was read before stays. */
export async function readVector(format: VectorFormat, { pieces, isCut }: BoundedBytes): Promise<VectorData> {
  const features: Feature[] = [];
  let positions = 0;
  let restMs = performance.now() + sliceMs;
  try {
    const read = await readers[format]();
    for await (const feature of read(pieces)) {
      positions += positionsOf(feature.geometry);
      if (features.length >= vectorBounds.features || positions > vectorBounds.positions) return { features, isCut: true };
      features.push(feature);
      if (performance.now() < restMs) continue;
      await breathe();
      restMs = performance.now() + sliceMs;
    }
  } catch (error) {
    // A file that was cut off ends in the middle of something.
    if (isCut() && features.length > 0) return { features, isCut: true };
    return { features, isCut: isCut(), fault: sentence(error) };
  }
  return { features, isCut: isCut() };
}
