// One suite for every engine: what its caller relies on. A test of an engine is the ten lines that call it. Jobs are Python programs that speak
// the runner's channel themselves, so that no SDK is needed here; a case for engines that run no commands says in a FakeScript what its program does.
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, Engine, Exit, Handle } from "../core/engine.js";
import type { FakeScript } from "./fake/fake.js";

export const roomy: Limits = {
  wallMs: 30_000,
  memoryBytes: 256 * 1024 * 1024,
  cpus: 2,
  pids: 64,
  diskBytes: 16 * 1024 * 1024,
  inodes: 1000,
  fds: 256,
  outputBytes: 8 * 1024 * 1024,
  logBytes: 64 * 1024,
};

/** What the programs below start with: the channel, and the paths of the job. */
const prelude = `import json, os, sys, time
channel = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
job = os.environ.get("TERRARIUM_JOB", "/job")
def say(**message): channel.write(json.dumps(message) + "\\n")
def say_results(*outputs): say(terrarium="results", outputs=list(outputs))
def wait_for_start():
    say(terrarium="ready")
    if sys.stdin.readline() == "": sys.exit(0)
`;

/** A program, and the same told to the fake engine. */
interface Told {
  readonly program: string;
  readonly script: FakeScript;
}

/** What the programs of bundles do, by bundle id: for the fake engine, which cannot run them. */
export const scripts = new Map<string, FakeScript>();

/** A bundle in `folder` that runs this Python program; by default it waits for its start first. */
export async function pythonBundle(folder: string, told: string | Told, limits: Partial<Limits> = {}): Promise<Bundle> {
  const { program, script } = typeof told === "string" ? { program: told, script: undefined } : told;
  const dir = await mkdtemp(join(folder, "bundle-"));
  await chmod(dir, 0o755);
  await mkdir(join(dir, "job", "in"), { recursive: true });
  await mkdir(join(dir, "process"));
  await writeFile(join(dir, "process", "main.py"), `${prelude}${program}`);
  const id = `${dir.slice(-6)}-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}`;
  if (script !== undefined) scripts.set(id, script);
  return {
    id,
    dir,
    process: {
      command: ["/usr/bin/python3", "-I", "/process/main.py"],
      mounts: [{ source: join(dir, "process"), target: "/process" }],
      environment: {},
    },
    limits: { ...roomy, ...limits },
    network: { kind: "none" },
  };
}

export interface Ran {
  readonly exit: Exit;
  readonly messages: readonly RunnerMessage[];
  readonly handle: Handle;
}

/** Creates and starts; what follows may act on it before it ends. */
export async function begin(engine: Engine, bundle: Bundle) {
  const handle = await engine.create(bundle);
  const messages: RunnerMessage[] = [];
  const heard: { readonly isIt: (message: RunnerMessage) => boolean; readonly resolve: () => void }[] = [];
  const exited = engine.wait(handle, (message) => {
    messages.push(message);
    for (const each of heard) if (each.isIt(message)) each.resolve();
  });
  await engine.start(handle);
  /** Resolves with the first progress with this message. */
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const isIt = (message: RunnerMessage) => message.terrarium === "progress" && message.message === text;
      if (messages.some(isIt)) resolve();
      heard.push({ isIt, resolve });
      exited.then((exit) => reject(new Error(`It ended before it said ${text}: ${JSON.stringify(exit)}`)));
    });
  return { handle, messages, exited, said };
}

/** The whole way of one job; the caller removes it. */
export async function runJob(engine: Engine, bundle: Bundle): Promise<Ran> {
  const { handle, messages, exited } = await begin(engine, bundle);
  return { exit: await exited, messages, handle };
}

export interface ConformanceParts {
  readonly name: string;
  /** Makes the engine and the folder for bundles; called once. */
  readonly setUp: () => Promise<{ engine: Engine; folder: string; tearDown: () => Promise<void> }>;
  /** What is on the host because of sandboxes now: children, mounts, groups; compared before and after. */
  readonly traces: () => Promise<readonly string[]>;
  /** Does the engine end children that left the job's group. */
  readonly endsTheWholeTree: boolean;
  /** False for the fake engine, which only does what it is told. */
  readonly runsCommands: boolean;
}

