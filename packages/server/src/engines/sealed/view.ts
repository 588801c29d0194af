// What every sealed job sees of the host, whatever builds its sandbox: system folders, links, settings, memory-backed folders, environment.
// How an engine makes it so is the engine's.
import type { Bundle } from "../../core/engine.js";

/** The user and group that a job believes to be. */
export const nobody = 65534;

export const hostname = "terrarium";

/** Bytes of /tmp and of /dev/shm, each. */
export const temporaryBytes = 64 * 1024 * 1024;

/** Links that a merged /usr has at the top: /bin to usr/bin, and so on. */
export const links = ["bin", "sbin", "lib", "lib32", "lib64"] as const;

/** What programs below /usr expect in /etc; whatever a host lacks is left out. */
export const settings = [
  "ld.so.cache",
  "alternatives",
  "localtime",
  "python3",
  "python3.11",
  "python3.12",
  "python3.13",
  "grass",
  "R",
  "fonts",
] as const;

/** The character devices that exist inside /dev. No terminal: nothing there could be typed into. */
export const devices = ["null", "zero", "full", "random", "urandom"] as const;

/** Links in /dev: name and target. */
export const deviceLinks = [
  ["fd", "/proc/self/fd"],
  ["stdin", "/proc/self/fd/0"],
  ["stdout", "/proc/self/fd/1"],
  ["stderr", "/proc/self/fd/2"],
] as const;

/** Files of /proc that tell of the kernel or of the host's other users: unreadable inside. Which of them there are depends on the kernel. */
export const hiddenFiles = [
  "/proc/interrupts",
  "/proc/kallsyms",
  "/proc/kcore",
  "/proc/keys",
  "/proc/kmsg",
  "/proc/latency_stats",
  "/proc/sched_debug",
  "/proc/sysrq-trigger",
  "/proc/timer_list",
  "/proc/timer_stats",
] as const;

/** Folders of /proc that are empty inside. */
export const hiddenFolders = ["/proc/acpi", "/proc/asound", "/proc/scsi"] as const;

/** Read-only inside, for engines that cannot make the whole of /proc read-only. */
export const readOnlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"] as const;

const fixedEnvironment = { PATH: "/usr/bin:/bin", HOME: "/job/work", USER: "nobody", LANG: "C.UTF-8", TMPDIR: "/tmp" } as const;

/**
 * The whole environment of a job: five fixed names, which win, and at most four (checked by the configuration) of the process's own. Launchers add
 * PWD, which makes ten at most.
 */
export function environmentOf(bundle: Bundle): Readonly<Record<string, string>> {
  return { ...bundle.process.environment, ...fixedEnvironment };
}
