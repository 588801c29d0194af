// What each output has for the map: read once, shown by the map and by the tables beside it.
import { type Signal, signal } from "@preact/signals";
import type { Layer, LayerData } from "../map/frame.js";
import { readVector, type VectorFormat, vectorBounds } from "../map/vector-data.js";
import { type FileOutput, isMappable, type ResultOutput, type Viewer, viewerFor, viewerOf } from "./output-type.js";
import { most, OutputGone, openOutput, readBytes, textOf } from "./read-output.js";

export type LayerState =
  | { readonly kind: "reading" }
  | { readonly kind: "ready"; readonly layer: LayerData; readonly viewer: Viewer }
  /** Nothing for a map: another viewer shows it. `fault`: it was meant for one, and this is wrong with it. */
  | { readonly kind: "other"; readonly viewer: Viewer; readonly fault?: string }
  | { readonly kind: "too-large"; readonly viewer: Viewer; readonly most: number }
  | { readonly kind: "gone" };

export interface OutputModel {
  readonly output: ResultOutput;
  readonly state: Signal<LayerState>;
}

async function readLayer(output: FileOutput, viewer: Viewer, signal: AbortSignal): Promise<LayerState> {
  if (viewer === "raster") {
    const { readRaster, RasterTooLarge, rasterBounds } = await import("../map/raster-data.js");
    const { throughServer } = await import("./read-output.js");
    try {
      return {
        kind: "ready",
        viewer,
        layer: { kind: "raster", data: await readRaster(throughServer(output.href), output.byteLength, signal) },
      };
    } catch (error) {
      if (error instanceof RasterTooLarge) return { kind: "too-large", viewer, most: rasterBounds.bytes };
      throw error;
    }
  }
  // KML is read in one piece: the beginning alone is of no use.
  if (viewer === "kml" && output.byteLength > vectorBounds.bytes) return { kind: "too-large", viewer, most: vectorBounds.bytes };
  const data = await readVector(viewer as VectorFormat, await openOutput(output.href, vectorBounds.bytes, signal));
  if (data.features.length === 0 && data.fault !== undefined) return { kind: "other", viewer: otherViewer(viewer), fault: data.fault };
  return { kind: "ready", viewer, layer: { kind: "vector", data } };
}

/** Of a file that is not what it says. */
function otherViewer(viewer: Viewer): Viewer {
  if (viewer === "geojson") return "json";
  return viewer === "gml" || viewer === "kml" ? "xml" : "bytes";
}

async function read(output: FileOutput, signal: AbortSignal): Promise<LayerState> {
  let viewer = viewerOf(output.mediaType);
  try {
    if (output.byteLength === 0) return { kind: "other", viewer: "text" };
    if (viewer === "json" || viewer === "xml" || viewer === "geojson")
      viewer = viewerFor(output.mediaType, textOf((await readBytes(output.href, most.head, signal)).bytes));
    return isMappable(viewer) ? await readLayer(output, viewer, signal) : { kind: "other", viewer };
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof OutputGone) return { kind: "gone" };
    return { kind: "other", viewer: otherViewer(viewer), fault: error instanceof Error ? error.message : String(error) };
  }
}

/** A box in any system whose order of axes is known. */
async function boxLayer({ bbox, crs }: Extract<ResultOutput, { kind: "bbox" }>): Promise<LayerState> {
  const { parseCrsName } = await import("@terrarium/geo/crs");
  const half = bbox.length / 2;
  const [a = 0, b = 0, c = 0, d = 0] = [...bbox.slice(0, 2), ...bbox.slice(half, half + 2)];
  try {
    const { code, northFirst } = parseCrsName(/^epsg:/i.test(crs) ? crs.toUpperCase() : crs);
    const [west, south, east, north] = northFirst ? [b, a, d, c] : [a, b, c, d];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const feature = { properties: {}, crs: code, geometry: { type: "Polygon" as const, coordinates: [ring] } };
    return { kind: "ready", viewer: "text", layer: { kind: "vector", data: { features: [feature], isCut: false } } };
  } catch {
    return { kind: "other", viewer: "text" };
  }
}

/** Begins to read what can be drawn. Those that cannot are told at once. */
export function makeModels(outputs: readonly ResultOutput[], abort: AbortSignal): readonly OutputModel[] {
  return outputs.map((output) => {
    const state = signal<LayerState>({ kind: "reading" });
    const reading =
      output.kind === "file"
        ? read(output, abort)
        : output.kind === "bbox"
          ? boxLayer(output)
          : Promise.resolve<LayerState>({ kind: "other", viewer: "text" });
    reading.then(
      (found) => {
        state.value = found;
      },
      // Left: nobody looks any more.
      () => undefined,
    );
    return { output, state };
  });
}

/** Those that are read, in order, each in its colour. */
export function layersOf(models: readonly OutputModel[], colours: readonly string[]): readonly Layer[] {
  const ready = models.flatMap(({ output, state }) => (state.value.kind === "ready" ? [{ output, layer: state.value.layer }] : []));
  return ready.map(({ output, layer }, index) => ({
    ...layer,
    ...{ id: output.id, title: output.title, colour: colours[index % colours.length] ?? "#1b7f4d" },
  }));
}
