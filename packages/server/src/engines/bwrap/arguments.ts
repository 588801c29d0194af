// The command line of bubblewrap for one bundle: which namespaces, what is seen inside, and where. Pure.
import type { Bundle } from "../../core/engine.js";
import { launchFds, type SpawnerFacts, type Word } from "../../core/spawner.js";
import { environmentOf, hostname, links, nobody, settings, temporaryBytes } from "../sealed/view.js";

function environment(bundle: Bundle): string[] {
  return Object.entries(environmentOf(bundle)).flatMap(([name, value]) => ["--setenv", name, value]);
}

function system(): string[] {
  return [
    ...["--ro-bind", "/usr", "/usr"],
    ...links.flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    ...["--dir", "/etc"],
    ...settings.flatMap((name) => ["--ro-bind-try", `/etc/${name}`, `/etc/${name}`]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(temporaryBytes), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"],
    ...["--size", String(temporaryBytes), "--tmpfs", "/tmp"],
  ];
}

function jobFolders(bundle: Bundle, scratch: SpawnerFacts["scratch"]): Word[] {
  const job: Word[] = ["--ro-bind", { host: `${bundle.dir}/job` }, "/job"];
  if (scratch === "given") return [...job, "--bind", { scratch: "out" }, "/job/out", "--bind", { scratch: "work" }, "/job/work"];
  return [...job, "--size", String(bundle.limits.diskBytes), "--tmpfs", "/job/work", "--dir", "/job/work/.out"];
}

/**
 * The whole command. No --die-with-parent: the spawner ends trees itself. bubblewrap's own init stays pid 1, so that a job's orphans are reaped
 * and signals mean to the runner what they mean everywhere.
 */
export function bwrapCommand(bundle: Bundle, scratch: SpawnerFacts["scratch"]): Word[] {
  return [
    "bwrap",
    ...["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup"],
    ...["--uid", String(nobody), "--gid", String(nobody), "--hostname", hostname, "--new-session", "--clearenv"],
    ...environment(bundle),
    ...system(),
    ...bundle.process.mounts.flatMap((mount): Word[] => ["--ro-bind", { host: mount.source }, mount.target]),
    ...jobFolders(bundle, scratch),
    ...["--chdir", "/job/work", "--remount-ro", "/", "--cap-drop", "ALL"],
    ...["--seccomp", String(launchFds.filter), "--json-status-fd", String(launchFds.status), "--"],
    ...bundle.process.command,
  ];
}
