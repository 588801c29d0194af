import { mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putFiles } from "./put-files.mjs";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-put-"));
});
afterAll(() => rm(dir, { recursive: true }));

describe("what a build has made", () => {
  it("is whole for whoever reads it while two builds put it in its place", async () => {
    const into = join(dir, "built");
    const made = (letter: string) => {
      const modules = Array.from({ length: 20 }, (_, index) => ({ name: `${letter}${index}.js`, contents: letter }));
      return [...modules, { name: "entry", contents: modules.map(({ name }) => name).join(" ") }];
    };
    await putFiles(into, made("a"));
    let isOver = false;
    const both = Promise.all(["a", "b", "a", "b"].map((letter) => putFiles(into, made(letter)))).then(() => {
      isOver = true;
    });
    let looks = 0;
    while (!isOver) {
      const names = (await readFile(join(into, "entry"), "utf8")).split(" ");
      for (const name of names) expect(await readFile(join(into, name), "utf8")).toBe(name.slice(0, 1));
      looks += 1;
    }
    await both;
    expect(looks).toBeGreaterThan(0);
    await utimes(join(into, "a0.js"), 1, 1);
    await putFiles(into, made("b"));
    expect((await readdir(into)).sort()).toEqual([...made("a").slice(1), ...made("b").slice(0, -1)].map(({ name }) => name).sort());
  });
});
