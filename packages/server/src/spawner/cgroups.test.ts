import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { enforcedBy, findSubtree, limitFiles, prepareSubtree } from "./cgroups.js";

const v1Mounts = ["memory", "pids", "cpu,cpuacct", "freezer", "devices"].map(
  (names, index) => `3${index} 31 0:3${index} / /sys/fs/cgroup/${names} rw,relatime - cgroup cgroup rw,${names}`,
);
const hybridMount = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw";
const v2Mount = "41 31 0:38 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate";
const limits: Limits = {
  wallMs: 1,
  memoryBytes: 1000,
  cpus: 0.5,
  pids: 10,
  diskBytes: 1,
  inodes: 1,
  fds: 1,
  outputBytes: 1,
  logBytes: 1,
};

describe("the subtree of control groups", () => {
  it("is found in a hybrid mount table, at the top for root", () => {
    const found = findSubtree({
      mountinfo: [...v1Mounts, hybridMount].join("\n"),
      membership: "4:memory:/a/b\n0::/\n",
      isRoot: true,
      name: "t",
    });
    expect(found.v1).toEqual({
      memory: "/sys/fs/cgroup/memory/t",
      pids: "/sys/fs/cgroup/pids/t",
      cpu: "/sys/fs/cgroup/cpu,cpuacct/t",
      cpuacct: "/sys/fs/cgroup/cpu,cpuacct/t",
      freezer: "/sys/fs/cgroup/freezer/t",
    });
    expect(found.v2?.dir).toBe("/sys/fs/cgroup/unified/t");
  });
  it("lies in the own group without root, as far as the mount shows it", () => {
    const membership = "0::/user.slice/app.scope\n";
    const whole = findSubtree({ mountinfo: v2Mount, membership, isRoot: false, name: "t" });
    expect(whole).toMatchObject({ v1: {}, v2: { dir: "/sys/fs/cgroup/user.slice/app.scope/t" } });
    const part = v2Mount.replace(" / /sys", " /user.slice /sys");
    expect(findSubtree({ mountinfo: part, membership, isRoot: false, name: "t" }).v2?.dir).toBe("/sys/fs/cgroup/app.scope/t");
  });
  it("is nothing where there are no groups", () => {
    expect(findSubtree({ mountinfo: "1 2 0:1 / / rw - ext4 /dev/vda rw", membership: "", isRoot: true, name: "t" })).toEqual({ v1: {} });
  });

  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  async function fakeTree(controllers: string) {
    const top = await mkdtemp(join(tmpdir(), "terrarium-groups-"));
    folders.push(top);
    const dir = join(top, "t");
    await mkdir(dir);
    for (const [path, text] of [
      [join(top, "cgroup.controllers"), controllers],
      [join(dir, "cgroup.procs"), ""],
    ] as const) {
      await writeFile(path, text);
    }
    return { top, dir };
  }
  it("of v2 has its controllers switched on, and names what it enforces (simulated: a folder)", async () => {
    const { top, dir } = await fakeTree("cpuset cpu io memory pids\n");
    const subtree = await prepareSubtree({ v1: {}, v2: { dir, controllers: new Set() } }, []);
    expect(enforcedBy(subtree)).toEqual(["memory", "cpu", "pids"]);
    expect(await readFile(join(top, "cgroup.subtree_control"), "utf8")).toBe("+cpu");
    expect(limitFiles(subtree, "a", limits).map(([path, value]) => [path.slice(dir.length + 3), value])).toEqual([
      ["memory.max", "1000"],
      ["memory.swap.max", "0"],
      ["memory.oom.group", "1"],
      ["pids.max", "12"],
      ["cpu.max", "50000 100000"],
    ]);
  });
  it("of v2 without delegated controllers enforces nothing and says so (simulated: a folder)", async () => {
    const { dir } = await fakeTree("");
    expect(enforcedBy(await prepareSubtree({ v1: {}, v2: { dir, controllers: new Set() } }, []))).toEqual([]);
  });
  it("keeps nothing of hierarchies that cannot be written", async () => {
    const { top } = await fakeTree("");
    const subtree = await prepareSubtree(
      { v1: { memory: join(top, "no-groups-here") }, v2: { dir: "/proc/none", controllers: new Set() } },
      [],
    );
    expect(subtree).toEqual({ v1: {} });
  });
});
