// What the pool of waiting sandboxes looks at on this host: which programs it would run, and how much memory is left. Some system calls, no more.
import { readFileSync, statSync } from "node:fs";
import type { PoolHost } from "../jobs/parts.js";

/** Changes whenever packages of Debian or Fedora do, or the cache of libraries, which every installation writes anew. */
const always = [
  "/var/lib/dpkg/status",
  "/var/lib/rpm",
  "/usr/lib/sysimage/rpm",
  "/lib/apk/db/installed",
  "/etc/ld.so.cache",
  "/usr/lib",
  "/usr/bin",
];

/** Which file this is, and as of when; behind links. */
function stampOf(path: string): string {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined ? "none" : `${facts.ino}.${facts.size}.${facts.mtimeMs}`;
}

/** A share of all memory that is left to jobs and everybody else. */
const leftShare = 1 / 16;

/** `programs` are the interpreters' paths. */
export function makePoolHost(programs: readonly string[]): PoolHost {
  return {
    runtimeVersion: () => [...always, ...programs].map(stampOf).join(),
    isShort() {
      const text = readFileSync("/proc/meminfo", "latin1");
      const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? Number.NaN);
      return kilobytes("MemAvailable") < kilobytes("MemTotal") * leftShare;
    },
  };
}
