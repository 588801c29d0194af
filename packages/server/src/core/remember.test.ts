import { expect, test, vi } from "vitest";
import { remember } from "./remember.js";

test("is made once for each object and word", () => {
  const make = vi.fn((subject: { readonly n: number }, word: string) => ({ told: `${subject.n}${word}` }));
  const told = remember(make);
  const [one, same] = [{ n: 1 }, { n: 1 }];
  expect(told(one, "a")).toBe(told(one, "a"));
  expect([told(one, "b").told, told(same, "a").told, make.mock.calls.length]).toEqual(["1b", "1a", 3]);
  expect(told(same, "a")).not.toBe(told(one, "a"));
});
