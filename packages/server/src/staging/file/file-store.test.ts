// The file store on a real disk: what all stores do, and what only a disk does.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fileStoreConformance, keysOf, upload } from "../conformance.js";
import { makeFileStore } from "./file-store.js";

fileStoreConformance("the disk", (root) => makeFileStore({ root, inputBytes: 1_000_000 }));

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function folder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "terrarium-files-"));
  undo.push(() => rm(root, { recursive: true, force: true }));
  return root;
}

describe("on a disk", () => {
  it("uploads are linked into a bundle, not copied, and closed to other users", async () => {
    const root = await folder();
    const files = await makeFileStore({ root, inputBytes: 1e6 });
    const stored = await upload(files, "input");
    const source = join(root, "uploads", stored.key);
    expect((await stat(source)).mode & 0o777).toBe(0o640);
    await files.place(stored.key, join(root, "in0"));
    expect((await stat(join(root, "in0"))).ino).toBe((await stat(source)).ino);
  });
  it("outputs are moved in, not copied, and their folder goes with the last of them", async () => {
    const root = await folder();
    const files = await makeFileStore({ root, inputBytes: 1e6 });
    await writeFile(join(root, "result"), "result");
    const { ino } = await stat(join(root, "result"));
    const { key } = await files.adopt("abc234", 0, join(root, "result"), { byteLength: 6, sha256: "" });
    expect((await stat(join(root, "outputs", "abc234", "0"))).ino).toBe(ino);
    await files.remove(key);
    expect(await readdir(join(root, "outputs"))).toEqual([]);
  });
});

it("half a copy from another file system, which a crash left, is gone with the next start", async () => {
  const root = await folder();
  await makeFileStore({ root, inputBytes: 1e6 });
  await writeFile(join(root, "parts", "o-abc234-0"), "half");
  await makeFileStore({ root, inputBytes: 1e6 });
  expect(await readdir(join(root, "parts"))).toEqual([]);
});

describe("bounds of all uploads together", () => {
  it("refuse what does not fit while others arrive, and make room when those are whole", async () => {
    const files = await makeFileStore({ root: await folder(), inputBytes: 1e6, arrivingBytes: 100 });
    const first = await files.uploads().create();
    await first.write(Buffer.alloc(80));
    const second = await files.uploads().create();
    await expect(second.write(Buffer.alloc(30))).rejects.toMatchObject({ code: "busy", retryAfterS: 30 });
    await first.close();
    const third = await files.uploads().create();
    await third.write(Buffer.alloc(30));
    await third.close();
    expect(await files.list()).toHaveLength(2);
  });
  it("count what is stored, over a restart too, until it is removed", async () => {
    const root = await folder();
    const before = await makeFileStore({ root, inputBytes: 1e6, storedBytes: 100 });
    const kept = await upload(before, "x".repeat(60));
    const files = await makeFileStore({ root, inputBytes: 1e6, storedBytes: 100 });
    await expect(upload(files, "y".repeat(60))).rejects.toMatchObject({ code: "storage-full", retryAfterS: 30 });
    expect(await keysOf(files)).toEqual([kept.key]);
    await files.remove(kept.key);
    await files.remove(kept.key);
    await upload(files, "y".repeat(60));
    await expect(upload(files, "z".repeat(60))).rejects.toMatchObject({ code: "storage-full" });
  });
});

describe("a full disk (mounts: root only)", () => {
  async function small(options: string): Promise<string> {
    const path = await folder();
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
    undo.push(() => execFileSync("umount", [path]));
    return path;
  }
  const itMounts = it.skipIf(process.getuid?.() !== 0);

  itMounts("refuses an upload as storage-full, leaves nothing of it, and reads on", async () => {
    const root = await small("size=1m");
    const files = await makeFileStore({ root, inputBytes: 1e9 });
    const kept = await upload(files, "kept");
    const file = await files.uploads().create();
    const flood = async (): Promise<void> => {
      for (;;) await file.write(Buffer.alloc(100_000));
    };
    await expect(flood()).rejects.toMatchObject({ code: "storage-full" });
    expect(await keysOf(files)).toEqual([kept.key]);
    await upload(files, "again");
  });
  itMounts("without inodes is full too", async () => {
    const files = await makeFileStore({ root: await small("size=1m,nr_inodes=10"), inputBytes: 1e9 });
    const flood = async (): Promise<void> => {
      for (;;) await upload(files, "x");
    };
    await expect(flood()).rejects.toMatchObject({ code: "storage-full" });
  });
  itMounts("refuses an output from another file system, and no half file is seen", async () => {
    const root = await small("size=1m");
    const files = await makeFileStore({ root, inputBytes: 1e9 });
    const path = join(await folder(), "result");
    await writeFile(path, Buffer.alloc(2e6));
    await expect(files.adopt("abc234", 0, path, { byteLength: 2e6, sha256: "" })).rejects.toMatchObject({ code: "storage-full" });
    expect([await readdir(join(root, "outputs")), await readdir(join(root, "parts"))]).toEqual([[], []]);
  });
});
