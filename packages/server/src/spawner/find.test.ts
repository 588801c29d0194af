import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bootId, type Child, childOf, isDead } from "./children.js";
import { findSpawner } from "./find.js";
import { socketPath, spawnerFolder } from "./place.js";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "terrarium-find-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("a spawner that another server has just begun", () => {
  it("is not killed because it does not listen yet", async () => {
    const other = spawn("sleep", ["600"], { stdio: "ignore" });
    const listener = createServer((socket) => socket.end(`${JSON.stringify({ problem: "another server runs here" })}\n`));
    try {
      const child = childOf(other.pid ?? 0) as Child;
      const path = socketPath(dataDir, process.getuid?.() === 0);
      mkdirSync(join(dataDir, spawnerFolder), { recursive: true });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(join(dataDir, spawnerFolder, "spawner.json"), JSON.stringify({ ...child, bootId: bootId() }));
      const orders = { dataDir, bundlesDir: dataDir, owner: { uid: 0, gid: 0 }, uids: { base: 700_000, count: 1 }, desertedMs: 1000 };
      const warnings: string[] = [];
      const found = findSpawner(orders, "any", (message) => warnings.push(message));
      found.catch(() => undefined);
      // It has looked for the socket by now, and again if it does so.
      setTimeout(() => listener.listen(path), 200);
      await expect(found).rejects.toThrow("another server runs here");
      expect(isDead(child)).toBe(false);
      expect(warnings).toEqual([]);
    } finally {
      other.kill("SIGKILL");
      listener.close();
    }
  });
});
