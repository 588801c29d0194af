import { describe, expect, it } from "vitest";
import type { Data, Execute } from "../../core/execute.js";
import type { Job } from "../../core/job.js";
import { makeLinks } from "../../core/service.js";
import { definitionDocument } from "./definition.js";

const links = makeLinks("https://example.org/geo/");

function definition(inputs: readonly (readonly [string, Data])[], outputs: Execute["outputs"] = []) {
  const execute: Execute = {
    ...{ processId: "a b", mode: "async", response: "document", store: false, status: false, lineage: false, outputs },
    inputs: inputs.map(([id, data]) => ({ id, data })),
  };
  const staged = [{ id: "layer", mediaType: "a/b", byteLength: 7, sha256: "ab" }];
  const job: Job = {
    ...{ staged, id: "x", processId: "a b", processVersion: "1", execute, status: "successful", progress: 100, attempt: 1, owner: "o" },
    ...{ createdMs: 0, updatedMs: 0 },
  };
  return definitionDocument(job, links);
}

describe("the definition of a job", () => {
  it("writes each kind of input as an execute request has it", () => {
    const { inputs, process, unavailable } = definition([
      ["number", { kind: "value", value: 3 }],
      ["measure", { kind: "value", value: "2", uom: "km" }],
      ["box", { kind: "value", value: { bbox: [1, 2, 3, 4], crs: "c" }, syntax: "bbox", crs: "c", dimensions: 2 }],
      ["json", { kind: "value", value: '{"a":1}', syntax: "complex", format: { mediaType: "application/json" } }],
      ["gml", { kind: "value", value: "<a/>", syntax: "complex", format: { mediaType: "application/gml+xml" } }],
      [
        "link",
        {
          kind: "reference",
          href: "https://example.org/d",
          method: "GET",
          headers: [{ name: "x-key", value: "secret" }],
          format: { mediaType: "a/b" },
        },
      ],
      ["many", { kind: "value", value: "a" }],
      ["many", { kind: "value", value: "b" }],
    ]);
    expect(process).toBe("https://example.org/geo/processes/a%20b");
    expect(inputs).toEqual({
      number: 3,
      measure: { value: "2", uom: "km" },
      box: { bbox: [1, 2, 3, 4], crs: "c" },
      json: { value: { a: 1 }, mediaType: "application/json" },
      gml: { value: "<a/>", mediaType: "application/gml+xml" },
      link: { href: "https://example.org/d", type: "a/b" },
      many: ["a", "b"],
    });
    expect(unavailable).toEqual([]);
    expect(JSON.stringify(inputs)).not.toContain("secret");
  });

  it("names data that are no longer kept", () => {
    const file = { key: "u-1", byteLength: 7, sha256: "ab" };
    const { inputs, unavailable, staged } = definition([["layer", { kind: "stored", file, format: { mediaType: "a/b" } }]]);
    expect(inputs).toEqual({});
    expect(unavailable).toEqual([{ input: "layer", byteLength: 7, sha256: "ab", mediaType: "a/b" }]);
    expect(staged).toEqual([{ input: "layer", mediaType: "a/b", byteLength: 7, sha256: "ab" }]);
  });

  it("has the outputs that were asked for, and says nothing of them if all were", () => {
    expect(definition([]).outputs).toBeUndefined();
    const asked = definition([], [{ id: "out", transmission: "reference", format: { mediaType: "a/b" } }]).outputs;
    expect(asked).toEqual({ out: { transmissionMode: "reference", format: { mediaType: "a/b" } } });
  });
});
