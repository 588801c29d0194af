// Projects positions and boxes between the systems of the table, by proj4.
import proj4 from "proj4";
import { projDefinition } from "./crs.js";
import { GeoError } from "./geo-error.js";
import { type Geometry, mapPositions, type Position } from "./model.js";

/** A function that projects one position, easting first on both sides; z is kept. Throws GeoError for an unknown system or outside its domain. */
export function makeTransform(from: string, to: string): (position: Position) => Position {
  const source = projDefinition(from);
  const target = projDefinition(to);
  if (from === to) return (position) => position;
  const converter = proj4(source, target);
  return ([x = Number.NaN, y = Number.NaN, ...rest]): Position => {
    const [e = Number.NaN, n = Number.NaN] = converter.forward([x, y]);
    if (!Number.isFinite(e) || !Number.isFinite(n)) throw new GeoError(`the position ${x} ${y} cannot be projected from ${from} to ${to}.`);
    return [e, n, ...rest];
  };
}

/** A geometry in another system; vertices are projected, edges are not split. */
export function transformGeometry(geometry: Geometry, from: string, to: string): Geometry {
  return from === to ? geometry : mapPositions(geometry, makeTransform(from, to));
}

const stepsPerEdge = 32;

/** The box around a projected box: [minx, miny, maxx, maxy], easting first on both sides. Its edges are followed, not just its corners. */
export function transformBox(box: readonly [number, number, number, number], from: string, to: string): [number, number, number, number] {
  const transform = makeTransform(from, to);
  if (from === to) return [...box];
  const [minX, minY, maxX, maxY] = box;
  const result: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (let row = 0; row <= stepsPerEdge; row++) {
    for (let column = 0; column <= stepsPerEdge; column++) {
      // The inside counts too: a pole or a bulge may lie there.
      const [x = 0, y = 0] = transform([minX + ((maxX - minX) * column) / stepsPerEdge, minY + ((maxY - minY) * row) / stepsPerEdge]);
      result[0] = Math.min(result[0], x);
      result[1] = Math.min(result[1], y);
      result[2] = Math.max(result[2], x);
      result[3] = Math.max(result[3], y);
    }
  }
  return result;
}
