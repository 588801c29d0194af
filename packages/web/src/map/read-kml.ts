// Features of KML by OpenLayers: places, their names, descriptions and extended data, all as text. Styles, icons, links to other files and balloons are left
// alone. KML is always in WGS 84, longitude first.
import type { Feature, Geometry, JsonValue } from "@terrarium/geo/model";
import { parseXml } from "@terrarium/geo/xml-reader";
import GeoJSON from "ol/format/GeoJSON.js";
import KML from "ol/format/KML.js";
import { gather } from "./gather.js";

function textOf(value: unknown): JsonValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The document, if it is sound and declares no entities. Throws GeoError. */
async function parse(bytes: Uint8Array): Promise<Document> {
  // The browser's own parser would expand what this one refuses, and writes its complaints into the document.
  const handlers = { open: () => undefined, close: () => undefined };
  for await (const _ of parseXml(once(bytes), handlers));
  const document = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "application/xml");
  // OpenLayers makes pictures of icons, whose addresses are anybody's.
  for (const element of [
    ...document.querySelectorAll("Style, StyleMap, styleUrl, NetworkLink, GroundOverlay, ScreenOverlay, PhotoOverlay"),
  ])
    element.remove();
  return document;
}

/** Throws an Error where the file is no KML. */
export async function* readKml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Feature, void> {
  const document = await parse(await gather(bytes));
  const geoJson = new GeoJSON();
  const read = new KML({ extractStyles: false, showPointNames: false }).readFeatures(document);
  for (const feature of read) {
    const properties: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(feature.getProperties())) {
      const text = name === feature.getGeometryName() ? undefined : textOf(value);
      if (text !== undefined) properties[name] = text;
    }
    const geometry = feature.getGeometry();
    const id = feature.getId();
    yield {
      ...{ properties, crs: "EPSG:4326" },
      ...(id === undefined ? {} : { id: String(id) }),
      ...(geometry === undefined ? {} : { geometry: geoJson.writeGeometryObject(geometry) as Geometry }),
    };
  }
}
