import { defineConfig } from "vitest/config";
import { makeClosingLineReporter } from "./scripts/closing-line-reporter.js";

const all = ["packages/**/*.test.ts", "processes/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts"];
// Tests that make sandboxes or servers look at the whole host afterwards (is anything left?), so only one file of them runs at a time.
const sealed = ["test/**/*.test.ts", "packages/server/src/{engines,spawner,processes,main,jobs}/**/*.test.ts"];
// A whole run tries a failed test once more and names it at the end, so that one that hangs on chance is seen, and mended, without refusing everything.
const retry = process.env["TERRARIUM_WHOLE_RUN"] === "yes" ? 1 : 0;
const common = { retry, pool: "forks", testTimeout: 60_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    reporters: ["default", makeClosingLineReporter()],
    projects: [
      { test: { ...common, name: "pure", include: all, exclude: [...sealed, "**/node_modules/**"], sequence: { groupOrder: 0 } } },
      { test: { ...common, name: "sealed", include: sealed, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
  },
});
