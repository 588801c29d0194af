// Holds the table of the suite together: every number of the list is a case, a reference to a test that exists, or said to have no surface.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cases } from "./cases/cases.js";
import { elsewhere } from "./elsewhere.js";

const root = join(import.meta.dirname, "..", "..");

it("every number is used once, and every group of a job's attacks has its sample", () => {
  const numbers = cases.map((one) => one.number);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const group of "CEFGHI")
    expect([group, cases.filter((one) => one.isSample && one.number.startsWith(group)).length]).toEqual([group, 1]);
});

it("all 153 numbers of the list are in the table", () => {
  const found = new Set([...cases, ...elsewhere].map((one) => Number(/\d+/.exec(one.number)?.[0])));
  expect(Array.from({ length: 153 }, (_, index) => index + 1).filter((number) => !found.has(number))).toEqual([]);
});

it("every attack is a function of the hostile process", () => {
  const folder = join(root, "test", "fixtures", "hostile");
  const names = ["archives", "files", "kernel", "network", "outputs", "resources"];
  const functions = names.map((name) => readFileSync(join(folder, `${name}.py`), "utf8")).join("\n");
  for (const [, number] of cases.map((one) => /^([A-Z]\d+)/.exec(one.number) ?? [])) {
    expect(functions.includes(`def ${number?.toLowerCase()}`) || number === "I141", number).toBe(true);
  }
});

it.each(elsewhere.flatMap(({ number, tests = [] }) => tests.map(([file, title]) => [number, file, title] as const)))(
  "%s is tested in %s",
  (_number, file, title) => {
    expect(readFileSync(join(root, file), "utf8")).toContain(title);
  },
);

it("what is not tested says why", () => {
  for (const one of elsewhere)
    expect([one.number, (one.tests?.length ?? 0) > 0 || one.noSurface !== undefined || one.open !== undefined]).toEqual([one.number, true]);
});
