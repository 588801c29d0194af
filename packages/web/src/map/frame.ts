// In which coordinates a map draws: a projection that all of its layers share. Layers that nobody can project are drawn in their own coordinates, apart.
import { isKnown } from "@terrarium/geo/crs";
import type { Feature } from "@terrarium/geo/model";
import type { RasterData } from "./raster-data.js";
import type { VectorData } from "./vector-data.js";

/** What one output has for the map. */
export type LayerData = { readonly kind: "vector"; readonly data: VectorData } | { readonly kind: "raster"; readonly data: RasterData };

export type Layer = LayerData & {
  readonly id: string;
  readonly title: string;
  /** Of its marks and its entry in the legend. */
  readonly colour: string;
};

/** A map: on the earth, or in coordinates of its own under the name that its data give them. */
export interface Frame {
  readonly layers: readonly Layer[];
  readonly own?: { readonly crs?: string };
}

/** The names of the systems of what would be drawn. */
export function systemsOf(layer: LayerData): readonly (string | undefined)[] {
  if (layer.kind === "raster") return [layer.data.crs];
  return [...new Set(layer.data.features.filter(({ geometry }) => geometry !== undefined).map(({ crs }) => crs))];
}

/** One map for all that lies on the earth, and one for each other layer; none for layers with nothing to draw. */
export function framesOf(layers: readonly Layer[]): readonly Frame[] {
  const drawn = layers.map((layer) => ({ layer, systems: systemsOf(layer) })).filter(({ systems }) => systems.length > 0);
  const onEarth = drawn.filter(({ systems }) => systems.every((crs) => crs !== undefined && isKnown(crs)));
  const apart = drawn.filter((one) => !onEarth.includes(one));
  return [
    ...(onEarth.length === 0 ? [] : [{ layers: onEarth.map(({ layer }) => layer) }]),
    ...apart.map(({ layer, systems: [crs] }) => ({ layers: [layer], own: crs === undefined ? {} : { crs } })),
  ];
}

/** A box around a feature's positions, easting first; undefined where it has none. */
export function boxOf(feature: Pick<Feature, "geometry">): readonly [number, number, number, number] | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const [x, y] = coordinates;
    if (typeof x !== "number" || typeof y !== "number") {
      coordinates.forEach(visit);
      return;
    }
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  const { geometry } = feature;
  if (geometry === undefined) return undefined;
  if (geometry.type === "GeometryCollection")
    for (const part of geometry.geometries) visit((part as { coordinates?: unknown }).coordinates);
  else visit(geometry.coordinates);
  return box[0] > box[2] ? undefined : box;
}
