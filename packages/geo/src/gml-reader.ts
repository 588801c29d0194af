// Reads features from GML as it comes: collections of GML 2, 3.1, 3.2 and WFS, single features and bare geometries.
// Memory holds one feature at a time. Geometries themselves are gml-geometry.ts's.
import { type CrsName, parseCrsName } from "./crs.js";
import { GeoError } from "./geo-error.js";
import { type GmlNode, isGeometryName, readGmlGeometry } from "./gml-geometry.js";
import type { Feature, Geometry, JsonValue } from "./model.js";
import { parseXml, type XmlTag } from "./xml-reader.js";

interface Draft {
  id?: string;
  readonly layer: string;
  readonly properties: Record<string, JsonValue>;
  geometry?: Geometry;
  crs?: string;
  /** From its own or its collection's boundedBy. */
  inherited?: CrsName;
}

/** What an open element is. The root is a collection that turns out to be a feature if it has a geometry and no members. */
type Frame =
  | { readonly kind: "collection"; readonly draft: Draft }
  | { readonly kind: "members" }
  | { readonly kind: "feature"; readonly draft: Draft }
  | {
      readonly kind: "property";
      readonly draft: Draft;
      readonly path: readonly string[];
      isLeaf: boolean;
      readonly isNil: boolean;
      text: string;
    }
  | { readonly kind: "geometry"; readonly draft: Draft; readonly node: GmlNode }
  | { readonly kind: "bounds"; readonly draft: Draft }
  | { readonly kind: "ignored" };

/** The features of a GML document, in its order. Throws GeoError. */
export async function* readGml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Feature, void> {
  const state = makeState();
  for await (const _ of parseXml(bytes, state)) yield* state.take();
  yield* state.end();
}

/** How many features a GML document has; geometries are not read, so that this costs little. Throws GeoError if it is no GML. */
export async function countGml(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const kinds: ("collection" | "members" | "other")[] = [];
  let count = 0;
  let isMember = false;
  let hasGeometry = false;
  let root = "";
  const open = (tag: XmlTag) => {
    const parent = kinds.at(-1);
    const nested = parent === "members" && isCollection(tag);
    if (parent === undefined) root = tag.local;
    if (isGeometry(tag)) hasGeometry = true;
    if (parent === undefined || nested) kinds.push("collection");
    else if (parent === "collection" && isMembers(tag)) kinds.push("members");
    else kinds.push("other");
    if (kinds.at(-1) === "members") isMember = true;
    if (parent === "members" && !nested) count++;
  };
  for await (const _ of parseXml(bytes, { open, close: () => kinds.pop() }));
  if (isMember || root.endsWith("Collection")) return count;
  if (!hasGeometry) throw noGml(root);
  return 1;
}

function noGml(root: string): GeoError {
  return new GeoError(`it is no GML: the root element is ${root}, and there is neither a member nor a geometry in it.`);
}

const gmlNamespace = /^http:\/\/www\.opengis\.net\/gml(?:\/3\.2)?$/;
const wfs2Namespace = "http://www.opengis.net/wfs/2.0";

function isGeometry(tag: XmlTag): boolean {
  return gmlNamespace.test(tag.uri) && isGeometryName(tag.local);
}

/** GML's and WFS 2.0's containers; OGR writes featureMember in a namespace of its own in GML 3.2. */
function isMembers(tag: XmlTag): boolean {
  return tag.local === "featureMember" || tag.local === "featureMembers" || (tag.local === "member" && tag.uri === wfs2Namespace);
}

function isCollection(tag: XmlTag): boolean {
  return tag.local === "FeatureCollection" || tag.local === "SimpleFeatureCollection";
}

function makeDraft(tag: XmlTag, inherited: CrsName | undefined): Draft {
  const id = attributesOf(tag)["gml:id"] ?? attributesOf(tag)["fid"];
  return { layer: tag.local, properties: {}, ...(id === undefined ? {} : { id }), ...(inherited === undefined ? {} : { inherited }) };
}

/** Attributes by local name, those of GML, XLink and XML Schema under their usual prefixes. */
function attributesOf(tag: XmlTag): Record<string, string> {
  const prefixes: Record<string, string> = {
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi:",
  };
  return Object.fromEntries(
    Object.values(tag.attributes).map((attribute) => {
      const prefix = gmlNamespace.test(attribute.uri) ? "gml:" : (prefixes[attribute.uri] ?? "");
      return [prefix + attribute.local, attribute.value];
    }),
  );
}

