import { defineConfig } from "vitest/config";
import { makeClosingLineReporter } from "./scripts/closing-line-reporter.js";

const all = ["packages/**/*.test.ts", "processes/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts"];
// They bring about or measure what others on the host would feel: faults and attacks, and exact counts of CPU time. One file of them runs at a time,
// and nothing beside it.
const alone = ["test/{attacks,faults}/**/*.test.ts", "packages/server/src/engines/bwrap/usage.test.ts", "scripts/scripts.test.ts"];
// A whole run tries a failed test once more and names it at the end, so that one that hangs on chance is seen, and mended, without refusing everything.
const retry = process.env["TERRARIUM_WHOLE_RUN"] === "yes" ? 1 : 0;
const common = { retry, pool: "forks", testTimeout: 180_000, hookTimeout: 240_000, expect: { poll: { timeout: 30_000 } } } as const;

export default defineConfig({
  test: {
    reporters: ["default", makeClosingLineReporter()],
    projects: [
      // Two at a time also on two cores: most of them wait for servers and sandboxes, each of which has a data directory, uids and ports of its own.
      {
        test: {
          ...common,
          name: "beside",
          include: all,
          exclude: [...alone, "**/node_modules/**"],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
