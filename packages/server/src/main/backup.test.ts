// What a backup holds, and which ones are not brought back. A server that works meanwhile: test/e2e/backup.test.ts.
import { access, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { makeFileStore } from "../staging/file/file-store.js";
import { makeInputCache } from "../staging/http/input-cache.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import { backUp, restore } from "./backup.js";
import { makeFolders } from "./folders.js";

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true });
});

/** A data directory with a job that waits and has an upload, and its backup. */
async function backedUp() {
  const root = await mkdtemp(join(tmpdir(), "terrarium-backup-"));
  roots.push(root);
  const folders = makeFolders(join(root, "data"));
  const files = await makeFileStore({ root: folders.files, inputBytes: 1e6 });
  const upload = await files.uploads().create();
  await upload.write(Buffer.from("an input that is to be whole"));
  const file = await upload.close();
  const store = makeSqliteStore({ file: folders.database, now: Date.now });
  const { execute } = makeJob("a");
  const inputs = [{ id: "layer", data: { kind: "stored" as const, file, format: { mediaType: "text/plain" } } }];
  await store.add(makeJob("a", { execute: { ...execute, inputs } }));
  await store.close();
  await makeInputCache({ dir: join(folders.files, "cache"), bytes: 10, freshMs: 0, isShared: false, now: Date.now });
  await writeFile(join(folders.files, "cache", "contents", "fetched"), "fetched");
  const backup = join(root, "backup");
  await backUp(folders.data, backup, { version: "1.0.0", now: Date.now });
  return { backup, upload: join(backup, "files", "uploads", file.key), target: join(root, "restored") };
}

it("a backup holds the jobs and their files, and not what was fetched", async () => {
  const { backup, target } = await backedUp();
  await expect(access(join(backup, "files", "cache"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(await restore(backup, target, { hasFiles: true })).toMatchObject({ jobs: { accepted: 1 }, missing: [] });
});

it("a backup of which one file is shorter than it was is refused: a job would run on half an input", async () => {
  const { backup, upload, target } = await backedUp();
  await truncate(upload, 10);
  await expect(restore(backup, target, { hasFiles: true })).rejects.toThrow(/no whole backup/);
  await expect(access(target)).rejects.toMatchObject({ code: "ENOENT" });
});
