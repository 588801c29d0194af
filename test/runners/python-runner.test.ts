// The Python runner against the golden bundles, and the Python SDK's own unit tests: real children of /usr/bin/python3.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Command, checkGoldenCase, describeWith, goldenFolder, readGoldenBundles } from "./golden-bundles.js";

const python = "/usr/bin/python3";
const pythonFolder = join(import.meta.dirname, "../../python");
const golden = readGoldenBundles();

function runnerOf(name: string): Command {
  return [python, "-I", "-B", join(pythonFolder, "terrarium/runner.py"), join(goldenFolder, "python", `${name}.process.py`)];
}

describe("the Python runner and the golden bundles", () => {
  test("every process of the bundles has a Python form", () => {
    const written = readdirSync(join(goldenFolder, "python")).filter((file) => file.endsWith(".process.py"));
    expect(written.map((file) => file.replace(".process.py", "")).sort()).toEqual(Object.keys(golden.processes).sort());
  });
  for (const [name, { description }] of Object.entries(golden.processes)) {
    if (name === "load_failure") continue; // It cannot be loaded, so there is nothing to describe.
    test(`${name} describes itself word by word`, async () => {
      expect(await describeWith(runnerOf(name))).toEqual([{ terrarium: "description", description }]);
    });
  }
  for (const one of golden.cases) {
    test(`${one.process}: ${one.claim}`, () => checkGoldenCase(one, runnerOf(one.process)));
  }
});
