// What a hostile job tries to read, reach and keep. Each case has its control: the same attack works where nothing stops it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginAttack, makeSecrets, makeStage, runAttack, runHonest, type Stage } from "./stage.js";

let stage: Stage;
let before: readonly string[];
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  stage = await makeStage();
  before = await stage.traces();
});
afterAll(async () => {
  await stage.tearDown();
});

/** A harmless child of the test, to be looked at or killed. */
async function bystander(environment: Record<string, string> = {}) {
  const child = spawn("/usr/bin/sleep", ["600"], { env: environment, stdio: "ignore" });
  await once(child, "spawn");
  const exited = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    exited,
    async end() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
  };
}

describe("files of the host", () => {
  it("are not there: /etc/shadow, the database, the server's data directory", async () => {
    const secrets = await makeSecrets(stage.folder);
    const database = join(secrets, "terrarium.db");
    await writeFile(database, "SQLite canary", { mode: 0o600 });
    const paths = [database, secrets, stage.folder, "/root", "/home", "/etc/passwd", ...(isRoot ? ["/etc/shadow"] : [])];
    const program = "got([path for path in told if tried(lambda: os.stat(path)) not in ('ENOENT', 'EACCES')])";
    const attack = { program, told: paths };
    expect((await runAttack(stage.sealed, stage.folder, attack)).got).toEqual([]);
    expect((await runAttack(stage.open, stage.folder, attack)).got).toEqual(paths);
  });

  it("cannot be written: nothing but work, out and scratch memory takes a byte", async () => {
    const program = `places = ["/", "/usr", "/usr/bin", "/etc", "/dev", "/proc/sys/kernel", "/var", "/run", job, job + "/in", os.path.dirname(__file__)]
def write(place):
    with open(place + "/left", "w") as file: file.write("x")
    return "written"
got([place for place in (told or places) if tried(lambda: write(place)) == "written"])`;
    expect((await runAttack(stage.sealed, stage.folder, { program })).got).toEqual([]);
    const secrets = await makeSecrets(stage.folder);
    expect((await runAttack(stage.open, stage.folder, { program, told: [secrets] })).got).toEqual([secrets]);
  });

  it("of the runner itself cannot be replaced", async () => {
    const program = `def replace(): open("/proc/self/exe", "r+b").close(); return "opened"
def own(): open(__file__, "a").close(); return "opened"
got([tried(replace) if told is None else None, tried(own)])`;
    const { got } = await runAttack(stage.sealed, stage.folder, { program });
    for (const refused of got as string[]) expect(["EROFS", "ETXTBSY", "EACCES"]).toContain(refused);
    expect((await runAttack(stage.open, stage.folder, { program, told: "control" })).got).toEqual([null, "opened"]);
  });
});

describe("other children", () => {
  it("cannot be seen: no foreign environment is readable", async () => {
    const other = await bystander({ CANARY: "a-secret-of-the-server" });
    const program = `def environ(pid): return b"a-secret-of-the-server" in open(f"/proc/{pid}/environ", "rb").read()
pids = [pid for pid in os.listdir("/proc") if pid.isdigit()]
got([len(pids) < 6, any(tried(lambda: environ(pid)) is True for pid in pids)])`;
    expect((await runAttack(stage.sealed, stage.folder, { program })).got).toEqual([true, false]);
    expect((await runAttack(stage.open, stage.folder, { program })).got).toEqual([false, true]);
    await other.end();
  });

  it("cannot be killed: not the parent, not a host pid, not all", async () => {
    const other = await bystander();
    const program = `pids = [told] if told else []
got([tried(lambda: os.kill(pid, 9)) for pid in pids])`;
    const sealed = await runAttack(stage.sealed, stage.folder, { program, told: other.pid });
    expect(sealed.got).toEqual(["ESRCH"]);
    const parent = await runAttack(stage.sealed, stage.folder, {
      program: "tried(lambda: os.kill(os.getppid(), 9))\ntried(lambda: os.kill(1, 9))\ntried(lambda: os.kill(-1, 9))\ngot('alive')",
    });
    expect(parent).toMatchObject({ got: "alive", exit: { reason: "exited", code: 0 } });
    expect(other.isAlive()).toBe(true);
    expect(await runHonest(stage)).toBe(42);
    expect((await runAttack(stage.open, stage.folder, { program, told: other.pid })).got).toEqual([null]);
    await other.exited;
  });

  it("of a sibling keep their files to themselves", async () => {
    const program = `open("secret", "w").write("of the sibling")
say(terrarium="progress", message=os.getcwd())
say(terrarium="progress", message="up")
time.sleep(600)`;
    const spy = `places = [told + "/secret", told] + [f"/proc/{pid}/{link}/secret" for pid in os.listdir("/proc") if pid.isdigit() for link in ("cwd", "root/job/work")]
def read(path): return open(path).read()
got("of the sibling" in [tried(lambda: read(path)) for path in places])`;
    for (const [engine, isFound] of [
      [stage.sealed, false],
      [stage.open, true],
    ] as const) {
      const sibling = await beginAttack(engine, stage.folder, { program });
      await sibling.said("up");
      const told = join(sibling.bundle.dir, "job", "work");
      expect((await runAttack(engine, stage.folder, { program: spy, told })).got).toBe(isFound);
      await engine.kill(sibling.handle);
      await sibling.remove();
    }
  });
});

