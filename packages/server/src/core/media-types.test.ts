import { expect, it } from "vitest";
import { extensionOf, familyName, syntaxOf } from "./media-types.js";

it.each([
  ["application/gml+xml; version=3.2", "gml"],
  ["Text/XML; subtype=gml/3.1.1", "xml"],
  ["application/vnd.geo+json", "geojson"],
  ["image/tiff; application=geotiff", "tif"],
  ["application/ld+json", "json"],
  ["application/gpx+xml", "xml"],
  ["application/x-unheard-of", "bin"],
  ["", "bin"],
])("a file of %s ends in .%s", (mediaType, extension) => {
  expect(extensionOf(mediaType)).toBe(extension);
});

it("a type that nobody knows is a family of its own", () => {
  expect(familyName("application/x-unheard-of")).toBe("application/x-unheard-of");
  expect(syntaxOf("application/x-unheard-of")).toBeUndefined();
  expect([syntaxOf("application/vnd.google-earth.kml"), syntaxOf("application/topojson"), syntaxOf("image/svg+xml")]).toEqual([
    "xml",
    "json",
    "xml",
  ]);
});
