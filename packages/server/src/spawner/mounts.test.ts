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
