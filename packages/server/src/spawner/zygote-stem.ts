// What a zygote holds on the host (a uid, a control group, a socket for pipes), how its first program is started, and how it is spoken with.
import { type ChildProcess, spawn } from "node:child_process";
import { rm, stat } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Word, ZygotePlan } from "../core/spawner.js";
import { bornOf } from "./born.js";
import { basesOf, type Cgroup, makeCgroup } from "./cgroups.js";
import { type ForkPipes, makeForkPipes } from "./fork-pipes.js";
import { textOf } from "./launch.js";
import { settled } from "./records.js";
import type { Host, Resources } from "./resources.js";
import type { UidRange } from "./uids.js";

/** What a zygote is made of. */
export interface ZygoteParts {
  readonly host: Host;
  /** All uids that sandboxes may have; absent: not root. */
  readonly uids: UidRange | undefined;
  readonly plan: ZygotePlan;
  /** base64 */
  readonly filter: string;
  /** Called once when nothing more is to be forked from it: it has died, or what it has loaded has changed on the host. */
  readonly retire: () => void;
  /** Called whenever the last of its sandboxes has ended. */
  readonly emptied: () => void;
}

/** Room in which a sandbox shows the words of its own command. */
const padding = " ".repeat(1500);
const groupLimits = { memoryBytes: 2 * 1024 ** 3, cpus: Math.max(1, cpus().length), pids: 512 };
const noLimits = { wallMs: 1, diskBytes: 1, inodes: 1, fds: 1, outputBytes: 1, logBytes: 1 };

/** A line that it says. */
export interface Said {
  readonly id?: string;
  readonly unshared?: true;
  readonly ready?: { readonly left: readonly string[] };
  readonly failed?: string;
  readonly born?: readonly [init: number, runner: number];
  readonly sealed?: true;
  readonly ended?: number;
  /** What it has loaded is not what the host has now. */
  readonly stale?: true;
  /** The parent has died: nothing more can be forked. */
  readonly orphaned?: true;
}

/** What it holds on the host. */
export interface Holdings {
  readonly id: string;
  readonly uid?: number;
  readonly cgroup?: Cgroup;
  readonly socket: string;
  readonly pipes: ForkPipes;
}

/** Takes all of it or nothing. */
export async function takeHoldings(parts: ZygoteParts, id: string): Promise<Holdings> {
  const { host } = parts;
  const groups = basesOf(host.subtree).map((base) => join(base, id));
  const uid = host.uids?.lease();
  if (host.uids && uid === undefined) throw new Error("all host uids for sandboxes are in use");
  const socket = join(host.placeDir, `${id}.socket`);
  const ids = uid === undefined ? {} : { uid };
  let cgroup: Cgroup | undefined;
  try {
    await host.records.write({ id, bootId: host.bootId, groups, image: join(host.imagesDir, `${id}.img`) });
    cgroup = groups.length > 0 ? makeCgroup(host.subtree, id, { ...noLimits, ...groupLimits }) : undefined;
    const pipes = await makeForkPipes(socket, uid);
    return { id, socket, pipes, ...ids, ...(cgroup ? { cgroup } : {}) };
  } catch (error) {
    await giveBack(parts, { id, socket, ...ids, ...(cgroup ? { cgroup } : {}) });
    throw error;
  }
}

/** Everything that it made must be dead. */
export async function giveBack(
  { host }: ZygoteParts,
  { id, uid, cgroup, socket, pipes }: Omit<Holdings, "pipes"> & Partial<Holdings>,
): Promise<void> {
  pipes?.close();
  await rm(socket, { force: true });
  if (cgroup && !(await settled(() => cgroup.remove(), 5000))) return host.warn("The control group of a zygote is still in use.");
  await host.records.erase(id);
  if (uid !== undefined) host.uids?.giveBack(uid);
}

/** To itself it is root, by its own uid; all others of the range are what they are. */
export function uidMap(own: number, { base, count }: UidRange): string {
  const above = base + count - own - 1;
  const rows = [
    `0 ${own} 1`,
    ...(own > base ? [`${base} ${base} ${own - base}`] : []),
    ...(above > 0 ? [`${own + 1} ${own + 1} ${above}`] : []),
  ];
  return `${rows.join("\n")}\n`;
}

/** Says orders, and hands what it says to who waits. */
export function makeConversation(child: ChildProcess, take: (said: Said) => void) {
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(JSON.parse(line) as Said);
  });
  return (order: unknown) => void child.stdin?.write(`${JSON.stringify(order)}\n`);
}

/** Words of a command as the host has them. */
export async function wordsOf(host: Host, resources: Pick<Resources, "scratch">, words: readonly Word[]): Promise<string[]> {
  return Promise.all(words.map((word) => textOf(host, resources, word)));
}

/** Starts its first program, which waits for orders. */
export async function spawnStem({ host, plan }: ZygoteParts, { uid }: Holdings): Promise<ChildProcess & { readonly pid: number }> {
  const [command = "", ...words] = await wordsOf(host, {}, plan.command);
  const [interpreter] = plan.command;
  // An interpreter finds its libraries by its own path, which must be the one that it has inside.
  if (typeof interpreter === "object" && "host" in interpreter && interpreter.host !== command)
    throw new Error(`${interpreter.host} lies in a closed folder`);
  // A child's /proc/self/exe leads to the interpreter by the host's mount, which is not read-only: its owner could change what the host runs.
  if (uid === undefined && (await stat(command)).uid === process.getuid?.())
    throw new Error(`${command} belongs to the user who runs the server`);
  const child = spawn(command, [...words, padding], {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    cwd: "/",
    env: { ...plan.environment },
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const pid = await bornOf(child);
  for (const pipe of child.stdio) pipe?.on("error", () => {});
  return Object.assign(child, { pid });
}
