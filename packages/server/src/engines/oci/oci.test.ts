// The OCI engines pass the suite of all engines; here is what is particular to them.
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle } from "../../core/engine.js";
import type { SpawnerFacts } from "../../core/spawner.js";
import { settled } from "../../spawner/records.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import { describeEngine } from "../conformance/suite.js";
import { makeSealedEngine, type SealedEngine, spawnerPid, tracesOf } from "../sealed-engine.js";
import { bundleConfig, jsonWords } from "./bundle-config.js";
import { makeOciEngine } from "./oci.js";
import { runtimeOf } from "./runtimes.js";

const isRoot = process.getuid?.() === 0;
const names = ["crun", "runc", "runsc"] as const;

if (isRoot) {
  for (const name of names) {
    let folder = "";
    describeEngine({
      name,
      async setUp() {
        const made = await makeSealedEngine({}, name);
        folder = made.folder;
        return made;
      },
      traces: () => tracesOf(folder),
      endsTheWholeTree: true,
      runsCommands: true,
    });
  }
}

/** Pids of all children of one spawner's sandboxes, each with its host uid. */
async function childrenOf(folder: string): Promise<{ pid: number; uid: number; parent: number }[]> {
  const top = await spawnerPid(folder);
  const found: { pid: number; uid: number; parent: number }[] = [];
  for (const name of (await readdir("/proc")).filter((each) => /^\d+$/.test(each))) {
    const status = await readFile(`/proc/${name}/status`, "latin1").catch(() => "");
    const number = (key: string) => Number(new RegExp(`^${key}:\\t(\\d+)`, "m").exec(status)?.[1] ?? -1);
    found.push({ pid: Number(name), uid: number("Uid"), parent: number("PPid") });
  }
  const below = (pid: number): typeof found =>
    found.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  // The spawner's own shell for mounts is root's and no sandbox's.
  return below(top).filter(({ uid, parent }) => !(uid === 0 && parent === top));
}

const lookInside = `import threading
t = threading.Thread(target=lambda: say(terrarium="progress", message="thread"))
t.start(); t.join()
pid = os.fork()
if pid == 0: os._exit(7)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
def denied(path):
    try: open(path).read(); return False
    except OSError: return True
seen = {"kernel": open("/proc/version").read(), "child": status, "uid": os.getuid(), "sys": os.listdir("/sys") if os.path.exists("/sys") else [],
  "kcore": denied("/proc/kcore"), "devices": sorted(os.listdir("/dev")), "fds": sorted(os.listdir("/proc/self/fd"))}
wait_for_start()
say_results({"id": "seen", "kind": "literal", "value": json.dumps(seen)})
`;

describe.runIf(isRoot).each(names)("what %s makes of a bundle", (name) => {
  let made: SealedEngine;
  beforeAll(async () => {
    made = await makeSealedEngine({}, name);
  });
  afterAll(() => made.tearDown());

  it("is what it is asked for: probed, with threads and children, as nobody, without the host's /sys and kernel memory", async () => {
    const health = await made.engine.probe();
    expect(health).toMatchObject({ ok: true, version: expect.stringMatching(/^\d/) });
    const { messages, handle } = await runJob(made.engine, await pythonBundle(made.folder, lookInside));
    await made.engine.remove(handle);
    const last = messages.at(-1);
    const [output] = last?.terrarium === "results" ? last.outputs : [];
    const seen = JSON.parse(output?.kind === "literal" ? String(output.value) : "{}") as Record<string, unknown>;
    expect(seen).toMatchObject({ child: 7, uid: 65_534, sys: [], kcore: true });
    expect(seen["devices"]).not.toContain("mem");
    // gVisor is in force if the kernel is not the host's; the other two show that this can tell.
    expect(seen["kernel"] === (await readFile("/proc/version", "utf8"))).toBe(name !== "runsc");
  });

  it("runs as no user that is somebody on the host, the runtime as another one than the job", async () => {
    const { handle, said } = await begin(
      made.engine,
      await pythonBundle(made.folder, 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)'),
    );
    await said("up");
    const uids = new Set((await childrenOf(made.folder)).map(({ uid }) => uid));
    expect(uids.size).toBeGreaterThanOrEqual(name === "runsc" ? 1 : 2);
    expect([...uids].filter((uid) => uid < 700_000 || uid >= 701_000)).toEqual([]);
    await made.engine.remove(handle);
  });

  it("is gone as a whole when the runtime is killed", async () => {
    const before = await tracesOf(made.folder);
    const { handle, exited, said } = await begin(
      made.engine,
      await pythonBundle(made.folder, 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)'),
    );
    await said("up");
    const all = await childrenOf(made.folder);
    const launcher = all.find(({ parent }) => !all.some(({ pid }) => pid === parent));
    const runtime = all.find(({ parent }) => parent === launcher?.pid);
    process.kill(runtime?.pid ?? 0, "SIGKILL");
    const exit = await exited;
    expect([exit.reason, exit.code]).not.toEqual(["exited", 0]);
    expect(await childrenOf(made.folder)).toEqual([]);
    await made.engine.remove(handle);
    expect(await tracesOf(made.folder)).toEqual(before);
  });

  it("is ended at its memory limit, which is told", async () => {
    const program = "wait_for_start()\nb = bytearray(400 * 2**20)\nfor i in range(0, len(b), 4096): b[i] = 1\nsay_results()";
    const { exit, handle } = await runJob(made.engine, await pythonBundle(made.folder, program, { memoryBytes: 64 * 2 ** 20 }));
    expect(exit.reason).not.toBe("exited");
    expect(exit.limitsHit).toContain("memory");
    await made.engine.remove(handle);
  });
});

