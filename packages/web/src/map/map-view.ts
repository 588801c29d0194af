// Results on a map: layers, which can be hidden, and what is picked by a click. What is picked is shown by others, who may also choose for the map.
import type { Feature as Data } from "@terrarium/geo/model";
import type { Coordinate } from "ol/coordinate.js";
import { createEmpty, extend, isEmpty } from "ol/extent.js";
import OlFeature from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import type BaseLayer from "ol/layer/Base.js";
import ImageLayer from "ol/layer/Image.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import type OlMap from "ol/Map.js";
import { get as projectionOf, transform, transformExtent } from "ol/proj.js";
import ImageSource from "ol/source/Image.js";
import VectorSource from "ol/source/Vector.js";
import { makeBaseMap } from "./base-map.js";
import { boxOf, type Frame, type Layer, systemsOf } from "./frame.js";
import { chosenStyle, featureStyle } from "./look.js";
import { geographic, learn, mercator } from "./projection.js";
import type { RasterData } from "./raster-data.js";
import type { MapWords } from "./words.js";

/** A feature by its place in its layer's file, or a place of a raster in the raster's own coordinates. */
export type Pick =
  | { readonly kind: "feature"; readonly layer: string; readonly index: number }
  | { readonly kind: "place"; readonly layer: string; readonly x: number; readonly y: number };

export interface MapView {
  setVisible(layer: string, isVisible: boolean): void;
  /** Marks the feature; `isMoved`: and brings it into view. */
  choose(pick: Extract<Pick, { kind: "feature" }> | undefined, isMoved: boolean): void;
  fit(): void;
  close(): void;
}

export interface MapViewParts {
  readonly target: HTMLElement;
  readonly frame: Frame;
  readonly words: MapWords;
  /** undefined: there is nothing where the click was. */
  readonly onPick: (pick: Pick | undefined) => void;
}

/** Beyond these Mercator has no place. */
const mercatorNorth = 85.06;

function fitsMercator({ layers }: Frame): boolean {
  const isPolar = (box: readonly number[] | undefined) => box !== undefined && (box[1] ?? 0) < -mercatorNorth;
  const isArctic = (box: readonly number[] | undefined) => box !== undefined && (box[3] ?? 0) > mercatorNorth;
  const boxes = layers.flatMap((layer) => {
    if (layer.kind === "raster") return layer.data.crs === geographic ? [layer.data.extent] : [];
    return layer.data.features.filter(({ crs }) => crs === geographic).map(boxOf);
  });
  return !boxes.some((box) => isPolar(box) || isArctic(box));
}

/** Many features are drawn once and moved as a picture. */
const manyFeatures = 4000;

function vectorLayer(layer: Extract<Layer, { kind: "vector" }>, projection: string | undefined): VectorLayer | VectorImageLayer {
  const format = new GeoJSON();
  const features = layer.data.features.flatMap((data: Data, index) => {
    if (data.geometry === undefined) return [];
    const geometry = format.readGeometry(data.geometry);
    if (geometry === null) return [];
    if (projection !== undefined && data.crs !== undefined) geometry.transform(data.crs, projection);
    if (!geometry.getExtent().every(Number.isFinite)) return [];
    const feature = new OlFeature({ geometry, index, layer: layer.id });
    feature.setId(index);
    return [feature];
  });
  const source = new VectorSource({ features, wrapX: false });
  const options = { source, style: featureStyle(layer.colour) };
  return features.length > manyFeatures ? new VectorImageLayer({ ...options, imageRatio: 1.5 }) : new VectorLayer(options);
}

function rasterLayer({ picture, extent, crs }: RasterData): ImageLayer<ImageSource> {
  const [west, south, east, north] = extent;
  const resolution = [(east - west) / picture.width, (north - south) / picture.height];
  const source = new ImageSource({
    // Without parameters: the picture is the same for every part of the map.
    loader: () => ({ image: picture, extent: [...extent], resolution, pixelRatio: 1 }),
    interpolate: false,
    ...(crs === undefined ? {} : { projection: crs }),
  });
  return new ImageLayer({ source, opacity: 0.92 });
}

interface Drawn {
  readonly layer: Layer;
  readonly drawn: BaseLayer;
}

/** Around all that is shown, in the coordinates of the map. */
function extentOf(drawn: readonly Drawn[], projection: string | undefined): number[] {
  const whole = createEmpty();
  for (const one of drawn) {
    if (!one.drawn.getVisible()) continue;
    const { layer } = one;
    if (layer.kind === "vector") extend(whole, (one.drawn as VectorLayer).getSource()?.getExtent() ?? createEmpty());
    else if (projection === undefined || layer.data.crs === undefined) extend(whole, [...layer.data.extent]);
    else extend(whole, transformExtent([...layer.data.extent], layer.data.crs, projection, 8));
  }
  return whole;
}

