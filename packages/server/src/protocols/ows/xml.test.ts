import fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { bodyOf } from "../../../../../test/golden/memory-sink.js";
import { attribute, element, escapeText, isLegal, nothing, respond, stream, xml } from "./xml.js";

const anyText = fc.string({ unit: "binary", maxLength: 40 });
/** What XML 1.0 can hold of a text. */
function legal(text: string): string {
  return [...text].filter((character) => isLegal(character)).join("");
}

test("text comes back from another parser as it was, without what XML cannot hold", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.constantFrom("]]>", "\r\n", "\t", "<&>\"'", "a\u0000b", "\ud800", "\uffff", "\u{1f600}")), (text) => {
      const document = XmlDocument.fromString(xml`<a>${text}</a>`.parts.join(""));
      const content = document.root.content;
      document.dispose();
      expect(content).toBe(legal(text));
    }),
  );
});

test("an attribute comes back from another parser as it was, line breaks and tabs included", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.constantFrom("\r\n\t x", "\"'<&>", "\udc00")), (text) => {
      const document = XmlDocument.fromString(xml`<a${attribute("b", text)}/>`.parts.join(""));
      const value = document.root.attr("b")?.value;
      document.dispose();
      expect(value).toBe(legal(text));
    }),
  );
});

test("markup is spliced, everything else is escaped", () => {
  expect(xml`<a>${xml`<b/>`}${"<c/>"}${1}${false}${undefined}${[xml`<d/>`, nothing]}</a>`.parts.join("")).toBe(
    "<a><b/>&lt;c/&gt;1false<d/></a>",
  );
  expect(element("a", "", attribute("b", 1)).parts.join("")).toBe("");
  expect(element("a", 0, attribute("b", 1)).parts.join("")).toBe('<a b="1">0</a>');
});

test("a value inside quotes of a template is refused, since text is not escaped for attributes", () => {
  expect(() => xml`<a b="${"c"}"/>`).toThrow("attribute");
});

test("long text is escaped in linear time and without lone surrogates", () => {
  expect(escapeText("\ud800<".repeat(200_000))).toBe("&lt;".repeat(200_000));
});

test("an answer without streams is a string, one with streams is written in order", async () => {
  expect(respond(200, xml`<a/>`).body).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n');
  const streamed = respond(
    200,
    xml`<a>${stream(async function* () {
      yield "1";
      yield "2";
    })}3</a>`,
  );
  expect(typeof streamed.body).toBe("object");
  expect(String(await bodyOf(streamed))).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a>123</a>\n');
});
