// What a hostile job tries to make the kernel do: rights, namespaces, mounts, foreign calls. The controls call with harmless arguments, so
// that without isolation the kernel refuses them for another reason than "not permitted" or "not there".
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonBundle } from "../../packages/server/src/engines/conformance.js";
import { allowed } from "../../packages/server/src/engines/sealed/syscalls.js";
import { makeStage, runAttack, type Stage } from "./stage.js";

let stage: Stage;
const isRoot = process.getuid?.() === 0;
const isX64 = process.arch === "x64";

beforeAll(async () => {
  stage = await makeStage();
});
afterAll(async () => {
  await stage.tearDown();
});

/** Calls by number with arguments that can change nothing; -1 is no descriptor, no user and no address. */
const calls = `libc = ctypes.CDLL(None, use_errno=True)
def call(number, arguments):
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) for a in arguments])
    return errno.errorcode.get(ctypes.get_errno(), str(ctypes.get_errno())) if result == -1 else "done"
`;

/** Forbidden calls of x86-64: name, number, harmless arguments. */
const forbidden: readonly (readonly [string, number, readonly number[]])[] = [
  ["ptrace", 101, [2, 0, 0, 0]],
  ["syslog", 103, [-1, 0, 0]],
  ["personality", 135, [0xffffffff]],
  ["pivot_root", 155, [0, 0]],
  ["adjtimex", 159, [1]],
  ["chroot", 161, [0]],
  ["settimeofday", 164, [1, 0]],
  ["mount", 165, [0, 0, 0, 0, 0]],
  ["umount2", 166, [0, 0]],
  ["swapon", 167, [0, 0]],
  ["reboot", 169, [0, 0, 0, 0]],
  ["sethostname", 170, [0, -1]],
  ["iopl", 172, [9]],
  ["delete_module", 176, [0, 0]],
  ["add_key", 248, [0, 0, 0, 0, 0]],
  ["request_key", 249, [0, 0, 0, 0]],
  ["keyctl", 250, [-1, 0, 0, 0, 0]],
  ["ioprio_set", 251, [9, 0, 0]],
  ["unshare", 272, [0]],
  ["perf_event_open", 298, [0, 0, -1, -1, 0]],
  ["fanotify_init", 300, [-1, 0]],
  ["name_to_handle_at", 303, [-1, 0, 0, 0, 0]],
  ["open_by_handle_at", 304, [-1, 0, 0]],
  ["clock_adjtime", 305, [0, 1]],
  ["setns", 308, [-1, 0]],
  ["process_vm_readv", 310, [1, 0, 0, 0, 0, 9]],
  ["kcmp", 312, [0, 0, 99, 0, 0]],
  ["sched_setattr", 314, [0, 0, 0]],
  ["memfd_create", 319, [0, 0]],
  ["bpf", 321, [-1, 0, 0]],
  ["userfaultfd", 323, [0x7fffffff]],
  ["io_uring_setup", 425, [0, 0]],
  ["open_tree", 428, [-1, 0, 0]],
  ["move_mount", 429, [-1, 0, -1, 0, 0]],
  ["fsopen", 430, [0, 0]],
  ["fsconfig", 431, [-1, 0, 0, 0, 0]],
  ["fsmount", 432, [-1, 0, 0]],
  ["fspick", 433, [-1, 0, 0]],
  ["clone3", 435, [0, 0]],
  ["pidfd_getfd", 438, [-1, 0, 0]],
  ["mount_setattr", 442, [-1, 0, 0, 0, 0]],
];

