// What /proc tells about children: start times (the proof that a pid is still the same child), descendants, and whether one is dead.
import { readFile } from "node:fs/promises";

/** A pid together with its start time in clock ticks since boot: names one child for ever (within one boot). */
export interface Child {
  readonly pid: number;
  readonly startTicks: string;
}

interface Stat {
  readonly state: string;
  readonly startTicks: string;
}

async function statOf(pid: number): Promise<Stat | undefined> {
  let text: string;
  try {
    text = await readFile(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The second field is the command in parentheses and may hold anything: the fields are counted from its end.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", startTicks: fields[19] ?? "" };
}

export async function childOf(pid: number): Promise<Child | undefined> {
  const stat = await statOf(pid);
  return stat && { pid, startTicks: stat.startTicks };
}

/**
 * Is this child gone, or only waiting to be reaped. For the first child of a pid namespace that means that the whole namespace is empty:
 * the kernel ends all others before it becomes a zombie.
 */
export async function isDead(child: Child): Promise<boolean> {
  const stat = await statOf(child.pid);
  return !stat || stat.startTicks !== child.startTicks || stat.state === "Z" || stat.state === "X";
}

/** Sends a signal if it is still the same child. */
export async function signalChild(child: Child, signal: NodeJS.Signals): Promise<void> {
  const stat = await statOf(child.pid);
  if (stat?.startTicks !== child.startTicks) return;
  try {
    process.kill(child.pid, signal);
  } catch {
    // It died in between.
  }
}

async function directChildren(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, "latin1");
    return text.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The first child of `pid`, e.g. the first child of the pid namespace that a launcher made. */
export async function firstChild(pid: number): Promise<Child | undefined> {
  const [first] = await directChildren(pid);
  return first === undefined ? undefined : childOf(first);
}

/** All children below `pid`, parents first. Complete only while they do not fork. */
export async function descendants(pid: number): Promise<number[]> {
  const found: number[] = [];
  for (const child of await directChildren(pid)) found.push(child, ...(await descendants(child)));
  return found;
}

export async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "latin1")).trim();
}
