import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeProgram } from "./program.js";
import { commandLineReference } from "./reference.js";
import { leavesOf, verbs } from "./verbs.js";

describe("what is said of the command line", () => {
  it("has each command, and no other", () => {
    expect(leavesOf(makeProgram()).map(([words]) => words)).toEqual(Object.keys(verbs));
  });
  it("names JSON exactly where there is an option for it", () => {
    const having = leavesOf(makeProgram()).filter(([, { options }]) => options.some(({ long }) => long === "--json"));
    expect(having.map(([words]) => words)).toEqual(Object.keys(verbs).filter((words) => verbs[words]?.json !== undefined));
  });
  it("docs/reference-command-line.md is what the commands say (else: npm run build && node scripts/command-line-docs.mjs)", () => {
    const text = readFileSync(new URL("../../../../docs/reference-command-line.md", import.meta.url), "utf8");
    expect(text).toBe(commandLineReference(makeProgram()));
  });
});
