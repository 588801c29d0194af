// What is particular to each OCI runtime: how it is called, what it needs for itself, what it cannot hold. Facts, and how to find a runtime; a
// runtime that is not listed is called as the runtime-spec's own (runc) is.
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Spawner } from "../../core/spawner.js";

export interface Runtime {
  readonly name: string;
  /** In people's words. */
  readonly title: string;
  /** Debian package; absent: somebody else's. */
  readonly package?: string;
  /** Words before `run`. The runtime's cgroups are never its own affair: the spawner has put it into the sandbox's. */
  readonly options: readonly string[];
  /** Threads, helpers and memory of its own that stay while the job runs. */
  readonly overhead: { readonly pids: number; readonly memoryBytes: number };
  /** It takes a host with cgroups of both versions for one that it does not know, unless version 2 is hidden from it. */
  readonly fearsHybrid: boolean;
  /** It has a kernel of its own: whose /sys is not wanted either, whose /proc says nothing of no_new_privs, and whose children the host does not see. */
  readonly hasOwnKernel: boolean;
  /** Sockets of the host's kernel, even in a bundle, are not reached from inside: a way out cannot be given. So of all runtimes that nobody has tried. */
  readonly hasOwnNetwork: boolean;
}

/** What an engine for one runtime is made of. */
export interface OciParts {
  readonly spawner: Spawner;
  readonly runtime: Runtime;
  /** Default: the runtime's name, where programs are. */
  readonly program?: string;
  /** A runner that has not said "ready" by then fails its `create`. Default: 60 s. */
  readonly bootMs?: number;
}

const mebibyte = 1024 * 1024;
const plain = { fearsHybrid: false, hasOwnKernel: false, hasOwnNetwork: false };

/** The runtime of a name. `platform` is runsc's. */
export function runtimeOf(name: string, platform = "ptrace"): Runtime {
  if (name === "crun")
    return {
      ...{ ...plain, name, title: "crun", package: "crun", fearsHybrid: true },
      options: ["--cgroup-manager=disabled"],
      overhead: { pids: 4, memoryBytes: 4 * mebibyte },
    };
  if (name === "runsc")
    return {
      ...{ ...plain, name, title: "gVisor runsc", package: "runsc", hasOwnKernel: true, hasOwnNetwork: true },
      options: ["--network=none", `--platform=${platform}`, "--ignore-cgroups", "--oci-seccomp"],
      // Each thread of the job is one of the host's too, and the kernel's own come on top; how many it makes is its own affair.
      overhead: { pids: 1024, memoryBytes: 64 * mebibyte },
    };
  return {
    ...{ ...plain, name, title: name, hasOwnNetwork: name !== "runc", ...(name === "runc" ? { package: "runc" } : {}) },
    options: name === "runc" ? ["--rootless=true"] : [],
    overhead: { pids: 16, memoryBytes: 24 * mebibyte },
  };
}

/** The program's path: as given, or where the system keeps programs for administrators and everybody. */
export async function findProgram(name: string, given: string | undefined): Promise<string | undefined> {
  const folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
  for (const path of given === undefined ? folders.map((folder) => join(folder, name)) : [given]) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (path.startsWith("/") && isThere) return path;
  }
  return undefined;
}

/** As the program says it; undefined if it cannot be run. */
export function versionOf(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" }, timeout: 10_000 }, (error, text) => {
      const [line = ""] = text.split("\n");
      resolve(error ? undefined : (/(\d\S*)\s*$/.exec(line)?.[1] ?? line));
    });
  });
}
