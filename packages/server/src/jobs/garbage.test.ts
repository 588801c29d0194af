import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { collectGarbage, type GarbageParts, strayCode } from "./garbage.js";
import { removeOrSetAside } from "./remove-tree.js";
import { closeAfterEach, finals, makeRig, type Rig, silentLog } from "./rig.js";

closeAfterEach();
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const dayMs = 24 * 3_600_000;

/** As if that many days had passed, of files and of the clock. */
function partsOf(rig: Rig, days: number, over: Partial<GarbageParts> = {}): GarbageParts {
  const { store, files, root } = rig;
  const folders = { bundlesDir: join(root, "bundles"), logsDir: join(root, "logs"), runtimeDir: join(root, "runtime") };
  return {
    store,
    files,
    ...folders,
    isServing: true,
    limits: { retentionMs: 100 * dayMs },
    now: () => Date.now() + days * dayMs,
    log: silentLog,
    ...over,
  };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "terrarium-garbage-"));
  undo.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe("garbage", () => {
  it("is what belongs to no job, with its size and a reason; a dry run removes nothing", async () => {
    const rig = await makeRig();
    const { id } = await rig.execute();
    await rig.reaches(id, ...finals);
    const stray = await rig.upload("nobody's");
    await writeFile(join(rig.root, "r"), "result of no job");
    const orphan = await rig.files.adopt("gone", 0, join(rig.root, "r"), { byteLength: 16, sha256: "" });
    await mkdir(join(rig.root, "logs"), { recursive: true });
    await writeFile(join(rig.root, "logs", "gone.log"), "said");
    const expected = [
      { kind: "upload", name: stray.key, bytes: 8 },
      { kind: "output", name: orphan.key, bytes: 16 },
      { kind: "log", name: "gone.log", bytes: 4 },
    ];
    const dry = await collectGarbage(partsOf(rig, 2), { isDryRun: true });
    expect(dry).toMatchObject({ found: expected, bytes: 28, removed: 0, failed: [] });
    expect(dry.found.every(({ why }) => why.length > 5)).toBe(true);
    expect(await rig.keys()).toHaveLength(3);
    expect(await collectGarbage(partsOf(rig, 2), { isDryRun: false })).toMatchObject({ found: expected, removed: 3 });
    expect(await rig.keys()).toEqual([`o-${id}-1`]);
    expect((await collectGarbage(partsOf(rig, 2), { isDryRun: true })).found).toEqual([]);
  });
  it("is nothing younger than a day: it may belong to a request that goes on", async () => {
    const rig = await makeRig();
    await rig.upload("on its way");
    expect((await collectGarbage(partsOf(rig, 0.5), { isDryRun: false })).found).toEqual([]);
    expect(await rig.keys()).toHaveLength(1);
  });
  it("is every bundle without a server, but only what was set aside while one runs", async () => {
    const rig = await makeRig();
    const bundles = join(rig.root, "bundles");
    for (const name of ["b1", "quarantine-b2-00"]) await mkdir(join(bundles, name));
    expect((await collectGarbage(partsOf(rig, 0), { isDryRun: false })).found).toMatchObject([{ name: "quarantine-b2-00" }]);
    expect((await collectGarbage(partsOf(rig, 0, { isServing: false }), { isDryRun: false })).found).toMatchObject([{ name: "b1" }]);
    expect(await readdir(bundles)).toEqual([]);
  });
  it("is code that the last start did not deploy; nothing where nobody wrote down what it did", async () => {
    const runtime = await folder();
    for (const name of ["process-aa", "process-bb", "runner-cc"]) await mkdir(join(runtime, name));
    await writeFile(join(runtime, "process-bb", "index.cjs"), "12345");
    await writeFile(join(runtime, "process-bb.json"), "{}");
    const found = async (): Promise<unknown[]> => {
      const all: unknown[] = [];
      for await (const one of strayCode(runtime)) all.push(one);
      return all;
    };
    expect(await found()).toEqual([]);
    await writeFile(join(runtime, "deployed.json"), JSON.stringify(["aa"]));
    expect(await found()).toMatchObject([
      { name: "process-bb", bytes: 5 },
      { name: "process-bb.json", bytes: 2 },
    ]);
  });
});

describe("a folder that cannot be removed", () => {
  const itChanges = it.skipIf(process.getuid?.() !== 0);

  itChanges("because something is mounted in it is set aside with a warning, and removed once it can be (mounts: root only)", async () => {
    const root = await folder();
    const path = join(root, "b1");
    const told: unknown[] = [];
    await mkdir(join(path, "job", "work"), { recursive: true });
    await writeFile(join(path, "job", "left"), "left");
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", join(path, "job", "work")]);
    undo.push(() => execFileSync("sh", ["-c", `umount ${root}/*/job/work || true`]));
    await removeOrSetAside(path, { ...silentLog, warn: (facts) => told.push(facts) });
    const [aside = ""] = await readdir(root);
    expect(aside).toMatch(/^quarantine-b1-[0-9a-f]{8}$/);
    expect(told).toMatchObject([{ folder: join(root, aside) }]);
    execFileSync("umount", [join(root, aside, "job", "work")]);
    await removeOrSetAside(join(root, aside), silentLog);
    expect(await readdir(root)).toEqual([]);
  });
  itChanges("because a file in it is immutable is set aside too (attributes: root only)", async () => {
    const root = await folder();
    const path = join(root, "b1");
    await mkdir(path);
    await writeFile(join(path, "fixed"), "fixed");
    execFileSync("chattr", ["+i", join(path, "fixed")]);
    undo.push(() => execFileSync("sh", ["-c", `chattr -R -i ${root} || true`]));
    await removeOrSetAside(path, silentLog);
    expect(await readdir(root)).toEqual([expect.stringMatching(/^quarantine-b1-/)]);
  });
});
