// The config.json of an OCI bundle for one of ours: the same view, filter and limits as every sealed job has, in the runtime-spec's words. Pure.
// Paths that only the spawner knows stay open in it.
import type { Bundle } from "../../core/engine.js";
import type { Word } from "../../core/spawner.js";
import type { SeccompProfile } from "../sealed/seccomp-profile.js";
import { environmentOf, hiddenFiles, hiddenFolders, hostname, nobody, readOnlyPaths, temporaryBytes } from "../sealed/view.js";

export interface ConfigParts {
  readonly bundle: Bundle;
  readonly seccomp: SeccompProfile;
  /** Names in /etc that this host has. */
  readonly settings: readonly string[];
  /** No limit above it can be set. */
  readonly mostFds: number;
  /** The runtime's kernel is not the host's, and would show a /sys of its own. */
  readonly hasOwnKernel: boolean;
}

interface Mount {
  readonly destination: string;
  readonly type: string;
  readonly source: Word;
  readonly options: readonly string[];
}

/** The folder below the bundle's that becomes the root: mount points and links. */
export const rootName = "root";

const guarded = ["nosuid", "nodev"];

/**
 * A shell that stays as pid 1 and waits: it reaps a job's orphans, and signals mean to the runner what they mean everywhere, not what they mean to a
 * first child, which the kernel spares. Constant text.
 */
const init = ["/bin/sh", "-c", '"$@"\nexit $?', "init"] as const;

function memory(destination: string, bytes: number, ...options: string[]): Mount {
  return { destination, type: "tmpfs", source: "tmpfs", options: [...options, "nosuid", `size=${bytes}`] };
}

function bind(source: Word, destination: string, access: "ro" | "rw"): Mount {
  return { destination, type: "bind", source, options: ["rbind", access, ...guarded] };
}

function mountsOf({ bundle, settings, hasOwnKernel }: ConfigParts): Mount[] {
  return [
    { destination: "/proc", type: "proc", source: "proc", options: ["nosuid", "noexec", "nodev"] },
    memory("/dev", 65_536, "noexec", "mode=755"),
    memory("/dev/shm", temporaryBytes, "nodev", "noexec", "mode=1777"),
    memory("/tmp", temporaryBytes, "nodev", "mode=1777"),
    ...(hasOwnKernel ? [memory("/sys", 4096, "ro", "nodev", "noexec", "mode=555")] : []),
    bind("/usr", "/usr", "ro"),
    ...settings.map((name) => bind(`/etc/${name}`, `/etc/${name}`, "ro")),
    ...bundle.process.mounts.map(({ source, target }) => bind({ host: source }, target, "ro")),
    bind({ host: `${bundle.dir}/job` }, "/job", "ro"),
    bind({ scratch: "out" }, "/job/out", "rw"),
    bind({ scratch: "work" }, "/job/work", "rw"),
  ];
}

function rlimits({ bundle: { limits }, mostFds }: ConfigParts) {
  const fds = Math.min(limits.fds, mostFds);
  // Against huge sparse files; writers are to meet the quota first.
  const fileBytes = 2 * limits.diskBytes + 128 * 1024 * 1024;
  const limit = (type: string, value: number) => ({ type, soft: value, hard: value });
  // One byte: at 0 the kernel would still start the host's handler of cores.
  return [limit("RLIMIT_NOFILE", fds), limit("RLIMIT_FSIZE", fileBytes), limit("RLIMIT_CORE", 1)];
}

/**
 * gVisor answers whatever a filter refuses with "not permitted", also what it is told to call "not there"; then no library falls back from the newest
 * way to make a thread. That one call may reach its kernel, which does not know it. What it can do there, it does to that kernel.
 */
function forOwnKernel(profile: SeccompProfile): SeccompProfile {
  const refused = profile.syscalls.map((rule) => ({ ...rule, names: rule.names.filter((name) => name !== "clone3") }));
  return { ...profile, syscalls: [...refused.filter(({ names }) => names.length > 0), { names: ["clone3"], action: "SCMP_ACT_ALLOW" }] };
}

/** No user namespace in it: the launcher has made one, in which 65534 is the sandbox's own uid. */
export function bundleConfig(parts: ConfigParts) {
  const { bundle, seccomp, hasOwnKernel } = parts;
  const none: readonly string[] = [];
  return {
    ociVersion: "1.0.2",
    root: { path: { host: `${bundle.dir}/${rootName}` }, readonly: true },
    hostname,
    process: {
      terminal: false,
      user: { uid: nobody, gid: nobody },
      args: [...init, ...bundle.process.command],
      env: Object.entries(environmentOf(bundle)).map(([name, value]) => `${name}=${value}`),
      cwd: "/job/work",
      noNewPrivileges: true,
      capabilities: { bounding: none, effective: none, permitted: none, inheritable: none, ambient: none },
      rlimits: rlimits(parts),
    },
    mounts: mountsOf(parts),
    linux: {
      namespaces: ["pid", "network", "ipc", "uts", "mount", "cgroup"].map((type) => ({ type })),
      seccomp: hasOwnKernel ? forOwnKernel(seccomp) : seccomp,
      // A kernel of its own tells nothing of the host's.
      maskedPaths: hasOwnKernel ? [] : [...hiddenFiles, ...hiddenFolders],
      readonlyPaths: hasOwnKernel ? [] : readOnlyPaths,
    },
  };
}

/** A JSON value as words that, written one after the other, are its text. `token` is a text that nobody could have put into the value. */
export function jsonWords(value: object, token: string): Word[] {
  const open: Exclude<Word, string>[] = [];
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (!isOpen(part)) return part;
    open.push(part);
    return token;
  });
  return text.split(token).flatMap((piece, index): Word[] => {
    const word = open[index - 1];
    return word === undefined ? [piece] : [word, piece];
  });
}

function isOpen(part: unknown): part is Exclude<Word, string> {
  return typeof part === "object" && part !== null && Object.keys(part).length === 1 && ("host" in part || "scratch" in part);
}
