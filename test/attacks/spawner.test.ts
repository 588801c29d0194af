// What the unprivileged server could ask of the root spawner if somebody had taken the server over: it must not lead root anywhere.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { SandboxPlan } from "../../packages/server/src/core/spawner.js";
import { buildSpawner, makeSealedEngine, type SealedEngine } from "../../packages/server/src/engines/sealed-engine.js";

const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? "" : " (skipped: only a root spawner has rights that the server lacks)";
const mebibyte = 1024 * 1024;
const uids = { base: 710_000, count: 1 };
let made: SealedEngine;
let secrets: string;

beforeAll(async () => {
  made = await makeSealedEngine({ uids });
  secrets = await mkdtemp("/var/tmp/terrarium-secrets-");
});
afterAll(async () => {
  await made.tearDown();
  await rm(secrets, { recursive: true, force: true });
});

const limits = {
  wallMs: 20_000,
  memoryBytes: 64 * mebibyte,
  cpus: 1,
  pids: 16,
  diskBytes: 4 * mebibyte,
  inodes: 100,
  fds: 64,
  outputBytes: 3 * mebibyte,
  logBytes: 4096,
};

let count = 0;

/** A plan that needs no sandbox: a shell, unprivileged, with the two folders of its quota. */
async function planOf(script: string, change: Partial<SandboxPlan> = {}): Promise<SandboxPlan> {
  const id = `plan-${count++}`;
  const dir = change.dir ?? join(made.folder, id);
  if (change.dir === undefined) await mkdir(dir);
  const say = `echo '{"terrarium":"ready"}'; read -r line; cd "$0"; ${script}`;
  return { id, dir, command: ["/bin/sh", "-c", say, { scratch: "out" }], filter: "", limits, bootMs: 10_000, ...change };
}

async function ended(script: string): Promise<SandboxPlan> {
  const plan = await planOf(script);
  await made.spawner.create(plan);
  await made.spawner.start(plan.id);
  await made.spawner.wait(plan.id, () => {});
  return plan;
}

