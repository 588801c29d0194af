import fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import type { PartialFormat } from "../../core/execute.js";
import type { Open, StoredFile } from "../../core/message.js";
import { embedFile, embedReceived } from "./embed.js";
import { attribute, write, xml } from "./xml.js";

const fileOf = (byteLength: number): StoredFile => ({ key: "k", byteLength, sha256: "" });

function openOf(bytes: Uint8Array, size = 65_536): Open {
  return async function* () {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  };
}

async function embedded(content: string | Uint8Array, format: PartialFormat, size?: number): Promise<string> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const file = fileOf(bytes.length);
  const open = openOf(bytes, size);
  const attributes = (told: PartialFormat | undefined) => xml`${attribute("t", told?.mediaType)}${attribute("e", told?.encoding)}`;
  let text = "";
  for await (const piece of write(embedFile({ name: "d", file, format, open, attributes }))) text += piece;
  return text;
}

test("XML is embedded from the start to the end of its root element, wherever it is cut", async () => {
  const root = '<a:b\r\nxmlns:a="urn:a"><!-- 1 --><c x="&lt;"/><![CDATA[<>]]>é😀</a:b >';
  const content = `\ufeff<?xml version="1.0"?><!DOCTYPE a:b [<!ELEMENT a:b ANY>]><?p?><!-- <x> -->\n${root}\n<!-- y --><?q?>\n`;
  for (let size = 1; size < 40; size++)
    expect(await embedded(content, { mediaType: "text/xml" }, size)).toBe(`<d t="text/xml">${root}</d>`);
  for (const mediaType of [
    "application/gml+xml; version=3.2",
    "application/xml",
    "TEXT/XML; subtype=gml/3.1.1",
    "application/vnd.google-earth.kml+xml",
  ]) {
    expect(await embedded(root, { mediaType })).toContain(root);
  }
});

test("XML of another encoding is embedded as what it says", async () => {
  const content = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "latin1");
  expect(await embedded(content, { mediaType: "text/xml" })).toBe('<d t="text/xml"><a>é</a></d>');
});

test.each([
  "</d><forged/>",
  "<a>",
  "<a/><b/>",
  "<p:a/>",
  "<a>&undefined;</a>",
  "text",
  "",
  `<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>`,
  "<a>".repeat(300),
])("what is called XML but is not (%s) cannot break the document", async (content) => {
  const text = await embedded(content, { mediaType: "text/xml" });
  const document = XmlDocument.fromString(text);
  expect(document.root.content).toBe(content);
  expect([...document.find("/d/*")]).toEqual([]);
  document.dispose();
});

test("text comes back as it was, and what XML cannot hold comes as base64 and says so", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 50 }), fc.integer({ min: 1, max: 7 }), async (content, size) => {
      const bytes = Buffer.from(content.replace(/^\ufeff/, ""));
      const document = XmlDocument.fromString(await embedded(bytes, { mediaType: "application/json" }, size));
      const isBase64 = document.root.attr("e")?.value === "base64";
      const got = isBase64 ? Buffer.from(document.root.content, "base64") : Buffer.from(document.root.content);
      document.dispose();
      expect(got).toEqual(bytes);
    }),
  );
});

test("everything else is base64, and so is what was asked for as base64", async () => {
  expect(await embedded("abc", { mediaType: "image/tiff" })).toBe('<d t="image/tiff" e="base64">YWJj</d>');
  expect(await embedded("<a/>", { mediaType: "text/xml", encoding: "Base64" })).toBe('<d t="text/xml" e="base64">PGEvPg==</d>');
  expect(await embedded("abc", {})).toBe('<d e="base64">YWJj</d>');
});

test("data of a request goes back as it came: markup as markup, text as text", async () => {
  const parts = { name: "d", file: fileOf(4), open: openOf(Buffer.from("<a/>")), attributes: () => xml`` };
  const textOf = async (isMarkup: boolean): Promise<string> => {
    let text = "";
    for await (const piece of write(embedReceived(parts, isMarkup))) text += piece;
    return text;
  };
  const texts = [await textOf(true), await textOf(false)];
  expect(texts).toEqual(["<d><a/></d>", "<d>&lt;a/&gt;</d>"]);
});

test("the file is read as the answer is sent, not before and not into one piece", async () => {
  let opened = 0;
  let largest = 0;
  const bytes = Buffer.alloc(1_000_000, "text ");
  const open: Open = async function* () {
    opened += 1;
    for (let start = 0; start < bytes.length; start += 10_000) yield bytes.subarray(start, start + 10_000);
  };
  const markup = embedFile({ name: "d", file: fileOf(bytes.length), format: { mediaType: "text/plain" }, open, attributes: () => xml`` });
  expect(opened).toBe(0);
  for await (const piece of write(markup)) largest = Math.max(largest, piece.length);
  expect(largest).toBe(10_000);
});

test("a file that has lost its end breaks the answer off, in whatever form it is told", async () => {
  const open = openOf(Buffer.from("<a>b</a>").subarray(0, 5));
  for (const mediaType of ["text/xml", "text/plain", "image/png"]) {
    const markup = embedFile({ name: "d", file: fileOf(8), format: { mediaType }, open, attributes: () => xml`` });
    const all = async () => {
      for await (const _piece of write(markup));
    };
    await expect(all(), mediaType).rejects.toThrow("5 bytes and should have 8");
  }
});
