// What /proc tells about children: start times (the proof that a pid is still the same child), descendants, and whether one is dead.
// Read synchronously: such a file takes some microseconds, and a round through the thread pool many times that (bench/RESULTS.md). As UTF-8,
// which Node reads in one call; bytes that are none only come up in names, which nobody looks at.
import { readFileSync } from "node:fs";
import { isShortage } from "./shortage.js";

/** A pid together with its start time in clock ticks since boot: names one child for ever (within one boot). */
export interface Child {
  readonly pid: number;
  readonly startTicks: string;
}

interface Stat {
  readonly state: string;
  readonly parent: number;
  readonly startTicks: string;
}

/** undefined: it is gone. Throws where the host has no room to look: nobody is taken for dead, or for empty, who was only not seen. */
export function lookAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isShortage(error)) throw error;
    return undefined;
  }
}

function statOf(pid: number): Stat | undefined {
  const text = lookAt(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The second field is the command in parentheses and may hold anything: the fields are counted from its end.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", parent: Number(fields[1]), startTicks: fields[19] ?? "" };
}

export function childOf(pid: number): Child | undefined {
  const stat = statOf(pid);
  return stat && { pid, startTicks: stat.startTicks };
}

/** undefined: it is gone. */
export function parentOf(pid: number): number | undefined {
  return statOf(pid)?.parent;
}

/**
 * Is this child gone, or only waiting to be reaped. For the first child of a pid namespace that means that the whole namespace is empty:
 * the kernel ends all others before it becomes a zombie.
 */
export function isDead(child: Child): boolean {
  const stat = statOf(child.pid);
  return !stat || stat.startTicks !== child.startTicks || stat.state === "Z" || stat.state === "X";
}

/** Does it use no CPU: it is stopped, or has ended. */
export function isStill(pid: number): boolean {
  return "TtZX".includes(statOf(pid)?.state ?? "X");
}

/** Sends a signal if it is still the same child. */
export function signalChild(child: Child, signal: NodeJS.Signals): void {
  const stat = statOf(child.pid);
  if (stat?.startTicks !== child.startTicks) return;
  try {
    process.kill(child.pid, signal);
  } catch {
    // It died in between.
  }
}

function directChildren(pid: number): number[] {
  const text = lookAt(`/proc/${pid}/task/${pid}/children`) ?? "";
  return text.split(" ").filter(Boolean).map(Number);
}

/** The first child of `pid`, e.g. the first child of the pid namespace that a launcher made. */
export function firstChild(pid: number): Child | undefined {
  const [first] = directChildren(pid);
  return first === undefined ? undefined : childOf(first);
}

/** All children below `pid`, parents first. Complete only while they do not fork. */
export function descendants(pid: number): number[] {
  const found: number[] = [];
  for (const child of directChildren(pid)) found.push(child, ...descendants(child));
  return found;
}

export function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
}
