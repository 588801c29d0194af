import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { configurationDocument } from "./docs.js";
import { configSchema } from "./schema.js";
import { keysOf } from "./walk.js";

it("docs/configuration.md is what the schema says (else: npm run build && node scripts/config-docs.mjs)", () => {
  expect(readFileSync(new URL("../../../../docs/configuration.md", import.meta.url), "utf8")).toBe(configurationDocument());
});

it("every key has its row", () => {
  const text = configurationDocument();
  for (const [section, schema] of Object.entries(configSchema.shape))
    for (const key of Object.keys(keysOf(schema) ?? {}))
      expect(text, `${section}.${key}`).toMatch(new RegExp(`\\| \`${key}\` \\||\\[${section}\\.${key}`));
});