describe.skipIf(!isRoot)(`a server that was taken over${needsRoot}`, () => {
  it("cannot come to the spawner's own folder, where the socket lies and the list of folders that sandboxes may be shown", async () => {
    const folder = join(made.folder, "spawner");
    const { mode, uid } = await stat(folder);
    expect([mode & 0o777, uid]).toEqual([0o700, 0]);
    const list = await stat(join(folder, "folders.json"));
    expect([list.mode & 0o777, list.uid]).toEqual([0o600, 0]);
    expect((await stat(join(folder, "socket"))).mode & 0o777).toBe(0o600);
  });
  it("cannot let root write outside of its bundles: not by a link, not by dots, not into the spawner's own folder", async () => {
    const link = join(made.folder, "link");
    await symlink(secrets, link);
    // Control: the link works for who follows it.
    await writeFile(join(link, "followed"), "x");
    await mkdir(join(secrets, "deeper"));
    const records = join(made.folder, "spawner", "records");
    const hidden = join(made.folder, "elsewhere");
    for (const dir of [link, join(link, "deeper"), `${made.folder}/../${secrets.split("/").at(-1)}`, secrets, records, `${hidden}/./x`]) {
      await expect(made.spawner.create(await planOf("true", { dir })), dir).rejects.toMatchObject({ code: "engine-failed" });
    }
    expect(await readdir(secrets)).toEqual(["deeper", "followed"]);
    expect(await readdir(join(secrets, "deeper"))).toEqual([]);
    await rm(link);
  });

  it("cannot let root put outputs elsewhere than into the bundle of their job", async () => {
    const plan = await ended("echo forged > record.json");
    await symlink(secrets, join(plan.dir, "link"));
    const other = await planOf("true");
    const wrong = [
      join(plan.dir, "link"),
      join(plan.dir, "link", "made"),
      join(made.folder, "spawner", "records"),
      join(other.dir, "collected"),
      `${plan.dir}/../${other.id}/collected`,
      plan.dir,
      secrets,
    ];
    for (const into of wrong) {
      await expect(made.spawner.collect(plan.id, ["record.json"], into), into).rejects.toMatchObject({ code: "engine-failed" });
    }
    expect(await readdir(secrets)).not.toContain("record.json");
    expect(await readdir(secrets)).not.toContain("made");
    expect(await readdir(other.dir)).toEqual([]);
    // Control: in its own bundle the same file is collected.
    expect(await made.spawner.collect(plan.id, ["record.json"], join(plan.dir, "collected"))).toMatchObject([{ byteLength: 7 }]);
    await made.spawner.remove(plan.id);
  });

  it("cannot say options of mount in the place of a number", async () => {
    const wrong = { ...limits, diskBytes: "4m,suid,dev" as unknown as number };
    await expect(made.spawner.create(await planOf("true", { limits: wrong }))).rejects.toMatchObject({ code: "engine-failed" });
  });

  it("cannot let root kill others by a forged record of the launcher", async () => {
    const strangers = [0, uids.base].map((uid) => spawn("/usr/bin/sleep", ["600"], { uid, gid: uid, stdio: "ignore" }));
    const isAlive = (child: ChildProcess | undefined) => child?.exitCode === null && child.signalCode === null;
    for (const stranger of strangers) {
      const plan = await planOf("exec sleep 600");
      await made.spawner.create(plan);
      const { ino } = await stat("/proc/self/ns/pid");
      await rm(join(plan.dir, "exit.json"));
      await writeFile(join(plan.dir, "exit.json"), `{ "child-pid": ${stranger.pid}, "pid-namespace": ${ino} }`);
      await made.spawner.remove(plan.id);
    }
    // Control: one with the sandbox's own uid is taken for its child.
    const [roots, own] = strangers;
    if (own && isAlive(own)) await once(own, "exit");
    expect([isAlive(roots), isAlive(own)]).toEqual([true, false]);
    roots?.kill("SIGKILL");
  });

  it("cannot end the spawner by a zygote that says what is not so, nor let root remove a file elsewhere by one that fails", async () => {
    const zygoteOf = (key: string, script: string) => {
      return {
        key,
        command: ["unshare", "--user", "/bin/sh", "-c", script],
        view: [],
        environment: { PATH: "/usr/bin:/bin" },
        modules: [],
        home: "/x",
      };
    };
    const own = await makeSealedEngine({ uids: { base: 712_000, count: 3 } });
    onTestFinished(own.tearDown);
    const planOfOwn = async (id: string, script: string) => {
      const plan = await planOf("true", { id, dir: join(own.folder, id) });
      await mkdir(plan.dir);
      return { ...plan, zygote: zygoteOf(id, script) };
    };
    // It has made no namespace, so that the kernel refuses the uids that it is given.
    const honest = await planOfOwn("liar", `read -r x; echo '{"unshared":true}'; read -r x`);
    const liar = { ...honest, zygote: { ...honest.zygote, command: honest.zygote.command.slice(2) } };
    expect(await own.spawner.create(liar)).toBe(false);
    const marker = join(own.folder, "failing");
    const say = (text: string) => `echo '${text}'; read -r x`;
    const failing = await planOfOwn(
      "failing-one",
      `read -r x; ${say('{"unshared":true}')}; ${say('{"ready":{"left":[]}}')}; sleep 1; echo '{"id":"failing-one","failed":"no"}'; read -r x`,
    );
    const victim = join(secrets, "exit.json");
    await writeFile(victim, "x");
    const created = own.spawner.create(failing).then(String, String);
    await expect.poll(() => existsSync(join(failing.dir, "exit.json")), { timeout: 10_000, interval: 5 }).toBe(true);
    await rename(failing.dir, marker);
    await symlink(secrets, failing.dir);
    expect(await created).not.toBe("true");
    expect(existsSync(victim)).toBe(true);
    // Control: the spawner is there and does what it is asked.
    expect(await own.spawner.create(await planOfOwn("honest", "exit"))).toBe(false);
  });
  it("cannot let root run programs of its own in a mount namespace that it made", async () => {
    const tools = await mkdtemp("/var/tmp/terrarium-spawner-");
    const data = await mkdtemp("/var/tmp/terrarium-data-");
    onTestFinished(async () => {
      for (const folder of [tools, data]) await rm(folder, { recursive: true, force: true });
    });
    const mark = join(tools, "mark");
    await chmod(tools, 0o755);
    await chmod(data, 0o711);
    await writeFile(mark, "");
    await chmod(mark, 0o666);
    const command = ["unshare", "--mount", "--propagation", "slave", process.execPath, await buildSpawner(tools)];
    const script = fileURLToPath(new URL("../fixtures/hostile/server-taken-over.py", import.meta.url));
    const server = spawn("/usr/bin/python3", [script, JSON.stringify(command), data, "719000", mark], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const said = createInterface(server.stdout)[Symbol.asyncIterator]();
    expect(await said.next()).toMatchObject({ value: "ready" });
    // Control: root that enters the namespace by the server's name runs what lies there.
    spawnSync("nsenter", [`--mount=/proc/${server.pid}/ns/mnt`, "sh", "-c", "true"], { input: "", env: { PATH: "/usr/sbin:/usr/bin" } });
    expect(await readFile(mark, "utf8")).toBe("0\n");
    server.stdin.write("\n");
    expect(JSON.parse((await said.next()).value)).toMatchObject({ call: 0, value: { hasQuota: true } });
    await once(server, "close");
    expect(await readFile(mark, "utf8")).toBe("0\n");
  });
});

describe.skipIf(!isRoot)(`the bundle of a job${needsRoot}`, () => {
  it("is closed to all other users of the host", async () => {
    const plan = await planOf("cat");
    await writeFile(join(plan.dir, "input"), "private", { mode: 0o444 });
    const read = async (uid: number) => {
      const child = spawn("/usr/bin/cat", [join(plan.dir, "input")], { uid, gid: uid, stdio: ["ignore", "pipe", "ignore"] });
      let text = "";
      child.stdout.on("data", (bytes: Buffer) => (text += bytes.toString()));
      await once(child, "close");
      return text;
    };
    // Control: before the spawner has it, everybody reads what must be readable for the sandbox.
    expect(await read(65_534)).toBe("private");
    await made.spawner.create(plan);
    expect([await read(65_534), await read(uids.base)]).toEqual(["", "private"]);
    await made.spawner.remove(plan.id);
  });
});

it.skipIf(!isRoot)(`sparse outputs are bounded together, not only one by one${needsRoot}`, async () => {
  const names = ["a", "b", "c"];
  const plan = await ended("for n in a b c; do truncate -s 2M $n; done");
  const into = join(plan.dir, "collected");
  await expect(made.spawner.collect(plan.id, names, into)).rejects.toMatchObject({ code: "limit-exceeded" });
  expect(await readdir(into)).toEqual([]);
  // Control: each alone, and two of them, are within the limits.
  expect(await made.spawner.collect(plan.id, names.slice(0, 2), into)).toHaveLength(2);
  expect((await readFile(join(into, "a"))).length).toBe(2 * mebibyte);
  await made.spawner.remove(plan.id);
});