function toFeature(draft: Draft): Feature {
  const { id, layer, properties, geometry, crs } = draft;
  return {
    ...(id === undefined ? {} : { id }),
    layer,
    properties,
    ...(geometry === undefined ? {} : { geometry }),
    ...(crs === undefined ? {} : { crs }),
  };
}

function makeState() {
  const frames: Frame[] = [];
  let ready: Feature[] = [];
  let root: Draft | undefined;
  let hasMembers = false;
  const open = (tag: XmlTag) => {
    const parent = frames.at(-1);
    const frame = parent === undefined ? openRoot(tag) : openChild(parent, tag, frames);
    if (parent === undefined && "draft" in frame) root = frame.draft;
    if (frame.kind === "members") hasMembers = true;
    frames.push(frame);
  };
  const close = () => {
    const frame = frames.pop();
    const parent = frames.at(-1);
    if (frame?.kind === "feature") ready.push(toFeature(frame.draft));
    if (frame?.kind === "property") closeProperty(frame);
    if (frame?.kind === "geometry" && parent?.kind !== "geometry") closeGeometry(frame.draft, frame.node);
  };
  const text = (piece: string) => {
    const frame = frames.at(-1);
    if (frame?.kind === "property") frame.text += piece;
    if (frame?.kind === "geometry") frame.node.text += piece;
  };
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  const end = () => {
    if (root === undefined || hasMembers) return take();
    if (root.geometry === undefined && !root.layer.endsWith("Collection")) throw noGml(root.layer);
    return root.geometry === undefined ? [] : [toFeature(root)];
  };
  return { open, close, text, take, end };
}

function openRoot(tag: XmlTag): Frame {
  const draft = makeDraft(tag, undefined);
  if (isGeometry(tag)) return { kind: "geometry", draft, node: makeNode(tag) };
  return { kind: "collection", draft };
}

function openChild(parent: Frame, tag: XmlTag, frames: readonly Frame[]): Frame {
  switch (parent.kind) {
    case "ignored":
      return parent;
    case "bounds":
      keepBoundsCrs(parent.draft, tag);
      return parent;
    case "geometry": {
      const node = makeNode(tag);
      parent.node.children.push(node);
      return { kind: "geometry", draft: parent.draft, node };
    }
    case "members": {
      const outer = frames.findLast((frame) => frame.kind === "collection");
      const draft = makeDraft(tag, outer?.draft.inherited);
      return isCollection(tag) ? { kind: "collection", draft } : { kind: "feature", draft };
    }
    case "collection":
    case "feature":
      if (parent.kind === "collection" && isMembers(tag)) return { kind: "members" };
      if (tag.local === "boundedBy" && gmlNamespace.test(tag.uri)) return { kind: "bounds", draft: parent.draft };
      return isGeometry(tag) ? openGeometry(parent.draft, tag) : openProperty(parent.draft, tag, []);
    case "property":
      parent.isLeaf = false;
      return isGeometry(tag) ? openGeometry(parent.draft, tag) : openProperty(parent.draft, tag, parent.path);
  }
}

/** A feature has one geometry here: its first. */
function openGeometry(draft: Draft, tag: XmlTag): Frame {
  return draft.geometry === undefined ? { kind: "geometry", draft, node: makeNode(tag) } : { kind: "ignored" };
}

function openProperty(draft: Draft, tag: XmlTag, path: readonly string[]): Frame {
  const isNil = attributesOf(tag)["xsi:nil"] === "true";
  return { kind: "property", draft, path: [...path, tag.local], isLeaf: true, isNil, text: "" };
}

function makeNode(tag: XmlTag): GmlNode {
  return { name: tag.local, attributes: attributesOf(tag), children: [], text: "" };
}

function keepBoundsCrs(draft: Draft, tag: XmlTag): void {
  const named = attributesOf(tag)["srsName"];
  if (named !== undefined && draft.inherited === undefined) draft.inherited = parseCrsName(named);
}

/** A property inside another is named by its path, as OGR does; one that repeats becomes a list. */
function closeProperty(frame: Frame & { kind: "property" }): void {
  if (!frame.isLeaf) return;
  const { properties } = frame.draft;
  const name = frame.path.join("|");
  const value = frame.isNil ? null : frame.text;
  const before = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const next = before === undefined ? value : Array.isArray(before) ? [...(before as JsonValue[]), value] : [before, value];
  Object.defineProperty(properties, name, { value: next, enumerable: true, configurable: true, writable: true });
}

function closeGeometry(draft: Draft, node: GmlNode): void {
  const { geometry, crs } = readGmlGeometry(node, draft.inherited);
  draft.geometry = geometry;
  if (crs !== undefined) draft.crs = crs;
}
