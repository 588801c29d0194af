import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { JobChange } from "../core/job.js";
import { makeProgress } from "./progress.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** What is written of a job that says something new ten times a second for so long. */
function talking(ms: number): { readonly writes: readonly JobChange[]; readonly said: number } {
  const writes: JobChange[] = [];
  const progress = makeProgress((change) => writes.push(change));
  let said = 0;
  for (; said < ms / 100; said += 1) {
    progress.report(said, `line ${said}`);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(ms / 500);
  progress.stop();
  return { writes, said };
}

it("writes of a short job all that it says ten times a second", () => {
  expect(talking(10_000).writes).toHaveLength(100);
});

it("writes of a job that talks for two hours some thousands of times, and the newest each time", () => {
  const { writes, said } = talking(2 * 3_600_000);
  expect(writes.length).toBeGreaterThan(1_000);
  expect(writes.length).toBeLessThan(10_000);
  expect(writes.at(-1)).toMatchObject({ message: `line ${said - 1}`, progress: 99 });
});
