// The same PyWPS classes by PyWPS itself and by the bridge, asked the same: equal descriptions, equal outputs, or a difference that is on the list.
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server } from "../e2e/server.js";
import { fixtures, type Other, python, startBridge, startPywps } from "./ground.js";

const script = join(root, "test", "pywps", "compare.py");
const config = join(fixtures, "atlas", "atlas", "default.cfg");
const projects = [
  { name: "demo", module: "processes", path: join(fixtures, "demo", "processes"), config: undefined },
  { name: "atlas", module: "atlas.processes", path: join(fixtures, "atlas"), config },
] as const;

function claimsOf(name: string): string[] {
  return JSON.parse(execFileSync(python, ["-B", script, name, "--list"], { encoding: "utf8" })) as string[];
}

describe.each(projects)("the project $name", ({ name, module, path, config: cfg }) => {
  const outcomes = new Map<string, unknown>();
  let theirs: Other;
  let ours: Server;

  beforeAll(async () => {
    theirs = await startPywps(name, module, cfg);
    ours = await startBridge(["--pywps", path, ...(cfg === undefined ? [] : ["--pywps-config", cfg])]);
    const words = ["-B", script, name, `${theirs.url}/wps`, `${ours.url}/wps`];
    const { stdout } = await promisify(execFile)(python, words, { maxBuffer: 2 ** 26 });
    for (const line of stdout.split("\n").filter((one) => one !== "")) {
      const { claim, ok, detail } = JSON.parse(line) as { claim: string; ok: boolean; detail?: unknown };
      outcomes.set(claim, ok ? "holds" : detail);
    }
  }, 300_000);

  afterAll(async () => {
    await theirs.stop();
    await ours.stop();
  });

  it.each(claimsOf(name).map((claim) => [claim]))("%s", (claim) => {
    expect(outcomes.get(claim)).toBe("holds");
  });
});

it("lists every difference that a case expects", () => {
  const list = readFileSync(join(root, "docs", "pywps-differences.md"), "utf8").replace(/\s+/g, " ");
  const cases = readFileSync(join(root, "test", "pywps", "cases.py"), "utf8");
  const expected = [...cases.matchAll(/(?:differs|boolean_wrong) ?= ?"([^"]+)"/g)].map(([, words = ""]) => words);
  expect(expected.length).toBeGreaterThan(5);
  expect(expected.filter((words) => !list.includes(words))).toEqual([]);
});
