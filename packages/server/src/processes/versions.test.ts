import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openVersions } from "./versions.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-versions-"));
});
afterEach(() => rm(dir, { recursive: true }));
const open = () => openVersions(dir, () => 7);
const files = (text: string) => ({ "p.process.py": new TextEncoder().encode(text), "lib/a.py": new Uint8Array() });

async function add(id: string, text: string): Promise<number> {
  const versions = await open();
  return (await versions.draft(files(text))).keep(id, { version: text, file: "p.process.py" });
}

describe("versions of a process", () => {
  it("are numbered, and survive a restart with their files and which one is offered", async () => {
    expect([await add("a/b", "one"), await add("a/b", "two"), await add("c", "one")]).toEqual([1, 2, 1]);
    const versions = await open();
    await versions.offer("a/b", 1);
    const again = await open();
    expect(again.list().find(({ id }) => id === "a/b")).toEqual({
      ...{ id: "a/b", current: 1 },
      versions: [
        { number: 1, version: "one", file: "p.process.py", atMs: 7 },
        { number: 2, version: "two", file: "p.process.py", atMs: 7 },
      ],
    });
    expect(await readFile(again.fileOf("a/b", 2), "utf8")).toBe("two");
    expect((await stat(again.fileOf("a/b", 2))).mode & 0o777).toBe(0o644);
  });
  it("that do not exist cannot be offered; none can", async () => {
    await add("a", "one");
    const versions = await open();
    await expect(versions.offer("a", 3)).rejects.toMatchObject({ code: "conflict", message: "There is no version 3 of a; there are: 1." });
    await versions.offer("a", undefined);
    expect((await open()).list()).toMatchObject([{ id: "a", versions: [{ number: 1 }] }]);
    expect((await open()).list()[0]?.current).toBeUndefined();
  });
  it("are kept twenty deep", async () => {
    for (let count = 0; count < 23; count++) await add("a", String(count));
    const [one] = (await open()).list();
    expect(one?.versions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 4));
    const [folder = ""] = await readdir(join(dir, "sources"));
    expect(await readdir(join(dir, "sources", folder))).toHaveLength(20);
  });
  it("that are dropped as drafts leave nothing", async () => {
    await (await (await open()).draft(files("x"))).drop();
    expect(await readdir(join(dir, "sources"))).toEqual([]);
  });
  it("are numbered on where a deployment was cut off before the index knew of it, and nothing of that stays", async () => {
    await add("a", "one");
    const before = await readFile(join(dir, "index.json"), "utf8");
    await add("a", "cut off");
    await writeFile(join(dir, "index.json"), before);
    await (await open()).draft(files("cut off too"));
    expect(await add("a", "two")).toBe(2);
    const versions = await open();
    expect(await readFile(versions.fileOf("a", 2), "utf8")).toBe("two");
    expect(await readdir(join(dir, "sources"))).toHaveLength(1);
  });
  it.for(["../x.py", "/etc/x.py", "a/../../x.py", "a//x.py", ".hidden/x.py", "a\0.py", ""])("never have a file called %j", async (path) => {
    const versions = await open();
    await expect(versions.draft({ [path]: new Uint8Array() })).rejects.toMatchObject({ code: "invalid-parameter" });
  });
  it("have a size that is bounded", async () => {
    const versions = await open();
    await expect(versions.draft({ big: new Uint8Array(21 * 2 ** 20) })).rejects.toMatchObject({ code: "too-large" });
    await expect(versions.draft({})).rejects.toMatchObject({ code: "too-large" });
  });
});
