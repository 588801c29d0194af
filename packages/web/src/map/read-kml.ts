// Features of KML by OpenLayers: places, their names, descriptions and extended data, all as text. Styles, icons, links to other files and balloons are left
// alone. KML is always in WGS 84, longitude first.
import type { Feature, Geometry, JsonValue } from "@terrarium/geo/model";
import GeoJSON from "ol/format/GeoJSON.js";
import KML from "ol/format/KML.js";
import { gather } from "./gather.js";

function textOf(value: unknown): JsonValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return undefined;
}

/** Throws an Error where the file is no KML. */
export async function* readKml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Feature, void> {
  const document = new DOMParser().parseFromString(new TextDecoder().decode(await gather(bytes)), "application/xml");
  const problem = document.querySelector("parsererror");
  if (problem !== null) throw new Error(problem.textContent ?? "");
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
