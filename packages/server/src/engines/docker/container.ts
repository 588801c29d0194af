// The container of one bundle as the daemon is asked for it: what it may, what it sees, what limits it. Pure.
import type { Bundle } from "../../core/engine.js";
import type { Lease } from "../../core/lease.js";
import { environmentOf, hiddenFiles, hiddenFolders, hostname, readOnlyPaths, temporaryBytes } from "../sealed/view.js";

/** What the daemon is and can do, as far as a container depends on it. */
export interface Daemon {
  readonly kind: "docker" | "podman";
  readonly version: string;
  readonly storage: string;
  readonly cgroupDriver: string;
  readonly cgroupVersion: string;
  readonly isRootless: boolean;
  /** Does it map users of containers to others of the host (userns-remap). */
  readonly isRemapped: boolean;
  readonly limits: { readonly memory: boolean; readonly cpu: boolean; readonly pids: boolean };
}

/** Everything a container is made of besides the bundle. */
export interface Place {
  readonly daemon: Daemon;
  readonly lease: Lease;
  readonly image: string;
  /** The image holds no system of its own: the host's is shown. */
  readonly isBare: boolean;
  /** Of `settings`, those that this host has. */
  readonly settings: readonly string[];
  /** The profile as JSON, or the path of a file that holds it: Docker takes only the one, Podman only the other. */
  readonly seccomp: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Who runs the daemon's containers without a lease of its own: the server. */
  readonly own: { readonly uid: number; readonly gid: number };
}

interface BoundFolder {
  readonly Type: "bind";
  readonly Source: string;
  readonly Target: string;
  readonly ReadOnly: boolean;
  readonly BindOptions: { readonly Propagation: "rprivate" };
}

function bind(Source: string, Target: string, ReadOnly = true): BoundFolder {
  return { Type: "bind", Source, Target, ReadOnly, BindOptions: { Propagation: "rprivate" } };
}

function mountsOf(bundle: Bundle, place: Place): BoundFolder[] {
  const system = place.isBare ? [bind("/usr", "/usr"), ...place.settings.map((name) => bind(`/etc/${name}`, `/etc/${name}`))] : [];
  return [
    ...system,
    ...bundle.process.mounts.map(({ source, target }) => bind(source, target)),
    bind(`${bundle.dir}/job`, "/job"),
    bind(place.lease.out, "/job/out", false),
    bind(place.lease.work, "/job/work", false),
    // Podman would show the names that the host knows.
    ...(place.daemon.kind === "podman" ? [bind(`${bundle.dir}/hosts`, "/etc/hosts")] : []),
  ];
}

/** What the two daemons are told in different words, or must be told besides, to the same end. */
function wordsFor(daemon: Daemon) {
  const memory = `size=${temporaryBytes},mode=1777,nosuid,nodev`;
  const nothing = "size=4k,mode=0555,ro";
  const security = ["no-new-privileges"];
  if (daemon.kind === "docker") {
    // An empty memory file system hides /sys, of which a container otherwise sees most.
    const Tmpfs = { "/tmp": `${memory},exec`, "/sys": nothing };
    return { Tmpfs, security, MaskedPaths: [...hiddenFiles, ...hiddenFolders], ReadonlyPaths: [...readOnlyPaths] };
  }
  // Podman puts its init into /run and makes /run and /var/tmp writable, as large as the memory, unless told otherwise.
  const Tmpfs = { "/tmp": `${memory},exec`, "/run": "size=4k,mode=0755", "/var/tmp": nothing };
  return { Tmpfs, security: [...security, `mask=${[...hiddenFiles, ...hiddenFolders, "/sys", "/var"].join(":")}`] };
}

function userOf({ lease, daemon, own }: Place): string {
  if (lease.uid !== undefined) return `${lease.uid}:${lease.uid}`;
  // Without root, root of the container is the server's own user outside, and has no capabilities inside either.
  if (daemon.isRootless && daemon.kind === "docker") return "0:0";
  return `${own.uid}:${own.gid}`;
}