function pickAt(map: OlMap, drawn: readonly Drawn[], pixel: number[], coordinate: Coordinate): Pick | undefined {
  const hit = map.forEachFeatureAtPixel(pixel, (feature) => feature.get("index") !== undefined && feature, { hitTolerance: 6 });
  if (hit) return { kind: "feature", layer: String(hit.get("layer")), index: Number(hit.get("index")) };
  const projection = map.getView().getProjection();
  for (const { layer, drawn: one } of drawn.toReversed()) {
    if (layer.kind !== "raster" || !one.getVisible()) continue;
    const { crs, extent } = layer.data;
    const [x = 0, y = 0] = crs === undefined || projectionOf(crs) === null ? coordinate : transform(coordinate, projection, crs);
    if (x >= extent[0] && x <= extent[2] && y >= extent[1] && y <= extent[3]) return { kind: "place", layer: layer.id, x, y };
  }
  return undefined;
}

function makeFit(map: OlMap, drawn: readonly Drawn[], projection: string | undefined): () => void {
  return () => {
    const extent = extentOf(drawn, projection);
    if (!isEmpty(extent)) map.getView().fit(extent, { padding: [36, 36, 36, 36], maxZoom: projection === undefined ? 28 : 17 });
  };
}

/** What tests and those who look under the hood read: what is on the map and where, and whether it has been drawn. */
function tell(target: HTMLElement, drawn: readonly Drawn[], map: OlMap): void {
  const projection = map.getView().getProjection();
  const extent = extentOf(drawn, projection.getCode() === "own" ? undefined : projection.getCode());
  const degrees = projection.getCode() === "own" || isEmpty(extent) ? extent : transformExtent(extent, projection, geographic);
  target.dataset["extent"] = degrees.map((value) => value.toFixed(6)).join(" ");
  const marks = drawn.map(({ drawn: one }) => (one as VectorLayer).getSource?.() as VectorSource | null);
  target.dataset["features"] = String(marks.reduce((sum, source) => sum + (source?.getFeatures?.().length ?? 0), 0));
  target.dataset["projection"] = projection.getCode();
  map.once("rendercomplete", () => {
    target.dataset["drawn"] = "true";
  });
}

/** Draws a frame in a box of the page, fitted to what is in it. */
export async function makeMapView({ target, frame, words, onPick }: MapViewParts): Promise<MapView> {
  const systems = new Set(frame.layers.flatMap(systemsOf));
  await Promise.all([...systems].map((crs) => (crs === undefined || frame.own !== undefined ? false : learn(crs))));
  const projection = frame.own === undefined ? (fitsMercator(frame) ? mercator : geographic) : undefined;
  const { map, close } = makeBaseMap({ target, words, ...(projection === undefined ? {} : { projection }) });
  // Rasters lie below what has edges.
  const ordered = frame.layers.toSorted((one, other) => Number(one.kind === "vector") - Number(other.kind === "vector"));
  const drawn: Drawn[] = ordered.map((layer) => ({
    layer,
    drawn:
      layer.kind === "vector" ? vectorLayer(layer, projection) : rasterLayer(frame.own === undefined ? layer.data : ownRaster(layer.data)),
  }));
  for (const one of drawn) map.addLayer(one.drawn);
  const mark = new VectorSource({ wrapX: false });
  map.addLayer(new VectorLayer({ source: mark, style: chosenStyle, zIndex: 1 }));
  map.on("singleclick", ({ pixel, coordinate }) => onPick(pickAt(map, drawn, pixel, coordinate)));
  const fit = makeFit(map, drawn, projection);
  fit();
  tell(target, drawn, map);
  return {
    fit,
    close,
    setVisible(id, isVisible) {
      for (const { layer, drawn: one } of drawn) if (layer.id === id) one.setVisible(isVisible);
    },
    choose(pick, isMoved) {
      mark.clear();
      const found = pick && drawn.find(({ layer }) => layer.kind === "vector" && layer.id === pick.layer);
      const geometry = found && (found.drawn as VectorLayer).getSource()?.getFeatureById(pick.index)?.getGeometry();
      target.dataset["chosen"] = geometry === undefined ? "" : String(pick?.index);
      if (geometry === undefined) return;
      mark.addFeature(new OlFeature(geometry));
      if (isMoved)
        map.getView().fit(geometry.getExtent(), { padding: [60, 60, 60, 60], maxZoom: Math.max(12, map.getView().getZoom() ?? 0) });
    },
  };
}

/** Whatever system it names, nobody can project it. */
function ownRaster({ crs: _crs, ...data }: RasterData): RasterData {
  return data;
}
