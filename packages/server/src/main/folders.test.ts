import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { giveTo, isReachable, makeFolders } from "./folders.js";

const top = mkdtempSync(join(tmpdir(), "terrarium-folders-"));
const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? "" : " (skipped: only root can give files away)";

afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

describe("the data directory", () => {
  it("is made with all folders above it, and shows strangers only the way to bundles and code", () => {
    const folders = makeFolders(join(top, "a", "b", "data"));
    const modes = Object.fromEntries(
      (["data", "bundles", "runtime", "files", "store", "logs"] as const).map((name) => [name, statSync(folders[name]).mode & 0o777]),
    );
    expect(modes).toEqual({ data: 0o711, bundles: 0o711, runtime: 0o755, files: 0o700, store: 0o700, logs: 0o700 });
  });

  it("behind a link is used by its real path", () => {
    mkdirSync(join(top, "real"));
    symlinkSync(join(top, "real"), join(top, "link"));
    expect(makeFolders(join(top, "link")).data).toBe(realpathSync(join(top, "real")));
  });

  it("is refused in one sentence where it cannot be, or holds other files", () => {
    expect(() => makeFolders("/proc/terrarium/data")).toThrow(/^The folder \/proc\/terrarium\/data cannot be used \(ENOENT\)/);
    mkdirSync(join(top, "full"));
    writeFileSync(join(top, "full", "thesis.doc"), "");
    expect(() => makeFolders(join(top, "full"))).toThrow(/holds other files/);
    expect(existsSync(join(top, "full", "store"))).toBe(false);
  });
});

describe("giving folders away", () => {
  it.skipIf(!isRoot)(`gives what root made, and touches nothing in what was given before${needsRoot}`, () => {
    const folders = makeFolders(join(top, "given"));
    writeFileSync(folders.database, "jobs");
    giveTo(folders, 12_345, 12_345);
    expect([
      lstatSync(folders.store).uid,
      lstatSync(folders.database).uid,
      lstatSync(folders.data).uid,
      lstatSync(folders.samples).uid,
    ]).toEqual([12_345, 12_345, 0, 0]);
    // What a server that was taken over might leave for root to stumble over.
    const victim = join(top, "victim");
    writeFileSync(victim, "root's");
    symlinkSync(victim, join(folders.store, "trap"));
    mkdirSync(join(folders.files, "root-made"));
    giveTo(folders, 12_345, 12_345);
    expect(lstatSync(victim).uid).toBe(0);
    expect(lstatSync(join(folders.files, "root-made")).uid).toBe(0);
    expect(readFileSync(victim, "utf8")).toBe("root's");
  });

  it("knows whether strangers may walk to a folder", () => {
    const open = join(top, "open");
    mkdirSync(join(open, "below"), { recursive: true });
    chmodSync(top, 0o711);
    expect(isReachable(join(open, "below"))).toBe(true);
    chmodSync(open, 0o700);
    expect(isReachable(join(open, "below"))).toBe(false);
  });
});
