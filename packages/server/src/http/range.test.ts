import { expect, it } from "vitest";
import { readRange } from "./range.js";

const whole = { kind: "whole" };
const none = { kind: "unsatisfiable" };

it.each([
  [undefined, 10, whole],
  ["", 10, whole],
  ["bytes=0-3", 10, { kind: "part", start: 0, end: 3 }],
  ["bytes=4-", 10, { kind: "part", start: 4, end: 9 }],
  ["bytes=-3", 10, { kind: "part", start: 7, end: 9 }],
  ["bytes=-30", 10, { kind: "part", start: 0, end: 9 }],
  ["bytes=5-99", 10, { kind: "part", start: 5, end: 9 }],
  ["bytes=10-", 10, none],
  ["bytes=-0", 10, none],
  ["bytes=0-0", 0, none],
  ["bytes=5-4", 10, whole],
  ["bytes=-", 10, whole],
  ["bytes=0-1,4-5", 10, whole],
  ["lines=0-1", 10, whole],
  [`bytes=0-${"9".repeat(40)}`, 10, whole],
])("%s of %d bytes", (header, size, expected) => {
  expect(readRange(header, size)).toEqual(expected);
});
