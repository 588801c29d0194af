// Names of coordinate reference systems: what they mean, and in which order coordinates stand under each name.
import { epsgTable } from "./epsg-table.js";
import { GeoError } from "./geo-error.js";

/** A reference system as a file or a caller names it. */
export interface CrsName {
  /** "EPSG:4326", or the name itself where it is of no known form. */
  readonly code: string;
  /** Coordinates stand northing or latitude first under this name. */
  readonly northFirst: boolean;
}

const shortForm = /^EPSG:(\d+)$/i;
/** GML 2 names; like the short form they mean easting first, as GDAL and most WFS 1.0 servers have it. */
const gml2Form = /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d+)$/i;
/** Names that promise the order of the EPSG registry. OGC 07-092r3 (URN) and OGC 09-048r5 (HTTP URI). */
const registryForms = [
  /^urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:(\d+)$/i,
  /^urn:(?:x-)?ogc:def:crs:EPSG:(\d+)$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]+\/(\d+)$/i,
];
const crs84 =
  /^(?:urn:(?:x-)?ogc:def:crs:OGC:[^:]*:CRS84|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[^/]+\/CRS84|(?:OGC:|CRS:|OGC:CRS:)?CRS:?84|CRS:84)$/i;

/** Understands a name. Throws GeoError if the order of its coordinates cannot be known. */
export function parseCrsName(name: string): CrsName {
  const trimmed = name.trim();
  if (crs84.test(trimmed)) return { code: "EPSG:4326", northFirst: false };
  const plain = (shortForm.exec(trimmed) ?? gml2Form.exec(trimmed))?.[1];
  if (plain !== undefined) return { code: `EPSG:${Number(plain)}`, northFirst: false };
  for (const form of registryForms) {
    const digits = form.exec(trimmed)?.[1];
    if (digits === undefined) continue;
    const code = `EPSG:${Number(digits)}`;
    const known = epsgTable.get(code);
    if (known === undefined)
      throw new GeoError(`the order of coordinates in ${trimmed} is not known here; write EPSG:${digits} with easting first.`);
    return { code, northFirst: known.northFirst };
  }
  return { code: trimmed, northFirst: false };
}

/** The URN of a known system, whose coordinates then stand as `northFirst` says; any other name as it is. */
export function registryName(code: string): { readonly name: string; readonly northFirst: boolean } {
  const known = epsgTable.get(code);
  if (known === undefined) return { name: code, northFirst: false };
  return { name: code.replace("EPSG:", "urn:ogc:def:crs:EPSG::"), northFirst: known.northFirst };
}

/** Can positions be projected from and to this system? */
export function isKnown(code: string): boolean {
  return epsgTable.has(code);
}

/** The definition for proj4. Throws GeoError for a system that is not in the table. */
export function projDefinition(code: string): string {
  const known = epsgTable.get(code);
  if (known === undefined) throw new GeoError(`the reference system ${code} is not known here.`);
  return known.proj4;
}
