// Readers and writers of vector formats, geometry operations and projections, for processes: bundled into them, never loaded by the server.

export { area } from "./area.js";
export { buffer } from "./buffer.js";
export { centroid } from "./centroid.js";
export { convert } from "./convert.js";
export { type CrsName, parseCrsName, registryName } from "./crs.js";
export { detectContent, geoJsonFormats, gmlFormats } from "./formats.js";
export { blame, GeoError } from "./geo-error.js";
export type { Collection, Feature, Geometry, Position, Ring, Source } from "./model.js";
export { makeTransform, transformBox, transformGeometry } from "./transform.js";
export { countFeatures, readCollection, readFeatures, writeCollection } from "./vector.js";
export { type VectorHandle, vector } from "./vector-file.js";
