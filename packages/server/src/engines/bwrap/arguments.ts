// The command line of bubblewrap for one bundle: which namespaces, what is seen inside, and where. Pure.
import type { Bundle, Mount } from "../../core/engine.js";
import { launchFds, type SpawnerFacts, type Word } from "../../core/spawner.js";
import { deviceLinks, devices, environmentOf, hostname, links, nobody, settings, temporaryBytes } from "../sealed/view.js";

/** What of /proc is covered; bubblewrap cannot cover what is not there. */
export interface Masks {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

function environment(bundle: Bundle): string[] {
  return Object.entries(environmentOf(bundle)).flatMap(([name, value]) => ["--setenv", name, value]);
}

function system(): string[] {
  return [
    ...["--ro-bind", "/usr", "/usr"],
    ...links.flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    ...["--dir", "/etc"],
    ...settings.flatMap((name) => ["--ro-bind-try", `/etc/${name}`, `/etc/${name}`]),
    ...["--size", "65536", "--tmpfs", "/dev"],
    ...devices.flatMap((name) => ["--dev-bind", `/dev/${name}`, `/dev/${name}`]),
    ...deviceLinks.flatMap(([name, target]) => ["--symlink", target, `/dev/${name}`]),
    ...["--size", String(temporaryBytes), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"],
    ...["--size", String(temporaryBytes), "--tmpfs", "/tmp"],
  ];
}

/** /proc, read-only as a whole. A device that lies on a mount without devices cannot be opened, not even to read nothing. */
function processes(masks: Masks | undefined): string[] {
  if (!masks) return ["--proc", "/proc"];
  return [
    ...["--proc", "/proc"],
    ...masks.files.flatMap((path) => ["--ro-bind", "/dev/null", path]),
    ...masks.folders.flatMap((path) => ["--size", "4096", "--tmpfs", path, "--remount-ro", path]),
    ...["--remount-ro", "/proc"],
  ];
}

function jobFolders(bundle: Bundle, scratch: SpawnerFacts["scratch"]): Word[] {
  const job: Word[] = ["--ro-bind", { host: `${bundle.dir}/job` }, "/job"];
  if (scratch === "given") return [...job, "--bind", { scratch: "out" }, "/job/out", "--bind", { scratch: "work" }, "/job/work"];
  return [...job, "--size", String(bundle.limits.diskBytes), "--tmpfs", "/job/work", "--dir", "/job/work/.out"];
}

/**
 * The whole command; without masks /proc is as the kernel gives it. bubblewrap's own init stays pid 1, so that a job's orphans are reaped and signals mean
 * to the runner what they mean everywhere.
 */
export function bwrapCommand(bundle: Bundle, scratch: SpawnerFacts["scratch"], masks?: Masks): Word[] {
  const { mounts, command } = bundle.process;
  return [...sealed(bundle, masks), ...shown(mounts), ...jobFolders(bundle, scratch), ...closing("/job/work"), ...command];
}

/** What a zygote sees while it imports libraries: the same without the job and without the code of the process. */
export function zygoteView(bundle: Bundle, mounts: readonly Mount[], masks?: Masks): Word[] {
  return [...sealed(bundle, masks), ...shown(mounts), ...closing("/")];
}

function shown(mounts: readonly Mount[]): Word[] {
  return mounts.flatMap((mount): Word[] => ["--ro-bind", { host: mount.source }, mount.target]);
}

function sealed(bundle: Bundle, masks: Masks | undefined): Word[] {
  return [
    "bwrap",
    // Its parent is the spawner, whose one thread lives as long as it does. Without that, there is no clock and nobody hears the job: it ends too.
    "--die-with-parent",
    ...["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup"],
    ...["--uid", String(nobody), "--gid", String(nobody), "--hostname", hostname, "--new-session", "--clearenv"],
    ...environment(bundle),
    ...system(),
    ...processes(masks),
  ];
}

function closing(folder: string): Word[] {
  return [
    ...["--chdir", folder, "--remount-ro", "/", "--cap-drop", "ALL"],
    ...["--seccomp", String(launchFds.filter), "--json-status-fd", String(launchFds.status), "--"],
  ];
}
