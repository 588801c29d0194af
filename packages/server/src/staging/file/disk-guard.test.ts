// The guard on a real file system of a few megabytes; without the right to mount one, on the folder of temporary files.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { makeDiskGuard } from "./disk-guard.js";

const isRoot = process.getuid?.() === 0;
const itMounts = it.skipIf(!isRoot);
const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "terrarium-guard-"));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function smallDisk(options: string): string {
  const path = folder();
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
  undo.push(() => execFileSync("umount", [path]));
  return path;
}

function guardOf(path: string, reserveBytes: number, reserveInodes = 0) {
  let nowMs = 0;
  const told: string[] = [];
  const guard = makeDiskGuard({
    folders: [path],
    reserveBytes,
    reserveInodes,
    now: () => nowMs,
    warn: (_facts, message) => told.push(message),
  });
  return { guard, told, later: () => (nowMs += 1_000) };
}

itMounts(
  "stops intake below the reserve, says when to come again, and opens by itself when there is room again (mounts: root only)",
  async () => {
    const path = smallDisk("size=4m");
    const { guard, told, later } = guardOf(path, 2 * 2 ** 20);
    await guard.admit();
    writeFileSync(join(path, "filler"), Buffer.alloc(3 * 2 ** 20));
    later();
    await expect(guard.admit()).rejects.toMatchObject({ code: "storage-full", retryAfterS: 60 });
    later();
    await expect(guard.admit()).rejects.toMatchObject({ code: "storage-full" });
    rmSync(join(path, "filler"));
    later();
    await guard.admit();
    expect(told).toHaveLength(2);
  },
);

itMounts("counts inodes as it counts bytes (mounts: root only)", async () => {
  const path = smallDisk("size=4m,nr_inodes=20");
  const { guard, later } = guardOf(path, 0, 10);
  await guard.admit();
  for (let index = 0; index < 15; index += 1) writeFileSync(join(path, `f${index}`), "");
  later();
  await expect(guard.admit()).rejects.toMatchObject({ code: "storage-full" });
});

itMounts("takes a disk that became read-only for one that is busy (mounts: root only)", async () => {
  const path = smallDisk("size=4m");
  const { guard, later } = guardOf(path, 0);
  await guard.admit();
  execFileSync("mount", ["-o", "remount,ro", path]);
  later();
  await expect(guard.admit()).rejects.toMatchObject({ code: "busy", retryAfterS: 60 });
});

it("looks at the disk once for all that ask within a moment", async () => {
  const path = folder();
  mkdirSync(join(path, "a"));
  const { guard, later } = guardOf(join(path, "a"), 0);
  const first = await guard.look();
  expect(await guard.look()).toBe(first);
  later();
  expect(await guard.look()).not.toBe(first);
});

it("takes a folder that is gone for one that cannot be written to", async () => {
  const { guard } = guardOf(join(folder(), "missing"), 0);
  await expect(guard.admit()).rejects.toMatchObject({ code: "busy" });
});
