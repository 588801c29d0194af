import { expect, test } from "vitest";
import { type Item, idsOf, nest } from "./nesting.js";

const groups = [
  { id: "a", title: "A" },
  { id: "a.b", title: "B" },
  { id: "c.d", title: "C" },
];
const one = (id: string) => ({ id });

/** The items as text: ids, with groups in brackets. */
function told(items: readonly Item<{ id: string }>[]): string {
  return items.map((item) => (item.kind === "one" ? item.id : `${item.group.id}(${told(item.items)})`)).join(" ");
}

test("members stand in their groups, groups in theirs, each where its first member stood", () => {
  const all = ["x", "a.b.c", "y", "a.z", "a.b.d.e", "ab", "c.x", "c.d.e"].map(one);
  expect(told(nest(all, groups))).toBe("x a(b(c d.e) z) y ab c.x c.d(e)");
});

test("without groups every path is an id", () => {
  expect(told(nest(["a.b", "c"].map(one), []))).toBe("a.b c");
});

test("a path is told as ids from the outside in", () => {
  expect(idsOf("a.b.c.d", groups)).toEqual(["a", "b", "c.d"]);
  expect(idsOf("a.z", groups)).toEqual(["a", "z"]);
  expect(idsOf("c.d.e", groups)).toEqual(["c.d", "e"]);
  expect(idsOf("a", groups)).toEqual(["a"]);
});
