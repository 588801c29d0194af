// The name under which a server holds jobs.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openStore } from "./store.js";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function nameIn(store: string): Promise<string> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const opened = await openStore({
    config: { store: {} },
    folders: { store, database: join(store, "jobs.sqlite") },
    now: Date.now,
    log,
  });
  await opened.store.close();
  return opened.worker;
}

it("is the same at each start, and a new one where a full disk or a power cut left the file empty", async () => {
  const folder = await mkdtemp(join(tmpdir(), "terrarium-worker-"));
  folders.push(folder);
  const first = await nameIn(folder);
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(await nameIn(folder)).toBe(first);
  await writeFile(join(folder, "worker"), "");
  const second = await nameIn(folder);
  expect(second).toMatch(/^[0-9a-f]{16}$/);
  expect(second).not.toBe(first);
  expect([await nameIn(folder), await readFile(join(folder, "worker"), "utf8")]).toEqual([second, second]);
});
