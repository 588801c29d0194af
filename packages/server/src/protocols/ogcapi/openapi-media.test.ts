import { describe, expect, it } from "vitest";
import { chooseApi } from "./openapi-media.js";

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("the media type of the API definition", () => {
  it.each([
    [undefined, undefined, "3.0"],
    [undefined, "*/*", "3.0"],
    [undefined, "application/json", "3.0"],
    [undefined, "application/vnd.oai.openapi+json;version=3.0", "3.0"],
    [undefined, "application/vnd.oai.openapi+json; version=3.1, */*", "3.1"],
    [undefined, 'application/openapi+json;version="3.1.0"', "3.1"],
    [undefined, "application/vnd.oai.openapi+json", "3.0"],
    [undefined, "application/vnd.oai.openapi+json;version=3.0;q=0.5, application/vnd.oai.openapi+json;version=3.1", "3.1"],
    [undefined, browser, "html"],
    [undefined, "image/png", undefined],
    [undefined, "application/vnd.oai.openapi+json;version=2.0", undefined],
    ["oas31", browser, "3.1"],
    ["oas30", browser, "3.0"],
    ["json", browser, "3.0"],
    ["html", "application/json", "html"],
  ])("f=%s, Accept: %s gives %s", (word, accept, expected) => expect(chooseApi(word, accept, true)).toBe(expected));

  it("is never a page where there are none", () => {
    expect(chooseApi("html", undefined, false)).toBeUndefined();
    expect(chooseApi(undefined, "text/html", false)).toBeUndefined();
    expect(chooseApi(undefined, browser, false)).toBe("3.0");
  });
});
