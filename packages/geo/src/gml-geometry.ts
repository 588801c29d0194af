// Turns the element tree of one GML geometry into a Geometry: GML 2.1.2, 3.1.1 and 3.2.1 simple features.
// Finding geometries in a document is gml-reader.ts's.
import { type CrsName, parseCrsName } from "./crs.js";
import { GeoError } from "./geo-error.js";
import type { Geometry, Position, Ring } from "./model.js";

/** An element of a geometry. Memory holds one geometry at a time. */
export interface GmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: GmlNode[];
  text: string;
}

/** What an element inherits from those around it. */
interface Scope {
  readonly crs?: CrsName;
  readonly dimension: number;
}

const polygonal = ["Polygon", "PolygonPatch", "Rectangle"];
const surfaces = ["Surface", "PolyhedralSurface", "CompositeSurface"];
const curves = ["LineString", "LinearRing", "Curve", "CompositeCurve", "Ring"];
const collections = ["MultiPoint", "MultiLineString", "MultiCurve", "MultiPolygon", "MultiSurface", "MultiGeometry"];
const known = ["Point", ...curves, ...polygonal, ...surfaces, ...collections];
const unsupported = ["OrientableCurve", "OrientableSurface", "Solid", "CompositeSolid", "MultiSolid", "Tin", "TriangulatedSurface"];

/** Is this the name of a geometry element, be it one that can be read or not. */
export function isGeometryName(name: string): boolean {
  return known.includes(name) || unsupported.includes(name);
}

/** A geometry and its reference system; `inherited` is the one of its feature or collection. Throws GeoError. */
export function readGmlGeometry(node: GmlNode, inherited: CrsName | undefined): { geometry: Geometry; crs?: string } {
  const scope = scopeOf(node, { dimension: 2, ...(inherited === undefined ? {} : { crs: inherited }) });
  const crs = scope.crs ?? deepCrs(node);
  const geometry = toGeometry(node, crs === undefined ? scope : { ...scope, crs });
  return crs === undefined ? { geometry } : { geometry, crs: crs.code };
}

