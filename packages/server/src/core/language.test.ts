import { describe, expect, it } from "vitest";
import { chooseLanguage, findLanguage, readAcceptLanguage } from "./language.js";

describe("a language range", () => {
  const offered = ["en-US", "cs", "fr-CA", "zh-Hant"];
  it.each([
    ["en-US", "en-US"],
    ["EN-us", "en-US"],
    ["en", "en-US"],
    ["cs-CZ", "cs"],
    ["zh-Hant-TW", "zh-Hant"],
    ["zh-Hant-x-private", "zh-Hant"],
    ["fr", "fr-CA"],
    ["*", "en-US"],
    [" cs ", "cs"],
  ])("%s finds %s", (range, tag) => expect(findLanguage(range, offered)).toBe(tag));

  it.each(["de", "fr-FR", "en-GB", "e", "c", "", "-", "zh-Hans", "cs_CZ"])("%s finds nothing that is another language", (range) =>
    expect(findLanguage(range, offered)).toBeUndefined(),
  );
});

describe("Accept-Language", () => {
  it("is read by its weights, the first among equals first", () => {
    expect(readAcceptLanguage("de;q=0.5, cs-CZ, en;q=0.9, fr")).toEqual(["cs-CZ", "fr", "en", "de"]);
  });
  it("leaves out what is not wanted, and what is no language range", () => {
    expect(readAcceptLanguage("cs;q=0, en;q=oops, de;q=0.1, é, *;q=0.01, ../../etc")).toEqual(["de", "*"]);
    expect(readAcceptLanguage(undefined)).toEqual([]);
  });
  it("of any length is read in bounds", () => expect(readAcceptLanguage("cs,".repeat(10_000)).length).toBeLessThan(100));
});

describe("the language of an answer", () => {
  it("is the first that is asked for and offered", () => {
    expect(chooseLanguage(["de", "cs-CZ", "en"], ["en-US", "cs"])).toBe("cs");
    expect(chooseLanguage(["de"], ["en-US", "cs"])).toBeUndefined();
    expect(chooseLanguage([], ["en-US"])).toBeUndefined();
  });
});
