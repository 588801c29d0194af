// What a start does with the files of the server before it, while clients knock already.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { FileStore } from "../core/staging.js";
import { makeFileStore } from "../staging/file/file-store.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { strayKeys } from "./recover.js";
import { closeAfterEach, makeRig, open, roots } from "./rig.js";

closeAfterEach();

async function upload(files: FileStore): Promise<string> {
  const file = await files.uploads().create();
  await file.write(Buffer.from("input"));
  return (await file.close()).key;
}

async function freshRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "terrarium-recover-"));
  roots.add(root);
  return root;
}

it("removes uploads that a dead server left, and none that arrives while its jobs are put in order", async () => {
  const root = await freshRoot();
  const left = await upload(await makeFileStore({ root, inputBytes: 1e6 }));
  const files = await makeFileStore({ root, inputBytes: 1e6 });
  const arriving = await upload(files);
  const rig = await makeRig({ root, parts: { files } });
  open.splice(open.indexOf(rig), 1);
  // The sweep is waited for.
  await rig.close();
  const keys = (await files.list()).map(({ key }) => key);
  expect([keys.includes(left), keys.includes(arriving)]).toEqual([false, true]);
});

it("begins although the storage of results cannot say what it holds", async () => {
  const root = await freshRoot();
  const files = await makeFileStore({ root, inputBytes: 1e6 });
  const list = (): Promise<never> => Promise.reject(new Error("no answer"));
  const rig = await makeRig({ root, parts: { files: { ...files, list } } });
  const { id } = await rig.execute();
  expect(await rig.reaches(id, "successful", "failed")).toMatchObject({ status: "successful" });
});

it("lets others have their turn while it looks through thousands of results", async () => {
  const store = makeMemoryStore({ now: Date.now });
  const keys = Array.from({ length: 1_000 }, (_, index) => `o-job${index}-0`);
  for (const index of keys.keys()) await store.add(makeJob(`job${index}`));
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  expect(await strayKeys({ store }, keys)).toEqual([]);
  isOver = true;
  expect(turns).toBeGreaterThan(10);
});
