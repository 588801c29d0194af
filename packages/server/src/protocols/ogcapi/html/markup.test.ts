import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute, html, safeHref } from "./markup.js";

describe("markup", () => {
  it("escapes every text, in elements and in attributes, and escapes nothing twice", () => {
    const hostile = `"><script>alert('1')</script>&amp;`;
    const inner = html`<b title="${hostile}">${hostile}</b>`;
    expect(String(html`<p>${inner}</p>`)).toBe(String(html`<p>${[inner]}</p>`));
    expect(String(inner)).not.toMatch(/<script|'1'|&amp;/);
    expect(String(inner)).toContain("&#34;&#62;&#60;script&#62;");
  });

  it("lets no text end an element or an attribute, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const inside = String(html`<p${attribute("title", text)}>${text}</p>`).slice('<p title="'.length, -"</p>".length);
        expect(inside.replace('">', "")).not.toMatch(/[<>"']/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        expect(inside).not.toMatch(/[\u0000\u001b]/);
        expect(inside).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it("leaves out what is not there", () => {
    expect(String(html`<i${attribute("a", undefined)}${attribute("b", true)}${attribute("c", 0)}>${undefined}${false}${0}${[]}</i>`)).toBe(
      '<i b c="0">0</i>',
    );
  });

  it.each([
    ["javascript:alert(1)", "#"],
    [" JavaScript:alert(1)", "#"],
    ["data:text/html,x", "#"],
    ["//evil.example/", "#"],
    ["https://example.org/a?b", "https://example.org/a?b"],
    ["/jobs?f=html", "/jobs?f=html"],
    ["mailto:a@example.org", "mailto:a@example.org"],
  ])("links to %s as %s", (href, expected) => expect(safeHref(href)).toBe(expected));
});
