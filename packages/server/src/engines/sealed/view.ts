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

/** The whole environment of a job; names of Terrarium's own win. */
export function environmentOf(bundle: Bundle): Readonly<Record<string, string>> {
  const fixed = { PATH: "/usr/bin:/bin", HOME: "/job/work", USER: "nobody", LANG: "C.UTF-8", TMPDIR: "/tmp" };
  return { ...bundle.process.environment, ...fixed };
}
