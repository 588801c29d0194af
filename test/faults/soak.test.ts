// The short form has a fixed seed and runs with all tests; `npm run faults:soak` is the long one, with a seed of its own each time.
import { expect, it } from "vitest";
import { soak } from "./soak.js";

const isLong = process.env["TERRARIUM_FAULTS"] === "soak";
const seed = Number(process.env["TERRARIUM_SEED"] ?? (isLong ? Date.now() % 1_000_000 : 7));
const plan = isLong ? { jobs: 10_000, kills: 1_000, seed } : { jobs: 120, kills: 10, seed };

it(`${plan.kills} kills at random instants lose none of ${plan.jobs} jobs and end none twice`, { timeout: 4 * 3_600_000 }, async () => {
  await expect(soak({ ...plan, say: (line) => console.log(line) })).resolves.toBeUndefined();
});
