// The pure parts of the viewers: which one shows a file, tables of separated values, sizes of pictures.
import { describe, expect, it } from "vitest";
import { imageSize } from "./image-size.js";
import { sizeText, viewerFor, viewerOf } from "./output-type.js";
import { readSeparated } from "./separated-text.js";

describe("a file is shown", () => {
  it.each([
    ["application/geo+json; charset=utf-8", "", "json"],
    ["application/geo+json", '{"type":"Feature"', "geojson"],
    ["application/geojson", '["foo"]', "json"],
    ["application/json", '{"name":"x","crs":{"type":"name"},"type":"FeatureCollection","features":[', "geojson"],
    ["application/json", '{"kind":"FeatureCollection"}', "json"],
    ["application/vnd.other+json", "[1]", "json"],
    ["text/xml", '<a xmlns:gml="http://www.opengis.net/gml/3.2">', "gml"],
    ["application/xml", '<kml xmlns="http://www.opengis.net/kml/2.2">', "kml"],
    ["text/xml; subtype=gml/3.1.1", "", "gml"],
    ["text/xml", "<a/>", "xml"],
    // Documents that would run: their text is all that is shown.
    ["image/svg+xml", "<svg>", "xml"],
    ["text/html", "<p>", "text"],
    ["application/xhtml+xml", "<html>", "xml"],
    ["application/x-odd", "<html>", "bytes"],
    ["image/png", "", "image"],
    ["image/tiff; application=geotiff", "", "raster"],
  ])("%s that begins with %j by %s", (mediaType, head, viewer) => {
    expect(viewerFor(mediaType, head)).toBe(viewer);
  });

  it("by its type alone where its beginning tells nothing", () => {
    expect(viewerOf("TEXT/CSV; header=present")).toBe("table");
  });
});

describe("separated values", () => {
  const all = { isPart: false, rows: 100 };

  it("are read with quotes, lines in fields, and whatever stands between them", () => {
    const text = '\ufeffname;note\r\n"a;b";"line 1\nline ""2"""\r\nc;\r\n';
    expect(readSeparated(text, all)).toEqual({
      header: ["name", "note"],
      rows: [
        ["a;b", 'line 1\nline "2"'],
        ["c", ""],
      ],
      isCut: false,
    });
    expect(readSeparated("a\tb\n1\t2", all).rows).toEqual([["1", "2"]]);
  });

  it("end before the half of a row, and after as many as are wanted", () => {
    expect(readSeparated("a,b\n1,2\n3,", { isPart: true, rows: 100 })).toEqual({ header: ["a", "b"], rows: [["1", "2"]], isCut: true });
    expect(readSeparated("a\n1\n2\n3\n", { isPart: false, rows: 2 })).toEqual({ header: ["a"], rows: [["1"], ["2"]], isCut: true });
    expect(readSeparated("", all)).toEqual({ header: [], rows: [], isCut: false });
  });
});

describe("the size of a picture", () => {
  const padded = (...bytes: number[]) => Uint8Array.from([...bytes, ...Array.from({ length: 40 }, () => 0)]);

  it("is read from the head of each kind", () => {
    const png = padded(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0, 0, 0, 1, 0);
    expect(imageSize(png)).toEqual({ width: 512, height: 256 });
    expect(imageSize(padded(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 3, 0, 5, 0))).toEqual({ width: 3, height: 5 });
    const jpeg = padded(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 7, 0, 9);
    expect(imageSize(jpeg)).toEqual({ width: 9, height: 7 });
    const webp = padded(0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, ...[..."VP8X"].map((one) => one.charCodeAt(0)));
    webp.set([9, 0, 0, 4, 0, 0], 24);
    expect(imageSize(webp)).toEqual({ width: 10, height: 5 });
  });

  it("is none of what is no picture, whatever its type says", () => {
    expect(imageSize(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).toBeUndefined();
    expect(imageSize(new Uint8Array())).toBeUndefined();
    // Marks without end.
    expect(imageSize(padded(0xff, 0xd8, 0xff, 0xe0, 0, 0))).toBeUndefined();
  });
});

it("sizes are written in the reader's own way", () => {
  expect([0, 1023, 1024, 1_500_000].map((bytes) => sizeText(bytes, "cs"))).toEqual(["0 B", "1\u00a0023 B", "1 KiB", "1,4 MiB"]);
});
