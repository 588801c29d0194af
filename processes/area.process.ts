// Lists the areas of all features, in the square of the unit of their coordinates.
import { area as areaOf, geoJsonFormats, gmlFormats, readFeatures } from "@terrarium/geo";
import { complex, defineProcess, literal } from "@terrarium/sdk";

export const area = defineProcess({
  id: "area",
  version: "None",
  title: "Process Area",
  abstract: "Returns the list of the areas of the features of a vector layer, in the units of its coordinates",
  translations: { cs: { title: "Obsah", abstract: "Vrátí seznam obsahů prvků vektorové vrstvy v jednotkách jejích souřadnic" } },
  inputs: { layer: complex({ title: "Layer", translations: { cs: { title: "Vrstva" } }, formats: [...gmlFormats, ...geoJsonFormats] }) },
  outputs: { area: literal("string", { title: "Area", translations: { cs: { title: "Obsah" } } }) },
  examples: [
    { title: "Polygons", inputs: { layer: { file: "data/polygons.geojson", mediaType: "application/geo+json" } } },
    { title: "The same as GML", inputs: { layer: { file: "data/polygons-gml32.gml", mediaType: "application/gml+xml; version=3.2" } } },
  ],
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  async run({ inputs }) {
    const areas: number[] = [];
    for await (const { geometry } of readFeatures(inputs.layer, "layer")) areas.push(geometry === undefined ? 0 : areaOf(geometry));
    return { area: `[${areas.map(pythonFloat).join(", ")}]` };
  },
});

/** As the original's language prints a list of floats: 1.0 and 1e+16, which clients may compare as text. */
function pythonFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
