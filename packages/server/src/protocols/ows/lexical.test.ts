import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, test } from "vitest";
import { anyUri, mimeType } from "./lexical.js";
import { attribute, xml } from "./xml.js";

const schema = XmlDocument.fromString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
<xs:attribute name="uri" type="xs:anyURI"/></xs:complexType></xs:element></xs:schema>`);
const validator = XsdValidator.fromDoc(schema);

function isUri(text: string): boolean {
  const document = XmlDocument.fromString(String(xml`<a${attribute("uri", text)}/>`.parts[0]));
  try {
    validator.validate(document);
    return true;
  } catch {
    return false;
  } finally {
    document.dispose();
  }
}

test("what is a URI already stays as it is", () => {
  for (const text of [
    "http://example.org/a?b=c&d=%20;e#f",
    "http://[::1]:80/a",
    "xs:integer",
    "urn:ogc:def:crs:EPSG::4326",
    "EPSG:4326",
    "double",
    "m2",
    "../a.xsd",
    "base64",
    "UTF-8",
  ]) {
    expect(anyUri(text)).toBe(text);
    expect(isUri(text)).toBe(true);
  }
});

test("whatever a client writes becomes a URI", () => {
  const bad = ["%", "%zz", "100%25%", "#a#b", "::", "http://[x", "http://a:b/", "http://a/[b]?[c]#[d]", "a[b]", "http://a/?%#%#"];
  for (const text of bad) {
    expect(isUri(text), text).toBe(false);
    expect(isUri(anyUri(text)), anyUri(text)).toBe(true);
  }
  expect(anyUri("%")).toBe("%25");
});

test("a media type is told in lower case and without blanks, its parameters as they are", () => {
  expect(mimeType(" Text / XML; subtype=GML/3.1.1")).toBe("text/XML; subtype=GML/3.1.1");
  expect(mimeType("Application/ncML+xml")).toBe("application/ncML+xml");
  expect(mimeType("application/json")).toBe("application/json");
});
