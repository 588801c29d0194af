// The one registry of media types: which spellings in the field mean the same data, and how a file of it is named. Pure.
// Parameters (versions, subtypes, encodings) and the choice among formats are format.ts's affair.

interface Family {
  /** What it is about, e.g. "gml". */
  readonly name: string;
  /** Of a file name. */
  readonly extension: string;
  /** Without parameters, in lower case; the registered one first. */
  readonly types: readonly string[];
}

const families: readonly Family[] = [
  { name: "gml", extension: "gml", types: ["application/gml+xml", "application/gml", "text/gml"] },
  { name: "xml", extension: "xml", types: ["application/xml", "text/xml"] },
  {
    name: "geojson",
    extension: "geojson",
    types: ["application/geo+json", "application/vnd.geo+json", "application/geojson", "application/x-geojson", "text/geojson"],
  },
  { name: "json", extension: "json", types: ["application/json", "text/json", "application/x-json"] },
  { name: "topojson", extension: "topojson", types: ["application/topo+json", "application/vnd.topo+json", "application/topojson"] },
  {
    name: "kml",
    extension: "kml",
    types: ["application/vnd.google-earth.kml+xml", "application/vnd.google-earth.kml", "application/kml+xml", "application/kml"],
  },
  { name: "kmz", extension: "kmz", types: ["application/vnd.google-earth.kmz", "application/kmz"] },
  {
    name: "tiff",
    extension: "tif",
    types: ["image/tiff", "image/geotiff", "image/x-geotiff", "application/geotiff", "application/x-geotiff", "application/tiff"],
  },
  {
    name: "netcdf",
    extension: "nc",
    types: ["application/netcdf", "application/x-netcdf", "application/netcdf4", "application/x-netcdf4", "application/vnd.netcdf"],
  },
  { name: "hdf5", extension: "h5", types: ["application/x-hdf5", "application/x-hdf", "application/hdf5"] },
  { name: "grib", extension: "grib", types: ["application/wmo-grib", "application/grib", "application/x-grib", "application/x-grib2"] },
  {
    name: "geopackage",
    extension: "gpkg",
    types: [
      "application/geopackage+sqlite3",
      "application/vnd.opengeospatial.geopackage+sqlite3",
      "application/x-gpkg",
      "application/gpkg",
    ],
  },
  {
    name: "shapefile",
    extension: "zip",
    types: ["application/vnd.shp", "application/x-zipped-shp", "application/x-esri-shapefile", "application/shp", "x-gis/x-shapefile"],
  },
  { name: "flatgeobuf", extension: "fgb", types: ["application/flatgeobuf", "application/vnd.flatgeobuf", "application/x-flatgeobuf"] },
  { name: "parquet", extension: "parquet", types: ["application/vnd.apache.parquet", "application/x-parquet", "application/parquet"] },
  { name: "csv", extension: "csv", types: ["text/csv", "application/csv", "text/comma-separated-values"] },
  { name: "wkt", extension: "wkt", types: ["application/wkt", "text/wkt", "text/x-wkt"] },
  { name: "text", extension: "txt", types: ["text/plain"] },
  { name: "yaml", extension: "yaml", types: ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"] },
  { name: "png", extension: "png", types: ["image/png", "image/x-png"] },
  { name: "jpeg", extension: "jpg", types: ["image/jpeg", "image/jpg"] },
  { name: "zip", extension: "zip", types: ["application/zip", "application/x-zip", "application/x-zip-compressed"] },
  { name: "gzip", extension: "gz", types: ["application/gzip", "application/x-gzip"] },
];

const byType = new Map(families.flatMap((family) => family.types.map((type) => [type, family] as const)));

/** The name of what a media type is about; the type itself if nobody knows it. `type` is in lower case, without parameters. */
export function familyName(type: string): string {
  return byType.get(type)?.name ?? type;
}

/** Of a structured syntax: "json" for application/geo+json, "xml" for application/gml+xml and for the types of those families themselves (RFC 6839). */
export function syntaxOf(type: string): "json" | "xml" | undefined {
  const name = familyName(type);
  if (name === "json" || name === "geojson" || name === "topojson" || type.endsWith("+json")) return "json";
  return name === "xml" || name === "gml" || name === "kml" || type.endsWith("+xml") ? "xml" : undefined;
}

const textTypes = /^(?:text\/|application\/(?:.*[+/])?(?:wkt|yaml|x-yaml|csv|cql2-text|sql|x-ndjson|javascript)\b)/;

/** Is data of the media type text, rather than bytes? */
export function isText(mediaType: string): boolean {
  const type = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return syntaxOf(type) !== undefined || textTypes.test(type);
}

/** How the name of a file of this media type ends; "bin" if nobody knows. */
export function extensionOf(mediaType: string): string {
  const type = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return byType.get(type)?.extension ?? syntaxOf(type) ?? "bin";
}
