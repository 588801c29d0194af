import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findSources } from "./sources.js";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-sources-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("what the configuration names", () => {
  const found = (...paths: string[]) => findSources(paths.map((path) => ({ path, environment: {} })));

  it("is told where it gives no process at all, be it a folder or a pattern", async () => {
    mkdirSync(join(dir, "empty"));
    const { hidden } = await found(join(dir, "empty"), join(dir, "nowhere", "*.ts"), join(dir, "nowhere"));
    expect(hidden.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      expect.stringMatching(/nowhere: There is no /),
      expect.stringMatching(/empty: No process file is there; their names end in \.process\.ts, /),
      expect.stringMatching(/nowhere\/\*\.ts: No process file is there; /),
    ]);
  });

  it("may fit nothing beside what does: a project has a pattern for each language", async () => {
    writeFileSync(join(dir, "one.process.ts"), "");
    const { sources, hidden } = await found(join(dir, "*.process.py"), join(dir, "*.process.ts"));
    expect([sources.map(({ file }) => file), hidden]).toEqual([[join(dir, "one.process.ts")], []]);
  });
});
