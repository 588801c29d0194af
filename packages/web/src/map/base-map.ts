// A map without tiles, which works where there is no network: land in outline, a net of degrees, a scale, zoom by buttons, mouse, touch and keys.
import { defaults as defaultControls } from "ol/control/defaults.js";
import ScaleLine from "ol/control/ScaleLine.js";
import TopoJSON from "ol/format/TopoJSON.js";
import Graticule from "ol/layer/Graticule.js";
import VectorLayer from "ol/layer/Vector.js";
import OlMap from "ol/Map.js";
import { Projection } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import { Fill, Stroke, Style, Text } from "ol/style.js";
import View from "ol/View.js";
import { pageColour } from "./look.js";
import { geographic, type mercator } from "./projection.js";
import type { MapWords } from "./words.js";

/** Natural Earth's land at 1:110 million, in the public domain. */
async function landSource(projection: string): Promise<VectorSource> {
  const { default: land } = await import("world-atlas/land-110m.json", { with: { type: "json" } });
  const features = new TopoJSON().readFeatures(land, { dataProjection: geographic, featureProjection: projection });
  return new VectorSource({ features });
}

function labelStyle(target: HTMLElement, textBaseline: "bottom" | "middle"): Text {
  return new Text({
    ...{ font: "12px system-ui, sans-serif", textBaseline, textAlign: textBaseline === "bottom" ? "center" : "end" },
    fill: new Fill({ color: pageColour(target, "--soft", "#4b5a50") }),
    stroke: new Stroke({ color: pageColour(target, "--ground", "#f6f8f4"), width: 3 }),
  });
}

function groundLayers(target: HTMLElement, projection: string): readonly [VectorLayer, Graticule] {
  const colour = (name: string, otherwise: string) => pageColour(target, name, otherwise);
  const land = new VectorLayer({
    style: new Style({
      fill: new Fill({ color: colour("--ground", "#f6f8f4") }),
      stroke: new Stroke({ color: colour("--line", "#ccd6cc"), width: 1 }),
    }),
  });
  void landSource(projection).then((source) => land.setSource(source));
  const label = (baseline: "bottom" | "middle") => labelStyle(target, baseline);
  const net = new Graticule({
    strokeStyle: new Stroke({ color: `color-mix(in srgb, ${colour("--edge", "#76857a")} 45%, transparent)`, width: 1 }),
    ...{ showLabels: true, wrapX: false, targetSize: 130, lonLabelStyle: label("bottom"), latLabelStyle: label("middle") },
  });
  return [land, net];
}

export interface BaseMapParts {
  readonly target: HTMLElement;
  readonly words: MapWords;
  /** Of the view; absent: the coordinates are nobody's but the data's own. */
  readonly projection?: typeof geographic | typeof mercator;
}

/** A map in a box of the page; `close` takes it out. */
export function makeBaseMap({ target, words, projection }: BaseMapParts): { readonly map: OlMap; close(): void } {
  target.tabIndex = 0;
  const ground = projection === undefined ? [] : groundLayers(target, projection);
  const map = new OlMap({
    target,
    layers: [...ground],
    controls: defaultControls({
      ...{ attribution: false, rotate: false },
      zoomOptions: { zoomInTipLabel: words.zoomIn, zoomOutTipLabel: words.zoomOut },
    }).extend(projection === undefined ? [] : [new ScaleLine({ minWidth: 80 })]),
    view: new View({
      projection: projection ?? new Projection({ code: "own", units: "m" }),
      ...{ center: [0, 0], zoom: 1, multiWorld: false, enableRotation: false },
      ...(projection === undefined ? {} : { showFullExtent: true, smoothExtentConstraint: false }),
    }),
  });
  // Its colours are the page's, which change with the light.
  const light = matchMedia("(prefers-color-scheme: dark)");
  const repaint = (): void => {
    if (projection === undefined) return;
    const layers = map.getLayers();
    const [land, net] = groundLayers(target, projection);
    layers.setAt(0, land);
    layers.setAt(1, net);
  };
  light.addEventListener("change", repaint);
  return {
    map,
    close() {
      light.removeEventListener("change", repaint);
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
