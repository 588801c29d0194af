import { describe, expect, it } from "vitest";
import type { CheckedOutput } from "../validation/check-results.js";
import { attach } from "./attachments.js";

const outputs: CheckedOutput[] = [
  { id: "size", kind: "literal", value: 1 },
  { id: "links", kind: "complex", name: "output-0.xml", format: { mediaType: "text/xml" } },
];
const process = { outputs: [{ id: "size" }, { id: "links" }] } as never;

function names(given: unknown): unknown {
  return attach(given, outputs, process).flatMap((one) => (one.kind === "complex" ? (one.attachments ?? []) : []));
}

describe("files beside the outputs", () => {
  it("belong to the first file", () => {
    expect(names([{ name: "a.txt", file: "output-1.txt", mediaType: "text/plain" }])).toEqual([
      { name: "a.txt", file: "output-1.txt", mediaType: "text/plain" },
    ]);
  });

  it.each([
    ["the name of an output", [{ name: "links", file: "x" }]],
    ["the file of an output", [{ name: "x", file: "output-0.xml" }]],
    ["a path", [{ name: "a/b", file: "x" }]],
    ["a file outside", [{ name: "a", file: "../x" }]],
    ["no file", [{ name: "a" }, 7, null]],
    ["no list", "a"],
  ])("are none with %s", (_what, given) => {
    expect(names(given)).toEqual([]);
  });

  it("have a name once, and a media type that may be a header", () => {
    const given = [
      { name: "a", file: "x", mediaType: "text/plain\r\nset-cookie: a" },
      { name: "a", file: "y", mediaType: "text/plain" },
    ];
    expect(names(given)).toEqual([{ name: "a", file: "x", mediaType: "application/octet-stream" }]);
  });
});
