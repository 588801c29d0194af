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
  it("is told where no process is there, be it a folder or a pattern", async () => {
    mkdirSync(join(dir, "empty"));
    writeFileSync(join(dir, "one.process.ts"), "");
    const entries = [dir, join(dir, "empty"), join(dir, "nowhere", "*.ts"), join(dir, "nowhere")].map((path) => ({
      path,
      environment: {},
    }));
    const { sources, hidden } = await findSources(entries);
    expect(sources.map(({ file }) => file)).toEqual([join(dir, "one.process.ts")]);
    expect(hidden.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      expect.stringMatching(/empty: No process file is there; their names end in \.process\.ts, /),
      expect.stringMatching(/nowhere\/\*\.ts: No process file is there; /),
      expect.stringMatching(/nowhere: There is no /),
    ]);
  });
});
