// What every file store must do, whatever keeps its bytes: one suite, run by each implementation's test.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { SinkFile } from "../core/message.js";
import type { FileStore } from "../core/staging.js";

export interface FileStoreRig {
  readonly files: FileStore;
  /** A folder of the test on the disk that holds the uploads. */
  readonly root: string;
}

export async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

export async function upload(files: FileStore, content: string) {
  const file = await files.uploads().create();
  await file.write(Buffer.from(content.slice(0, 3)));
  await file.write(Buffer.from(content.slice(3)));
  return file.close();
}

export async function keysOf(files: FileStore): Promise<string[]> {
  return (await files.list()).map(({ key }) => key).sort();
}

/** A file in `root` as a job leaves it, adopted. */
export async function adopted(rig: FileStoreRig, jobId: string, index: number, content: string) {
  const path = join(rig.root, `result-${jobId}-${index}`);
  await writeFile(path, content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return rig.files.adopt(jobId, index, path, { byteLength: Buffer.byteLength(content), sha256 });
}

/** The whole suite. `make` is given an empty folder and makes a store of at most 1 MB an input. */
export function fileStoreConformance(name: string, make: (root: string) => Promise<FileStore>): void {
  const roots: string[] = [];
  let rig: FileStoreRig;
  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), "terrarium-files-"));
    roots.push(root);
    rig = { root, files: await make(root) };
  });
  afterAll(async () => {
    for (const one of roots) await rm(one, { recursive: true, force: true });
  });
  describe(`${name}: uploads`, () => uploadsConformance(() => rig));
  describe(`${name}: outputs`, () => outputsConformance(() => rig));
}

function uploadsConformance(rig: () => FileStoreRig): void {
  it("are kept byte for byte, with their length and sha256", async () => {
    const { files } = rig();
    const stored = await upload(files, "Straße 12");
    expect(stored.byteLength).toBe(10);
    expect(stored.sha256).toBe(createHash("sha256").update("Straße 12").digest("hex"));
    expect(await textOf(files.open(stored.key))).toBe("Straße 12");
    expect(await textOf(files.openRange(stored.key, 8, 9))).toBe("12");
    expect(await files.list()).toMatchObject([{ key: stored.key, byteLength: 10 }]);
  });
  it("over the limit are refused with a sentence, and leave nothing", async () => {
    const { files } = rig();
    const file = await files.uploads().create();
    await file.write(Buffer.alloc(999_999));
    await expect(file.write(Buffer.alloc(2))).rejects.toMatchObject({ code: "too-large", message: expect.stringMatching(/1 MB/) });
    expect(await keysOf(files)).toEqual([]);
  });
  it("of a request that is discarded are gone, open or closed; those of another request stay", async () => {
    const { files } = rig();
    const kept = await upload(files, "kept");
    const sink = files.uploads();
    const closed: SinkFile = await sink.create();
    await closed.write(Buffer.from("x"));
    await closed.close();
    await (await sink.create()).write(Buffer.from("y"));
    await sink.discard();
    expect(await keysOf(files)).toEqual([kept.key]);
    await sink.discard();
  });
  it("told by no key of ours are not found: no address is ever made of one", async () => {
    const { files } = rig();
    for (const key of ["../../etc/passwd", "u-..", "o-..-1", "o-a/../b-1", "", "u-ABC"])
      await expect(textOf(files.open(key))).rejects.toMatchObject({ code: "result-not-available" });
  });
  it("can be secured before a job is accepted, and one that is gone cannot", async () => {
    const { files } = rig();
    const stored = await upload(files, "secured");
    await expect(files.secure([stored.key])).resolves.toBeUndefined();
    await expect(files.secure([`u-${"0".repeat(32)}`])).rejects.toThrow();
  });
  it("that are secured belong to a job, and stay when their request is discarded", async () => {
    const { files } = rig();
    const sink = files.uploads();
    const [secured, other] = [await sink.create(), await sink.create()];
    const { key } = await secured.close();
    await other.write(Buffer.from("arriving"));
    await files.secure([key]);
    await sink.discard();
    expect(await keysOf(files)).toEqual([key]);
    await files.remove(key);
    expect(await keysOf(files)).toEqual([]);
  });
  it("are placed in a bundle, readable for all and writable for nobody, and stay there when they are removed", async () => {
    const { files, root } = rig();
    const stored = await upload(files, "input");
    const path = join(root, "in0");
    await files.place(stored.key, path);
    expect((await stat(path)).mode & 0o777).toBe(0o444);
    await files.remove(stored.key);
    await files.remove(stored.key);
    expect(await readFile(path, "utf8")).toBe("input");
  });
}

function outputsConformance(rig: () => FileStoreRig): void {
  it("are taken in whole, can be read, in part too, and removed twice", async () => {
    const { files, root } = rig();
    await mkdir(join(root, "bundle"));
    const path = join(root, "bundle", "result");
    await writeFile(path, "result");
    const sha256 = createHash("sha256").update("result").digest("hex");
    const stored = await files.adopt("abc234", 0, path, { byteLength: 6, sha256 });
    expect(stored).toEqual({ key: "o-abc234-0", byteLength: 6, sha256 });
    expect(await textOf(files.open(stored.key))).toBe("result");
    expect(await textOf(files.openRange(stored.key, 1, 3))).toBe("esu");
    expect(await readdir(join(root, "bundle"))).toEqual([]);
    expect(await files.list()).toMatchObject([{ key: "o-abc234-0", byteLength: 6 }]);
    await files.remove(stored.key);
    await files.remove(stored.key);
    expect(await files.list()).toEqual([]);
    await expect(textOf(files.open(stored.key))).rejects.toMatchObject({ code: "result-not-available" });
  });
  it("of no bytes are results too", async () => {
    const { files } = rig();
    const stored = await adopted(rig(), "abc234", 0, "");
    expect(await textOf(files.open(stored.key))).toBe("");
  });
  it("of a second attempt replace those of the first", async () => {
    const { files } = rig();
    for (const content of ["first", "second"]) await adopted(rig(), "abc234", 1, content);
    expect(await textOf(files.open("o-abc234-1"))).toBe("second");
  });
  it("can be placed in a bundle, as an input of another job", async () => {
    const { files, root } = rig();
    const stored = await adopted(rig(), "abc234", 0, "again");
    await files.place(stored.key, join(root, "in0"));
    expect(await readFile(join(root, "in0"), "utf8")).toBe("again");
    expect((await stat(join(root, "in0"))).mode & 0o777).toBe(0o444);
  });
  it("of several jobs are told apart", async () => {
    const { files } = rig();
    for (const [jobId, index] of [
      ["abc", 0],
      ["abc", 1],
      ["abd", 0],
    ] as const)
      await adopted(rig(), jobId, index, `${jobId}${index}`);
    await files.remove("o-abc-0");
    expect(await keysOf(files)).toEqual(["o-abc-1", "o-abd-0"]);
    expect(await textOf(files.open("o-abd-0"))).toBe("abd0");
  });
}
