// What a job database costs, empty and with many finished jobs on record: taking a job in, its status, lists, the queue.
// Usage: node bench/store.mjs [FINISHED (100000)] [URL]   URL: postgres://... of an empty database, instead of SQLite in a temporary folder.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgresStore } from "../packages/server/dist/stores/postgres/postgres-store.js";
import { makeSqliteStore } from "../packages/server/dist/stores/sqlite/sqlite-store.js";

const finished = Number(process.argv[2] ?? 100_000);
const url = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), "terrarium-bench-store-"));
const processes = Array.from({ length: 10 }, (_, index) => `process_${index}`);

const execute = {
  processId: "process_0",
  inputs: [{ id: "name", data: { kind: "value", value: "x".repeat(200) } }],
  outputs: [],
  mode: "async",
  response: "document",
  store: true,
  status: true,
  lineage: false,
};

let made = 0;
function makeJob(over = {}) {
  made += 1;
  return {
    id: randomBytes(16).toString("hex"),
    processId: processes[made % processes.length],
    processVersion: "1",
    execute,
    status: "accepted",
    progress: 0,
    attempt: 0,
    owner: "anonymous",
    createdMs: 1_700_000_000_000 + made,
    updatedMs: 1_700_000_000_000 + made,
    ...over,
  };
}

function open() {
  if (url === undefined) return makeSqliteStore({ file: join(folder, "jobs.sqlite"), now: Date.now });
  return openPostgresStore({ url, schema: `bench_${process.pid}`, connections: 10, now: Date.now, warn: () => {} });
}

async function medianMs(times, action) {
  const all = [];
  for (let index = 0; index < times; index += 1) {
    const beganMs = performance.now();
    await action(index);
    all.push(performance.now() - beganMs);
  }
  return all.sort((one, other) => one - other)[Math.floor(all.length / 2)];
}

/** Everything but taking in and running leaves the store as it was. */
async function measure(store) {
  const ids = [];
  const rows = {};
  rows["add, one after the other"] = await medianMs(100, async () => ids.push((await store.add(makeJob())).id));
  const beganMs = performance.now();
  for (const { id } of await Promise.all(Array.from({ length: 1_000 }, () => store.add(makeJob())))) ids.push(id);
  rows["add, each of 1,000 at once"] = (performance.now() - beganMs) / 1_000;
  rows["status of a job"] = await medianMs(300, (index) => store.get(ids[(index * 3) % ids.length]));
  rows["list: the newest 10"] = await medianMs(100, () => store.list({ owner: "anonymous", newestFirst: true, limit: 10 }));
  rows["list: 10 of a process"] = await medianMs(100, () =>
    store.list({ owner: "anonymous", processIds: ["process_3"], newestFirst: true, limit: 10 }),
  );
  rows["list: 10 that wait"] = await medianMs(100, () =>
    store.list({ owner: "anonymous", status: ["accepted"], newestFirst: true, limit: 10 }),
  );
  rows["list: what has expired"] = await medianMs(100, () => store.list({ expiredAtMs: 1, limit: 200 }));
  rows["list: what runs"] = await medianMs(100, () => store.list({ status: ["running", "paused"] }));
  rows["place of the last of 1,100 in the queue"] = await medianMs(50, () => store.ahead(ids.at(-1)));
  rows["length of the queue"] = await medianMs(50, () => store.backlog());
  rows["what runs, by owner"] = await medianMs(50, () => store.running());
  rows["count by status"] = await medianMs(20, () => store.count());
  const claimed = [];
  rows["claim"] = await medianMs(1_100, async () => {
    const job = await store.claim("bench", 60_000);
    claimed.push(job);
  });
  rows["running"] = await medianMs(100, (index) => store.change(claimed[index].id, ["accepted"], 1, { status: "running", startedMs: 1 }));
  rows["end"] = await medianMs(100, (index) =>
    store.change(claimed[index].id, ["running"], 1, { status: "successful", finishedMs: 2, expiresMs: 1e15, results: [] }),
  );
  for (const job of claimed.slice(100)) await store.change(job.id, ["accepted"], 1, { status: "failed", finishedMs: 2, expiresMs: 1e15 });
  return rows;
}

const store = await open();
try {
  const empty = await measure(store);
  console.error(`adding ${finished} finished jobs`);
  for (let left = finished; left > 0; left -= 1_000)
    await Promise.all(
      Array.from({ length: Math.min(1_000, left) }, () =>
        store.add(makeJob({ status: "successful", attempt: 1, startedMs: 1, finishedMs: 2, expiresMs: 1e15, results: [] })),
      ),
    );
  const full = await measure(store);
  console.log(`${url === undefined ? "SQLite" : "PostgreSQL"}; medians, ms.\n`);
  console.log(`| what | empty | ${finished.toLocaleString("en")} finished jobs | ratio |\n|---|---|---|---|`);
  for (const [name, ms] of Object.entries(full)) {
    const before = empty[name];
    console.log(`| ${name} | ${before.toFixed(3)} | ${ms.toFixed(3)} | ${(ms / before).toFixed(2)} |`);
  }
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
