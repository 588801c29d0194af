// What is advised of a description, and how it reads as Markdown.
import type { ProcessDescription } from "@terrarium/sdk";
import { expect, it } from "vitest";
import { lint } from "./lint.js";
import { markdownOf } from "./markdown.js";

const good: ProcessDescription = {
  ...{ id: "buffer", version: "1.0.0", title: "Buffer", abstract: "Widens | features", storeSupported: true, statusSupported: true },
  limits: { wallMs: 1, memoryBytes: 1 },
  inputs: [
    {
      ...{ id: "layer", title: "Features", kind: "complex", formats: [{ mediaType: "application/geo+json" }] },
      ...{ maximumMegabytes: 1, minOccurs: 1, maxOccurs: 3 },
    },
    {
      ...{ id: "distance", title: "Distance", kind: "literal", dataType: "double", uoms: ["m"], default: 10 },
      ...{ allowedValues: [0, { minimum: 1, maximum: 9, spacing: 2 }], minOccurs: 0, maxOccurs: 1 },
    },
  ],
  outputs: [{ id: "out", title: "Buffered", kind: "bbox", crs: ["EPSG:4326"] }],
  examples: [{ title: "One", inputs: { distance: 1 } }],
};

it("a description without faults gets no advice", () => {
  expect(lint(good)).toEqual([]);
});

it("each kind of neglect gets one sentence, with its place", () => {
  const [layer, distance] = good.inputs;
  const { abstract: _none, limits: _unlimited, examples: _untried, ...rest } = good;
  const bad = {
    ...{ ...rest, title: "buffer", version: "new" },
    inputs: [
      { ...layer, formats: [{ mediaType: "text/plain" }], maximumMegabytes: undefined },
      { ...distance, title: "distance", uoms: undefined, allowedValues: undefined, minOccurs: 1 },
    ],
  } as unknown as ProcessDescription;
  expect(lint(bad).map(({ at, sentence }) => `${at ?? ""}|${sentence.slice(0, 24)}`)).toEqual([
    "|It has no title: people ",
    "|It has no abstract.",
    "|Its version is new; numb",
    "|It has no example; `terr",
    "|It has no limit of time ",
    "|It has no limit of memor",
    "input layer|Its format says nothing ",
    "input layer|It has no maximum size o",
    "input distance|It has no title: people ",
    "input distance|It is a measure without ",
    "input distance|It has a default and yet",
    "input distance|Any number is allowed; a",
  ]);
});

it("a description reads as Markdown", () => {
  expect(markdownOf(good)).toBe(`# Buffer

\`buffer\`, version 1.0.0

Widens | features

## Inputs

| input | meaning | type | given | default |
| --- | --- | --- | --- | --- |
| \`layer\` | Features | \`application/geo+json\` | 1 to 3 times |  |
| \`distance\` | Distance | double (m): \`0\`, 1 to 9 in steps of 2 | optional | \`10\` |

## Outputs

| output | meaning | type |
| --- | --- | --- |
| \`out\` | Buffered | bounding box in EPSG:4326 |

## Examples

One:

\`\`\`json
{
  "distance": 1
}
\`\`\`
`);
});
