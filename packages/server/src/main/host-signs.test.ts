import { describe, expect, it } from "vitest";
import { cgroupsIn, type HostSigns, hints, hostLine, readSigns, reasonFor } from "./host-signs.js";

const v1 = "31 30 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
const v2 = "32 30 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw";
const signs: HostSigns = {
  ...{ kernel: "6.1", isRoot: true, isContainer: false, cgroups: "v2", areGroupsWritable: true },
  ...{ hasLoopDevices: true, hasMkfs: true },
};

describe("the kind of control groups", () => {
  it.each([
    ["v1", v1],
    ["v2", v2],
    ["hybrid", `${v1}\n${v2}`],
    ["none", "27 1 254:0 / / rw - ext4 /dev/vda rw"],
  ])("is told from the mount table: %s", (kind, mountinfo) => expect(cgroupsIn(mountinfo).kind).toBe(kind));
});

describe("the reason why something is not enforced", () => {
  const reasons: [string, string, Partial<HostSigns>, RegExp][] = [
    ["memory", "without control groups", { cgroups: "none" }, /no control groups are mounted\. Type as root: mount -t cgroup2/],
    ["memory", "in a container without them", { cgroups: "none", isContainer: true }, /docker run --cgroupns=host/],
    ["pids", "in a container that may only read them", { isContainer: true, areGroupsWritable: false }, /read-only in this container/],
    ["cpu", "of v1 without root", { isRoot: false, cgroups: "v1" }, /only root can use control groups of v1/],
    ["cpu", "of both without root", { isRoot: false, cgroups: "hybrid" }, /only root can use control groups of v1/],
    ["memory", "of v2 without root", { isRoot: false }, /Start with: systemd-run --user --scope -p Delegate=yes/],
    ["own uid", "without root", { isRoot: false }, /Start the server as root/],
    ["own uid", "with a root that has no others", {}, /no other user ids/],
    ["inodes", "without root", { isRoot: false }, /Start the server as root/],
    ["inodes", "in a container that may not mount", { isContainer: true }, /--cap-add SYS_ADMIN/],
    ["disk", "in a container that may not mount", { isContainer: true }, /--cap-add SYS_ADMIN/],
    ["freezer", "without control groups", { cgroups: "none" }, /paused by signals/],
    ["masked /proc", "anywhere", {}, /over \/proc/],
  ];
  it.each(reasons)("names %s %s, and what helps", (feature, _, given, reason) => {
    expect(reasonFor(feature, { ...signs, ...given })).toMatch(reason);
  });
  it("is not made up for what is not known", () => expect(reasonFor("seccomp", signs)).toBeUndefined());
});

it("large disks need loop devices and mkfs.ext4", () => {
  expect(hints(signs)).toEqual([]);
  expect(hints({ ...signs, hasMkfs: false, hasLoopDevices: false })).toHaveLength(2);
});

it("the host is told in one line", () => {
  expect(hostLine({ ...signs, cgroups: "hybrid" })).toBe("Linux 6.1, root, not in a container, control groups v1 with v2 beside them");
  expect(hostLine(readSigns())).toMatch(/^Linux \d/);
});
