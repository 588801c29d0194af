import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { isShortage, saysShortage } from "./shortage.js";

const canLower = spawnSync("bwrap", ["--version"]).status === 0 ? "" : " (skipped: needs bubblewrap)";

describe("a host without room for a sandbox", () => {
  it.each([
    "bwrap: Creating new namespace failed: Resource temporarily unavailable",
    "bwrap: Can't fork for pid 1: Resource temporarily unavailable",
    "bwrap: Creating new namespace failed: No space left on device",
    "/bin/sh: 1: Cannot fork",
    "unshare: unshare failed: Resource temporarily unavailable",
    "runc run failed: fork/exec /proc/self/exe: resource temporarily unavailable",
  ])("is known by %j", (line) => {
    expect(saysShortage(line)).toBe(true);
  });
  it.each([
    "bwrap: Can't find source path /nowhere: No such file or directory",
    "OSError: [Errno 11] Resource temporarily unavailable",
    "MemoryError",
    "",
  ])("is not seen in %j", (line) => {
    expect(saysShortage(line)).toBe(false);
  });
  it.skipIf(canLower !== "")(`is what bubblewrap itself says where no more children may be${canLower}`, async () => {
    const ids = process.getuid?.() === 0 ? { uid: 65_533, gid: 65_533 } : {};
    const script = "ulimit -u 1 2>/dev/null || ulimit -p 1; exec bwrap --unshare-pid --ro-bind / / true";
    const child = spawn("/bin/sh", ["-c", script], { ...ids, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    child.stderr.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
    const [code] = (await once(child, "close")) as [number];
    expect(code).not.toBe(0);
    expect(saysShortage(text.trim().split("\n").at(-1) ?? "")).toBe(true);
  });
  it("is known by the code of a system call, and by no other code", () => {
    expect(isShortage(Object.assign(new Error("spawn"), { code: "EAGAIN" }))).toBe(true);
    expect(isShortage(Object.assign(new Error("open"), { code: "ENOENT" }))).toBe(false);
    expect(isShortage("EAGAIN")).toBe(false);
  });
});
