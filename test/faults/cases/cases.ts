// All cases, by what is hit.
import type { Fault } from "../case.js";
import { children } from "./children.js";
import { kills } from "./kills.js";

export const cases: readonly (readonly [title: string, faults: readonly Fault[]])[] = [
  ["the server is killed", kills],
  ["what runs jobs is killed", children],
];
