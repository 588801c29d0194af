// Answers with a fixed piece of JSON, to try clients with a complex output.
import { complex, defineProcess, literal } from "@terrarium/sdk";

export const testjson = defineProcess({
  id: "testjson",
  version: "1.0.0",
  title: "Process Test",
  abstract: "Returns a fixed JSON document",
  translations: { cs: { title: "Zkušební proces", abstract: "Vrátí pevně daný dokument JSON" } },
  inputs: { name: literal("string", { title: "Input name", translations: { cs: { title: "Jméno" } } }) },
  outputs: {
    out: complex({
      title: "Referenced Output",
      translations: { cs: { title: "Výstup odkazem" } },
      formats: [{ mediaType: "application/geojson" }, { mediaType: "application/json" }],
    }),
  },
  // Writes next to nothing: a small quota is cheaper to make than a large one.
  limits: { diskBytes: 16 * 2 ** 20 },
  // Written out, because JSON made by JavaScript would have 1 in place of the original's 1.0.
  run: ({ job }) => ({ out: { text: '["foo", {"bar": ["baz", null, 1.0, 2]}]', format: job.output("out").format } }),
});
