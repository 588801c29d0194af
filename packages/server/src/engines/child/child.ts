// Runs a bundle as a plain child of the server: NO isolation, the server's own rights, no limits but wall time. It exists for comparison and
// as the positive control of the attack suite; it must be asked for in words that cannot be missed.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { makeChannel } from "../../core/channel.js";
import { type Bundle, type Collected, type Engine, type Exit, type Handle, type LimitName, lostExit } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import { type LogRing, makeLogRing } from "../../core/log-ring.js";
import { lookOut, unknownUse } from "../../core/lookout.js";
import { makeMailbox } from "../../core/mailbox.js";
import { makeWallClock, type WallClock } from "../../core/wall-clock.js";

/** A child whose descendants keep its pipes open for longer than this is taken as ended: here nobody can find them all. */
const drainMs = 500;
const bootMs = 30_000;

interface Running {
  readonly bundle: Bundle;
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly exited: Promise<Exit>;
  listen(listener: (message: RunnerMessage) => void): void;
  start(): void;
  pause(): void;
  resume(): void;
  stop(reason: Exit["reason"]): void;
  isEnded(): boolean;
  readonly ring: LogRing;
}

/** Inside paths as host paths, wherever a word begins with one. */
function hostWord(bundle: Bundle): (word: string) => string {
  const places = [...bundle.process.mounts, { source: join(bundle.dir, "job"), target: "/job" }];
  places.sort((a, b) => b.target.length - a.target.length);
  return (word) => {
    const place = places.find(({ target }) => word === target || word.startsWith(`${target}/`));
    return place ? place.source + word.slice(place.target.length) : word;
  };
}

