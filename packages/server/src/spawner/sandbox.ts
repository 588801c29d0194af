// The life of one sandbox: booting, waiting, running (or paused), ended, removed. It serves exactly one job.
//
// Theory of operation. The launcher's exit, the wall clock, `kill` and an over-long result all lead to one `finish`: the whole tree is
// ended, its death is proved, the pipes are read to their end, counters are read, and only then the Exit is told. Outputs are collected
// after that, and resources are given back last.
import type { FileHandle } from "node:fs/promises";
import type { RunnerMessage } from "@terrarium/sdk";
import { makeChannel } from "../core/channel.js";
import { type Collected, type Exit, type Look, lostExit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { makeLogRing } from "../core/log-ring.js";
import { makeMailbox } from "../core/mailbox.js";
import { makePump } from "../core/pump.js";
import type { SandboxPlan } from "../core/spawner.js";
import { makeWallClock } from "../core/wall-clock.js";
import { type Cause, exitOf, type Live, lookInto } from "./exit.js";
import { type Launched, launch } from "./launch.js";
import { holdInside, makeCollector } from "./outputs.js";
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
  const { cgroup } = resources;
  const { launcher, runner } = launched;
  const uid = resources.uid ?? process.getuid?.() ?? 0;
  const tree = makeTree({ launcher, dir: plan.dir, uid, ...(cgroup ? { cgroup } : {}), ...(runner ? { runner } : {}) });
  try {
    if (!runner) await cgroup?.join(launcher.pid);
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

/** What does not die is ended again after so long. */
const againMs = 60_000;

/** In its hush it would only die more slowly. */
function wake({ resources }: Live): void {
  try {
    resources.cgroup?.wake();
  } catch {
    // There is no room for it at the moment.
  }
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
  const stop = async (why: Cause): Promise<void> => {
    blame(why);
    try {
      wake(live);
      await tree.end();
      launched.isProvedDead?.();
    } catch (error) {
      // What could not be ended must not go on without a clock.
      if (!isOver) setTimeout(() => void stop(why), againMs);
      warn(error);
    }
  };
  const ready = new Promise<void>((resolve, reject) => {
    const say = (message: RunnerMessage) => {
      resolve();
      if (message.terrarium !== "ready") mailbox.put(message);
    };
    const { channel, pump } = readPipes(live, say, () => void stop("output-limit"));
    void launched.exited.then(() => {
      isOver = true;
      wall.stop();
      pump.hurry();
      void tree.end().catch(() => {});
    });
    void launched.closed.then(() => {
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
  const exited = launched.closed
    .then(async (code) => {
      await tree.end();
      return exitOf(live, { code, cause, wallMs: wall.ranMs() }, work);
    })
    .catch((error: unknown): Exit => {
      warn(error);
      return lostExit(ring.text());
    })
    .finally(() => {
      isEnded = true;
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
    if (init) await live.host.records.write({ ...live.resources.record, launcher: live.launched.launcher, init });
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
  const collector = makeCollector(live, watched);
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
      live.resources.cgroup?.wake();
      live.resources.cgroup?.begin();
      state = "running";
      watched.wall.go();
      live.launched.input.end("start\n");
    },
    collect: collector.collect,
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
        await collector.idle();
        await watched.work()?.close();
        await live.resources.release();
      })();
      return removed;
    },
  };
}
