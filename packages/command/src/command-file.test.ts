import { describe, expect, it } from "vitest";
import { readCommandFile } from "./command-file.js";

const least = 'id = "p"\nversion = "1"\ntitle = "P"\nrun = ["true"]\n[outputs.o]\ntype = "string"\n';
const top = (line: string) => least.replace("run =", `${line}\nrun =`);

describe("a command file", () => {
  it("describes literals, files and boxes by their keys", () => {
    const { description, outputs, formats } = readCommandFile(`
      id = "p"
      version = "1"
      title = "P"
      keywords = ["k"]
      image = "debian:12"
      run = ["tool", "{a}", "{f}", "{f.name}", "{b.minx}", "{out}", "{folder}"]
      metadata = [{ title = "More", href = "http://example.org/" }]
      limits = { memory = "512MiB", wall = "2m", cpus = 0.5 }
      environment = { LEVEL = "3" }
      [inputs.a]
      title = "A"
      type = "double"
      default = 1
      minimum = 0
      uoms = ["m"]
      [inputs.f]
      formats = ["text/csv", { media_type = "image/tiff", name = "GTiff" }]
      max_occurs = 3
      [inputs.b]
      crs = ["EPSG:4326"]
      min_occurs = 0
      [outputs.out]
      formats = ["text/plain"]
      file = "out.txt"
      [outputs.count]
      type = "integer"
      pattern = "count: (\\\\d+)"
    `);
    expect(description).toEqual({
      ...{ id: "p", version: "1", title: "P", keywords: ["k"], image: "debian:12", storeSupported: true, statusSupported: false },
      metadata: [{ title: "More", href: "http://example.org/" }],
      limits: { memoryBytes: 536870912, wallMs: 120000, cpus: 0.5 },
      inputs: [
        {
          ...{ id: "a", title: "A", kind: "literal", dataType: "double", default: 1, uoms: ["m"] },
          ...{ allowedValues: [{ minimum: 0 }], minOccurs: 0, maxOccurs: 1 },
        },
        {
          ...{ id: "f", title: "f", kind: "complex", minOccurs: 1, maxOccurs: 3 },
          formats: [{ mediaType: "text/csv" }, { mediaType: "image/tiff" }],
        },
        { id: "b", title: "b", kind: "bbox", crs: ["EPSG:4326"], minOccurs: 0, maxOccurs: 1 },
      ],
      outputs: [
        { id: "out", title: "out", kind: "complex", formats: [{ mediaType: "text/plain" }] },
        { id: "count", title: "count", kind: "literal", dataType: "integer" },
      ],
    });
    expect(outputs.get("out")).toEqual({ file: "out.txt" });
    expect(outputs.get("count")?.pattern?.exec("a\ncount: 12")?.[1]).toBe("12");
    expect(formats.get("image/tiff")).toEqual({ name: "GTiff" });
  });
  it.for<[string, string]>([
    [top('wall = "1m"'), "wall is no key that is known."],
    [top('limits = { memory = "lots" }'), 'limits.memory must be a size with a unit, e.g. "512MiB".'],
    [top("progress = 3"), "progress must be a text in quotes."],
    [top('progress = "("'), "progress is no regular expression"],
    [least.replace('["true"]', '["true", "{in}"]'), "run names {in}, which is no input or output."],
    [least.replace('["true"]', '"true"'), "run must be a list."],
    [least.replace('["true"]', '["{o}"]'), "run must begin with the name of a program."],
    [least.replace('["true"]', '["true", { if = "o" }]'), "run.if is no key that is known."],
    [least.replace('type = "string"', 'type = "text"'), "outputs.o.type must be one of string, boolean"],
    [least.replace('type = "string"', ""), "outputs.o needs a type (of a literal), formats (of a file) or crs (of a bounding box)."],
    [`${least}file = "../x"\n`, "outputs.o.file must be one flat file name."],
    [`${least}file = "x"\nstdout = true\n`, "outputs.o has both a file and stdout."],
    [`${least}[inputs.i]\nformats = []\n`, "inputs.i.formats needs at least one format."],
    [`${least}[inputs.i]\ntype = "string"\nchoices = [[1]]\n`, "inputs.i.choices must be a list of texts or numbers."],
    ['id = "p"\n', "id, version and title are needed."],
    ["id = ", "Invalid TOML document"],
  ])("%# is refused with a sentence that names the key", ([text, sentence]) => {
    expect(() => readCommandFile(text)).toThrow(sentence);
  });
});
