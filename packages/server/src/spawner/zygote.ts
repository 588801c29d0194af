// One zygote: starts it in namespaces and a control group of its own, gives it its uids, and has it fork sandboxes.
// What happens inside is told in python/terrarium/zygote; when there is one, and which, is zygotes.ts's.
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import type { SandboxPlan } from "../core/spawner.js";
import { limitFiles } from "./cgroups.js";
import { type Child, childOf, firstChild, isDead, parentOf, signalChild } from "./children.js";
import { inFolder, openBelow } from "./descend.js";
import { outputsEnded } from "./fork-pipes.js";
import { inheritedLimits, type Launched, openRecord } from "./launch.js";
import { settled } from "./records.js";
import type { Host, Resources } from "./resources.js";
import {
  giveBack,
  type Holdings,
  makeConversation,
  type Said,
  spawnStem,
  takeHoldings,
  uidMap,
  wordsOf,
  type ZygoteParts,
} from "./zygote-stem.js";

export interface Zygote {
  /** What is not imported ahead because a fork would not keep it, and why. */
  readonly left: readonly string[];
  /** Forks a sandbox, which is in its control group and sealed when this resolves. Throws and leaves no child of it. */
  fork(plan: SandboxPlan, resources: Resources): Promise<Launched>;
  /** Ends it and all its sandboxes. Idempotent. */
  close(): Promise<void>;
  /** How many of its sandboxes live. */
  size(): number;
}

/** Longer than the libraries of any process take. */
const importMs = 60_000;
const forkMs = 10_000;

/** A sandbox that is being made, or lives. */
interface Fork {
  /** What is said of it next: `born`, then `sealed`. */
  hear: (said: Said) => void;
  /** Its exit code; null: nobody saw how it ended. Only the first word counts. */
  readonly ended: Promise<number | null>;
  readonly end: (code: number | null) => void;
}

/** Everything of one zygote. */
interface State {
  readonly parts: ZygoteParts;
  readonly held: Holdings;
  readonly child: ChildProcess & { readonly pid: number };
  readonly forks: Map<string, Fork>;
  say: (order: unknown) => void;
  hear: (said: Said) => void;
}

function makeFork(): Fork {
  let end: Fork["end"] = () => {};
  const ended = new Promise<number | null>((resolve) => {
    end = resolve;
  });
  return { hear: () => {}, ended, end };
}

function endFork({ forks, parts }: Pick<State, "forks" | "parts">, id: string, code: number | null): void {
  forks.get(id)?.end(code);
  if (forks.delete(id) && forks.size === 0) parts.emptied();
}

function dispatch(state: State, said: Said): void {
  const { forks, parts, hear } = state;
  const fork = said.id === undefined ? undefined : forks.get(said.id);
  if (said.stale || said.orphaned) parts.retire();
  else if (said.id === undefined) hear(said);
  else if (fork && said.ended !== undefined) {
    fork.hear({ failed: "it ended at once" });
    endFork(state, said.id, said.ended);
  } else fork?.hear(said);
}

/** Of a zygote that hangs. */
class TooLate extends Error {}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate("it took too long")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function next(target: { hear: (said: Said) => void }, ms: number): Promise<Said> {
  const heard = new Promise<Said>((resolve, reject) => {
    target.hear = (one) => (one.failed === undefined ? resolve(one) : reject(new Error(one.failed)));
  });
  const said = inTime(heard, ms);
  // Whoever asks may fail at something else before the answer comes; nobody hears it then, and that must not end the spawner.
  said.catch(() => {});
  return said;
}

/** Undoes `openRecord`: the launcher that is tried instead must reach what lies in the bundle. Its folder is the server's, and by now it may be something else. */
function dropRecord(host: Host, plan: SandboxPlan): void {
  const folder = openBelow(host.bundlesDir, plan.dir);
  try {
    fchmodSync(folder.fd, 0o755);
    rmSync(inFolder(folder, "exit.json"), { force: true });
  } finally {
    folder.close();
  }
}

/** From the first breath to the imported libraries. */
async function bringUp(state: State): Promise<readonly string[]> {
  const { parts, held, child } = state;
  const { view, modules, home } = parts.plan;
  await held.cgroup?.join(child.pid);
  const isMappedOutside = held.uid !== undefined;
  const said = next(state, importMs);
  const filter = Buffer.from(parts.filter, "base64").toString("hex");
  state.say({ isMappedOutside, view: await wordsOf(parts.host, {}, view), modules, home, filter });
  if (held.uid !== undefined && parts.uids) {
    await said;
    const ready = next(state, importMs);
    await writeFile(`/proc/${child.pid}/setgroups`, "deny");
    for (const name of ["uid_map", "gid_map"]) await writeFile(`/proc/${child.pid}/${name}`, uidMap(held.uid, parts.uids));
    state.say({});
    return (await ready).ready?.left ?? [];
  }
  return (await said).ready?.left ?? [];
}

/** Only its own children may be named by it: root acts on what it says. */
function provenChildren(stem: number | undefined, [init, runner]: readonly [number, number]): [Child, Child] {
  const isOurs = parentOf(init) === stem && (parentOf(runner) === stem || parentOf(parentOf(runner) ?? 0) === stem);
  const [first, second] = [childOf(init), childOf(runner)];
  if (!isOurs || !first || !second || stem === undefined) throw new Error("it died at once");
  return [first, second];
}

