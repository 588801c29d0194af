// Every golden answer of WPS 1.0.0 against the OGC schemas.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasSchemas, makeValidator } from "./validate.js";

const folder = join(import.meta.dirname, "../golden/wps1");

// OWS Common allows a part of a Capabilities document where Sections or updateSequence ask for it; the schema of WPS 1.0.0 knows only the whole one.
const isPartial = (name: string): boolean =>
  /^<wps:Capabilities /m.test(readFileSync(join(folder, name, "response.xml"), "utf8")) &&
  !readFileSync(join(folder, name, "response.xml"), "utf8").includes("<wps:ProcessOfferings>");

const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "response.xml")))
  .map((entry) => entry.name);

describe.skipIf(!hasSchemas)("golden answers against the OGC schemas (skipped where ../shared/schemas is missing)", () => {
  const validate = hasSchemas ? makeValidator(["wps/1.0.0/wpsAll.xsd", "ows/1.1.0/owsAll.xsd"]) : () => "";

  test("the schemas refuse a broken answer", () => {
    const answer = readFileSync(join(folder, "describe-all", "response.xml"), "utf8");
    expect(validate(answer)).toBe("");
    expect(validate(answer.replace("<ows:AnyValue/>", ""))).toContain("DefaultValue");
    expect(validate(answer.replaceAll("ows:Title", "ows:title"))).not.toBe("");
  });

  for (const name of names) {
    if (isPartial(name) || name === "capabilities-sections") continue;
    // A bounding box alone has no element of its own in any schema.
    if (name === "execute-raw-bbox") continue;
    // A list of executions is of this server's own namespace, which no schema of OGC knows.
    if (/^execution-list(-empty)?$/.test(name)) continue;
    test(`${name} is valid`, () => expect(validate(readFileSync(join(folder, name, "response.xml")))).toBe(""));
  }
});
