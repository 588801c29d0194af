// The life of one sandbox: booting, waiting, running (or paused), ended, removed. It serves exactly one job.
//
// Theory of operation. The launcher's exit, the wall clock, `kill` and an over-long result all lead to one `finish`: the whole tree is
// ended, its death is proved, the pipes are read to their end, counters are read, and only then the Exit is told. Outputs are collected
// after that, and resources are given back last.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { RunnerMessage } from "@terrarium/sdk";
import { makeChannel } from "../core/channel.js";
import { type Collected, type Exit, type Look, lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { makeLogRing } from "../core/log-ring.js";
import { makeMailbox } from "../core/mailbox.js";
import { makePump } from "../core/pump.js";
import type { SandboxPlan } from "../core/spawner.js";
import { makeWallClock } from "../core/wall-clock.js";
import { childOf } from "./children.js";
import { collectOutputs } from "./collect.js";
import { type Cause, exitOf, type Live, lookInto } from "./exit.js";
import { type Launched, launch } from "./launch.js";
import { type Host, type Resources, takeResources } from "./resources.js";
import { saysShortage } from "./shortage.js";
import { makeTree } from "./tree.js";
import type { Zygotes } from "./zygotes.js";

export interface Sandbox {
  /** From a zygote. */
  readonly isForked: boolean;
  start(): void;
  readonly hasStarted: () => boolean;
  /** The newest progress and the final message that came before are told at once, also to the second who listens. */
  listen(listener: (message: RunnerMessage) => void): void;
  readonly exited: Promise<Exit>;
  collect(names: readonly string[], into: string): Promise<Collected[]>;
  look(logFrom: number, waitMs: number): Promise<Look>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when the tree is dead. With `graceMs` it is asked first, unless it is paused. */
  kill(graceMs?: number): Promise<void>;
  /** Idempotent. */
  remove(): Promise<void>;
}

/** Holds the descriptor of the memory file system that the launcher made inside; it stays usable when the sandbox is gone. */
async function holdInside(live: Live): Promise<FileHandle | undefined> {
  if (live.resources.scratch) return undefined;
  const inside = live.launched.runner ?? (await live.tree.init());
  if (!inside) return undefined;
  const path = `/proc/${inside.pid}/root/job/work`;
  return open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) => {
    // One that only describes a process may be over already; it has nothing to collect.
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** From a zygote where there can be one, already let go; else by a launcher that waits behind its gate. */
async function launchAny(host: Host, plan: SandboxPlan, resources: Resources, zygotes: Zygotes): Promise<Launched> {
  return (plan.zygote && (await zygotes.fork(plan, plan.zygote, resources))) ?? launch(host, plan, resources);
}

/** Starts the launcher behind its gate, puts it into its group, records it, and opens the gate. */
async function boot(host: Host, plan: SandboxPlan, zygotes: Zygotes): Promise<Live> {
  const resources = await takeResources(host, plan);
  let launched: Launched;
  try {
    launched = await launchAny(host, plan, resources, zygotes);
  } catch (error) {
    await resources.release().catch(() => {});
    throw error;
  }
  const launcher = childOf(launched.pid) ?? { pid: launched.pid, startTicks: "" };
  const { cgroup } = resources;
  const { runner } = launched;
  const uid = resources.uid ?? process.getuid?.() ?? 0;
  const tree = makeTree({ launcher, dir: plan.dir, uid, ...(cgroup ? { cgroup } : {}), ...(runner ? { runner } : {}) });
  try {
    if (!runner) await cgroup?.join(launched.pid);
    // Who is in a group is found by it; without one, the record must name the children.
    if (!cgroup) await host.records.write({ ...resources.record, launcher });
  } catch (error) {
    await tree.end().catch(() => {});
    await resources.release().catch(() => {});
    throw error;
  }
  launched.open();
  return { host, plan, resources, launched, tree, ring: makeLogRing(plan.limits.logBytes) };
}

function readPipes({ launched, ring }: Live, say: (message: RunnerMessage) => void, tooLong: () => void) {
  const channel = makeChannel({
    say,
    log: (bytes) => ring.push(bytes),
    tooLong,
  });
  const pump = makePump([
    [launched.output, (bytes) => channel.push(bytes)],
    [launched.complaints, (bytes) => ring.push(bytes)],
  ]);
  return { channel, pump };
}

/** Watches a live sandbox: the pipes, the first message, the exit. */
function watch(live: Live) {
  const { launched, tree, plan, ring } = live;
  const mailbox = makeMailbox();
  let cause: Cause | undefined;
  let work: FileHandle | undefined;
  let isEnded = false;
  let isOver = false;
  const wall = makeWallClock(plan.limits.wallMs, () => stop("timeout"));
  const warn = (error: unknown) => live.host.warn(`Sandbox ${plan.id}: ${(error as Error).message}`);
  const blame = (why: Cause) => {
    if (!isOver) cause ??= why;
  };
  const stop = (why: Cause) => {
    blame(why);
    live.resources.cgroup?.wake();
    // A failure to end is told by `exited`, which the launcher's exit leads to.
    return tree.end().catch(warn);
  };
  const ready = new Promise<void>((resolve, reject) => {
    const say = (message: RunnerMessage) => {
      resolve();
      if (message.terrarium !== "ready") mailbox.put(message);
    };
    const { channel, pump } = readPipes(live, say, () => void stop("output-limit"));
    launched.child.once("exit", () => {
      isOver = true;
      wall.stop();
      pump.hurry();
      void tree.end().catch(() => {});
    });
    launched.child.once("close", () => {
      try {
        channel.end();
      } catch (error) {
        // Whoever waits for the exit hears of it all the same.
        warn(error);
      }
      const last = ring.text().trim().split("\n").at(-1) ?? "";
      const code = saysShortage(last) ? "busy" : "engine-failed";
      reject(fault(code, `The sandbox ended before it was ready.${last === "" ? "" : ` It said: ${last.slice(0, 500)}`}`));
    });
  });
  const exited = new Promise<Exit>((resolve) => {
    launched.child.once("close", (code) => {
      void tree
        .end()
        .then(() => exitOf(live, { code, cause, wallMs: wall.ranMs() }, work))
        .catch((error: unknown): Exit => {
          warn(error);
          return lostExit(ring.text());
        })
        .then((exit) => {
          isEnded = true;
          resolve(exit);
        });
    });
  });
  return {
    ready,
    exited,
    mailbox,
    wall,
    blame,
    stop,
    isOver: () => isOver,
    isEnded: () => isEnded,
    work: () => work,
    hold: async () => {
      work = await holdInside(live);
    },
  };
}

type Watched = ReturnType<typeof watch>;

async function collect(live: Live, watched: Watched, names: readonly string[], into: string): Promise<Collected[]> {
  if (!watched.isEnded()) throw fault("engine-failed", "The outputs cannot be collected: the job has not ended.");
  const path = live.resources.scratch?.out ?? `/proc/self/fd/${watched.work()?.fd ?? -1}/.out`;
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw fault("process-failed", "The process removed its output folder.", undefined, error);
  });
  const { host, plan } = live;
  const { outputBytes, diskBytes } = plan.limits;
  const limits = { maximumBytes: outputBytes, maximumTotalBytes: Math.max(outputBytes, diskBytes) };
  try {
    return await collectOutputs({ folder, into, bundleDir: plan.dir, bundlesDir: host.bundlesDir, owner: host.owner, ...limits }, names);
  } finally {
    await folder.close();
  }
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** Resolves when the runner has said "ready". Fails without a trace: engine-failed. */
async function untilReady(live: Live, watched: Watched): Promise<void> {
  const { leaving } = live.host;
  const timer = setTimeout(() => void watched.stop("timeout"), live.plan.bootMs);
  const onLeave = () => void watched.stop("killed");
  leaving.addEventListener("abort", onLeave);
  if (leaving.aborted) onLeave();
  try {
    await watched.ready;
    await watched.hold();
    if (live.resources.cgroup) return;
    const init = await live.tree.init();
    const launcher = childOf(live.launched.pid);
    if (init && launcher) await live.host.records.write({ ...live.resources.record, launcher, init });
  } catch (error) {
    await watched.stop("killed");
    await watched.exited;
    await live.resources.release().catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
    leaving.removeEventListener("abort", onLeave);
  }
}

/** Makes a sandbox that waits for its job. Throws engine-failed and leaves nothing. */
export async function makeSandbox(host: Host, plan: SandboxPlan, zygotes: Zygotes): Promise<Sandbox> {
  const live = await boot(host, plan, zygotes);
  const watched = watch(live);
  await untilReady(live, watched);
  live.resources.cgroup?.hush();
  let state: "waiting" | "running" | "paused" = "waiting";
  let removed: Promise<void> | undefined;
  let turn: Promise<void> = Promise.resolve();
  /** One after the other: freezing takes some milliseconds, in which the opposite may be asked. */
  const inTurn = (work: () => Promise<void>) => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  return {
    isForked: live.launched.runner !== undefined,
    exited: watched.exited,
    hasStarted: () => state !== "waiting",
    listen: (listener) => watched.mailbox.open(listener),
    start() {
      if (state !== "waiting" || watched.isOver()) {
        throw fault("engine-failed", "The sandbox cannot be started: it does not wait for a job.");
      }
      state = "running";
      live.resources.cgroup?.wake();
      live.resources.cgroup?.begin();
      watched.wall.go();
      live.launched.input.end("start\n");
    },
    collect: (names, into) => collect(live, watched, names, into),
    look: lookInto(live, watched),
    pause: () =>
      inTurn(async () => {
        if (state !== "running" || watched.isOver()) return;
        watched.wall.hold();
        state = "paused";
        await live.tree.pause().catch(async (error: unknown) => {
          // What was stopped of it must not stay so.
          await live.tree.resume().catch(() => {});
          state = "running";
          watched.wall.go();
          throw error;
        });
      }),
    resume: () =>
      inTurn(async () => {
        if (state !== "paused" || watched.isOver()) return;
        await live.tree.resume();
        state = "running";
        watched.wall.go();
      }),
    async kill(graceMs = 0) {
      watched.blame("killed");
      if (graceMs > 0 && state === "running" && !watched.isOver()) {
        await live.tree.ask();
        await within(watched.exited, graceMs);
      }
      await watched.stop("killed");
      await watched.exited;
    },
    async remove() {
      removed ??= (async () => {
        await watched.stop("killed");
        await watched.exited;
        await watched.work()?.close();
        await live.resources.release();
      })();
      return removed;
    },
  };
}