describe.runIf(isRoot).each(names)("around %s", (name) => {
  it("a job ends with its spawner, and the next one sweeps what is left", async () => {
    const made = await makeSealedEngine({}, name);
    const { said } = await begin(
      made.engine,
      await pythonBundle(made.folder, 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)'),
    );
    await said("up");
    const all = await childrenOf(made.folder);
    expect(all.length).toBeGreaterThan(0);
    process.kill(await spawnerPid(made.folder), "SIGKILL");
    await made.spawner.gone;
    const haveEnded = await settled(() => all.every(({ pid }) => !existsSync(`/proc/${pid}`)), 20_000);
    const next = await makeSealedEngine({ dataDir: made.folder }, name);
    try {
      expect(haveEnded).toBe(true);
      await next.engine.sweep?.();
      expect((await tracesOf(made.folder)).filter((trace) => /^(child \d|group|record|image)/.test(trace))).toEqual([]);
    } finally {
      await next.tearDown();
      await made.tearDown();
    }
  });

  it("the data directory may lie where others cannot enter", async () => {
    const closed = await mkdtemp("/var/tmp/terrarium-closed-");
    await chmod(closed, 0o700);
    const made = await makeSealedEngine({ dataDir: join(closed, "data") }, name);
    try {
      const { exit, handle } = await runJob(made.engine, await pythonBundle(made.folder, "wait_for_start()\nsay_results()"));
      expect(exit).toMatchObject({ reason: "exited", code: 0 });
      await made.engine.remove(handle);
    } finally {
      await made.tearDown();
      await rm(closed, { recursive: true, force: true });
    }
  });
});

describe("a runtime that cannot be used", () => {
  const facts: SpawnerFacts = { bundlesDir: "/nowhere", isRoot: true, scratch: "given", enforced: [], notEnforced: [] };
  const probe = (given: Partial<SpawnerFacts>, program?: string) => {
    const spawner = { facts: { ...facts, ...given } } as Parameters<typeof makeOciEngine>[0]["spawner"];
    return makeOciEngine({ spawner, runtime: runtimeOf("crun"), ...(program === undefined ? {} : { program }) }).probe();
  };
  it("is told with what cures it", async () => {
    expect((await probe({}, "/nowhere/crun")).problem).toMatch(/\/nowhere\/crun/);
    expect((await probe({ isRoot: false }, "/bin/sh")).problem).toMatch(/started by root/);
    expect((await probe({ scratch: "inside" }, "/bin/sh")).problem).toMatch(/mount/);
  });
});

describe("config.json", () => {
  const bundle: Bundle = {
    id: "b",
    dir: "/data/bundles/b",
    process: {
      command: ["/usr/bin/true", "a {{b}}"],
      mounts: [{ source: "/data/runtime/x", target: "/process" }],
      environment: { A: "1" },
    },
    limits: { ...{ wallMs: 1, memoryBytes: 1, cpus: 1, pids: 1, diskBytes: 1, inodes: 1, outputBytes: 1, logBytes: 1 }, fds: 4096 },
    network: { kind: "none" },
  };
  const seccomp = { defaultAction: "SCMP_ACT_ERRNO", architectures: [], syscalls: [] } as const;
  const config = bundleConfig({ bundle, seccomp, settings: ["ld.so.cache"], mostFds: 1000, hasOwnKernel: false });
  it("leaves open what only the spawner knows, and is the same JSON with the paths put in", () => {
    const words = jsonWords(config, "f00d");
    const open = words.filter((word) => typeof word !== "string");
    expect(open).toEqual([
      { host: join(bundle.dir, "root") },
      { host: "/data/runtime/x" },
      { host: join(bundle.dir, "job") },
      { scratch: "out" },
      { scratch: "work" },
    ]);
    const text = words.map((word) => (typeof word === "string" ? word : "/put/in")).join("");
    expect(JSON.parse(text)).toMatchObject({ root: { path: "/put/in" }, process: { args: expect.arrayContaining(["a {{b}}"]) } });
  });
  it("gives no capability, no user but nobody, and no more files than the host would", () => {
    expect(config.process).toMatchObject({ noNewPrivileges: true, user: { uid: 65_534, gid: 65_534 } });
    expect(Object.values(config.process.capabilities).flat()).toEqual([]);
    expect(config.process.rlimits).toContainEqual({ type: "RLIMIT_NOFILE", soft: 1000, hard: 1000 });
  });
});
