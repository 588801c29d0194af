// A map to draw on: a box or a geometry. What is drawn is told in longitude and latitude; what stands in fields beside it is drawn.
import type { Geometry as Data } from "@terrarium/geo/model";
import Feature from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import type Geometry from "ol/geom/Geometry.js";
import { fromExtent } from "ol/geom/Polygon.js";
import Draw, { createBox } from "ol/interaction/Draw.js";
import Modify from "ol/interaction/Modify.js";
import Snap from "ol/interaction/Snap.js";
import VectorLayer from "ol/layer/Vector.js";
import type OlMap from "ol/Map.js";
import { transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import { makeBaseMap } from "./base-map.js";
import { layerColours } from "./layer-colours.js";
import { featureStyle } from "./look.js";
import { geographic, mercator } from "./projection.js";
import type { MapWords } from "./words.js";

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];
export type Shape = "Point" | "LineString" | "Polygon";
/** What a drag or clicks do: draw, change what is there, or nothing but move the map. */
export type Mode = "box" | Shape | "edit" | "none";

export interface DrawMap {
  setMode(mode: Mode): void;
  /** Shows what stands in the fields; `isFitted`: and moves there. */
  show(what: Data | Box | undefined, isFitted: boolean): void;
  close(): void;
}

export interface DrawMapParts {
  readonly target: HTMLElement;
  readonly words: MapWords;
  readonly onBox?: (box: Box) => void;
  readonly onGeometry?: (geometry: Data) => void;
}

/** A metre or so at the equator needs five. */
const decimals = 6;
const format = new GeoJSON({ dataProjection: geographic, featureProjection: mercator });

function rounded(value: number): number {
  return Number(value.toFixed(decimals));
}

function boxOf(geometry: Geometry): Box {
  const [west = 0, south = 0, east = 0, north = 0] = transformExtent(geometry.getExtent(), mercator, geographic);
  return [rounded(Math.max(-180, west)), rounded(south), rounded(Math.min(180, east)), rounded(north)];
}

/** Mercator ends before the poles. */
function boxGeometry([west, south, east, north]: Box): Geometry {
  const held = (latitude: number) => Math.min(85.05, Math.max(-85.05, latitude));
  return fromExtent(transformExtent([west, held(south), east, held(north)], geographic, mercator));
}

function geometryOf(what: Data | Box): Geometry | undefined {
  try {
    return Array.isArray(what) ? boxGeometry(what as Box) : (format.readGeometry(what) ?? undefined);
  } catch {
    return undefined;
  }
}

function isSound(geometry: Geometry | undefined): geometry is Geometry {
  return geometry?.getExtent().every(Number.isFinite) === true;
}

function fit(map: OlMap, geometry: Geometry | undefined): void {
  const extent = geometry?.getExtent() ?? transformExtent([-170, -60, 180, 75], geographic, mercator);
  map.getView().fit(extent, { padding: [30, 30, 30, 30], maxZoom: 12 });
}

function interactionsOf(mode: Mode, source: VectorSource, onDrawn: (geometry: Geometry) => void) {
  if (mode === "none") return [];
  if (mode === "edit") {
    const modify = new Modify({ source });
    modify.on("modifyend", ({ features }) => {
      const geometry = features.item(0)?.getGeometry();
      if (geometry !== undefined) onDrawn(geometry);
    });
    return [modify];
  }
  const draw =
    mode === "box"
      ? new Draw({ source, type: "Circle", geometryFunction: createBox(), freehand: true, wrapX: true })
      : new Draw({ source, type: mode, wrapX: true, stopClick: true });
  draw.on("drawstart", () => source.clear());
  draw.on("drawend", ({ feature }) => {
    const geometry = feature.getGeometry();
    if (geometry !== undefined) onDrawn(geometry);
  });
  return mode === "box" ? [draw] : [draw, new Snap({ source })];
}

export function makeDrawMap({ target, words, onBox, onGeometry }: DrawMapParts): DrawMap {
  const { map, close } = makeBaseMap({ target, words, projection: mercator });
  const source = new VectorSource({ wrapX: false });
  map.addLayer(new VectorLayer({ source, style: featureStyle(layerColours[0]) }));
  fit(map, undefined);
  let added: ReturnType<typeof interactionsOf> = [];
  const onDrawn = (geometry: Geometry): void => {
    onBox?.(boxOf(geometry));
    onGeometry?.(format.writeGeometryObject(geometry, { decimals }) as Data);
  };
  return {
    close,
    setMode(mode) {
      for (const one of added) map.removeInteraction(one);
      added = interactionsOf(mode, source, onDrawn);
      for (const one of added) map.addInteraction(one);
      target.dataset["mode"] = mode;
    },
    show(what, isFitted) {
      source.clear();
      const geometry = what === undefined ? undefined : geometryOf(what);
      target.dataset["shown"] = String(isSound(geometry));
      if (!isSound(geometry)) return;
      source.addFeature(new Feature(geometry));
      if (isFitted) fit(map, geometry);
    },
  };
}
