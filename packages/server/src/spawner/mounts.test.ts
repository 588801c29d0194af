// The mounts as root makes them, by Perl and by the shell: what is asked for is what is there.
import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeMounts } from "./mounts.js";

const isRoot = process.getuid?.() === 0;

function mountOf(target: string): string | undefined {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .find((line) => line.split(" ")[4] === target);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

/** Is it the program that mounts: in Perl or in the shell. */
function isTheProgram(pid: number): boolean {
  return /^(\/usr\/bin\/perl|\/bin\/sh)\0-[ec]\0/.test(readFileSync(`/proc/${pid}/cmdline`, "latin1"));
}

describe.skipIf(!isRoot).each([
  ["Perl's system calls", "/usr/bin/perl"],
  ["mount(8), where there is no Perl", "/nowhere"],
])(isRoot ? "by %s" : "by %s (skipped: only root mounts)", (_way, interpreter) => {
  it("mounts with the size, the number of inodes and the flags that were asked for, and unmounts", async () => {
    const mounts = makeMounts(interpreter);
    // A name with everything that a shell or Perl could take for its own.
    const target = mkdtempSync("/var/tmp/terrarium mount $(x) 'y' \"z\"-");
    const options = "size=1048576,nr_inodes=7,mode=0750,nosuid,nodev";
    await mounts.mountMemory(target, options);
    // Spaces stand as \040 in the table.
    const line = mountOf(target.replaceAll(" ", "\\040")) ?? "";
    expect(line).toMatch(/nosuid,nodev/);
    expect(line).toMatch(/- tmpfs terrarium rw.*size=1024k,nr_inodes=7,mode=750/);
    await mounts.unmount(target);
    expect(mountOf(target.replaceAll(" ", "\\040"))).toBeUndefined();
    rmdirSync(target);
  });

  it("does what was asked of a program that is killed before it answers, once", async () => {
    const mounts = makeMounts(interpreter);
    const target = mkdtempSync("/var/tmp/terrarium-killed-");
    const kill = () => {
      for (const child of childrenOf(process.pid)) if (isTheProgram(child)) process.kill(child, "SIGKILL");
    };
    const countOf = () => readFileSync("/proc/self/mountinfo", "utf8").split(` ${target} `).length - 1;
    for (let round = 0; round < 20; round++) {
      const mounted = mounts.mountMemory(target, "size=1048576,nosuid,nodev");
      for (let wait = 0; wait < round; wait++) await new Promise(setImmediate);
      kill();
      await mounted;
      expect(countOf()).toBe(1);
      const unmounted = mounts.unmount(target);
      for (let wait = 0; wait < round; wait++) await new Promise(setImmediate);
      kill();
      await unmounted;
      expect(countOf()).toBe(0);
    }
    rmdirSync(target);
  });

  it("tells why it cannot, in order, and goes on", async () => {
    const mounts = makeMounts(interpreter);
    const failed = await Promise.allSettled([mounts.mountMemory("/nowhere/a", "size=1m"), mounts.unmount("/usr/share")]);
    expect(failed.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    expect(failed.map((one) => (one.status === "rejected" ? String(one.reason) : ""))).toEqual([
      expect.stringMatching(/\/nowhere\/a/),
      expect.stringMatching(/\/usr\/share/),
    ]);
    await expect(mounts.mountMemory("/a\nb", "")).rejects.toThrow("line break");
  });
});
