// The oracle that all cases share: the canaries are neither read nor changed, and nothing of the attack is left on the host.
import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { settled } from "../../packages/server/src/spawner/records.js";
import { type Ground, uids } from "./ground.js";

export interface Oracle {
  /** The folder of the host's canaries: a file that all could read if they could reach it, and a database as the server keeps it. */
  readonly secrets: string;
  /** Takes note of texts that leave sandboxes. */
  overhear(text: string): void;
  /** Throws unless everything is as it was when the oracle was made. */
  check(): Promise<void>;
  remove(): Promise<void>;
}

const isOurs = (uid: number) => uid >= uids.base && uid < uids.base + uids.count;

/** Children with a uid of the sandboxes; the dead who only wait to be reaped are none. */
async function children(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
    const uid = Number(/^Uid:\t(\d+)/m.exec(status)?.[1] ?? -1);
    if (isOurs(uid) && !/^State:\tZ/m.test(status)) found.push(`child ${/^Name:\t(.*)/m.exec(status)?.[1]} of uid ${uid}`);
  }
  return found;
}

/** Objects of System V IPC and keys that belong to a uid of the sandboxes. */
async function kernelObjects(): Promise<string[]> {
  const found: string[] = [];
  for (const kind of ["shm", "msg", "sem"]) {
    const lines = (await readFile(`/proc/sysvipc/${kind}`, "latin1").catch(() => "")).split("\n").slice(1);
    for (const line of lines) if (line.trim().split(/\s+/).map(Number).some(isOurs)) found.push(`${kind} ${line.trim()}`);
  }
  const users = (await readFile("/proc/key-users", "latin1").catch(() => "")).split("\n");
  for (const line of users) {
    const [, uid, keys] = /^\s*(\d+):\s+\d+ (\d+)\//.exec(line) ?? [];
    if (isOurs(Number(uid)) && Number(keys) > 0) found.push(`keys of ${uid}`);
  }
  return found;
}

/** Files of the sandboxes' uids where everybody may write. */
async function files(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ["/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue"]) {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const facts = await lstat(path).catch(() => undefined);
      if (facts && isOurs(facts.uid)) found.push(`file ${path}`);
    }
  }
  return found;
}

/** What this ground's sandboxes have on the host now. Names of the data folder two levels deep are part of it. */
async function residue(ground: Ground): Promise<readonly string[]> {
  const data: string[] = [];
  for (const name of await readdir(ground.folder)) {
    const below = await readdir(join(ground.folder, name)).catch(() => []);
    data.push(`data ${name}`, ...below.map((each) => `data ${name}/${each}`));
  }
  const parts = await Promise.all([ground.traces(), children(), kernelObjects(), files()]);
  return [...parts.flat(), ...data].sort();
}

function without(names: readonly string[], known: readonly string[]): string[] {
  const left = [...names];
  for (const each of known) if (left.includes(each)) left.splice(left.indexOf(each), 1);
  return left;
}

/** Make it when the engine has run a job: what it keeps for all jobs (a parent that has imported libraries) is there from then on. */
export async function makeOracle(ground: Ground): Promise<Oracle> {
  const secrets = await mkdtemp("/var/tmp/terrarium-secrets-");
  const canary = `canary-${randomBytes(12).toString("hex")}`;
  await chmod(secrets, 0o755);
  await mkdir(join(secrets, "closed"), { mode: 0o700 });
  const kept = new Map(["canary", "closed/canary", "terrarium.db"].map((name) => [join(secrets, name), `${canary} in ${name}\n`]));
  for (const [path, text] of kept) await writeFile(path, text, { mode: 0o644 });
  process.env["TERRARIUM_CANARY"] = canary;
  const before = await residue(ground);
  const names = (await readdir(secrets)).sort();
  const interpreter = await stat("/usr/bin/python3");
  let heard = "";
  return {
    secrets,
    overhear: (text) => {
      heard += text;
    },
    async check() {
      for (const [path, text] of kept) expect(await readFile(path, "utf8"), path).toBe(text);
      expect((await readdir(secrets)).sort(), "names beside the canaries").toEqual(names);
      expect(heard.includes(canary), "a canary left a sandbox").toBe(false);
      heard = "";
      const { ino, mtimeMs, size } = await stat("/usr/bin/python3");
      expect({ ino, mtimeMs, size }).toEqual({ ino: interpreter.ino, mtimeMs: interpreter.mtimeMs, size: interpreter.size });
      let left: readonly string[] = [];
      // The kernel tidies up after keyrings and groups in its own time.
      await settled(async () => {
        left = without(await residue(ground), before);
        return left.length === 0;
      }, 10_000);
      expect(left, "left on the host").toEqual([]);
    },
    async remove() {
      delete process.env["TERRARIUM_CANARY"];
      await rm(secrets, { recursive: true, force: true });
    },
  };
}
