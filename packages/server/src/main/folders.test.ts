import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolders } from "./folders.js";

const home = mkdtempSync(join(tmpdir(), "terrarium-folders-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the data directory", () => {
  it("is made where it is missing, used where it is empty, and used again", () => {
    const data = join(home, "a b", "data");
    expect(readdirSync(makeFolders(data).data)).toContain("store");
    expect(statSync(data).mode & 0o777).toBe(0o711);
    expect(makeFolders(data).data).toBe(data);
    mkdirSync(join(home, "disk", "lost+found"), { recursive: true });
    expect(makeFolders(join(home, "disk")).data).toBe(join(home, "disk"));
  });

  it("is not a folder with files of somebody else: it is refused and left as it was", () => {
    const foreign = join(home, "foreign");
    mkdirSync(foreign, { mode: 0o755 });
    writeFileSync(join(foreign, "letter.txt"), "");
    expect(() => makeFolders(foreign)).toThrow(/foreign holds other files; choose one/);
    expect(readdirSync(foreign)).toEqual(["letter.txt"]);
    expect(statSync(foreign).mode & 0o777).toBe(0o755);
  });

  it("is not a file", () => {
    expect(() => makeFolders(join(home, "foreign", "letter.txt"))).toThrow(
      /letter\.txt cannot be used \(EEXIST\); choose another with --data DIR\.$/,
    );
  });
});