/** File sizes: where the folders have a quota, writers are to meet that first; this one is against huge sparse files. */
function limitsOf(bundle: Bundle, place: Place) {
  const { limits } = bundle;
  const fileBytes = place.lease.hasQuota ? 2 * limits.diskBytes + 128 * 1024 * 1024 : limits.diskBytes;
  const { memory, cpu, pids } = place.daemon.limits;
  const plain = (name: string, value: number) => ({ Name: name, Soft: value, Hard: value });
  return {
    // Docker's init is not the job's.
    ...(pids ? { PidsLimit: limits.pids + 1 } : {}),
    ...(memory ? { Memory: limits.memoryBytes, MemorySwap: limits.memoryBytes } : {}),
    ...(cpu ? { NanoCpus: Math.max(10_000_000, Math.round(limits.cpus * 1e9)) } : {}),
    Ulimits: [
      plain("nofile", limits.fds),
      plain("fsize", fileBytes),
      plain("core", 1),
      // Message queues of the kernel would be memory that no limit sees.
      plain("msgqueue", 0),
      // Podman raises what it is not told, which not every host permits; and the kernel counts by uid, so it holds only for a uid of its own.
      ...(place.daemon.kind === "podman" || (!pids && place.lease.uid !== undefined) ? [plain("nproc", limits.pids + 1)] : []),
    ],
  };
}

function usernsOf({ daemon, lease }: Place): { readonly UsernsMode?: string } {
  if (daemon.kind === "podman" && daemon.isRootless) return { UsernsMode: "keep-id" };
  return daemon.isRemapped && lease.uid !== undefined ? { UsernsMode: "host" } : {};
}

function hostConfig(bundle: Bundle, place: Place) {
  const { lease, daemon, seccomp } = place;
  const { Tmpfs, security, ...paths } = wordsFor(daemon);
  const mayNest = lease.group !== undefined && daemon.cgroupDriver === "cgroupfs";
  return {
    ...limitsOf(bundle, place),
    ...usernsOf(place),
    ...(mayNest ? { CgroupParent: lease.group } : {}),
    Mounts: mountsOf(bundle, place),
    Tmpfs,
    ...paths,
    ShmSize: temporaryBytes,
    NetworkMode: "none",
    Dns: ["127.0.0.1"],
    ReadonlyRootfs: true,
    CapDrop: ["ALL"],
    SecurityOpt: [...security, `seccomp=${seccomp}`],
    IpcMode: "private",
    CgroupnsMode: "private",
    // The daemon's init is the first child: it reaps a job's orphans, and signals mean to the runner what they mean everywhere.
    Init: true,
    LogConfig: { Type: "none", Config: {} },
    RestartPolicy: { Name: "no" },
    AutoRemove: false,
    Privileged: false,
  };
}

const podmans = ["HOSTNAME", "container", "TERM"];

/** The body of the request that makes the container. */
export function containerOf(bundle: Bundle, place: Place) {
  // Podman adds variables of its own to every environment.
  const bare = place.daemon.kind === "podman" && place.isBare ? ["/usr/bin/env", ...podmans.flatMap((name) => ["-u", name])] : [];
  const [command = "", ...words] = [...bare, ...bundle.process.command];
  const environment = Object.entries(environmentOf(bundle)).map(([name, value]) => `${name}=${value}`);
  return {
    Image: place.image,
    Entrypoint: [command],
    Cmd: words,
    // A name without a value is left out of what the daemon would add.
    Env: [...environment, "HOSTNAME"],
    Hostname: hostname,
    User: userOf(place),
    WorkingDir: "/job/work",
    Labels: place.labels,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // A runner that still waits ends when the server that made it is gone.
    StdinOnce: true,
    Tty: false,
    NetworkDisabled: true,
    // Podman makes a timer of systemd even for none.
    ...(place.daemon.kind === "docker" ? { Healthcheck: { Test: ["NONE"] } } : {}),
    HostConfig: hostConfig(bundle, place),
  };
}
