// The file store on a real disk.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { SinkFile } from "../../core/message.js";
import { type LocalFileStore, makeFileStore } from "./file-store.js";

const roots: string[] = [];
let root = "";
let files: LocalFileStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "terrarium-files-"));
  roots.push(root);
  files = await makeFileStore({ root, inputBytes: 1_000_000 });
});
afterAll(async () => {
  for (const one of roots) await rm(one, { recursive: true, force: true });
});

async function text(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function upload(content: string) {
  const file = await files.uploads().create();
  await file.write(Buffer.from(content.slice(0, 3)));
  await file.write(Buffer.from(content.slice(3)));
  return file.close();
}

describe("uploads", () => {
  it("are kept byte for byte, with their length and sha256", async () => {
    const stored = await upload("Straße 12");
    expect(stored.byteLength).toBe(10);
    expect(stored.sha256).toBe(createHash("sha256").update("Straße 12").digest("hex"));
    expect(await text(files.open(stored.key))).toBe("Straße 12");
    expect(await text(files.openRange(stored.key, 8, 9))).toBe("12");
    expect((await stat(join(root, "uploads", stored.key))).mode & 0o777).toBe(0o640);
  });
  it("over the limit are refused with a sentence, and leave nothing", async () => {
    const file = await files.uploads().create();
    await file.write(Buffer.alloc(999_999));
    await expect(file.write(Buffer.alloc(2))).rejects.toMatchObject({ code: "too-large", message: expect.stringMatching(/1 MB/) });
    expect(await readdir(join(root, "uploads"))).toEqual([]);
  });
  it("of a request that is discarded are gone, open or closed; those of another request stay", async () => {
    const kept = await upload("kept");
    const sink = files.uploads();
    const closed: SinkFile = await sink.create();
    await closed.write(Buffer.from("x"));
    await closed.close();
    await (await sink.create()).write(Buffer.from("y"));
    await sink.discard();
    expect(await files.keys()).toEqual([kept.key]);
    await sink.discard();
  });
  it("told by no key of ours are not found: no path is ever made of one", async () => {
    for (const key of ["../../etc/passwd", "u-..", "o-..-1", "o-a/../b-1", "", "u-ABC"])
      await expect(text(files.open(key))).rejects.toMatchObject({ code: "result-not-available" });
  });
  it("can be secured on the disk before a job is accepted", async () => {
    const stored = await upload("secured");
    await expect(files.secure([stored.key])).resolves.toBeUndefined();
    await expect(files.secure([`u-${"0".repeat(32)}`])).rejects.toThrow();
  });
});

describe("place", () => {
  it("links the file into a bundle, readable for all and writable for nobody", async () => {
    const stored = await upload("input");
    const path = join(root, "in0");
    await files.place(stored.key, path);
    const [placed, source] = [await stat(path), await stat(join(root, "uploads", stored.key))];
    expect(placed.ino).toBe(source.ino);
    expect(placed.mode & 0o777).toBe(0o444);
    await files.remove(stored.key);
    expect(await readFile(path, "utf8")).toBe("input");
  });
});

describe("outputs", () => {
  it("are moved in, not copied, and can be read and removed", async () => {
    await mkdir(join(root, "bundle"));
    const path = join(root, "bundle", "result");
    await writeFile(path, "result");
    const { ino } = await stat(path);
    const stored = await files.adopt("abc234", 0, path, { byteLength: 6, sha256: "f00" });
    expect(stored).toEqual({ key: "o-abc234-0", byteLength: 6, sha256: "f00" });
    expect((await stat(join(root, "outputs", "abc234", "0"))).ino).toBe(ino);
    expect(await text(files.open(stored.key))).toBe("result");
    expect(await readdir(join(root, "bundle"))).toEqual([]);
    expect(await files.keys()).toEqual(["o-abc234-0"]);
    await files.remove(stored.key);
    await files.remove(stored.key);
    expect(await readdir(join(root, "outputs"))).toEqual([]);
  });
  it("of a second attempt replace those of the first", async () => {
    for (const content of ["first", "second"]) {
      await writeFile(join(root, "r"), content);
      await files.adopt("abc234", 1, join(root, "r"), { byteLength: 5, sha256: "" });
    }
    expect(await text(files.open("o-abc234-1"))).toBe("second");
  });
});
