import type { ProcessDescription } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import { localiseProcess, type ToldMetadata, translated } from "./localise.js";
import { say } from "./sentence.js";

const { message, ...made } = say("Disk limit: {disk}", { disk: "1 GiB" });
const limit: ToldMetadata = { title: message, role: "urn:x", ...made };
const process: ProcessDescription = {
  ...{ id: "area", title: "Area", abstract: "Lists areas", version: "1", storeSupported: true, statusSupported: true },
  translations: { cs: { title: "Obsah" }, "fr-CA": { abstract: "Superficies" } },
  metadata: [limit, { title: "Guide", href: "https://example.org/" }],
  groups: [{ id: "g", title: "Group", translations: { cs: { title: "Skupina" } } }],
  inputs: [
    {
      id: "g.n",
      title: "N",
      kind: "literal",
      dataType: "integer",
      minOccurs: 1,
      maxOccurs: 1,
      translations: { cs: { abstract: "Počet" } },
    },
  ],
  outputs: [{ id: "out", title: "Out", kind: "bbox", crs: ["EPSG:4326"] }],
};

describe("a description in a language", () => {
  it("has the texts of its translation, and keeps those that have none", () => {
    const { title, abstract, inputs, groups, outputs } = localiseProcess(process, "cs-CZ");
    expect({ title, abstract, group: groups?.[0]?.title, output: outputs[0]?.title }).toEqual({
      title: "Obsah",
      abstract: "Lists areas",
      group: "Skupina",
      output: "Out",
    });
    expect(inputs[0]).toMatchObject({ title: "N", abstract: "Počet" });
    expect(translated(process, "fr")).toMatchObject({ title: "Area", abstract: "Superficies" });
  });

  it("that nobody has translated it into is as it was written", () => {
    expect(localiseProcess(process, "de")).toEqual({
      ...process,
      metadata: [{ title: "Disk limit: 1 GiB", role: "urn:x" }, process.metadata?.[1]],
    });
  });

  it("tells the lines of the server in it, and not how they were made", () => {
    const [first, second] = localiseProcess(process, "cs").metadata ?? [];
    expect(first).toEqual({ title: "Limit disku: 1 GiB", role: "urn:x" });
    expect(second).toEqual({ title: "Guide", href: "https://example.org/" });
  });
});
