// Writes a collection as GML, in pieces and in the shape that OGR uses: ogr:FeatureCollection with gml:featureMember.
// GML 2.1.2 names systems by the short form, easting first; GML 3 by their URN, in the order of the EPSG registry.
import { parseCrsName, registryName } from "./crs.js";
import type { Collection, Feature, Geometry, JsonValue, Position, Ring } from "./model.js";

export type GmlVersion = "2.1.2" | "3.1.1" | "3.2.1";

interface Style {
  readonly version: GmlVersion;
  readonly srsName: string;
  readonly northFirst: boolean;
}

/** The text of a GML document in UTF-8. */
export function* writeGml(collection: Collection, version: GmlVersion): Generator<string, void> {
  const style = styleOf(collection.crs, version);
  const namespace = version === "3.2.1" ? "http://www.opengis.net/gml/3.2" : "http://www.opengis.net/gml";
  const layer = elementName(collection.name);
  const id = version === "3.2.1" ? ' gml:id="collection"' : "";
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="${namespace}"${id}>\n`;
  yield boundsOf(collection.features, style);
  let number = 0;
  for (const feature of collection.features) yield featureMember(feature, layer, `${layer}.${number++}`, style);
  yield "</ogr:FeatureCollection>\n";
}

function styleOf(crs: string | undefined, version: GmlVersion): Style {
  if (crs === undefined) return { version, srsName: "", northFirst: false };
  const { name, northFirst } = version === "2.1.2" ? { name: parseCrsName(crs).code, northFirst: false } : registryName(crs);
  return { version, srsName: ` srsName="${escapeXml(name)}"`, northFirst };
}

function boundsOf(features: readonly Feature[], style: Style): string {
  const lower = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const upper = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { geometry } of features) {
    if (geometry === undefined) continue;
    for (const [x = 0, y = 0] of positionsOf(geometry)) {
      lower[0] = Math.min(lower[0] ?? x, x);
      lower[1] = Math.min(lower[1] ?? y, y);
      upper[0] = Math.max(upper[0] ?? x, x);
      upper[1] = Math.max(upper[1] ?? y, y);
    }
  }
  const isEmpty = !Number.isFinite(lower[0]);
  if (style.version === "2.1.2") {
    if (isEmpty) return "  <gml:boundedBy><gml:null>missing</gml:null></gml:boundedBy>\n";
    return `  <gml:boundedBy><gml:Box${style.srsName}>${coordinates([lower, upper])}</gml:Box></gml:boundedBy>\n`;
  }
  if (isEmpty) return "";
  const corners = `<gml:lowerCorner>${pos(lower, style)}</gml:lowerCorner><gml:upperCorner>${pos(upper, style)}</gml:upperCorner>`;
  return `  <gml:boundedBy><gml:Envelope${style.srsName}>${corners}</gml:Envelope></gml:boundedBy>\n`;
}

function* positionsOf(geometry: Geometry): Generator<Position, void> {
  if (geometry.type === "GeometryCollection") for (const part of geometry.geometries) yield* positionsOf(part);
  else if (geometry.type === "Point") yield geometry.coordinates;
  else if (geometry.type === "LineString" || geometry.type === "MultiPoint") yield* geometry.coordinates;
  else if (geometry.type === "MultiPolygon") for (const polygon of geometry.coordinates) yield* polygon.flat();
  else yield* geometry.coordinates.flat();
}

function featureMember(feature: Feature, layer: string, id: string, style: Style): string {
  const name = style.version === "2.1.2" ? "fid" : "gml:id";
  const lines = [`  <gml:featureMember>\n    <ogr:${layer} ${name}="${id}">`];
  if (feature.geometry !== undefined) {
    lines.push(
      `      <ogr:geometryProperty>${geometryElement(feature.geometry, `${id}.geom`, style, style.srsName)}</ogr:geometryProperty>`,
    );
  }
  for (const [key, value] of Object.entries(feature.properties)) lines.push(...property(elementName(key), value));
  lines.push(`    </ogr:${layer}>\n  </gml:featureMember>\n`);
  return lines.join("\n");
}

/** Lists repeat the element; what has no value has no element; objects are written as JSON. */
function property(name: string, value: JsonValue): string[] {
  if (value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((one) => property(name, one));
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return [`      <ogr:${name}>${escapeXml(text)}</ogr:${name}>`];
}

function geometryElement(geometry: Geometry, id: string, style: Style, srsName: string): string {
  const two = style.version === "2.1.2";
  const element = (name: string, content: string) =>
    `<gml:${name}${style.version === "3.2.1" ? ` gml:id="${id}"` : ""}${srsName}>${content}</gml:${name}>`;
  const collection = (name: string, member: string, parts: readonly Geometry[]) =>
    element(
      name,
      parts.map((part, index) => `<gml:${member}>${geometryElement(part, `${id}.${index}`, style, "")}</gml:${member}>`).join(""),
    );
  switch (geometry.type) {
    case "Point":
      return element(
        "Point",
        two
          ? coordinates([geometry.coordinates])
          : `<gml:pos${dimensionOf(geometry.coordinates)}>${pos(geometry.coordinates, style)}</gml:pos>`,
      );
    case "LineString":
      return element("LineString", line(geometry.coordinates, style));
    case "Polygon":
      return element("Polygon", geometry.coordinates.map((ring, index) => boundary(ring, index === 0, style)).join(""));
    case "MultiPoint":
      return collection(
        "MultiPoint",
        "pointMember",
        geometry.coordinates.map((one): Geometry => ({ type: "Point", coordinates: one })),
      );
    case "MultiLineString": {
      const lines = geometry.coordinates.map((one): Geometry => ({ type: "LineString", coordinates: one }));
      return two ? collection("MultiLineString", "lineStringMember", lines) : collection("MultiCurve", "curveMember", lines);
    }
    case "MultiPolygon": {
      const polygons = geometry.coordinates.map((one): Geometry => ({ type: "Polygon", coordinates: one }));
      return two ? collection("MultiPolygon", "polygonMember", polygons) : collection("MultiSurface", "surfaceMember", polygons);
    }
    case "GeometryCollection":
      return collection("MultiGeometry", "geometryMember", geometry.geometries);
  }
}

function boundary(ring: Ring, isShell: boolean, style: Style): string {
  const two = style.version === "2.1.2";
  const name = isShell ? (two ? "outerBoundaryIs" : "exterior") : two ? "innerBoundaryIs" : "interior";
  return `<gml:${name}><gml:LinearRing>${line(ring, style)}</gml:LinearRing></gml:${name}>`;
}

function line(positions: readonly Position[], style: Style): string {
  if (style.version === "2.1.2") return coordinates(positions);
  const list = positions.map((position) => pos(position, style)).join(" ");
  return `<gml:posList${dimensionOf(positions[0])}>${list}</gml:posList>`;
}

function dimensionOf(position: Position | undefined): string {
  return position?.length === 3 ? ' srsDimension="3"' : "";
}

function pos([x = 0, y = 0, ...rest]: Position, style: Style): string {
  return [...(style.northFirst ? [y, x] : [x, y]), ...rest].join(" ");
}

function coordinates(positions: readonly Position[]): string {
  return `<gml:coordinates>${positions.map((position) => position.join(",")).join(" ")}</gml:coordinates>`;
}

/** A name that XML accepts for an element and an id: letters, digits, "_", "-" and ".", not beginning with a digit. */
function elementName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{Nd}_.-]/gu, "_");
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that XML cannot hold are left out. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
}
