import { describe, expect, it } from "vitest";
import { isCrossSite, isJsonBody } from "./cross-site.js";

describe("a request of another site", () => {
  it.each([
    [{ "sec-fetch-site": "same-origin", origin: "http://localhost:5000" }, false],
    [{ "sec-fetch-site": "none" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }, true],
    [{ "sec-fetch-site": "cross-site" }, true],
    [{ "sec-fetch-site": "same-site", origin: "https://other.example.org" }, true],
    [{ "sec-fetch-site": "cross-site", origin: "https://map.example.org" }, false],
    [{ origin: "https://evil.example", host: "localhost:5000" }, true],
    [{ origin: "null", host: "localhost:5000" }, true],
    [{ origin: "http://localhost:5000", host: "localhost:5000" }, false],
    [{ origin: "https://wps.example.org", host: "backend:5000" }, false],
    [{}, false],
  ])("%j: %s", (headers, expected) => {
    expect(isCrossSite(headers, "https://wps.example.org/geo", ["https://map.example.org"])).toBe(expected);
  });
});

it.each([
  ["application/json", true],
  ["application/geo+json; charset=utf-8", true],
  ["text/plain; x=application/json", false],
  ["text/xml", false],
  [undefined, false],
])("%s is a body that browsers ask about first: %s", (type, expected) => expect(isJsonBody(type)).toBe(expected));