describe("the network", () => {
  it("is not there: no connection to a listener on loopback, no abstract socket of the host", async () => {
    let hits = 0;
    const onHit = (socket: { destroy(): void }) => {
      hits++;
      socket.destroy();
    };
    const listener = createServer(onHit).listen(0, "127.0.0.1");
    const abstract = createServer(onHit).listen("\0terrarium-canary");
    await Promise.all([once(listener, "listening"), once(abstract, "listening")]);
    const address = listener.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const program = `def reach():
    with socket.create_connection(("127.0.0.1", told), 2): return "connected"
def reach_abstract():
    # Node fills the whole of an abstract name with zeros.
    with socket.socket(socket.AF_UNIX) as s: s.connect(b"\\0terrarium-canary".ljust(108, b"\\0")); return "connected"
def family(number):
    with socket.socket(number, socket.SOCK_RAW if number in (16, 17) else socket.SOCK_DGRAM if number != 38 else socket.SOCK_SEQPACKET): return "made"
got([tried(reach), tried(reach_abstract), tried(lambda: family(16)), tried(lambda: family(17)), tried(lambda: family(2)), tried(lambda: family(10)), tried(lambda: family(38))])`;
    const { got } = await runAttack(stage.sealed, stage.folder, { program, told: port });
    expect(got).not.toContain("connected");
    expect(got).not.toContain("made");
    expect(hits).toBe(0);
    const control = await runAttack(stage.open, stage.folder, { program, told: port });
    expect((control.got as string[]).slice(0, 3)).toEqual(["connected", "connected", "made"]);
    expect(hits).toBe(2);
    listener.close();
    abstract.close();
  });
});

describe("outliving the job", () => {
  it("is impossible: a daemon of its own session ends with the sandbox", async () => {
    const marker = `600.${Date.now()}`;
    const program = `r, w = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in (0, 1, 2): os.dup2(os.open("/dev/null", os.O_RDWR), fd)
        channel.close()
        os.write(w, b"x")
        os.execv("/usr/bin/sleep", ["sleep", told])
    os._exit(0)
os.read(r, 1)
got("left a daemon")`;
    const daemons = async () => {
      const found: number[] = [];
      for (const name of await readdir("/proc")) {
        const command = /^\d+$/.test(name) ? await readFile(`/proc/${name}/cmdline`, "latin1").catch(() => "") : "";
        if (command.includes(marker)) found.push(Number(name));
      }
      return found;
    };
    const sealed = await (await beginAttack(stage.sealed, stage.folder, { program, told: marker })).ended();
    expect(sealed.got).toBe("left a daemon");
    expect(await daemons()).toEqual([]);
    await sealed.remove();
    expect((await runAttack(stage.open, stage.folder, { program, told: marker })).got).toBe("left a daemon");
    const left = await daemons();
    expect(left).toHaveLength(1);
    for (const pid of left) process.kill(pid, "SIGKILL");
  });
});

describe("outputs", () => {
  it("that lead elsewhere are refused by name, and nothing of the host is read", async () => {
    const secrets = await makeSecrets(stage.folder);
    const secret = join(secrets, "canary");
    await writeFile(secret, "canary");
    const program = `os.chdir(job + "/out")
os.symlink(told, "link")
os.symlink("/proc/self/environ", "magic")
os.mkfifo("fifo")
open("a", "w").close(); os.link("a", "hard")
open("sparse", "w").truncate(20 * 1024 * 1024)
s = socket.socket(socket.AF_UNIX); s.bind("socket")
got("set")`;
    for (const engine of [stage.sealed, stage.open]) {
      const outcome = await (await beginAttack(engine, stage.folder, { program, told: secret })).ended();
      expect(outcome.got).toBe("set");
      const into = join(outcome.bundle.dir, "collected");
      for (const name of ["link", "magic", "fifo", "hard", "socket"]) {
        await expect(engine.collect(outcome.handle, [name], into), name).rejects.toMatchObject({ code: "process-failed" });
      }
      await expect(engine.collect(outcome.handle, ["sparse"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
      expect(await readdir(into)).toEqual([]);
      // Control: who follows the link reads the host's file.
      if (engine === stage.open) expect(await readFile(join(outcome.bundle.dir, "job", "out", "link"), "utf8")).toBe("canary");
      await outcome.remove();
    }
  });
});

it("leaves nothing on the host after all of this", async () => {
  expect(await stage.traces()).toEqual(before);
  expect(await runHonest(stage)).toBe(42);
});