/** Both children move into the sandbox's group. The first child of the namespace is the only one there that is not the job's. */
async function joinGroup({ host }: ZygoteParts, plan: SandboxPlan, { cgroup }: Resources, children: readonly Child[]): Promise<void> {
  if (!cgroup) return;
  await Promise.all(children.map(({ pid }) => cgroup.join(pid)));
  const oneLess = limitFiles(host.subtree, plan.id, { ...plan.limits, pids: plan.limits.pids - 1 });
  for (const [path, value] of oneLess) if (path.endsWith("/pids.max")) writeFileSync(path, value, { flag: "r+" });
}

function rlimitsOf(host: Host, plan: SandboxPlan): Record<string, number> {
  const { files, fileBytes, dataBytes, children } = inheritedLimits(host, plan);
  return {
    // As the spawner's own, see start.ts.
    RLIMIT_CORE: 1,
    RLIMIT_NOFILE: files,
    RLIMIT_FSIZE: fileBytes,
    ...(dataBytes === undefined ? {} : { RLIMIT_DATA: dataBytes }),
    ...(children === undefined ? {} : { RLIMIT_NPROC: children - 1 }),
  };
}

/** Longer than a zygote takes to say that a sandbox has ended. */
const wordMs = 2000;

async function fork(state: State, plan: SandboxPlan, resources: Resources): Promise<Launched> {
  const { parts, held, child, forks } = state;
  const token = randomBytes(16).toString("hex");
  const one = makeFork();
  let known: [Child, Child] | undefined;
  let pipes: ReturnType<Holdings["pipes"]["expect"]> | undefined;
  forks.set(plan.id, one);
  try {
    const words = await wordsOf(parts.host, resources, plan.command);
    closeSync(openRecord(parts.host, plan, resources.uid));
    pipes = held.pipes.expect(token);
    const born = next(one, forkMs);
    const order = { id: plan.id, words, uid: resources.uid ?? 0, limits: rlimitsOf(parts.host, plan), token, socket: held.socket };
    state.say({ make: order });
    const said = await born;
    known = provenChildren(firstChild(child.pid)?.pid, said.born ?? [0, 0]);
    await joinGroup(parts, plan, resources, known);
    const sealed = next(one, forkMs);
    state.say({ go: plan.id });
    const [all] = await Promise.all([inTime(pipes, forkMs), sealed]);
    return launchedOf(state, plan.id, one, known, all);
  } catch (error) {
    forks.delete(plan.id);
    held.pipes.forget(token);
    void pipes?.then(destroyAll);
    state.say({ drop: plan.id });
    const children = known ?? [];
    const areDead = () => {
      for (const each of children) signalChild(each, "SIGKILL");
      return children.every(isDead);
    };
    if (!(await settled(areDead, forkMs))) throw new Error("children of a zygote do not die");
    dropRecord(parts.host, plan);
    // One that hangs would hold up every sandbox.
    if (error instanceof TooLate) parts.retire();
    throw error;
  }
}

function destroyAll(pipes: readonly Socket[]): void {
  for (const pipe of pipes) pipe.destroy();
}

function launchedOf(
  state: State,
  id: string,
  { ended }: Fork,
  [init, runner]: [Child, Child],
  pipes: readonly [Socket, Socket, Socket],
): Launched {
  const [input, output, complaints] = pipes;
  let isLost = false;
  const exited = ended.then((code) => {
    isLost = code === null;
  });
  const closed = exited.then(async () => {
    await outputsEnded(pipes);
    destroyAll(pipes);
    return ended;
  });
  const isProvedDead = () => {
    const timer = setTimeout(() => endFork(state, id, null), wordMs);
    void exited.then(() => clearTimeout(timer));
  };
  return { launcher: init, runner, exited, closed, input, output, complaints, open: () => {}, isLost: () => isLost, isProvedDead };
}

/** With it all that it has made ends; its own launcher ends with it, or, if it cannot be found, it with its launcher. */
function killStem(child: State["child"]): void {
  let stem: Child | undefined;
  try {
    stem = firstChild(child.pid);
  } catch {
    // The host has no room to look.
  }
  if (stem) signalChild(stem, "SIGKILL");
  else child.kill("SIGKILL");
}

/** Starts a zygote and waits until it has imported what it is to import. Throws an Error that says why it cannot be, and leaves nothing. */
export async function startZygote(parts: ZygoteParts, id: string): Promise<Zygote> {
  const held = await takeHoldings(parts, id);
  const child = await spawnStem(parts, held).catch(async (error: unknown) => {
    await giveBack(parts, held);
    throw error;
  });
  const state: State = { parts, held, child, forks: new Map(), say: () => {}, hear: () => {} };
  state.say = makeConversation(child, (said) => dispatch(state, said));
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  void gone.then(() => {
    state.hear({ failed: "it ended" });
    parts.retire();
    for (const [forkId, one] of state.forks) {
      one.hear({ failed: "the zygote ended" });
      endFork(state, forkId, null);
    }
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= (async () => {
      killStem(child);
      await gone;
      await held.cgroup?.killAll();
      await giveBack(parts, held);
    })();
    return closed;
  };
  try {
    const left = await bringUp(state);
    return { left, close, fork: (plan, resources) => fork(state, plan, resources), size: () => state.forks.size };
  } catch (error) {
    await close();
    // It may die before it is moved into its group, or while its users are mapped.
    throw (error as NodeJS.ErrnoException).code === "ESRCH" ? new Error("it ended") : error;
  }
}