function spawnChild(bundle: Bundle): ChildProcess {
  const job = join(bundle.dir, "job");
  const toHost = hostWord(bundle);
  const declared = Object.entries(bundle.process.environment).map(([name, value]) => [name, toHost(value)]);
  const [command = "", ...words] = bundle.process.command.map(toHost);
  return spawn(command, words, {
    cwd: join(job, "work"),
    env: {
      ...Object.fromEntries(declared),
      PATH: "/usr/bin:/bin",
      HOME: join(job, "work"),
      USER: "nobody",
      LANG: "C.UTF-8",
      TMPDIR: "/tmp",
      TERRARIUM_JOB: job,
    },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, to be signalled as a whole.
    detached: true,
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

/** Resolves when the child has ended and its pipes with it, or a little later than the child. */
function exitOf(
  child: ChildProcess,
  reasonOf: () => Exit["reason"] | undefined,
  parts: { readonly ring: LogRing; readonly wall: WallClock; readonly over: () => void },
): Promise<Exit> {
  return new Promise((resolve) => {
    let drain: NodeJS.Timeout | undefined;
    child.once("exit", () => {
      parts.over();
      parts.wall.stop();
      signalGroup(child, "SIGKILL");
      drain = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, drainMs);
    });
    child.once("close", (code, signal) => {
      clearTimeout(drain);
      const reason = reasonOf();
      const limitsHit: LimitName[] = [];
      if (reason === "timeout") limitsHit.push("wall");
      if (reason === "output-limit") limitsHit.push("output");
      if (parts.ring.isFull) limitsHit.push("log");
      const usage = { cpuMs: -1, wallMs: Math.round(parts.wall.ranMs()), memoryPeakBytes: -1, diskBytes: -1 };
      const rest = { limitsHit, usage, log: parts.ring.text() };
      if (reason) resolve({ reason, ...rest });
      else if (signal !== null) resolve({ reason: "signaled", signal, ...rest });
      else resolve({ reason: "exited", code: code ?? 0, ...rest });
    });
  });
}

function run(bundle: Bundle): Running {
  const child = spawnChild(bundle);
  const ring = makeLogRing(bundle.limits.logBytes);
  const mailbox = makeMailbox();
  let reason: Exit["reason"] | undefined;
  let isEnded = false;
  const stop = (why: Exit["reason"]) => {
    if (!isEnded) reason ??= why;
    signalGroup(child, "SIGKILL");
  };
  const wall = makeWallClock(bundle.limits.wallMs, () => stop("timeout"));
  for (const pipe of child.stdio) pipe?.on("error", () => {});
  const ready = new Promise<void>((resolve, reject) => {
    const channel = makeChannel({
      say(message) {
        resolve();
        if (message.terrarium !== "ready") mailbox.put(message);
      },
      log: (bytes) => ring.push(bytes),
      tooLong: () => stop("output-limit"),
    });
    child.stdout?.on("data", (bytes: Buffer) => channel.push(bytes));
    child.stderr?.on("data", (bytes: Buffer) => ring.push(bytes));
    child.once("error", (error) => reject(fault("engine-failed", `The command could not be started: ${error.message}`)));
    child.once("close", () => {
      channel.end();
      reject(fault("engine-failed", `The child ended before it was ready. It said: ${ring.text().trim().slice(-500)}`));
    });
  });
  const over = () => {
    isEnded = true;
  };
  const exited = exitOf(child, () => reason, { ring, wall, over });
  return {
    bundle,
    child,
    ready,
    exited,
    listen: mailbox.open,
    start() {
      wall.go();
      child.stdin?.end("start\n");
    },
    pause() {
      wall.hold();
      signalGroup(child, "SIGSTOP");
    },
    resume() {
      wall.go();
      signalGroup(child, "SIGCONT");
    },
    stop,
    isEnded: () => isEnded,
    ring,
  };
}

async function collectOne(running: Running, name: string, into: string): Promise<Collected> {
  const source = join(running.bundle.dir, "job", "out", name);
  const facts = name.includes("/") ? undefined : await lstat(source).catch(() => undefined);
  if (!facts) throw fault("process-failed", `The output file "${name}" was not written.`, name);
  if (!facts.isFile() || facts.nlink !== 1) throw fault("process-failed", `The output file "${name}" is not a regular file.`, name);
  const { outputBytes } = running.bundle.limits;
  if (facts.size > outputBytes) {
    throw fault("limit-exceeded", `The output file "${name}" has ${facts.size} bytes, more than the limit of ${outputBytes} bytes.`, name);
  }
  const path = join(into, name);
  await copyFile(source, path, constants.COPYFILE_EXCL);
  const sha256 = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return { name, path, byteLength: facts.size, sha256 };
}

const lost = lostExit();

const sealed = ["namespaces", "read-only root", "no network", "seccomp", "no capabilities", "own uid"];
const limited = ["memory", "cpu", "pids", "disk", "inodes", "fds"];

/** The verbs that act on a child that exists. */
function verbs(children: Map<string, Running>): Omit<Engine, "name" | "probe" | "create" | "close"> {
  return {
    async start(handle) {
      const running = children.get(handle.id);
      if (!running || running.isEnded()) throw fault("engine-failed", "The child cannot be started: it does not wait for a job.");
      running.start();
    },
    adopt: async (handle) => children.has(handle.id),
    async wait(handle, listen) {
      const running = children.get(handle.id);
      if (!running) return lost;
      running.listen(listen);
      return running.exited;
    },
    async collect(handle, names, into) {
      const running = children.get(handle.id);
      if (!running?.isEnded()) throw fault("engine-failed", "The outputs cannot be collected: the job has not ended.");
      await mkdir(into, { recursive: true });
      const collected: Collected[] = [];
      for (const name of new Set(names)) collected.push(await collectOne(running, name, into));
      return collected;
    },
    async look(handle, logFrom, waitMs) {
      const running = children.get(handle.id);
      if (running === undefined) return undefined;
      const { ring, exited } = running;
      return lookOut({ ring, exited, isOver: () => running.isEnded(), used: () => unknownUse }, logFrom, waitMs);
    },
    async pause(handle) {
      children.get(handle.id)?.pause();
    },
    async resume(handle) {
      children.get(handle.id)?.resume();
    },
    async kill(handle) {
      const running = children.get(handle.id);
      running?.stop("killed");
      await running?.exited;
    },
    async remove(handle) {
      const running = children.get(handle.id);
      children.delete(handle.id);
      running?.stop("killed");
      await running?.exited;
    },
  };
}

/** Makes the engine without isolation. */
export function makeChildEngine(): Engine {
  const children = new Map<string, Running>();
  const rest = verbs(children);
  return {
    name: "child",
    ...rest,
    async probe() {
      return { ok: true, version: process.version, enforced: ["wall", "output", "log"], notEnforced: [...sealed, ...limited] };
    },
    async create(bundle): Promise<Handle> {
      if (children.has(bundle.id)) throw fault("engine-failed", `There is a child for the bundle "${bundle.id}" already.`);
      for (const folder of ["in", "out", "work"]) await mkdir(join(bundle.dir, "job", folder), { recursive: true });
      const running = run(bundle);
      const timer = setTimeout(() => running.stop("timeout"), bootMs);
      try {
        await running.ready;
      } catch (error) {
        running.stop("killed");
        throw error;
      } finally {
        clearTimeout(timer);
      }
      children.set(bundle.id, running);
      return { engine: "child", id: bundle.id, state: { pid: running.child.pid ?? null } };
    },
    async close() {
      for (const id of [...children.keys()]) await rest.remove({ engine: "child", id, state: null });
    },
  };
}
