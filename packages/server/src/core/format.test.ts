// Formats as OWSLib, QGIS, 52N and browsers write them.
import { describe, expect, it } from "vitest";
import { matchFormat, normaliseEncoding, normaliseMediaType } from "./format.js";

const gml = { mediaType: "application/gml+xml" };
const gml2 = { mediaType: "text/xml; subtype=gml/2.1.2" };
const gml3 = { mediaType: "text/xml; subtype=gml/3.1.1" };
const geojson = { mediaType: "application/geo+json" };
const tiff = { mediaType: "image/tiff" };
const tiff64 = { mediaType: "image/tiff", encoding: "base64" };

describe("normaliseMediaType", () => {
  it("gives equal media types one spelling", () => {
    expect(normaliseMediaType('Text/XML ; Subtype="gml/3.1.1"')).toBe("text/xml;subtype=gml/3.1.1");
    expect(normaliseMediaType("text/\nxml;b=2; a=1")).toBe("text/xml;a=1;b=2");
  });
});

describe("normaliseEncoding", () => {
  it("knows the words for plain data", () => {
    for (const word of [undefined, "", "UTF-8", "utf8", "raw"]) expect(normaliseEncoding(word)).toBeUndefined();
    expect(normaliseEncoding("Base64")).toBe("base64");
  });
});

describe("matchFormat", () => {
  it("takes the default where nothing is said", () => {
    expect(matchFormat({}, [tiff64, tiff])).toBe(tiff64);
    expect(matchFormat({ mediaType: "" }, [gml, geojson])).toBe(gml);
  });
  it("prefers the exact format to an alias that stands earlier", () => {
    expect(matchFormat({ mediaType: "text/xml; subtype=gml/3.1.1" }, [gml, gml2, gml3])).toBe(gml3);
    expect(matchFormat({ mediaType: "text/xml;subtype=GML/3.1.1" }, [gml, gml2, gml3])).toBe(gml3);
  });
  it("answers an alias with the supported format", () => {
    expect(matchFormat({ mediaType: "text/xml" }, [geojson, gml])).toBe(gml);
    expect(matchFormat({ mediaType: "application/xml" }, [{ mediaType: "text/xml" }])).toEqual({ mediaType: "text/xml" });
    expect(matchFormat({ mediaType: "text/xml; subtype=gml/3.1.1" }, [gml])).toBe(gml);
    expect(matchFormat({ mediaType: "application/vnd.geo+json" }, [gml, geojson])).toBe(geojson);
    expect(matchFormat({ mediaType: "application/json; charset=utf-8" }, [gml, geojson])).toBe(geojson);
  });
  it("does not take another GML version, or JSON for GeoJSON", () => {
    expect(matchFormat({ mediaType: "text/xml; subtype=gml/3.1.1" }, [gml2])).toBeUndefined();
    expect(matchFormat({ mediaType: "application/geo+json" }, [{ mediaType: "application/json" }])).toBeUndefined();
    expect(matchFormat({ mediaType: "image/png" }, [gml, geojson])).toBeUndefined();
  });
  it("takes GeoJSON where JSON is accepted, but not where GeoJSON is asked for", () => {
    const json = { mediaType: "application/json" };
    for (const mediaType of ["application/geo+json", "application/vnd.geo+json", "application/ld+json", "text/json"])
      expect(matchFormat({ mediaType }, [gml, json], "input")).toBe(json);
    expect(matchFormat({ mediaType: "application/vnd.geo+json" }, [json, geojson], "input")).toBe(geojson);
    expect(matchFormat({ mediaType: "application/gpx+xml" }, [json, { mediaType: "text/xml" }], "input")).toEqual({
      mediaType: "text/xml",
    });
    expect(matchFormat({ mediaType: "application/gpx+xml" }, [{ mediaType: "text/xml" }])).toBeUndefined();
    expect(matchFormat({ mediaType: "text/plain" }, [json], "input")).toBeUndefined();
  });
  it("knows the spellings of the field", () => {
    for (const [asked, offered] of [
      ["application/vnd.google-earth.kml", "application/vnd.google-earth.kml+xml"],
      ["image/tiff; application=geotiff", "image/tiff"],
      ["application/x-geotiff", "image/tiff; application=geotiff"],
      ["application/x-netcdf4", "application/x-netcdf"],
      ["application/x-zip-compressed", "application/zip"],
      ["text/xml; subtype=gml/3.1.1", "application/gml+xml; version=3.1"],
      ['TEXT/XML; subtype="GML/3.2.1"', "application/gml+xml; version=3.2"],
    ] as const)
      expect(matchFormat({ mediaType: asked }, [gml2, { mediaType: offered }])).toEqual({ mediaType: offered });
    expect(matchFormat({ mediaType: "application/zip" }, [{ mediaType: "application/x-zipped-shp" }])).toBeUndefined();
  });
  it("honours the encoding", () => {
    expect(matchFormat({ mediaType: "image/tiff" }, [tiff64, tiff])).toBe(tiff);
    expect(matchFormat({ mediaType: "image/tiff", encoding: "BASE64" }, [tiff, tiff64])).toBe(tiff64);
    expect(matchFormat({ mediaType: "image/tiff" }, [tiff64])).toBe(tiff64);
    expect(matchFormat({ mediaType: "image/tiff", encoding: "gzip" }, [tiff, tiff64])).toBeUndefined();
    expect(matchFormat({ mediaType: "image/tiff", encoding: "utf-8" }, [tiff64])).toBeUndefined();
    expect(matchFormat({ encoding: "base64" }, [gml])).toBeUndefined();
  });
  it("honours the schema, and knows those of GML", () => {
    const withSchema = { mediaType: "text/xml", schema: "http://example.org/a.xsd" };
    expect(matchFormat({ schema: "http://example.org/a.xsd" }, [gml, withSchema])).toBe(withSchema);
    expect(matchFormat({ mediaType: "text/xml", schema: "http://example.org/b.xsd" }, [gml, withSchema])).toBeUndefined();
    const ogc = "http://schemas.opengis.net/gml/3.1.1/base/feature.xsd";
    expect(matchFormat({ mediaType: "text/xml; subtype=gml/3.1.1", schema: ogc }, [gml])).toBe(gml);
    expect(matchFormat({ mediaType: "text/xml", schema: ogc }, [gml2])).toBeUndefined();
  });
});
