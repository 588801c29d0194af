// What this host looks like to a server that wants to isolate jobs, and in one sentence why something cannot be enforced and what helps.
// Whether it is enforced is found out by the spawner and the probes; here it is only explained.
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { release } from "node:os";

export interface HostSigns {
  readonly kernel: string;
  readonly isRoot: boolean;
  readonly isContainer: boolean;
  /** Control groups as mounted: both at once is what older distributions have. */
  readonly cgroups: "v1" | "v2" | "hybrid" | "none";
  /** May files be written where groups are made. */
  readonly areGroupsWritable: boolean;
  readonly hasLoopDevices: boolean;
  readonly hasMkfs: boolean;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Of a mount table as in /proc/self/mountinfo: the kind of control groups, and where. */
export function cgroupsIn(mountinfo: string): { readonly kind: HostSigns["cgroups"]; readonly mounts: readonly string[] } {
  const mounts = mountinfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const type = after.split(" ")[0];
    return type === "cgroup" || type === "cgroup2" ? [{ type, path: before.split(" ")[4] ?? "" }] : [];
  });
  const types = new Set(mounts.map(({ type }) => type));
  const kind = types.size === 2 ? "hybrid" : types.has("cgroup2") ? "v2" : types.has("cgroup") ? "v1" : "none";
  return { kind, mounts: mounts.map(({ path }) => path) };
}

/** Looks at the host that this runs on. */
export function readSigns(): HostSigns {
  const { kind, mounts } = cgroupsIn(readText("/proc/self/mountinfo"));
  return {
    kernel: release(),
    isRoot: process.getuid?.() === 0,
    isContainer: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
    cgroups: kind,
    areGroupsWritable: mounts.length > 0 && mounts.every(isWritable),
    hasLoopDevices: existsSync("/dev/loop-control"),
    hasMkfs: ["/sbin/mkfs.ext4", "/usr/sbin/mkfs.ext4"].some(existsSync),
  };
}

const cgroupWords: Readonly<Record<HostSigns["cgroups"], string>> = {
  v1: "control groups v1",
  v2: "control groups v2",
  hybrid: "control groups v1 with v2 beside them",
  none: "no control groups",
};

/** The host in one line. */
export function hostLine(signs: HostSigns): string {
  const place = signs.isContainer ? "in a container" : "not in a container";
  return `Linux ${signs.kernel}, ${signs.isRoot ? "root" : "not root"}, ${place}, ${cgroupWords[signs.cgroups]}`;
}

function groupsReason(signs: HostSigns): string {
  if (signs.cgroups === "none")
    return signs.isContainer
      ? "this container sees no control groups. Start it with: docker run --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup:rw"
      : "no control groups are mounted. Type as root: mount -t cgroup2 none /sys/fs/cgroup";
  if (signs.isRoot && signs.isContainer && !signs.areGroupsWritable)
    return "control groups are read-only in this container. Start it with: docker run --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup:rw";
  if (!signs.isRoot && signs.cgroups !== "v2") return "only root can use control groups of v1. Start the server as root";
  if (!signs.isRoot) return "no control group is delegated to this user. Start with: systemd-run --user --scope -p Delegate=yes COMMAND";
  return "the kernel offers this controller in no hierarchy, or others hold it. Look at: cat /proc/cgroups";
}

/** Why it cannot be enforced here, and what helps; undefined for what this host is not known to lack. */
export function reasonFor(feature: string, signs: HostSigns): string | undefined {
  const start = "Start the server as root";
  const mounting = signs.isContainer ? "Start the container with: docker run --cap-add SYS_ADMIN" : "Give the server the right to mount";
  switch (feature) {
    case "memory":
    case "cpu":
    case "pids":
      return groupsReason(signs);
    case "freezer":
      return `jobs are paused by signals, which they can see: ${groupsReason(signs)}`;
    case "own uid":
      return signs.isRoot ? "this container has no other user ids. Map more of them (subuid)" : `all jobs have this user's id. ${start}`;
    case "disk":
      return signs.isRoot ? `nothing can be mounted here. ${mounting}` : `${start}`;
    case "inodes":
      return signs.isRoot ? `nothing can be mounted here. ${mounting}` : `the number of files is limited only by their size. ${start}`;
    case "masked /proc":
      return "nothing may be mounted over /proc here; it still belongs to the sandbox alone";
    default:
      return undefined;
  }
}

/** What works less well than it could, though nothing is missing from a sandbox. */
export function hints(signs: HostSigns): string[] {
  const found: string[] = [];
  const large = "processes with a disk limit above 64 MiB cannot run";
  if (signs.isRoot && !signs.hasMkfs) found.push(`${large}: mkfs.ext4 is missing. Type: apt-get install e2fsprogs`);
  if (signs.isRoot && !signs.hasLoopDevices)
    found.push(
      `${large}: there are no loop devices. ${signs.isContainer ? "Start the container with: docker run --device /dev/loop-control" : "Type: modprobe loop"}`,
    );
  return found;
}
