// Makes reference systems known to OpenLayers: those of @terrarium/geo's table, with its transformations. Coordinates stand easting or longitude first
// everywhere in the map; the order under which they stood in a file or in a request is the affair of @terrarium/geo/crs.
import { isKnown } from "@terrarium/geo/crs";
import { addCoordinateTransforms, addProjection, get as known, Projection } from "ol/proj.js";

/** The two that OpenLayers projects by itself. */
export const geographic = "EPSG:4326";
export const mercator = "EPSG:3857";

/** What lies outside of the domain of a projection is nowhere. */
function orNowhere(transform: (position: readonly number[]) => readonly number[]): (position: number[]) => number[] {
  return (position) => {
    try {
      return [...transform(position)];
    } catch {
      return position.map(() => Number.NaN);
    }
  };
}

/** Can data of this system be drawn among others? Then OpenLayers knows it from now on. */
export async function learn(code: string): Promise<boolean> {
  if (known(code) !== null) return true;
  if (!isKnown(code)) return false;
  const { makeTransform } = await import("@terrarium/geo/transform");
  // Nobody asks for its unit: lengths on the map are those of the map's projection.
  const projection = new Projection({ code, units: "m" });
  addProjection(projection);
  for (const other of [geographic, mercator])
    addCoordinateTransforms(projection, other, orNowhere(makeTransform(code, other)), orNowhere(makeTransform(other, code)));
  return true;
}
