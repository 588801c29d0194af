// The references of what authors write say what the code says.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { references } from "./reference-docs.mjs";

test.for(Object.entries(references()))("docs/%s is what the code says (else: node scripts/reference-docs.mjs)", ([name, text]) => {
  expect(readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8")).toBe(text);
});
