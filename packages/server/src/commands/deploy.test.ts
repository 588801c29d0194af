import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deploymentOf } from "./deploy.js";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-deploying-"));
  writeFileSync(join(dir, "one.process.py"), "one");
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("a process file that is deployed", () => {
  it("takes along what lies beside and below it", async () => {
    mkdirSync(join(dir, "deep"));
    writeFileSync(join(dir, "deep", "two.txt"), "two");
    const { file, files } = await deploymentOf(join(dir, "one.process.py"));
    expect(file).toBe("one.process.py");
    expect(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, "base64").toString()])).toEqual([
      ["deep/two.txt", "two"],
      ["one.process.py", "one"],
    ]);
  });
  it("is refused with its folder's name where that holds too much, before any of it is read", async () => {
    writeFileSync(join(dir, "large"), "");
    // Nobody could hold that in memory.
    truncateSync(join(dir, "large"), 2 ** 40);
    await expect(deploymentOf(join(dir, "one.process.py"))).rejects.toThrow(
      `not 2 of ${2 ** 40 + 3} bytes. All files in ${dir} and below it go with the process; give it a folder of its own.`,
    );
  });
});
