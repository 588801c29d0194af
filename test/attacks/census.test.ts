// Every system call number tried inside a sandbox: those that reach the kernel are exactly those of the golden list.
// No control without a sandbox: there some of the calls would do harm. That forbidden ones reach the kernel there is shown by kernel.test.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allowed } from "../../packages/server/src/engines/sealed/syscalls.js";
import { makeStage, runAttack, type Stage } from "./stage.js";

let stage: Stage;
const isX64 = process.arch === "x64";

beforeAll(async () => {
  stage = await makeStage();
});
afterAll(async () => {
  await stage.tearDown();
});

/**
 * Each call in a child of its own, with -1 for every argument: no descriptor, no address, no child. Who blocks is ended by a timer and who crashes
 * got past the filter; 31 is the signal of a filter that ends its caller. Some calls need other words, or the kernel itself would
 * answer as the filter does.
 */
const program = `libc = ctypes.CDLL(None, use_errno=True)
refusals = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EAFNOSUPPORT, errno.ENOTTY)
words = {56: [0x10000], 16: [-1, 0x5401], 41: [1], 53: [1], 202: [0, 129, 0]}
def reaches(number):
    pid = os.fork()
    if pid == 0:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        given = (words.get(number, []) + [-1] * 6)[:6]
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(word) for word in given])
        os._exit(1 if result == -1 and ctypes.get_errno() in refusals else 0)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return code not in (1, -31)
got([number for number in told if reaches(number)])`;

it.skipIf(!isX64)(
  `of all system calls only the golden ones reach the kernel${isX64 ? "" : " (skipped: the numbers are those of x86-64)"}`,
  async () => {
    // uretprobe and uprobe are for the kernel's own trampolines: it lets them past every filter, and refuses them to all others itself.
    const exempt = new Set([335, 336]);
    const numbers = [...Array.from({ length: 600 }, (_, index) => index).filter((number) => !exempt.has(number)), 0x40000000 + 39];
    const { got } = await runAttack(stage.sealed, stage.folder, { program, told: numbers });
    const names = new Map(allowed.map(([name, number]) => [number, name]));
    const golden = readFileSync(join(import.meta.dirname, "allowed-calls.txt"), "utf8")
      .trim()
      .split("\n");
    expect((got as number[]).map((number) => names.get(number) ?? String(number)).sort()).toEqual(golden);
    expect(golden.length).toBeLessThanOrEqual(150);
  },
);
