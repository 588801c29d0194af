// Features of FlatGeobuf, with the reference system that its header names.
import type { Feature, Geometry, JsonValue } from "@terrarium/geo/model";
import { deserialize } from "flatgeobuf/lib/mjs/geojson.js";
import { gather } from "./gather.js";

/** What its reader gives: GeoJSON, for which it has no types without a package of types. */
interface Given {
  readonly id?: number | string;
  readonly geometry: Geometry | null;
  readonly properties: Record<string, JsonValue> | null;
}

interface Header {
  readonly crs: { readonly org: string | null; readonly code: number; readonly name: string | null } | null;
}

function systemOf(crs: Header["crs"]): string | undefined {
  if (crs === null) return undefined;
  const isEpsg = crs.org === null || crs.org.toUpperCase() === "EPSG";
  return isEpsg && crs.code > 0 ? `EPSG:${crs.code}` : (crs.name ?? undefined);
}

/** Throws an Error where the file is none, or ends too early. */
export async function* readFlatGeobuf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Feature, void> {
  let crs: string | undefined;
  const features: AsyncIterable<unknown> = deserialize(await gather(bytes), {
    headerMetaFn: (header: Header) => {
      crs = systemOf(header.crs);
    },
  });
  for await (const feature of features) {
    const { id, geometry, properties } = feature as Given;
    yield {
      ...(id === undefined ? {} : { id: String(id) }),
      properties: properties ?? {},
      ...(geometry === null ? {} : { geometry }),
      ...(crs === undefined ? {} : { crs }),
    };
  }
}
