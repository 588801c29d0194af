// Every golden answer of WPS 2.0, and the requests among the golden cases that mean to be valid, against the OGC schemas.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasSchemas, makeValidator } from "./validate.js";

const folder = join(import.meta.dirname, "../golden/wps2");
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "response.xml")))
  .map((entry) => entry.name);
const read = (name: string): string => readFileSync(join(folder, name, "response.xml"), "utf8");

// OWS Common allows a part of a Capabilities document where Sections or updateSequence ask for it; the schema of WPS 2.0 wants its contents.
const isPartial = (name: string): boolean => /<wps:Capabilities /.test(read(name)) && !read(name).includes("<wps:ProcessSummary");

describe.skipIf(!hasSchemas)("golden answers of WPS 2.0 against the OGC schemas (skipped where ../shared/schemas is missing)", () => {
  const validate = hasSchemas ? makeValidator(["wps/2.0/wps.xsd", "ows/2.0/owsAll.xsd"]) : () => "";

  test("the schemas refuse broken answers", () => {
    expect(validate(read("describe-all"))).toBe("");
    expect(validate(read("describe-all").replaceAll("<ows:AnyValue/>", ""))).toContain("DataType");
    expect(validate(read("status-running").replace("Running", "Running</wps:Status><wps:Status>"))).not.toBe("");
    expect(validate(read("results").replaceAll("<wps:Data", "<wps:Datum").replaceAll("</wps:Data", "</wps:Datum"))).not.toBe("");
  });

  for (const name of names) {
    if (isPartial(name)) continue;
    test(`${name} is valid`, () => expect(validate(read(name))).toBe(""));
  }

  test("each process has exactly one default format, domain and reference system for each input and output", () => {
    const data = read("describe-all").match(/<wps:(LiteralData|ComplexData|BoundingBoxData)>.*?<\/wps:\1>/gs) ?? [];
    expect(data.length).toBeGreaterThan(10);
    for (const one of data)
      for (const element of ["wps:Format", "LiteralDataDomain", "wps:SupportedCRS"]) {
        const tags = one.match(new RegExp(`<${element}[^>]*>`, "g")) ?? [];
        if (tags.length > 0) expect(tags.filter((tag) => tag.includes('default="true"'))).toEqual([tags[0]]);
      }
  });
});
