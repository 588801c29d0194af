// The SQLite store under the suite of all stores, and what is its own: durability, group commit, one server per file, versions.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeJob } from "../conformance/ground.js";
import { filling, jobs, questions } from "../conformance/plans.js";
import { testStore } from "../conformance.js";
import { sql } from "../sql/statement.js";
import { makeSqliteStore } from "./sqlite-store.js";

let dir = "";
let files = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-sqlite-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});
const newFile = (): string => join(dir, `jobs-${files++}.db`);
const now = (): number => 5000;

testStore("sqlite", async (clock) => makeSqliteStore({ file: newFile(), now: clock }));

/** Runs `script` (it sees `store`, `makeJob`) in a child that is killed with SIGKILL when it says "now". */
async function killedWriter(file: string, script: string): Promise<void> {
  const source = `
    import { makeSqliteStore } from ${JSON.stringify(join(import.meta.dirname, "sqlite-store.ts"))};
    const base = ${JSON.stringify(makeJob("base"))};
    const makeJob = (id, over) => ({ ...base, id, ...over });
    const store = makeSqliteStore({ file: ${JSON.stringify(file)}, now: Date.now, lateMs: 60000 });
    const run = async () => { ${script} };
    run().then(() => process.stdout.write("now\\n"), (error) => process.stdout.write(String(error) + "\\n"));
    setInterval(() => {}, 1000);`;
  const outfile = join(import.meta.dirname, `.killed-writer-${process.pid}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["libsql"],
    outfile,
  });
  try {
    const child = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(said.toString()).toBe("now\n");
  } finally {
    await rm(outfile, { force: true });
  }
}

describe("the durability of the SQLite store", () => {
  it("keeps what was accepted and finished when the server is killed the instant after", async () => {
    const file = newFile();
    await killedWriter(
      file,
      `await Promise.all(Array.from({ length: 20 }, (_, i) => store.add(makeJob("job" + i))));
       await store.claim("worker", 60000);
       await store.change("job0", ["accepted"], 1, { status: "running", startedMs: 1 });
       await store.change("job0", ["running"], 1, { status: "successful", finishedMs: 2, results: [] });`,
    );
    const store = makeSqliteStore({ file, now });
    expect(await store.count()).toMatchObject({ accepted: 19, successful: 1 });
    expect(await store.get("job0")).toMatchObject({ status: "successful", attempt: 1, results: [] });
    await store.close();
  });

  it("commits a synchronous job that nobody can ask for later without waiting, and loses only that", async () => {
    const file = newFile();
    await killedWriter(
      file,
      `await store.add(makeJob("kept"));
       await store.add(makeJob("transient", { execute: { ...base.execute, mode: "sync", store: false } }));`,
    );
    const store = makeSqliteStore({ file, now });
    expect((await store.list({})).map((job) => job.id)).toEqual(["kept"]);
    await store.close();
  });

  it("forgets the leases of a dead server when the file is opened again", async () => {
    const file = newFile();
    const first = makeSqliteStore({ file, now });
    await first.add(makeJob("a"));
    await first.claim("dead", 1_000_000);
    await first.close();
    const second = makeSqliteStore({ file, now });
    expect(await second.claim("new", 1000)).toMatchObject({ id: "a", attempt: 2 });
    await second.close();
  });
});

describe("the file of the SQLite store", () => {
  it("refuses a second server on the same file, with a sentence", async () => {
    const file = newFile();
    const first = makeSqliteStore({ file, now });
    expect(() => makeSqliteStore({ file, now })).toThrow(/in use by another Terrarium server/);
    await first.close();
    await makeSqliteStore({ file, now }).close();
  });

  it("refuses a file of a newer server, with a sentence", async () => {
    const file = newFile();
    await makeSqliteStore({ file, now }).close();
    const db = new Database(file);
    db.exec("pragma user_version = 99");
    db.close();
    expect(() => makeSqliteStore({ file, now })).toThrow(/newer Terrarium \(schema 99; this one knows 4\)/);
  });

  it("shows no reader a finish that is not committed yet", async () => {
    const file = newFile();
    const store = makeSqliteStore({ file, now });
    await store.add(makeJob("a", { status: "running", attempt: 1 }));
    const order: string[] = [];
    const finish = store.change("a", ["running"], 1, { status: "successful", finishedMs: 1 }).then(() => order.push("committed"));
    const read = store.get("a").then((job) => order.push(`read ${job?.status}`));
    await Promise.all([finish, read]);
    expect(order).toEqual(["committed", "read successful"]);
    await store.close();
  });

  it("keeps what was told of a job although a later write of it fails", async () => {
    const store = makeSqliteStore({ file: newFile(), now });
    await store.add(makeJob("a"));
    await store.claim("w", 1000);
    await store.change("a", ["accepted"], 1, { status: "running", startedMs: 1, progress: 40 });
    const endless: { self?: unknown } = {};
    endless.self = endless;
    const unwritable = { engine: "e", id: "a", state: endless as never };
    await expect(store.change("a", ["running"], 1, { handle: unwritable })).rejects.toMatchObject({ code: "internal" });
    expect(await store.get("a")).toMatchObject({ status: "running", attempt: 1, progress: 40 });
    await store.close();
  });

  it("upgrades a file of the first version, and loses nothing of it", async () => {
    const file = newFile();
    await copyFile(join(import.meta.dirname, "../../../../../test/fixtures/stores/schema-1.db"), file);
    const store = makeSqliteStore({ file, now });
    expect(await store.list({})).toEqual([
      makeJob("waits", { message: "Ünïcode; 'quoted'", attempt: 1, updatedMs: 5000 }),
      makeJob("sync", { owner: "me", attempt: 1, updatedMs: 5000, execute: { ...makeJob("sync").execute, mode: "sync" } }),
      makeJob("runs", {
        processId: "buffer",
        status: "running",
        attempt: 1,
        progress: 40,
        message: "Buffering",
        ...{ createdMs: 1500, updatedMs: 5000, startedMs: 2000 },
        handle: { engine: "bwrap", id: "b-1", state: { pid: 7 } },
        isolation: { engine: "bwrap", enforced: ["memory"], notEnforced: [] },
      }),
      makeJob("done", {
        status: "successful",
        attempt: 1,
        progress: 100,
        ...{ createdMs: 1600, updatedMs: 6000, startedMs: 3000, finishedMs: 6000 },
        results: [{ id: "response", kind: "literal", value: "Hello" }],
      }),
      makeJob("failed", {
        status: "failed",
        ...{ createdMs: 1700, updatedMs: 6000, finishedMs: 6000 },
        error: { code: "process-failed", message: "It broke." },
      }),
    ]);
    expect((await store.events("runs")).map(({ status, progress }) => `${status} ${progress}`)).toEqual([
      "accepted 0",
      "running 0",
      "running 40",
    ]);
    expect(await store.claim("new", 1000, { onlySync: true })).toMatchObject({ id: "sync", attempt: 2 });
    await store.add(makeJob("newer"));
    expect(await store.claim("new", 1000)).toMatchObject({ id: "waits", attempt: 2 });
    expect(await store.claim("new", 1000)).toMatchObject({ id: "newer", attempt: 1 });
    expect(await store.change("runs", ["running"], 1, { status: "failed", finishedMs: 9 })).toMatchObject({ status: "failed" });
    await store.close();
    await makeSqliteStore({ file, now }).close();
  });
});

describe("many finished jobs on record", () => {
  it("cost no question more than its answer: each is found by an index, or in the order of the table", async () => {
    const file = newFile();
    await makeSqliteStore({ file, now }).close();
    const db = new Database(file);
    db.exec(`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${jobs}) ${filling}`);
    const dialect = { now, clock: () => sql`${jobs}`, skipLocked: sql``, inOrder: sql`indexed by jobs_in_order` };
    const plans = questions(dialect).map(([name, { text, values }]) => {
      const steps = db.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
      return `${name}: ${steps.map(({ detail }) => detail).join("; ")}`;
    });
    db.close();
    const scans = plans.filter((plan) => /SCAN (jobs|events)(?! USING)/.test(plan));
    // The newest of all are the last of the table. What other servers have is asked for only where there are any.
    expect(scans).toEqual(["a page of all: SCAN jobs", "jobs of other servers: SCAN jobs"]);
    expect(plans.find((plan) => plan.startsWith("what has expired"))).toContain("jobs_by_expiry");
    expect(plans.find((plan) => plan.startsWith("what an older version ended"))).toContain("jobs_by_finish");
  });
});

describe("a job database that is locked by another program", () => {
  it("is waited for in the order of the calls, and the server goes on meanwhile", async () => {
    const file = newFile();
    const store = makeSqliteStore({ file, now });
    await store.add(makeJob("a", { status: "running", attempt: 1 }));
    const other = new Database(file, { timeout: 0 });
    other.exec("begin immediate");
    const order: string[] = [];
    const writes = [
      store.change("a", ["running"], 1, { status: "successful", finishedMs: 1 }).then(() => order.push("ended")),
      store.add(makeJob("b")).then(() => order.push("added")),
    ];
    // Reading is not held up.
    expect(await store.get("a")).toMatchObject({ status: "running" });
    expect(order).toEqual([]);
    other.exec("rollback");
    other.close();
    await Promise.all(writes);
    expect(order).toEqual(["ended", "added"]);
    expect((await store.list({})).map(({ id, status }) => `${id} ${status}`)).toEqual(["a successful", "b accepted"]);
    await store.close();
  });

  it("is told as busy to those who ask, after a while; what runs waits on", async () => {
    const file = newFile();
    const store = makeSqliteStore({ file, now });
    await store.add(makeJob("a", { status: "running", attempt: 1 }));
    const other = new Database(file, { timeout: 0 });
    other.exec("begin immediate");
    const ended = store.change("a", ["running"], 1, { status: "successful", finishedMs: 1 });
    await expect(store.add(makeJob("b"))).rejects.toMatchObject({ code: "busy", retryAfterS: 5 });
    other.exec("rollback");
    other.close();
    expect(await ended).toMatchObject({ status: "successful" });
    await store.add(makeJob("c"));
    expect((await store.list({})).map((job) => job.id)).toEqual(["a", "c"]);
    await store.close();
  });
});

const mayMount = process.getuid?.() === 0;

describe("a job database on a full disk", () => {
  it.skipIf(!mayMount)(
    `refuses jobs, shows those that it has, and takes new ones when there is space again${mayMount ? "" : " (skipped: only root may mount a small file system)"}`,
    async () => {
      const folder = join(dir, "small");
      await mkdir(folder);
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
      try {
        const store = makeSqliteStore({ file: join(folder, "jobs.db"), now });
        await store.add(makeJob("a"));
        const { bavail, bsize } = await statfs(folder);
        await writeFile(join(folder, "filler"), Buffer.alloc((bavail - 1) * bsize));
        const large = { message: "x".repeat(50_000) };
        const both = await Promise.allSettled([store.add(makeJob("b", large)), store.add(makeJob("c", large))]);
        expect(both.map((one) => one.status === "rejected" && one.reason.code)).toEqual(["storage-full", "storage-full"]);
        expect((await store.list({})).map((job) => job.id)).toEqual(["a"]);
        // Not committed yet when the disk is full: undone, and its attempt is not given to another run.
        expect(await store.claim("w", 1_000)).toMatchObject({ id: "a", attempt: 1 });
        await expect(store.add(makeJob("e", large))).rejects.toMatchObject({ code: "storage-full" });
        expect(await store.get("a")).toMatchObject({ attempt: 0 });
        await rm(join(folder, "filler"));
        expect(await store.claim("w", 1_000)).toMatchObject({ id: "a", attempt: 2 });
        expect(await store.change("a", ["accepted"], 1, { status: "running" })).toBeUndefined();
        expect(await store.change("a", ["accepted"], 2, { status: "running" })).toMatchObject({ attempt: 2 });
        await store.add(makeJob("d", large));
        await store.close();
        const again = makeSqliteStore({ file: join(folder, "jobs.db"), now });
        expect((await again.list({})).map((job) => job.id)).toEqual(["a", "d"]);
        await again.close();
      } finally {
        execFileSync("umount", ["-l", folder]);
      }
    },
  );
});

describe("a damaged job database", () => {
  /** A file of some pages, changed by `damage`. */
  async function damaged(damage: (bytes: Buffer) => Buffer): Promise<string> {
    const file = newFile();
    const store = makeSqliteStore({ file, now });
    await Promise.all(Array.from({ length: 200 }, (_, index) => store.add(makeJob(`job${index}`))));
    await store.close();
    await writeFile(file, damage(await readFile(file)));
    return file;
  }
  it("that is too short is refused, and the sentence names it", async () => {
    const file = await damaged((bytes) => bytes.subarray(0, bytes.length / 2));
    expect(() => makeSqliteStore({ file, now })).toThrow(`The job database ${file} is damaged (`);
  });
  it("that is no database is refused, and the sentence names it", async () => {
    const file = await damaged(() => Buffer.from("no database at all ".repeat(100)));
    expect(() => makeSqliteStore({ file, now })).toThrow(`The job database ${file} is damaged (`);
  });
  it("of which a page in the middle is overwritten is refused, and its lock given back", async () => {
    const file = await damaged((bytes) => bytes.fill(0xa5, 8 * 4096, 12 * 4096));
    expect(() => makeSqliteStore({ file, now })).toThrow(`The job database ${file} is damaged (`);
    await rm(file);
    await makeSqliteStore({ file, now }).close();
  });
});