type Context = { engine: Engine; folder: string };

/** Registers a case that needs a real command. */
type Real = (title: string, test: () => Promise<void>) => void;

function realCases({ runsCommands }: ConformanceParts): Real {
  return (title, test) => it.skipIf(!runsCommands)(`${title}${runsCommands ? "" : " (skipped: this engine runs no commands)"}`, test);
}

function ordinaryRuns(context: () => Context, real: Real): void {
  it("runs a job from create to collect and takes job.json and inputs that were written after create", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
name = json.load(open(job + "/job.json"))["name"]
text = open(job + "/in/0").read()
open(job + "/out/greeting", "w").write(f"{text} {name}")
open("scratch", "w").write("x")
say(terrarium="progress", percent=50, message="half")
print("to the log")
say_results({"id": "greeting", "kind": "complex", "file": "greeting", "format": {"mediaType": "text/plain"}})
`;
    const script: FakeScript = {
      messages: [{ terrarium: "progress", percent: 50, message: "half" }],
      results: [{ id: "greeting", kind: "complex", file: "greeting", format: { mediaType: "text/plain" } }],
      files: { greeting: "hello world" },
      log: "to the log\n",
    };
    const bundle = await pythonBundle(folder, { program, script });
    const handle = await engine.create(bundle);
    await writeFile(join(bundle.dir, "job", "job.json"), '{"name":"world"}', { mode: 0o644 });
    await writeFile(join(bundle.dir, "job", "in", "0"), "hello", { mode: 0o444 });
    const messages: RunnerMessage[] = [];
    const exited = engine.wait(handle, (message) => messages.push(message));
    await engine.start(handle);
    const exit = await exited;
    expect(exit).toMatchObject({ reason: "exited", code: 0, limitsHit: [], log: "to the log\n" });
    expect(messages.map((message) => message.terrarium)).toEqual(["progress", "results"]);
    const into = join(bundle.dir, "collected");
    const [file] = await engine.collect(handle, ["greeting"], into);
    expect(file).toEqual({
      name: "greeting",
      path: join(into, "greeting"),
      byteLength: 11,
      sha256: createHash("sha256").update("hello world").digest("hex"),
    });
    expect(await readFile(join(into, "greeting"), "utf8")).toBe("hello world");
    await engine.remove(handle);
  });
  it("tells messages that came before wait was called", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, {
      program: "wait_for_start()\nsay_results()\nsys.exit(3)",
      script: { results: [], exitCode: 3 },
    });
    const handle = await engine.create(bundle);
    await engine.start(handle);
    const messages: RunnerMessage[] = [];
    const exit = await engine.wait(handle, (message) => messages.push(message));
    expect(messages).toEqual([{ terrarium: "results", outputs: [] }]);
    expect(exit).toMatchObject({ reason: "exited", code: 3 });
    await engine.remove(handle);
  });
  real("tells a signal that ended the job", async () => {
    const { engine, folder } = context();
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, "wait_for_start()\nos.kill(os.getpid(), 11)"));
    expect(exit).toMatchObject({ reason: "signaled", signal: "SIGSEGV" });
    await engine.remove(handle);
  });
  real("knows only paths of the job and a fixed small environment inside", async () => {
    const { engine, folder } = context();
    const program = 'wait_for_start()\nsay(terrarium="progress", message=" ".join(sorted(os.environ)))\nsay_results()';
    const { messages, handle } = await runJob(engine, await pythonBundle(folder, program));
    const [first] = messages;
    const names = first?.terrarium === "progress" ? (first.message ?? "").split(" ") : [];
    expect(names.filter((name) => !["LC_CTYPE", "PWD", "TERRARIUM_JOB"].includes(name))).toEqual([
      "HOME",
      "LANG",
      "PATH",
      "TMPDIR",
      "USER",
    ]);
    await engine.remove(handle);
  });
}

function endings(context: () => Context, real: Real): void {
  it("ends a job at its wall time", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, { program: "wait_for_start()\ntime.sleep(600)", script: { hold: true } }, { wallMs: 200 });
    const { exit, handle } = await runJob(engine, bundle);
    expect(exit).toMatchObject({ reason: "timeout", limitsHit: ["wall"] });
    await engine.remove(handle);
  });
  real("does not count waiting before start as wall time", async () => {
    const { engine, folder } = context();
    const bundle = await pythonBundle(folder, "time.sleep(0.4)\nwait_for_start()\nsay_results()", { wallMs: 350 });
    const { exit, handle } = await runJob(engine, bundle);
    expect(exit.reason).toBe("exited");
    await engine.remove(handle);
  });
  it("kills a job that ignores signals", async () => {
    const { engine, folder } = context();
    const program =
      'import signal\nsignal.signal(15, signal.SIG_IGN)\nwait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';
    const script: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], hold: true };
    const { handle, exited, said } = await begin(engine, await pythonBundle(folder, { program, script }));
    await said("up");
    await engine.kill(handle);
    expect((await exited).reason).toBe("killed");
    await engine.remove(handle);
  });
  it("stands still while paused, then goes on, and a paused job can be killed", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
say(terrarium="progress", message="up")
n = 0
while not os.path.exists(job + "/in/go"):
    n += 1
    time.sleep(0.005)
say_results({"id": "n", "kind": "literal", "value": n})
`;
    const script: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], runMs: 50, results: [] };
    const bundle = await pythonBundle(folder, { program, script }, { wallMs: 20_000 });
    const { handle, messages, exited, said } = await begin(engine, bundle);
    await said("up");
    await engine.pause(handle);
    const isOver = await Promise.race([exited.then(() => true), writeFile(join(bundle.dir, "job", "in", "go"), "").then(() => false)]);
    // A job that ran on would need 5 ms; ten times that is not what is asserted, only given.
    const ended = await Promise.race([exited.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), 150))]);
    expect([isOver, ended]).toEqual([false, false]);
    await engine.resume(handle);
    expect((await exited).reason).toBe("exited");
    expect(messages.at(-1)?.terrarium).toBe("results");
    await engine.remove(handle);
    const held: FakeScript = { messages: [{ terrarium: "progress", message: "up" }], hold: true };
    const second = await begin(engine, await pythonBundle(folder, { program, script: held }));
    await second.said("up");
    await engine.pause(second.handle);
    await engine.kill(second.handle);
    expect((await second.exited).reason).toBe("killed");
    await engine.remove(second.handle);
  });
  real("keeps the end of a flood of output, and tells that some was lost", async () => {
    const { engine, folder } = context();
    const program = 'wait_for_start()\nfor i in range(200): os.write(2, b"x" * 65536)\nos.write(2, b"the end")\nsay_results()';
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, program, { logBytes: 10_000 }));
    expect(exit.limitsHit).toEqual(["log"]);
    expect(exit.log).toHaveLength(10_000);
    expect(exit.log.endsWith("xthe end")).toBe(true);
    await engine.remove(handle);
  });
  it("knows a handle of a sandbox that is gone as lost", async () => {
    const { engine } = context();
    const exit = await engine.wait({ engine: engine.name, id: "nobody", state: null }, () => {});
    expect(exit.reason).toBe("lost");
  });
}

