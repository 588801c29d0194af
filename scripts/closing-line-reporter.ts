// Ends a test run with one line, `N passed, N failed, N skipped`. Checks that ran before the tests, files that could not be loaded and errors outside
// of tests count too.
import { writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts of a run; `errors` are those outside of tests. */
export function countTests(modules: readonly TestModule[], errors: number): Counts {
  const states = modules.flatMap((module) => {
    const tests = [...module.children.allTests()].map((test) => test.result().state);
    // A file or group of tests whose set-up failed has an error of its own, seen by no test.
    const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
    return [...tests, ...suites.map(() => "failed" as const), ...module.errors().map(() => "failed" as const)];
  });
  const count = (state: string) => states.filter((one) => one === state).length;
  return { passed: count("passed"), failed: count("failed") + errors, skipped: count("skipped") + count("pending") };
}

/** Tests that failed and held when they were tried again, a line each: they are to be mended, though they end no run. */
export function unsteady(modules: readonly TestModule[]): string {
  const names = modules.flatMap((module) =>
    [...module.children.allTests()]
      .filter((test) => test.diagnostic()?.flaky === true)
      .map(({ fullName }) => `${module.relativeModuleId} > ${fullName}`),
  );
  return names.map((name) => `Held only at the second try: ${name}\n`).join("");
}

/** The closing line, checks included; before it, the names of the checks that failed. */
export function closingLine(counts: Counts, env: Readonly<Record<string, string | undefined>>): string {
  const passedChecks = Number(env["TERRARIUM_CHECKS_PASSED"] ?? 0);
  const failedChecks = (env["TERRARIUM_CHECKS_FAILED"] ?? "").split("; ").filter((name) => name !== "");
  const names = failedChecks.map((name) => `Failed before the tests: ${name}\n`).join("");
  return `${names}${counts.passed + passedChecks} passed, ${counts.failed + failedChecks.length} failed, ${counts.skipped} skipped\n`;
}

/** The reporter; it speaks when the process ends, so that nothing comes after it. */
export function makeClosingLineReporter(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const line = `${unsteady(modules)}${closingLine(countTests(modules, errors.length), process.env)}`;
      process.once("exit", () => writeSync(1, line));
    },
  };
}
