// A backup of a server that works, brought back to a new data directory: what was finished is there, what was accepted runs, what ran begins again.
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type Job, makeClient } from "../../packages/client/src/index.js";
import { runCommand } from "./command.js";
import { type Server, startServer } from "./server.js";

async function submit(
  client: Client,
  processId: string,
  inputs: Parameters<Client["execute"]>[1],
  outputs?: Parameters<Client["execute"]>[2],
): Promise<Job> {
  const execution = await client.execute(processId, inputs, { mode: "async", ...outputs });
  if (execution.kind !== "job") throw new Error("the execution was not asynchronous");
  return execution.job;
}

async function reaches(client: Client, id: string, status: string): Promise<Job> {
  for await (const job of client.watch(id, { mostMs: 300 })) if (job.status === status) return job;
  throw new Error(`the job ${id} never was ${status}`);
}

const layer = {
  value: { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [1, 2] } }] },
  mediaType: "application/geo+json",
};
const asFile = { outputs: { out: { transmissionMode: "reference", format: { mediaType: "application/geo+json" } } } } as const;

let folder = "";
let backup = "";
let first: Server;
const ids = { value: "", file: "", running: "", waiting: "" };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-backup-"));
  chmodSync(folder, 0o711);
  backup = join(folder, "backup");
  first = await startServer({ config: "[limits]\nrunning = 1\n" });
  const client = makeClient(first.url);
  ids.value = (await submit(client, "say_hello", { name: "kept" })).id;
  await reaches(client, ids.value, "successful");
  ids.file = (await submit(client, "centroids", { layer }, asFile)).id;
  await reaches(client, ids.file, "successful");
  // Longer than the command needs on a slow machine: it is to find one that runs and one that waits.
  ids.running = (await submit(client, "sleep", { delay: 5 })).id;
  await reaches(client, ids.running, "running");
  ids.waiting = (await submit(client, "centroids", { layer }, asFile)).id;
  expect(await runCommand(["backup", backup, "--data", first.data])).toMatchObject({ code: 0, err: "" });
});
afterAll(async () => {
  await first.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a backup of a server that works", () => {
  it("disturbs it in nothing: its jobs run on", async () => {
    const client = makeClient(first.url);
    await reaches(client, ids.running, "successful");
    await reaches(client, ids.waiting, "successful");
    // Nor is anything left in its folder that it does not own.
    const store = join(first.data, "store");
    const owners = new Set(["", ...readdirSync(store)].map((name) => lstatSync(join(store, name)).uid));
    expect(owners.size).toBe(1);
  });

  it("brought back, has the results, runs what was accepted and begins again what ran", async () => {
    const restored = join(folder, "server", "data");
    mkdirSync(join(folder, "server"), { mode: 0o711 });
    const told = await runCommand(["restore", backup, "--data", restored]);
    expect(told).toMatchObject({ code: 0, err: "" });
    expect(told.out).toMatch(/2 successful/);
    const second = await startServer({ folder: join(folder, "server") });
    try {
      const client = makeClient(second.url);
      expect(await client.results(ids.value)).toMatchObject([{ id: "response", value: "Hello kept" }]);
      const [file] = await client.results(ids.file);
      if (file?.kind !== "link") throw new Error(`no link: ${JSON.stringify(file)}`);
      const { pathname } = new URL(file.href);
      expect(await (await client.open(`${second.url}${pathname}`)).json()).toMatchObject({
        features: [{ geometry: { coordinates: [1, 2] } }],
      });
      expect(await reaches(client, ids.running, "successful")).toMatchObject({ raw: { attempt: 2 } });
      expect(await reaches(client, ids.waiting, "successful")).toMatchObject({ id: ids.waiting });
    } finally {
      await second.stop();
    }
  });

  it("is readable for its owner alone", () => {
    expect(lstatSync(backup).mode & 0o077).toBe(0);
  });

  it("goes to no folder that holds anything, and comes back to none", async () => {
    const full = join(folder, "full");
    mkdirSync(full);
    writeFileSync(join(full, "a"), "");
    for (const args of [
      ["backup", full, "--data", first.data],
      ["restore", backup, "--data", full],
    ])
      expect(await runCommand(args)).toMatchObject({ code: 3, out: "", err: expect.stringMatching(/not empty/) });
    expect(readdirSync(full)).toEqual(["a"]);
  });

  it("that was cut off, or is none, is refused", async () => {
    const target = join(folder, "nowhere");
    expect(await runCommand(["restore", join(folder, "full"), "--data", target])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/no whole backup/),
    });
    const manifest = join(backup, "terrarium-backup.json");
    const text = readFileSync(manifest, "utf8");
    try {
      truncateSync(manifest, 10);
      expect(await runCommand(["restore", backup, "--data", target])).toMatchObject({
        code: 3,
        err: expect.stringMatching(/no whole backup/),
      });
    } finally {
      writeFileSync(manifest, text);
    }
    rmSync(join(backup, "store", "callback-key.pem"));
    expect(await runCommand(["restore", backup, "--data", target])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/no whole backup/),
    });
  });

  it("of a database that cannot be read says which, and leads on", async () => {
    const broken = join(folder, "broken");
    mkdirSync(join(broken, "store"), { recursive: true });
    writeFileSync(join(broken, "store", "jobs.sqlite"), "no database".repeat(1000));
    expect(await runCommand(["backup", join(folder, "of-broken"), "--data", broken])).toMatchObject({
      code: 3,
      out: "",
      err: expect.stringMatching(/broken\/store\/jobs\.sqlite cannot be copied: .+\. Where its disk is read-only, copy /),
    });
  });

  it("of a folder without a database is refused", async () => {
    expect(await runCommand(["backup", join(folder, "new"), "--data", join(folder, "full")])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/no job database/),
    });
  });
});
