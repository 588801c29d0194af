// The Python runner against the golden bundles, and the Python SDK's own unit tests: real children of /usr/bin/python3.
import { execFile as execFileWithCallback, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { type Command, checkGoldenCase, describeWith, goldenFolder, readGoldenBundles } from "./golden-bundles.js";

const execFile = promisify(execFileWithCallback);
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
      expect(await describeWith(runnerOf(name))).toEqual([{ terrarium: "description", description, modules: expect.any(Array) }]);
    });
  }
  for (const one of golden.cases) {
    test(`${one.process}: ${one.claim}`, () => checkGoldenCase(one, runnerOf(one.process)));
  }
});

interface Outcome {
  readonly id: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly text?: string;
}

/** Each Python unit test is a test of its own here, so that none is lost in the count. */
describe("the Python unit tests", () => {
  const report = [python, ["-I", "-B", join(pythonFolder, "tests/report.py")]] as const;
  const listed = spawnSync(report[0], [...report[1], "--list"], { encoding: "utf8" });
  const ids = JSON.parse(listed.stdout) as string[];
  const outcomes = new Map<string, Outcome>();
  beforeAll(async () => {
    const { stdout } = await execFile(report[0], [...report[1]], { maxBuffer: 2 ** 26 });
    for (const line of stdout.trim().split("\n")) {
      const outcome = JSON.parse(line) as Outcome;
      outcomes.set(outcome.id, outcome);
    }
  });
  for (const id of ids) {
    test(id.replace(/^test_\w+\.(\w+)\.test_/, "$1: ").replaceAll("_", " "), (context) => {
      const outcome = outcomes.get(id);
      if (outcome?.outcome === "skipped") context.skip(outcome.text);
      expect(outcome?.outcome, outcome?.text).toBe("passed");
    });
  }
});
