import type { ProcessSummary } from "@terrarium/client";
import { describe, expect, it } from "vitest";
import { keywordsOf, matches, searchFragment, searchOf } from "./search.js";

const process: ProcessSummary = {
  ...{ id: "buffer", title: "Obalová zóna", version: "1", description: "Kolem prvků", jobControlOptions: [] },
  raw: {
    source: { kind: "python", name: "zones.process.py" },
    keywords: ["GDAL", "vector"],
    metadata: [{ title: "Distance" }, { title: "Network: none", role: "urn:x" }, { title: "Page", href: "https://example.org" }],
  },
};

describe("the search of the catalogue", () => {
  it.each([
    ["", true],
    ["  ", true],
    ["OBALOVA", true],
    ["zona prvku", true],
    ["buffer distance", true],
    ["python zones", true],
    ["buffer raster", false],
    ["network", false],
  ])("finds words anywhere and in any spelling of their letters: %j %j", (text, isFound) => {
    expect(matches(process, { text, keywords: [] })).toBe(isFound);
  });

  it("wants all keywords that are chosen", () => {
    expect(matches(process, { text: "", keywords: ["GDAL", "vector"] })).toBe(true);
    expect(matches(process, { text: "", keywords: ["GDAL", "raster"] })).toBe(false);
    expect(keywordsOf(process)).toEqual(["GDAL", "vector", "Distance"]);
  });

  it.each([
    { text: "", keywords: [] },
    { text: "a & b=c #d", keywords: ["x y", "ž"] },
  ])("stands in the address and is read from there: %j", (search) => {
    expect(searchOf(searchFragment(search))).toEqual(search);
  });
});
