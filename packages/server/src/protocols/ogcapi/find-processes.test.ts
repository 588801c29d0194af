import type { ProcessDescription } from "@terrarium/sdk";
import { expect, it } from "vitest";
import { findProcesses } from "./find-processes.js";

const process: ProcessDescription = {
  ...{ id: "buffer", title: "Obalová zóna", version: "1", abstract: "Kolem prvků", keywords: ["GDAL"], inputs: [], outputs: [] },
  ...{ storeSupported: true, statusSupported: true },
  metadata: [{ title: "Distance" }, { title: "Network: none", role: "urn:x" }, { title: "Page", href: "https://example.org" }],
};
const isolation = { engine: "bwrap", enforced: ["namespaces"], notEnforced: [] };
const facts = new Map([["buffer", { source: { kind: "python", name: "zones.process.py" }, isolation } as const]]);

// As the pages' scripts do: packages/web/src/pages/search.test.ts.
it.each([
  ["", true],
  ["OBALOVA prvku", true],
  ["buffer distance gdal", true],
  ["python zones", true],
  ["buffer raster", false],
  ["network", false],
  ["namespaces", false],
])("words stand anywhere in what is told of a process, in any spelling of their letters: %j %j", (text, isFound) => {
  expect(findProcesses({ processes: [process], facts }, text)).toEqual(isFound ? [process] : []);
});
