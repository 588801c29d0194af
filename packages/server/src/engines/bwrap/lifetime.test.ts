// What becomes of sandboxes when the server or the spawner dies, where data directories may lie, and how it is to run without root.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { childOf, isDead } from "../../spawner/children.js";
import { startSpawner } from "../../spawner/start.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import { buildSpawner, makeSealedEngine, spawnerPid } from "../sealed-engine.js";
import { makeBwrapEngine } from "./bwrap.js";

const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? "" : " (skipped: needs root)";
const folders: string[] = [];

async function makeFolder(mode: number): Promise<string> {
  const folder = await mkdtemp("/var/tmp/terrarium-life-");
  folders.push(folder);
  await chmod(folder, mode);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const forever = 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';

/** Pids of children in the groups of one sandbox. */
async function membersOf(id: string): Promise<string[]> {
  const mounts = (await readFile("/proc/self/mountinfo", "latin1")).split("\n").filter((line) => / - cgroup2? /.test(line));
  const { placeName } = await import("../../spawner/place.js");
  const found: string[] = [];
  for (const line of mounts) {
    for (const folder of folders) {
      const path = join(line.split(" ")[4] ?? "", placeName(folder), id, "cgroup.procs");
      found.push(...(await readFile(path, "latin1").catch(() => "")).split("\n").filter(Boolean));
    }
  }
  return found;
}

/** A program of a server of its own, from these sources. */
async function buildScript(dir: string, text: string): Promise<string> {
  const resolveDir = fileURLToPath(new URL("..", import.meta.url));
  const outfile = join(dir, "server.mjs");
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' };
  const stdin = { contents: text, resolveDir, loader: "ts" as const };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", logLevel: "error", banner });
  return outfile;
}

const scriptOpening = `import { mkdir, writeFile } from "node:fs/promises";
import { makeBwrapEngine } from "./bwrap/bwrap.js";
import { startSpawner } from "../spawner/start.js";
const [dataDir, program] = process.argv.slice(2);
const spawner = await startSpawner({ dataDir, program, warn: (text) => console.error(text) });
const engine = makeBwrapEngine({ spawner });
const limits = { wallMs: 60000, memoryBytes: 2 ** 28, cpus: 1, pids: 32, diskBytes: 2 ** 22, inodes: 200, fds: 100, outputBytes: 2 ** 20, logBytes: 4096 };
async function create(id, script) {
  const dir = dataDir + "/" + id;
  await mkdir(dir + "/job/in", { recursive: true });
  const command = ["/bin/sh", "-c", "echo '{\\"terrarium\\":\\"ready\\"}'; read line; " + script];
  const handle = await engine.create({ id, dir, process: { command, mounts: [], environment: {} }, limits, network: { kind: "none" } });
  return { handle, dir };
}
async function start(id, script) {
  const { handle, dir } = await create(id, script);
  const exited = engine.wait(handle, () => {});
  await engine.start(handle);
  return { handle, exited, dir };
}
`;

/** Shell text that says a message of the runner. */
const saying = (kind: string, rest: string) => `echo '{"terrarium":"${kind}",${rest}}'`;

/** CPU time of a sandbox so far, in whatever unit this host counts. */
async function cpuOf(id: string): Promise<number> {
  const { placeName } = await import("../../spawner/place.js");
  const lines = (await readFile("/proc/self/mountinfo", "latin1")).split("\n").filter((line) => / - cgroup2? /.test(line));
  for (const mount of lines.map((line) => line.split(" ")[4] ?? "")) {
    for (const folder of folders) {
      const dir = join(mount, placeName(folder), id);
      const text =
        (await readFile(join(dir, "cpu.stat"), "latin1").catch(() => "")) +
        (await readFile(join(dir, "cpuacct.usage"), "latin1").catch(() => ""));
      const found = /^(?:usage_usec )?(\d+)$/m.exec(text)?.[1];
      if (found !== undefined) return Number(found);
    }
  }
  throw new Error(`no CPU time of ${id} is known`);
}

/** Resolves when the child is dead. */
async function ended(pid: number): Promise<void> {
  const child = childOf(pid);
  while (child !== undefined && !isDead(child)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.skipIf(!isRoot)(`deaths${needsRoot}`, () => {
  /** A server of its own that has made a sandbox and waits; killed by the test. */
  async function startServer(folder: string, what: string): Promise<{ kill: () => Promise<void>; program: string }> {
    const script = await buildScript(folder, `${scriptOpening}${what}\nconsole.log("up");\nsetInterval(() => {}, 1000);`);
    const program = await buildSpawner(folder);
    const server = spawn(process.execPath, [script, folder, program], { stdio: ["ignore", "pipe", "inherit"] });
    await once(server.stdout, "data");
    const kill = async () => {
      server.kill("SIGKILL");
      await once(server, "exit");
    };
    return { kill, program };
  }

  it("of a server that runs nothing end its waiting sandboxes and the spawner", async () => {
    const folder = await makeFolder(0o755);
    const { kill } = await startServer(folder, 'await create("waiting-of-dead", "sleep 600");');
    const pid = await spawnerPid(folder);
    expect((await membersOf("waiting-of-dead")).length).toBeGreaterThan(0);
    await kill();
    await ended(pid);
    expect(await membersOf("waiting-of-dead")).toEqual([]);
    await expect(readFile(join(folder, "spawner", "spawner.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("of a server leave what runs to the next, which hears all that it says, collects it and counts its time from its own start", async () => {
    const folder = await makeFolder(0o755);
    // It says most when nobody listens, and ends then.
    const job = `${saying("progress", '"message":"up"')}; sleep 1; echo done > /job/out/a; ${saying("results", '"outputs":[]')}; exit 3`;
    const { kill, program } = await startServer(
      folder,
      `await start("job", ${JSON.stringify(job)}); await create("waiting", "sleep 600");`,
    );
    const pid = await spawnerPid(folder);
    await kill();
    // The one that waited is gone; that tells that the spawner knows its server to be dead.
    while ((await membersOf("waiting")).length > 0) await new Promise(setImmediate);
    expect((await membersOf("job")).length).toBeGreaterThan(0);
    const spawner = await startSpawner({ dataDir: folder, program });
    expect(await spawnerPid(folder)).toBe(pid);
    const engine = makeBwrapEngine({ spawner });
    const handle = { engine: "bwrap", id: "job", state: null };
    expect(await engine.adopt({ ...handle, id: "waiting" })).toBe(false);
    expect(await engine.adopt(handle)).toBe(true);
    await spawner.sweep();
    const heard: string[] = [];
    const exit = await engine.wait(handle, (message) => heard.push(message.terrarium));
    expect(exit).toMatchObject({ reason: "exited", code: 3 });
    expect(exit.usage.wallMs).toBeGreaterThanOrEqual(1000);
    expect(heard).toEqual(["progress", "results"]);
    expect(await engine.collect(handle, ["a"], join(folder, "job", "collected"))).toMatchObject([{ byteLength: 5 }]);
    await engine.remove(handle);
    await spawner.leave();
    await ended(pid);
  });

  it("of a server leave nothing that the next does not adopt", async () => {
    const folder = await makeFolder(0o755);
    const { kill, program } = await startServer(folder, 'await start("job", "sleep 600");');
    await kill();
    const spawner = await startSpawner({ dataDir: folder, program });
    expect((await membersOf("job")).length).toBeGreaterThan(0);
    await spawner.sweep();
    expect(await membersOf("job")).toEqual([]);
    await spawner.close();
  });

  it("of a server leave a paused sandbox paused, and its time stands still", async () => {
    const folder = await makeFolder(0o755);
    const text = `const began = performance.now(); const made = await start("job", "while :; do :; done"); await engine.pause(made.handle);
await writeFile(dataDir + "/ran", String(performance.now() - began));`;
    const { kill, program } = await startServer(folder, text);
    const before = await cpuOf("job");
    await kill();
    const spawner = await startSpawner({ dataDir: folder, program });
    expect(await spawner.adopt("job")).toBe(true);
    const exited = spawner.wait("job", () => {});
    // Spinning, it would have used all of a core while one server was killed and the next one started.
    expect(await cpuOf("job")).toBe(before);
    const resumedMs = performance.now();
    await spawner.resume("job");
    while ((await cpuOf("job")) === before) await new Promise((resolve) => setTimeout(resolve, 5));
    await spawner.kill("job");
    const { usage } = await exited;
    const atMostMs = Number(await readFile(join(folder, "ran"), "utf8")) + performance.now() - resumedMs;
    expect(usage.wallMs).toBeLessThanOrEqual(Math.ceil(atMostMs));
    await spawner.close();
  });

  it("of a server with other settings are not shared: its spawner is ended, and the next begins with a clean host", async () => {
    const folder = await makeFolder(0o755);
    const { kill, program } = await startServer(folder, 'await start("job", "sleep 600");');
    const pid = await spawnerPid(folder);
    await kill();
    const warnings: string[] = [];
    const spawner = await startSpawner({
      dataDir: folder,
      program,
      uids: { base: 800_000, count: 10 },
      warn: (text) => warnings.push(text),
    });
    expect(await spawnerPid(folder)).not.toBe(pid);
    expect(warnings).toEqual([expect.stringMatching(/other settings.*begin again/)]);
    expect(await spawner.adopt("job")).toBe(false);
    expect(await membersOf("job")).toEqual([]);
    await spawner.close();
  });

  it("of a server do not leave a spawner for ever: it ends when nobody comes for so long", async () => {
    const folder = await makeFolder(0o755);
    const { kill } = await startServer(folder, 'await start("job", "sleep 600");');
    const pid = await spawnerPid(folder);
    await kill();
    await rm(join(folder, "spawner", "spawner.json"));
    await ended(pid);
    expect(await membersOf("job")).toEqual([]);
  });

  it("of the spawner end the jobs with it, and the next one sweeps all that they were", async () => {
    const folder = await makeFolder(0o755);
    const first = await makeSealedEngine({ dataDir: folder });
    const bundle = await pythonBundle(folder, forever, { diskBytes: 80 * 1024 * 1024 });
    const { exited, said } = await begin(first.engine, bundle);
    await said("up");
    process.kill(await spawnerPid(folder), "SIGKILL");
    await first.spawner.gone;
    expect((await exited).reason).toBe("lost");
    await expect(first.engine.create(await pythonBundle(folder, forever))).rejects.toMatchObject({ code: "engine-failed" });
    // No server has come yet: a job has no clock without the spawner, and is not to run on.
    await expect.poll(() => membersOf(bundle.id), { timeout: 20_000 }).toEqual([]);
    // The control: there is something to sweep.
    await readFile(join(folder, "spawner", "images", `${bundle.id}.img`));
    const second = await makeSealedEngine({ dataDir: folder });
    expect(await membersOf(bundle.id)).toEqual([]);
    expect(second.warnings).toEqual([]);
    await expect(readFile(join(folder, "spawner", "images", `${bundle.id}.img`))).rejects.toMatchObject({ code: "ENOENT" });
    await second.tearDown();
    await first.tearDown();
  });

  it("are not expected of a living server: a second one on the same data directory is refused", async () => {
    const made = await makeSealedEngine();
    await expect(makeSealedEngine({ dataDir: made.folder })).rejects.toThrow(/another server runs on this data directory/);
    expect((await runJob(made.engine, await pythonBundle(made.folder, "wait_for_start()\nsay_results()"))).exit.reason).toBe("exited");
    await made.tearDown();
  });
});

describe("a data directory", () => {
  it.skipIf(!isRoot)(`may lie below a closed folder, in a path with blanks${needsRoot}`, async () => {
    const closed = await makeFolder(0o700);
    const dataDir = join(closed, "a data directory");
    await mkdir(join(dataDir, "jobs"), { recursive: true, mode: 0o711 });
    await chmod(dataDir, 0o700);
    const { engine, tearDown } = await makeSealedEngine({ dataDir });
    const program = 'wait_for_start()\nopen(job + "/out/a", "w").write("x")\nsay_results()';
    const bundle = await pythonBundle(join(dataDir, "jobs"), program);
    const { exit, handle } = await runJob(engine, bundle);
    expect(exit).toMatchObject({ reason: "exited", code: 0 });
    expect(await engine.collect(handle, ["a"], join(bundle.dir, "collected"))).toHaveLength(1);
    await engine.remove(handle);
    await tearDown();
  });

  it("may have a path longer than a socket's", async () => {
    const dataDir = join(await makeFolder(0o755), "long-name".repeat(12));
    await mkdir(dataDir);
    const { engine, tearDown } = await makeSealedEngine({ dataDir });
    expect((await engine.probe()).ok).toBe(true);
    await tearDown();
  });
});

describe("collected files", () => {
  it.skipIf(!isRoot)(`belong to the server's user, whoever it is${needsRoot}`, async () => {
    const { engine, folder, tearDown } = await makeSealedEngine({ owner: { uid: 4242, gid: 4243 } });
    const program = 'wait_for_start()\nopen(job + "/out/a", "w").write("x")\nos.chmod(job + "/out/a", 0)\nsay_results()';
    const bundle = await pythonBundle(folder, program);
    const { handle } = await runJob(engine, bundle);
    const [file] = await engine.collect(handle, ["a"], join(bundle.dir, "collected"));
    const { stat } = await import("node:fs/promises");
    expect(await stat(file?.path ?? "")).toMatchObject({ uid: 4242, gid: 4243, mode: 0o100640 });
    await expect(engine.collect(handle, ["a"], "/var/tmp/elsewhere")).rejects.toMatchObject({ code: "engine-failed" });
    await engine.remove(handle);
    await tearDown();
  });
});

describe.skipIf(!isRoot)(`without root${needsRoot}`, () => {
  it("jobs are sealed the same, and what cannot be enforced is named", async () => {
    const folder = await makeFolder(0o755);
    const dataDir = join(folder, "data");
    await mkdir(dataDir);
    const text = `${scriptOpening}import { statSync } from "node:fs";
const health = await engine.probe();
const writer = await start("writer", "echo hello > /job/out/a; head -c 9000000 /dev/zero > big; id -u; wc -c < big");
const exit = await writer.exited;
const files = await engine.collect(writer.handle, ["a"], writer.dir + "/collected");
await engine.remove(writer.handle);
const sleeper = await start("sleeper", "setsid sleep 600 & sleep 600");
await engine.pause(sleeper.handle);
await engine.kill(sleeper.handle);
const killed = await sleeper.exited;
await engine.remove(sleeper.handle);
// Without control groups pausing stops every child, also one of a session of its own.
const waiting = "echo a; while [ ! -e /job/in/go ]; do sleep 0.01; done; echo went";
const [stopped, other] = [await start("stopped", waiting), await start("other", waiting)];
await engine.pause(stopped.handle);
for (const { dir } of [stopped, other]) await writeFile(dir + "/job/in/go", "");
await other.exited;
await engine.remove(other.handle);
const early = await Promise.race([stopped.exited, Promise.resolve("still there")]);
await engine.resume(stopped.handle);
const resumed = await stopped.exited;
await engine.remove(stopped.handle);
console.log(JSON.stringify({ early, resumed: resumed.log, uid: process.getuid(), health, exit, files, killed: killed.reason, owner: statSync(files[0].path).uid }));
await engine.close();`;
    const script = await buildScript(folder, text);
    const node = join(folder, "node");
    await copyFile(process.execPath, node);
    await chmod(node, 0o755);
    for (const path of [dataDir]) await chown(path, 65534, 65534);
    const words = ["--reuid", "65534", "--regid", "65534", "--clear-groups", node, script, dataDir, await buildSpawner(folder)];
    await writeFile(join(folder, "log"), "");
    const child = spawn("setpriv", words, { stdio: ["ignore", "pipe", "pipe"], cwd: "/", env: { PATH: "/usr/bin:/bin:/usr/sbin" } });
    let [output, complaints] = ["", ""];
    child.stdout.on("data", (bytes: Buffer) => (output += bytes.toString()));
    child.stderr.on("data", (bytes: Buffer) => (complaints += bytes.toString()));
    await once(child, "close");
    expect(complaints).toBe("");
    const told = JSON.parse(output);
    expect(told.uid).toBe(65534);
    expect(told.health.ok).toBe(true);
    expect(told.health.enforced).toEqual(
      expect.arrayContaining(["namespaces", "read-only root", "no network", "seccomp", "no capabilities", "disk"]),
    );
    expect(told.health.notEnforced).toEqual(["own uid", "memory", "cpu", "pids", "inodes", "freezer"]);
    expect(told.exit).toMatchObject({ reason: "exited", limitsHit: ["disk"], log: expect.stringContaining("65534\n41") });
    expect(told.files).toMatchObject([{ name: "a", byteLength: 6 }]);
    expect([told.killed, told.owner]).toEqual(["killed", 65534]);
    expect([told.early, told.resumed]).toEqual(["still there", "a\nwent\n"]);
  });
});
