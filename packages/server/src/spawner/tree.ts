// The children of one sandbox as a whole: find the first child of its pid namespace, stop, continue and end all, and prove that all are dead.
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Cgroup } from "./cgroups.js";
import { type Child, childOf, descendants, firstChild, isDead, isStill, signalChild } from "./children.js";
import { settled } from "./records.js";

export interface Tree {
  /** The first child of the sandbox's pid namespace; known once it exists. */
  init(): Promise<Child | undefined>;
  /** Resolves when nothing of it runs any more. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Asks every child of the job to end (SIGTERM). */
  ask(): Promise<void>;
  /** Ends every child and resolves when all are dead. Throws if they do not die in 30 s (stuck in the kernel). */
  end(): Promise<void>;
}

export interface TreeParts {
  readonly launcher: Child;
  /** The bundle's folder, where the launcher's record is. */
  readonly dir: string;
  /** The host uid of all its children. */
  readonly uid: number;
  readonly cgroup?: Cgroup;
  /** Of a sandbox from a zygote: the runner, which is no child of the launcher; the launcher is the first child of the pid namespace itself. */
  readonly runner?: Child;
}

/**
 * The first record that bubblewrap writes names the first child and its pid namespace: a pid that was given to a stranger since is not in it.
 * The file lies where the unprivileged server may write: whoever it names must have the sandbox's own uid, or root would kill for others.
 */
async function recordedInit(dir: string, uid: number): Promise<Child | undefined> {
  const text = await readFile(join(dir, "exit.json"), "utf8").catch(() => "");
  const pid = /"child-pid": ?(\d+)/.exec(text)?.[1];
  const namespace = /"pid-namespace": ?(\d+)/.exec(text)?.[1];
  if (pid === undefined || namespace === undefined) return undefined;
  const child = childOf(Number(pid));
  const actual = await readlink(`/proc/${pid}/ns/pid`).catch(() => "");
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  return actual === `pid:[${namespace}]` && /^Uid:\t(\d+)/m.exec(status)?.[1] === String(uid) ? child : undefined;
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It died in between.
    }
  }
}

/** A signal arrives when its child has its next turn, and until then the child may fork: to be asked until it is so. */
function isStopped(pids: () => readonly number[]): boolean {
  signalAll(pids(), "SIGSTOP");
  return pids().every(isStill);
}

/** Begins again where the host has no room to look at children. */
async function untilLooked(end: () => Promise<true>): Promise<void> {
  if (!(await settled(end, 30_000))) throw new Error("children cannot be looked at");
}

export function makeTree(parts: TreeParts): Tree {
  const { launcher, cgroup, dir, uid, runner } = parts;
  let known: Child | undefined = runner && launcher;
  const below = (pid: number) => [...(runner && !isDead(runner) ? [runner.pid, ...descendants(runner.pid)] : []), ...descendants(pid)];
  const init = async () => {
    known ??= firstChild(launcher.pid) ?? (await recordedInit(dir, uid));
    return known;
  };
  const all = () => below(launcher.pid);
  /** Once it is so it stays so: whoever is born in a control group stays in it, and who could be born is dead. */
  let isGone = false;
  const isEmpty = async () => {
    if (isGone) return true;
    if (!isDead(launcher)) return false;
    if (cgroup) {
      isGone = cgroup.members().length === 0;
      return isGone;
    }
    const first = await init();
    return first === undefined || isDead(first);
  };
  const endOnce = async (): Promise<true> => {
    if (await isEmpty()) return true;
    // Stopped first, a launcher that is still building cannot make a first child that is missed.
    if (!runner) signalChild(launcher, "SIGSTOP");
    const first = await init();
    // With its first child the whole pid namespace dies. The launcher then ends by itself and reaps it, so that no dead child is left to
    // the host's init, which in a container may be a program that reaps nothing.
    if (first && !isDead(first)) {
      signalChild(first, "SIGKILL");
      if (cgroup?.freezes) await cgroup.freeze(false);
      if (!runner) signalChild(launcher, "SIGCONT");
      if (await settled(isEmpty, 1000)) return true;
    }
    const isKilled = (await cgroup?.killAll()) ?? false;
    if (!isKilled && cgroup?.freezes) await cgroup.freeze(false);
    if (first) signalChild(first, "SIGKILL");
    signalChild(launcher, "SIGKILL");
    if (!isKilled && cgroup) signalAll(cgroup.members(), "SIGKILL");
    if (!(await settled(isEmpty, 30_000))) throw new Error("children do not die");
    return true;
  };
  /** The exit, the last word and the removal all lead here: one does it for all. */
  let ending: Promise<void> | undefined;
  return {
    init,
    async pause() {
      // A child in the middle of a call to a slow disk stands still when it returns; it uses no CPU until then.
      if (!cgroup?.freezes) return void (await settled(() => isStopped(all), 2000));
      await cgroup.freeze(true);
      await settled(() => cgroup.isFrozen() || isDead(launcher), 2000);
    },
    resume: async () => (cgroup?.freezes ? cgroup.freeze(false) : signalAll(all(), "SIGCONT")),
    async ask() {
      const first = await init();
      // Asking the first child or the launcher would take the namespace from under the others.
      const members = cgroup ? cgroup.members() : first ? below(first.pid) : [];
      signalAll(
        members.filter((pid) => pid !== first?.pid && pid !== launcher.pid),
        "SIGTERM",
      );
    },
    end() {
      ending ??= untilLooked(endOnce).finally(() => {
        ending = undefined;
      });
      return ending;
    },
  };
}
