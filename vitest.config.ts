import { defineConfig } from "vitest/config";
import { makeClosingLineReporter } from "./scripts/closing-line-reporter.js";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "processes/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts"],
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", makeClosingLineReporter()],
  },
});