describe.skipIf(!isX64)(`system calls${isX64 ? "" : " (skipped: the numbers are those of x86-64)"}`, () => {
  it("outside the list are refused before the kernel looks at their arguments", async () => {
    const program = `${calls}got([call(number, arguments) for _, number, arguments in told])`;
    const told = forbidden.map(([name, number, words]) => [name, number, [...words]]);
    const sealed = (await runAttack(stage.sealed, stage.folder, { program, told })).got as string[];
    const control = (await runAttack(stage.open, stage.folder, { program, told })).got as string[];
    const refused = new Set(["EPERM", "ENOSYS"]);
    for (const [index, [name]] of forbidden.entries()) expect([name, refused.has(sealed[index] ?? "")]).toEqual([name, true]);
    // A call that this kernel or container refuses to everybody proves nothing; nearly all must reach the kernel in the control.
    const unproven = forbidden.filter((_, index) => refused.has(control[index] ?? "")).map(([name]) => name);
    expect(isRoot ? unproven.length : 0, `unproven here: ${unproven.join(" ")}`).toBeLessThan(6);
  });

  it("that are on the list are those of the golden list, no more and no fewer", async () => {
    const golden = readFileSync(join(import.meta.dirname, "allowed-calls.txt"), "utf8")
      .trim()
      .split("\n");
    expect(allowed.map(([name]) => name).sort()).toEqual(golden);
  });

  it("that make namespaces are refused by their arguments, and a terminal cannot be typed into", async () => {
    const program = `${calls}flags = [0x10000000, 0x20000, 0x40000000, 0x20000000, 0x4000000, 0x8000000, 0x2000000]
got([[call(56, [flag | 17, 0, 0, 0, 0]) for flag in flags] if told else [], call(16, [-1, 0x5412, 0]), call(16, [-1, 0x541C, 0])])`;
    const sealed = await runAttack(stage.sealed, stage.folder, { program, told: true });
    expect(sealed.got).toEqual([Array.from({ length: 7 }, () => "EPERM"), "EPERM", "EPERM"]);
    expect((await runAttack(stage.open, stage.folder, { program, told: false })).got).toEqual([[], "EBADF", "EBADF"]);
  });

  it("in the convention of x32 end the caller", async () => {
    const program = `${calls}pid = os.fork()
if pid == 0:
    call(0x40000000 + 39, [])
    os._exit(0)
got(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;
    expect((await runAttack(stage.sealed, stage.folder, { program })).got).toBe(-31);
    expect((await runAttack(stage.open, stage.folder, { program })).got).toBe(0);
  });
});

describe("rights", () => {
  const status = `status = dict(line.split(":", 1) for line in open("/proc/self/status"))
got([status[name].strip() for name in ("CapEff", "CapPrm", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")] + [os.getuid()])`;
  const none = "0000000000000000";

  it("are none, and cannot grow: no capability, no new privileges, a filter", async () => {
    const sealed = await runAttack(stage.sealed, stage.folder, { program: status });
    expect(sealed.got).toEqual([none, none, none, none, "1", "2", 65534]);
    const control = (await runAttack(stage.open, stage.folder, { program: status })).got as string[];
    expect(control[2]).not.toBe(none);
  });

  it("of the host's users are not the job's: each sandbox has a uid of its own, never root's", async () => {
    const uids = await Promise.all(
      [0, 1].map(async () => {
        const program = 'open(job + "/out/mine", "w").close()\nsay(terrarium="progress", message="up")\ntime.sleep(600)';
        const bundle = await pythonBundle(stage.folder, `wait_for_start()\n${program}`);
        const handle = await stage.sealed.create(bundle);
        const members = execFileSync("ps", ["-eo", "uid,args"], { encoding: "utf8" });
        await stage.sealed.remove(handle);
        return members
          .split("\n")
          .filter((line) => line.includes(bundle.dir))
          .map((line) => Number(line.trim().split(" ")[0]));
      }),
    );
    const all = uids.map((found) => [...new Set(found)]);
    for (const found of all) expect(found).toHaveLength(1);
    if (isRoot) {
      expect(new Set(all.flat()).size).toBe(2);
      for (const uid of all.flat()) expect(uid).toBeGreaterThanOrEqual(700_000);
    }
  });
});

describe("open files", () => {
  const program = `def is_open(fd):
    try: os.fstat(fd)
    except OSError: return False
    return fd != channel.fileno()
got([name for name in os.listdir("/proc/self/fd") if is_open(int(name))])`;

  it("at the start are 0, 1 and 2, whatever whoever started the server left open", async () => {
    expect((await runAttack(stage.sealed, stage.folder, { program })).got).toEqual(["0", "1", "2"]);
    // Control: the same program, given one more.
    const bundle = await pythonBundle(
      stage.folder,
      `wait_for_start()\n${program.replace("got(", "print(").replaceAll("tried(lambda: ", "(")}`,
    );
    const child = spawn("/usr/bin/python3", ["-I", join(bundle.dir, "process", "main.py")], {
      stdio: ["pipe", "pipe", "pipe", openSync("/dev/null", "r")],
    });
    let text = "";
    child.stderr?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
    });
    child.stdin?.end("start\n");
    await once(child, "close");
    expect(text).toContain("'3'");
  });
});
