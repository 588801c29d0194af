// Starts the launcher of a sandbox: an unprivileged child behind a gate. It sets its resource limits, waits until it was put into its
// control group and recorded, and only then becomes the launcher (e.g. bubblewrap). The shell text is constant; values are arguments only.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchmodSync, fchownSync, fstatSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Duplex, Readable, Writable } from "node:stream";
import type { SandboxPlan, Word } from "../core/spawner.js";
import { bornOf } from "./born.js";
import { type Child, childOf } from "./children.js";
import { inFolder, openBelow } from "./descend.js";
import type { Host, Resources } from "./resources.js";

/** Cores are limited for the spawner and all its children at once. $1 open files, $2 file size in blocks of 512, $3 data segment in KiB or "", $4 children or "". A lower limit that is there already stays. */
const gate = `ulimit -n "$1" 2>/dev/null || :
ulimit -f "$2" 2>/dev/null || :
[ -z "$3" ] || ulimit -d "$3" 2>/dev/null || :
[ -z "$4" ] || ulimit -u "$4" 2>/dev/null || ulimit -p "$4" 2>/dev/null || :
shift 4
read -r _ <&5 || exit 125
exec "$@" 5<&-`;

/**
 * The gate of a launcher that begins as root: in a user namespace of its own it says that it is there and waits for its uids, which only the
 * spawner can give it. Its limits are the runtime's to set, which needs more than the job may have. It ends with the spawner: a job has no clock without.
 */
const innerGate = `echo >&5
read -r _ <&5 || exit 125
exec setpriv --reuid 0 --regid 65534 --groups 65534 --pdeathsig KILL -- "$@" 5<&-`;

export interface Launched {
  readonly launcher: Child;
  /** It has ended; promises, because it may do so before anybody asks. */
  readonly exited: Promise<void>;
  /** The exit code, when its pipes have ended too. */
  readonly closed: Promise<number | null>;
  readonly input: Writable;
  readonly output: Readable;
  readonly complaints: Readable;
  /** Lets the launcher go on. */
  open(): void;
  /** Of a sandbox from a zygote: the runner. The launcher is then the first child of its pid namespace. */
  readonly runner?: Child;
  /** Nobody saw how it ended. */
  readonly isLost?: () => boolean;
  /** Its children are proved to be dead. */
  readonly isProvedDead?: () => void;
}

/** The word as a launcher takes it. */
export async function textOf(host: Host, resources: Pick<Resources, "scratch">, word: Word): Promise<string> {
  if (typeof word === "string") return word;
  if ("host" in word) return host.reach(word.host);
  if (!resources.scratch) throw new Error("The plan asks for a scratch folder that this host does not give.");
  return resources.scratch[word.scratch];
}

/** The limits that every child of the job inherits: open files, bytes of a file, bytes of data, children; undefined where a control group does it. */
export function inheritedLimits(host: Host, plan: SandboxPlan) {
  const { v1, v2 } = host.subtree;
  const hasMemory = v1.memory !== undefined || v2?.controllers.has("memory") === true;
  const hasPids = v1.pids !== undefined || v2?.controllers.has("pids") === true;
  // Where there is a quota (of disk, of scratch memory), writers are to meet that first; this one is against huge sparse files.
  const fileBytes = host.scratch === "plain" ? plan.limits.diskBytes : 2 * plan.limits.diskBytes + 128 * 1024 * 1024;
  return {
    files: plan.limits.fds,
    fileBytes: Math.ceil(fileBytes / 512) * 512,
    dataBytes: hasMemory ? undefined : Math.ceil(plan.limits.memoryBytes / 1024) * 1024,
    // The kernel counts it per uid: only where the uid is the sandbox's own.
    children: hasPids || !host.uids ? undefined : plan.limits.pids + 3,
  };
}

function gateValues(host: Host, plan: SandboxPlan): string[] {
  const { files, fileBytes, dataBytes, children } = inheritedLimits(host, plan);
  return [String(files), String(fileBytes / 512), dataBytes === undefined ? "" : String(dataBytes / 1024), String(children ?? "")];
}

/** Closes the bundle to all but the server and this sandbox's uid, and makes the launcher's record in it: its descriptor, which the caller closes. */
export function openRecord(host: Host, plan: SandboxPlan, uid: number | undefined): number {
  const folder = openBelow(host.bundlesDir, plan.dir);
  try {
    if (uid !== undefined) fchownSync(folder.fd, fstatSync(folder.fd).uid, uid);
    fchmodSync(folder.fd, uid === undefined ? 0o700 : 0o710);
    return openSync(inFolder(folder, "exit.json"), "wx", 0o640);
  } finally {
    folder.close();
  }
}

/** In its namespace the launcher is root by a uid of its own, and the job's uid is nobody's. */
async function giveUids(child: ChildProcess, gateEnd: Duplex, { uid, innerRoot }: Resources): Promise<void> {
  const isThere = await new Promise<boolean>((resolve) => {
    gateEnd.once("data", () => resolve(true));
    child.once("close", () => resolve(false));
  });
  if (!isThere) throw new Error("The launcher could not make a user namespace.");
  const map = `0 ${innerRoot} 1\n65534 ${uid} 1\n`;
  try {
    for (const name of ["uid_map", "gid_map"]) await writeFile(`/proc/${child.pid}/${name}`, map);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function provenLauncher(child: ChildProcess, pid: number): Child {
  try {
    return childOf(pid) ?? { pid, startTicks: "" };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

/** Spawns the launcher behind its gate. The caller opens the gate or kills the child. */
export async function launch(host: Host, plan: SandboxPlan, resources: Resources): Promise<Launched> {
  const command = await Promise.all(plan.command.map((word) => textOf(host, resources, word)));
  const filterFile = await host.filterFile(plan.filter);
  const descriptors: number[] = [];
  try {
    descriptors.push(openSync(filterFile, "r"));
    descriptors.push(openRecord(host, plan, resources.uid));
    const ids = resources.uid === undefined ? {} : { uid: resources.uid, gid: resources.uid };
    const [program, ...words] = plan.innerRoot
      ? ["unshare", "--user", "--keep-caps", "--", "/bin/sh", "-c", innerGate, "terrarium", ...command]
      : ["/bin/sh", "-c", gate, "terrarium", ...gateValues(host, plan), ...command];
    const child = spawn(program ?? "", words, {
      ...ids,
      cwd: "/",
      env: { PATH: "/usr/bin:/bin" },
      stdio: ["pipe", "pipe", "pipe", ...descriptors, "pipe"],
      detached: true,
    });
    const pid = await bornOf(child);
    const { stdin: input, stdout: output, stderr: complaints } = child;
    const pipes: readonly (Readable | Writable | null | undefined)[] = child.stdio;
    const control = pipes[5];
    if (!input || !output || !complaints || !control) throw new Error("The launcher has no pipes.");
    // A child that ends early breaks these pipes; its exit tells the story.
    for (const pipe of pipes) pipe?.on("error", () => {});
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
    const launcher = provenLauncher(child, pid);
    const gateEnd = control as Duplex;
    if (resources.innerRoot !== undefined) await giveUids(child, gateEnd, resources);
    return { launcher, exited, closed, input, output, complaints, open: () => gateEnd.end("\n") };
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}