function refusals(context: () => Context, real: Real): void {
  it("fails the create of a program that ends before it is ready, and says why", async () => {
    const { engine, folder } = context();
    const told = { program: 'print("cannot load"); sys.exit(1)', script: { createError: "cannot load" } };
    await expect(engine.create(await pythonBundle(folder, told))).rejects.toMatchObject({
      code: "engine-failed",
      message: expect.stringMatching(/cannot load/),
    });
  });
  real("fails the create of a program that is no program, and says why", async () => {
    const { engine, folder } = context();
    await expect(engine.create(await pythonBundle(folder, "this is no python"))).rejects.toMatchObject({
      code: "engine-failed",
      message: expect.stringMatching(/SyntaxError|invalid syntax/),
    });
  });
  it("serves one job per sandbox", async () => {
    const { engine, folder } = context();
    const told = { program: "wait_for_start()\nsay_results()", script: { results: [] } };
    const { handle } = await runJob(engine, await pythonBundle(folder, told));
    await expect(engine.start(handle)).rejects.toMatchObject({ code: "engine-failed" });
    await engine.remove(handle);
  });
  it("collects nothing while the job lives, and only flat regular files of bounded size", async () => {
    const { engine, folder } = context();
    const program = `wait_for_start()
os.chdir(job + "/out")
open("good", "w").write("good")
os.symlink("/etc/passwd", "link")
os.link("good", "hard")
os.mkfifo("fifo")
os.mkdir("folder")
open("sparse", "w").truncate(9 * 1024 * 1024)
open("alone", "w").write("alone")
say(terrarium="progress", message="up")
time.sleep(600)
`;
    const script: FakeScript = {
      messages: [{ terrarium: "progress", message: "up" }],
      files: { link: "", hard: "", good: "good", fifo: "", folder: "", sparse: "x".repeat(9 * 1024 * 1024), alone: "alone" },
      notFiles: ["link", "hard", "good", "fifo", "folder"],
      hold: true,
    };
    const bundle = await pythonBundle(folder, { program, script });
    const { handle, said } = await begin(engine, bundle);
    await said("up");
    const into = join(bundle.dir, "collected");
    await expect(engine.collect(handle, ["alone"], into)).rejects.toMatchObject({ code: "engine-failed" });
    await engine.kill(handle);
    for (const name of ["link", "hard", "good", "fifo", "folder", "missing", "../job.json", ".."]) {
      await expect(engine.collect(handle, [name], into), name).rejects.toMatchObject({ code: "process-failed" });
    }
    await expect(engine.collect(handle, ["sparse"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
    expect(await engine.collect(handle, ["alone"], into)).toHaveLength(1);
    await engine.remove(handle);
  });
}

function leftovers(context: () => Context, parts: ConformanceParts): void {
  it("removes what was never started, twice without complaint", async () => {
    const { engine, folder } = context();
    const before = await parts.traces();
    const handle = await engine.create(await pythonBundle(folder, "wait_for_start()\nsay_results()"));
    expect(await parts.traces()).not.toEqual(before);
    await engine.remove(handle);
    await engine.remove(handle);
    expect(await parts.traces()).toEqual(before);
  });
  it("runs many jobs, eight at a time, each with its own result, and leaves nothing behind", async () => {
    const { engine, folder } = context();
    const before = await parts.traces();
    const one = async (n: number) => {
      const told: Told = {
        program: `wait_for_start()\nsay_results({"id": "n", "kind": "literal", "value": ${n}})`,
        script: { results: [{ id: "n", kind: "literal", value: n }] },
      };
      const { messages, handle } = await runJob(engine, await pythonBundle(folder, told));
      await engine.remove(handle);
      expect(messages).toEqual([{ terrarium: "results", outputs: [{ id: "n", kind: "literal", value: n }] }]);
    };
    const lane = async (first: number) => {
      for (let n = first; n < 40; n += 8) await one(n);
    };
    await Promise.all(Array.from({ length: 8 }, (_, first) => lane(first)));
    expect(await parts.traces()).toEqual(before);
  });
  it.skipIf(!parts.endsTheWholeTree)(
    `ends daemons that left the job's session${parts.endsTheWholeTree ? "" : " (skipped: this engine cannot find them)"}`,
    async () => {
      const { engine, folder } = context();
      const before = await parts.traces();
      const program = `wait_for_start()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(600)
    os._exit(0)
say_results()
`;
      const { exit, handle } = await runJob(engine, await pythonBundle(folder, program));
      expect(exit).toMatchObject({ reason: "exited", code: 0 });
      await engine.remove(handle);
      expect(await parts.traces()).toEqual(before);
    },
  );
}

/** Registers the suite for one engine. */
export function describeEngine(parts: ConformanceParts): void {
  describe(`the ${parts.name} engine`, () => {
    let made: Awaited<ReturnType<ConformanceParts["setUp"]>> | undefined;
    const context = (): Context => {
      if (!made) throw new Error("The engine was not set up.");
      return made;
    };
    beforeAll(async () => {
      made = await parts.setUp();
    });
    afterAll(async () => {
      await made?.engine.close();
      await made?.tearDown();
      if (made) await rm(made.folder, { recursive: true, force: true });
    });
    const real = realCases(parts);
    ordinaryRuns(context, real);
    endings(context, real);
    refusals(context, real);
    leftovers(context, parts);
  });
}
