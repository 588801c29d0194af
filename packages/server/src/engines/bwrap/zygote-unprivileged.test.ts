// Zygotes of a server without root: no uids, no control groups; the same seal, and pausing and ending reach all children.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, copyFile, mkdir, mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { buildSpawner } from "../sealed-engine.js";
import { makePreload } from "./zygote-engine.js";

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** What the sandboxes run: their argument says what to do. */
const program = `import json, os, sys, time
def say(**message): os.write(1, json.dumps(message).encode() + b"\\n")
say(terrarium="ready")
sys.stdin.readline()
if sys.argv[1] == "look":
    try: os.chmod("/proc/self/exe", 0o4755)
    except OSError: pass
    status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines())
    open("/job/out/a", "w").write("hello")
    say(terrarium="progress", message=" ".join([status["Uid"].split("\\t")[0], status["CapEff"], status["NoNewPrivs"], status["Seccomp"], str(len(os.listdir("/proc/self/fd")))]))
    sys.exit(5)
if os.fork() == 0:
    os.setsid()
    if sys.argv[1] == "count":
        while True:
            open("/job/work/count", "a").write("x")
            time.sleep(0.002)
    time.sleep(600)
while not os.path.exists("/job/in/go"): time.sleep(0.005)
before = os.path.getsize("/job/work/count")
say(terrarium="progress", message=str(before))
`;

const script = `import { mkdir, readFile, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { makeBwrapEngine } from "./bwrap.js";
import { startSpawner } from "../../spawner/start.js";
const [dataDir, program, code, preload, python, environment] = process.argv.slice(2);
const warnings = [];
const spawner = await startSpawner({ dataDir, program, warn: (text) => warnings.push(text) });
const engine = makeBwrapEngine({ spawner });
const limits = { wallMs: 60000, memoryBytes: 2 ** 29, cpus: 1, pids: 32, diskBytes: 2 ** 22, inodes: 200, fds: 100, outputBytes: 2 ** 20, logBytes: 4096 };
async function start(id) {
  const dir = dataDir + "/" + id;
  await mkdir(dir + "/job/in", { recursive: true });
  const command = [python, "-I", "/process/main.py", id];
  const process_ = { command, mounts: [{ source: code, target: "/process" }, { source: environment, target: environment }], environment: {}, preload: JSON.parse(preload) };
  const handle = await engine.create({ id, dir, process: process_, limits, network: { kind: "none" } });
  const messages = [];
  const exited = engine.wait(handle, (message) => messages.push(message));
  await engine.start(handle);
  return { handle, exited, dir, messages };
}
// Other sandboxes of this host run as other users.
const alive = () => readdirSync("/proc").filter((name) => {
  try { return statSync("/proc/" + name).uid === process.getuid() && readFileSync("/proc/" + name + "/cmdline", "latin1").includes("/process/main.py"); } catch { return false; }
}).length;
const look = await start("look");
const exit = await look.exited;
const files = await engine.collect(look.handle, ["a"], look.dir + "/collected");
await engine.remove(look.handle);
const sleeper = await start("sleep");
await engine.kill(sleeper.handle);
const killed = await sleeper.exited;
await engine.remove(sleeper.handle);
const left = alive();
const count = await start("count");
const size = () => readFileSync("/proc/" + counter() + "/root/job/work/count").length;
const counter = () => readdirSync("/proc").find((name) => {
  try { return /\\0count\\0/.test(readFileSync("/proc/" + name + "/cmdline", "latin1")) && readFileSync("/proc/" + name + "/root/job/work/count").length > 0; } catch { return false; }
});
while (counter() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
await engine.pause(count.handle);
// T: the kernel has stopped it.
const stood = /\\) T /.test(readFileSync("/proc/" + counter() + "/stat", "latin1"));
const before = size();
await engine.resume(count.handle);
while (size() === before) await new Promise((resolve) => setTimeout(resolve, 5));
await engine.kill(count.handle);
await engine.remove(count.handle);
await engine.close();
console.log(JSON.stringify({ warnings, isForked: look.handle.madeBy === "zygote" || undefined, said: look.messages[0], exit, files: files.length, killed: killed.reason, left, stood }));
`;

/** A Python of one's own, as pyenv and others make it. */
async function makeOwnPython(folder: string): Promise<string> {
  const python = join(folder, "bin", "python3");
  await mkdir(dirname(python), { recursive: true });
  await copyFile(await realpath("/usr/bin/python3"), python);
  await writeFile(join(folder, "pyvenv.cfg"), "home = /usr/bin\n");
  for (const path of [folder, dirname(python), python]) {
    await chmod(path, 0o755);
    await chown(path, 65534, 65534);
  }
  return python;
}

/** What a server of the user 65534 tells of its sandboxes, and the mode of its own Python after that. */
async function tell(isOwn: boolean): Promise<{ told: unknown; complaints: string; mode: number }> {
  const folder = await mkdtemp("/var/tmp/terrarium-life-");
  folders.push(folder);
  await chmod(folder, 0o755);
  const [dataDir, code] = [join(folder, "data"), join(folder, "code")];
  for (const dir of [dataDir, code]) await mkdir(dir, { mode: 0o755 });
  await chown(dataDir, 65534, 65534);
  await writeFile(join(code, "main.py"), program, { mode: 0o644 });
  const outfile = join(folder, "server.mjs");
  const stdin = { contents: script, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" as const };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
  const node = join(folder, "node");
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  const environment = join(folder, "environment");
  const own = await makeOwnPython(environment);
  const python = isOwn ? own : "/usr/bin/python3";
  const made = await makePreload(folder);
  const mounts = [...made.mounts, { source: environment, target: environment }];
  const preload = JSON.stringify({ ...made, mounts, command: [python, ...made.command.slice(1)] });
  const words = [node, outfile, dataDir, await buildSpawner(folder), code, preload, python, environment];
  const options = { stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"], cwd: "/", env: { PATH: "/usr/bin:/bin:/usr/sbin" } };
  const child = spawn("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", ...words], options);
  let [output, complaints] = ["", ""];
  child.stdout.on("data", (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (complaints += bytes.toString()));
  await once(child, "close");
  return { told: output === "" ? undefined : JSON.parse(output), complaints, mode: (await stat(own)).mode & 0o7777 };
}

const expected = {
  said: { terrarium: "progress", message: "65534 0000000000000000 1 2 4" },
  exit: { reason: "exited", code: 5 },
  files: 1,
  killed: "killed",
  left: 0,
  stood: true,
};

describe.skipIf(!isRoot)(`zygotes without root${isRoot ? "" : " (skipped: needs root to become somebody else)"}`, () => {
  it("seal and end sandboxes", async () => {
    const { told, complaints } = await tell(false);
    expect(complaints).toBe("");
    expect(told).toMatchObject({ ...expected, warnings: [], isForked: true });
  });

  // Who was forked has the interpreter by the host's mount, which can be written to by its owner: the job.
  it("are not had from an interpreter that the job's own user owns, and could change for the host", async () => {
    const { told, complaints, mode } = await tell(true);
    expect(complaints).toBe("");
    expect(told).toMatchObject({ ...expected, warnings: [expect.stringMatching(/belongs to the user who runs the server/)] });
    expect(told).not.toMatchObject({ isForked: true });
    expect(mode).toBe(0o755);
  });
});