/** The first system named inside: some writers put it on the parts only. */
function deepCrs(node: GmlNode): CrsName | undefined {
  const named = node.attributes["srsName"];
  if (named !== undefined) return parseCrsName(named);
  for (const child of node.children) {
    const found = deepCrs(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function scopeOf(node: GmlNode, outer: Scope): Scope {
  const named = node.attributes["srsName"];
  const digits = node.attributes["srsDimension"] ?? node.attributes["dimension"];
  const dimension = digits === undefined ? outer.dimension : Number(digits);
  if (dimension !== 2 && dimension !== 3) throw new GeoError(`a geometry has the dimension ${digits}; 2 and 3 can be read.`);
  const crs = named === undefined ? outer.crs : parseCrsName(named);
  return crs === undefined ? { dimension } : { crs, dimension };
}

function toGeometry(node: GmlNode, outer: Scope): Geometry {
  const scope = scopeOf(node, outer);
  const { name } = node;
  if (name === "Point") return { type: "Point", coordinates: pointOf(node, scope) };
  if (curves.includes(name)) return { type: "LineString", coordinates: lineOf(node, scope) };
  if (polygonal.includes(name)) return { type: "Polygon", coordinates: polygonOf(node, scope) };
  if (surfaces.includes(name)) {
    const polygons = polygonsOf(node, scope);
    const [only] = polygons;
    return only !== undefined && polygons.length === 1
      ? { type: "Polygon", coordinates: only }
      : { type: "MultiPolygon", coordinates: polygons };
  }
  const parts = members(node);
  switch (name) {
    case "MultiPoint":
      return { type: "MultiPoint", coordinates: parts.map((part) => pointOf(part, scopeOf(part, scope))) };
    case "MultiLineString":
    case "MultiCurve":
      return { type: "MultiLineString", coordinates: parts.map((part) => lineOf(part, scopeOf(part, scope))) };
    case "MultiPolygon":
    case "MultiSurface":
      return { type: "MultiPolygon", coordinates: parts.flatMap((part) => polygonsOf(part, scopeOf(part, scope))) };
    case "MultiGeometry":
      return { type: "GeometryCollection", geometries: parts.map((part) => toGeometry(part, scope)) };
    default:
      throw unreadable(name);
  }
}

function unreadable(name: string): GeoError {
  return new GeoError(`its geometry has a gml:${name}, which cannot be read; simple features of points, straight lines and polygons can.`);
}

/** The geometries inside the properties of a geometry, e.g. pointMember and surfaceMembers. */
function members(node: GmlNode): GmlNode[] {
  return node.children
    .filter((child) => /(?:Member|Members|Property|patches|segments|polygonPatches)$/.test(child.name))
    .flatMap((child) => {
      if (child.children.length === 0 && Object.keys(child.attributes).some((name) => name === "xlink:href")) {
        throw new GeoError("its geometry refers to another by xlink:href, which cannot be read.");
      }
      return child.children;
    });
}

function pointOf(node: GmlNode, scope: Scope): Position {
  if (node.name !== "Point") throw unreadable(node.name);
  const positions = positionsOf(node, scope);
  const [position] = positions;
  if (position === undefined || positions.length > 1) throw new GeoError(`a gml:Point has ${positions.length} positions.`);
  return position;
}

function lineOf(node: GmlNode, scope: Scope): readonly Position[] {
  if (node.name === "LineString" || node.name === "LineStringSegment" || node.name === "LinearRing")
    return checkLine(node, positionsOf(node, scope));
  if (!curves.includes(node.name)) throw unreadable(node.name);
  const line: Position[] = [];
  for (const part of members(node)) {
    const next = lineOf(part, scopeOf(part, scope));
    // One by one: as arguments of one call, a long line would overflow the stack.
    for (const position of samePosition(line.at(-1), next[0]) ? next.slice(1) : next) line.push(position);
  }
  return checkLine(node, line);
}

function checkLine(node: GmlNode, line: readonly Position[]): readonly Position[] {
  if (line.length < 2) throw new GeoError(`a gml:${node.name} has fewer than two positions.`);
  return line;
}

function polygonsOf(node: GmlNode, scope: Scope): (readonly Ring[])[] {
  if (polygonal.includes(node.name)) return [polygonOf(node, scope)];
  if (!surfaces.includes(node.name)) throw unreadable(node.name);
  return members(node).flatMap((part) => polygonsOf(part, scopeOf(part, scope)));
}

function polygonOf(node: GmlNode, scope: Scope): Ring[] {
  const ringsOf = (...names: string[]) =>
    node.children.filter((child) => names.includes(child.name)).flatMap((child) => child.children.map((ring) => ringOf(ring, scope)));
  const shells = ringsOf("exterior", "outerBoundaryIs");
  const [shell] = shells;
  if (shell === undefined || shells.length > 1) throw new GeoError(`a gml:${node.name} has ${shells.length} outer rings.`);
  return [shell, ...ringsOf("interior", "innerBoundaryIs")];
}

function ringOf(node: GmlNode, outer: Scope): Ring {
  const ring = lineOf(node, scopeOf(node, outer));
  if (ring.length < 4) throw new GeoError("a ring has fewer than four positions.");
  if (!samePosition(ring[0], ring.at(-1))) throw new GeoError("a ring is not closed: its last position differs from its first.");
  return ring;
}

function samePosition(one: Position | undefined, other: Position | undefined): boolean {
  return one !== undefined && other !== undefined && one[0] === other[0] && one[1] === other[1];
}

/** Positions in whatever notation they stand, easting first. */
function positionsOf(node: GmlNode, scope: Scope): Position[] {
  const positions = node.children.flatMap((child): Position[] => {
    const inner = scopeOf(child, scope);
    switch (child.name) {
      case "posList":
        return grouped(numbersOf(child.text.trim().split(/\s+/)), inner.dimension);
      case "pos":
        return [numbersOf(child.text.trim().split(/\s+/))];
      case "coordinates":
        return tuplesOf(child);
      case "coord":
        return [numbersOf(child.children.map((axis) => axis.text.trim()))];
      case "pointProperty":
      case "pointRep":
        return child.children.flatMap((point) => positionsOf(point, inner));
      default:
        return [];
    }
  });
  for (const position of positions) {
    if (position.length !== 2 && position.length !== 3) throw new GeoError(`a position has ${position.length} coordinates.`);
  }
  return scope.crs?.northFirst ? positions.map(([first = 0, second = 0, ...rest]) => [second, first, ...rest]) : positions;
}

function grouped(numbers: readonly number[], dimension: number): Position[] {
  if (numbers.length % dimension !== 0)
    throw new GeoError(`a gml:posList of ${numbers.length} numbers is not a list of ${dimension}-dimensional positions.`);
  const positions: Position[] = [];
  for (let start = 0; start < numbers.length; start += dimension) positions.push(numbers.slice(start, start + dimension));
  return positions;
}

/** gml:coordinates, whose separators are attributes. OGC 02-069 clause 4.3.1. */
function tuplesOf(node: GmlNode): Position[] {
  const { decimal = ".", cs = ",", ts = " " } = node.attributes;
  const text = cs.trim() === "" ? node.text.trim() : node.text.trim().replaceAll(new RegExp(`\\s*${escapeRegExp(cs)}\\s*`, "g"), cs);
  const tuples = ts.trim() === "" ? text.split(/\s+/) : text.split(ts);
  return tuples
    .map((tuple) => tuple.trim())
    .filter((tuple) => tuple !== "")
    .map((tuple) => numbersOf(tuple.split(cs).map((number) => (decimal === "." ? number.trim() : number.trim().replace(decimal, ".")))));
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const decimalNotation = /^[-+.\deE]+$/;

function numbersOf(texts: readonly string[]): number[] {
  return texts.map((text) => {
    // Number alone would take "" and "0x10" as well.
    const number = decimalNotation.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(number)) throw new GeoError(`"${text.slice(0, 40)}" is not a coordinate: it is no finite number.`);
    return number;
  });
}
