// The files that `terrarium create` makes: a process that works, an example that proves it, and what a project needs beside them. Pure.

export const languages = ["python", "ts", "command", "pywps"] as const;
export type Language = (typeof languages)[number];

const points = {
  type: "FeatureCollection",
  features: [
    { type: "Feature", properties: { name: "one" }, geometry: { type: "Point", coordinates: [14.4, 50.1] } },
    { type: "Feature", properties: { name: "two" }, geometry: { type: "Point", coordinates: [16.6, 49.2] } },
  ],
};

const python = (id: string): string => `"""Counts the features of a GeoJSON file. Change it into what you need."""

from typing import Annotated

from terrarium import Complex, Context, Field, UserError, process


@process(
    "${id}",
    version="0.1.0",
    title="Count features",
    abstract="Counts the features of a GeoJSON file",
    limits={"wallMs": 60_000, "memoryBytes": 512 * 2**20},
    examples=[{"title": "Two points", "inputs": {"layer": {"file": "examples/points.geojson"}}, "expect": {"result": 2}}],
)
def count(
    layer: Annotated[Complex, Field("Features", formats=["application/geo+json"], maximum_megabytes=100)],
    context: Context,
) -> Annotated[int, Field("Number of features")]:
    features = layer.json().get("features")
    if features is None:
        raise UserError("The input layer is no collection of features.", "layer")
    context.progress(50, f"{len(features)} features")
    return len(features)
`;

const typescript = (id: string): string => `// Counts the features of a GeoJSON file. Change it into what you need.
import { complex, defineProcess, literal, UserError } from "@terrarium/sdk";

export const count = defineProcess({
  id: "${id}",
  version: "0.1.0",
  title: "Count features",
  abstract: "Counts the features of a GeoJSON file",
  inputs: { layer: complex({ title: "Features", formats: [{ mediaType: "application/geo+json" }], maximumMegabytes: 100 }) },
  outputs: { count: literal("integer", { title: "Number of features" }) },
  limits: { wallMs: 60_000, memoryBytes: 512 * 2 ** 20 },
  examples: [{ title: "Two points", inputs: { layer: { file: "examples/points.geojson" } }, expect: { count: 2 } }],
  async run({ inputs, job }) {
    const { features } = (await inputs.layer.json()) as { features?: unknown[] };
    if (features === undefined) throw new UserError("The input layer is no collection of features.", { input: "layer" });
    job.progress(50, \`\${features.length} features\`);
    return { count: features.length };
  },
});
`;

const command = (
  id: string,
): string => `# Converts GeoJSON to CSV by GDAL. Change it into what you need: docs/commands.md says what can stand here.
id = "${id}"
version = "0.1.0"
title = "GeoJSON to CSV"
abstract = "Attributes and coordinates of the features of a GeoJSON file as a table"
run = ["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_XY", "{table}", "{layer}"]
needs = "GDAL's programs (Debian's package gdal-bin)"
limits = { wall = "1m", memory = "512MiB" }

[inputs.layer]
title = "Features"
formats = ["application/geo+json"]
maximum_megabytes = 100

[outputs.table]
title = "Table"
formats = ["text/csv"]
file = "table.csv"

[[examples]]
title = "Two points"
inputs = { layer = { file = "examples/points.geojson" } }
expect = { table = { matches = "^14.4,50.1,one$" } }
`;

const pywps = (
  id: string,
  className: string,
): string => `"""Greets. A PyWPS process as any other: change it into what you need, or put yours beside it."""

from pywps import LiteralInput, LiteralOutput, Process


class ${className}(Process):
    def __init__(self):
        super().__init__(
            self._handler,
            identifier="${id}",
            version="0.1.0",
            title="Greeting",
            abstract="Greets by name",
            inputs=[LiteralInput("name", "Name", data_type="string")],
            outputs=[LiteralOutput("greeting", "Greeting", data_type="string")],
            store_supported=True,
            status_supported=True,
        )

    def _handler(self, request, response):
        response.outputs["greeting"].data = f"Hello {request.inputs['name'][0].data}"
        return response
`;

const configuration = `# What this project publishes, and how. All keys: docs/configuration.md of Terrarium.
[processes]
paths = ["*.process.ts", "*.process.py", "*.process.toml"]
`;

const pywpsConfiguration = `# What this project publishes, and how. All keys: docs/configuration.md of Terrarium.
[[processes.entry]]
path = "."
kind = "pywps"
`;

/** Files by their paths in the project. */
export function startingPoint(id: string, language: Language): Readonly<Record<string, string>> {
  const example = { "examples/points.geojson": `${JSON.stringify(points, undefined, 2)}\n` };
  const own = { "terrarium.toml": configuration, ...example };
  if (language === "ts") return { [`${id}.process.ts`]: typescript(id), ...own };
  if (language === "command") return { [`${id}.process.toml`]: command(id), ...own };
  if (language === "python") return { [`${id}.process.py`]: python(id), ...own };
  const words = id.split(/[-_]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return { [`${id.replaceAll("-", "_")}.py`]: pywps(id, words.join("")), "terrarium.toml": pywpsConfiguration };
}
