// What subscribers are told: signed, again until it is taken, also after a crash, and each end once.
import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import type { Job, JobStatus } from "../core/job.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { type CallbackParts, makeCallbacks } from "./callbacks.js";
import { makeSigner } from "./signature.js";
import { watchStore } from "./watched-store.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function jobOf(id: string, subscribes = true): Job {
  return {
    ...{ id, processId: "p", processVersion: "1", status: "accepted", progress: 0, attempt: 0, owner: "o", createdMs: 1, updatedMs: 1 },
    execute: {
      ...{ processId: "p", inputs: [], outputs: [], mode: "async", response: "raw", store: false, status: false, lineage: false },
      ...(subscribes ? { subscriber: { successUri: "http://a.example/" } } : {}),
    },
  };
}

function setUp(statuses: (number | Error)[], more: Partial<CallbackParts> = {}, folder = mkdtempSync(join(tmpdir(), "callbacks-"))) {
  if (!folders.includes(folder)) folders.push(folder);
  const told: string[] = [];
  const store = makeMemoryStore({ now: () => 5 });
  const callbacks = makeCallbacks({
    outboxDir: folder,
    store,
    signer: { headers: () => ({}) },
    notice: async (job) => ({ url: "http://a.example/", contentType: "text/plain", body: `${job.id} ${job.status}` }),
    async post(_url, _headers, body) {
      told.push(body);
      const status = statuses.shift() ?? 200;
      if (status instanceof Error) throw status;
      return status;
    },
    log: { info: vi.fn(), warn: vi.fn() },
    retriesMs: [1, 1, 1],
    ...more,
  });
  return { folder, told, store, callbacks, watched: watchStore(store, callbacks), left: () => readdirSync(folder) };
}

async function runTo(watched: ReturnType<typeof watchStore>, id: string, status: JobStatus): Promise<void> {
  await watched.change(id, ["accepted"], 0, { status: "running", startedMs: 2 });
  await watched.change(id, ["running"], 0, { status, finishedMs: 3 });
}

it("progress and end are told, and nothing of the account that comes after the end", async () => {
  const { told, watched, left } = setUp([]);
  await watched.add(jobOf("a"));
  expect(left()).toEqual(["a"]);
  await runTo(watched, "a", "successful");
  await expect.poll(() => left()).toEqual([]);
  await watched.change("a", ["successful"], 0, {
    usage: { cpuMs: 1, wallMs: 1, memoryPeakBytes: 1, diskBytes: 1, queueMs: 1, bytesIn: 1, bytesOut: 1 },
  });
  expect(told).toEqual(["a running", "a successful"]);
});

it("a job without a subscriber is told to nobody", async () => {
  const { told, watched, left } = setUp([]);
  await watched.add(jobOf("a", false));
  await runTo(watched, "a", "failed");
  expect([told, left()]).toEqual([[], []]);
});

it("an end that is not taken is told again until it is, and given up in the end", async () => {
  const one = setUp([200, 500, new Error("no connection"), 204]);
  await one.watched.add(jobOf("a"));
  await runTo(one.watched, "a", "failed");
  await expect.poll(() => one.left()).toEqual([]);
  expect(one.told).toEqual(["a running", "a failed", "a failed", "a failed"]);
  const two = setUp([200, 500, 500, 500, 500, 500]);
  await two.watched.add(jobOf("b"));
  await runTo(two.watched, "b", "failed");
  await expect.poll(() => two.left()).toEqual([]);
  expect(two.told.filter((body) => body === "b failed")).toHaveLength(4);
});

it("an end that cannot be looked up, while the store is away, is told when it is back", async () => {
  const store = makeMemoryStore({ now: () => 5 });
  let tries = 0;
  const get = async (id: string): Promise<Job | undefined> => {
    tries += 1;
    if (tries < 3) throw new Error("away");
    return store.get(id);
  };
  const { callbacks, told, left } = setUp([], { store: { get } });
  const watched = watchStore(store, callbacks);
  await watched.add(jobOf("a"));
  await runTo(watched, "a", "successful");
  await expect.poll(() => left()).toEqual([]);
  expect(told.filter((body) => body === "a successful")).toHaveLength(1);
});

it("what a dead server had not told is told by the next one, and jobs that are gone are forgotten", async () => {
  const first = setUp([200, 500], { retriesMs: [3_600_000] });
  await first.watched.add(jobOf("a"));
  await first.watched.add(jobOf("gone"));
  await runTo(first.watched, "a", "successful");
  await expect.poll(() => first.told).toContain("a successful");
  first.callbacks.close();
  const second = setUp([], { store: { get: async (id) => (id === "a" ? first.store.get("a") : undefined) } }, first.folder);
  await second.callbacks.recover();
  await expect.poll(() => second.left()).toEqual([]);
  expect(second.told).toEqual(["a successful"]);
});

it("the signature holds with the published key for this message and no other; the key is readable for nobody else and stays", () => {
  const folder = mkdtempSync(join(tmpdir(), "callbacks-"));
  folders.push(folder);
  const file = join(folder, "key.pem");
  const signer = makeSigner({ file, now: () => 1_700_000_000_000 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const url = "https://a.example/x?y=1";
  const headers = signer.headers(url, "application/json", "{}");
  const key = createPublicKey({ key: { ...signer.publicKey }, format: "jwk" });
  const isSigned = (body: string): boolean => {
    const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
    const covered = headers["signature-input"]?.replace("terrarium=", "");
    const base = `"@method": POST\n"@target-uri": ${url}\n"content-type": application/json\n"content-digest": ${digest}\n"@signature-params": ${covered}`;
    const signature = /^terrarium=:(.*):$/.exec(headers["signature"] ?? "")?.[1] ?? "";
    return verify(null, Buffer.from(base), key, Buffer.from(signature, "base64")) && headers["content-digest"] === digest;
  };
  expect([isSigned("{}"), isSigned("[]")]).toEqual([true, false]);
  expect(headers["signature-input"]).toContain(`created=1700000000;keyid="${signer.publicKey["kid"]}"`);
  expect(makeSigner({ file, now: Date.now }).publicKey).toEqual(signer.publicKey);
});
