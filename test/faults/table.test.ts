// Holds the table of the suite together: every number of the list is a case, a reference to a test that exists, or said to have nothing to test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cases } from "./cases/cases.js";
import { numberOf } from "./drive.js";
import { elsewhere } from "./elsewhere.js";
import { root } from "./site.js";

const all = cases.flatMap(([, faults]) => faults);

it("every number is used once", () => {
  const numbers = [...all.map(numberOf), ...elsewhere.map(({ number, letter = "" }) => `${number}${letter}`)];
  expect(numbers.filter((one, index) => numbers.indexOf(one) !== index)).toEqual([]);
});

it("all 53 numbers of the list are in the table", () => {
  const found = new Set([...all, ...elsewhere].map(({ number }) => number));
  expect(Array.from({ length: 53 }, (_, index) => index + 1).filter((number) => !found.has(number))).toEqual([]);
});

it.each(elsewhere.flatMap(({ number, tests = [] }) => tests.map(([file, title]) => [number, file, title] as const)))(
  "%s is tested in %s",
  (_number, file, title) => {
    expect(readFileSync(join(root, file), "utf8")).toContain(title);
  },
);

it("what is not tested, and what does not hold, says why", () => {
  for (const one of elsewhere) expect([one.number, (one.tests?.length ?? 0) > 0 || one.reason !== undefined]).toEqual([one.number, true]);
  for (const one of all) expect([numberOf(one), one.open === undefined || one.open.length > 20]).toEqual([numberOf(one), true]);
});

it("the page that tells of it names every fault of the list", () => {
  const page = readFileSync(join(root, "docs", "faults.md"), "utf8");
  const missing = [...all.map(numberOf), ...elsewhere.map(({ number, letter = "" }) => `${number}${letter}`)].filter(
    (one) => !page.includes(`| ${one} |`),
  );
  expect(missing).toEqual([]);
});
