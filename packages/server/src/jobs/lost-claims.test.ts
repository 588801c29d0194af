// A claim is told before it is committed: a commit that fails takes it back, and the job is claimed again while its first run brings inputs together.
import { join } from "node:path";
import Database from "libsql";
import { expect, it } from "vitest";
import { makeJob } from "../stores/conformance/ground.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import { defaultPolicy } from "./queue-policy.js";
import { closeAfterEach, held, makeRig } from "./rig.js";

closeAfterEach();

it("a job that is claimed once more is started once, and keeps the limit of its time when its first run gives way", async () => {
  const fetches: (() => void)[] = [];
  let starts = 0;
  const rig = await makeRig({
    script: held,
    store: (root) => {
      const file = join(root, "jobs.db");
      const store = makeSqliteStore({ file, now: Date.now, lateMs: 600_000 });
      const database = new Database(file);
      database.exec("create trigger failing before insert on jobs when new.owner = 'failing' begin select raise(rollback, 'no'); end");
      database.close();
      return store;
    },
    engine: (engine) => ({
      ...engine,
      async start(handle) {
        starts += 1;
        return engine.start(handle);
      },
    }),
    parts: {
      policy: { ...defaultPolicy, totalMs: 6_000 },
      fetcher: {
        async fetch(_reference, id) {
          await new Promise<void>((resolve) => fetches.push(resolve));
          return rig.upload(`${id} is here`);
        },
      },
    },
  });
  const reference = { kind: "reference" as const, method: "GET" as const, href: "http://127.0.0.1:9/layer", headers: [] };
  const inputs = [
    { id: "name", data: { kind: "value" as const, value: "World" } },
    { id: "layer", data: reference },
  ];
  const { id } = await rig.execute({ inputs });
  await expect.poll(() => fetches.length).toBe(1);
  await expect(rig.store.add({ ...makeJob("other"), owner: "failing" })).rejects.toThrow();
  expect(await rig.status(id)).toMatchObject({ status: "accepted", attempt: 0 });
  // Places are given away again when another one comes.
  await rig.execute({ inputs });
  await expect.poll(() => fetches.length).toBe(3);
  for (const go of fetches) go();
  await expect.poll(() => starts).toBe(2);
  expect(await rig.reaches(id, "failed")).toMatchObject({ attempt: 2, error: { code: "limit-exceeded" } });
  expect(starts).toBe(2);
});
